# Would they get back in: for oneself, for a team, for everybody.
ready-by-yourself = By themselves
ready-with-help = With help
ready-not-at-all = Not at all
ready-unknown = Being worked out

# The one next step, to whoever takes it.
ready-step-passkey-on = Add a passkey on { $device }
ready-step-security-key = Add a security key
ready-step-recovery-codes = Make and print recovery codes
ready-step-authenticator-app-on = Add an authenticator app on { $device }
ready-step-phone-elsewhere = Add a phone number that rings somewhere else
ready-step-another-device = Add a passkey on another device
ready-step-name-manager = Ask IT to enter who your manager is
ready-step-number-on-record = Ask IT to enter a number that is not a mobile

# The same about somebody else.
ready-their-passkey-on = Add a passkey on another device they have: { $platform }
ready-their-security-key = Add a security key
ready-their-recovery-codes = Make and print recovery codes
ready-their-authenticator-app-on = Add an authenticator app on another device they have: { $platform }
ready-their-phone-elsewhere = Add a phone number that rings somewhere else
ready-their-another-device = Add a passkey on another device
ready-their-name-manager = IT enters who their manager is
ready-their-number-on-record = IT enters a number that is not a mobile

# What would hit somebody else hardest.
ready-loss-now = Even with nothing lost
ready-loss-device = If a device is lost ({ $platform })
ready-loss-sign-in = If the organisation’s own sign-in is down

# Ways back in, to whoever takes them.
ready-way-passkey = Your passkey “{ $method }”
ready-way-passkey-on = Your passkey “{ $method }” on { $device }
ready-way-security-key = Your security key “{ $method }”
ready-way-app-and-codes = Your authenticator app and a recovery code
ready-way-app-and-phone = Your authenticator app and a code by text or call
ready-way-codes-and-phone = A recovery code and a code by text or call
ready-way-recovery-code =
    { $by ->
        [manager] You give a recovery code, and your manager approves
        [two-approvers] You give a recovery code, and two people approve
       *[another-approver] You give a recovery code, and someone else who may approves
    }
ready-way-organisation-password =
    { $by ->
        [manager] You sign in with your work password, and your manager approves
        [two-approvers] You sign in with your work password, and two people approve
       *[another-approver] You sign in with your work password, and someone else who may approves
    }
ready-way-in-person =
    { $by ->
        [manager] Your manager meets you, checks that it is you, and approves
        [two-approvers] Two people meet you, check that it is you, and approve
       *[another-approver] Someone else who may meets you, checks that it is you, and approves
    }
ready-way-live-video =
    { $by ->
        [manager] Your manager sees you and your badge on video, and approves
        [two-approvers] Two people see you and your badge on video, and approve
       *[another-approver] Someone else who may sees you and your badge on video, and approves
    }
ready-way-call =
    { $by ->
        [manager] Your manager calls you ({ $number }), checks that it is you, and approves
        [two-approvers] Your manager calls you ({ $number }), and two people approve
       *[another-approver] Someone else who may calls you ({ $number }), and approves
    }

what-if-heading = What if I lose my phone?
what-if-lead = Pick what would be gone. This only looks; nothing happens by it.
what-if-none = You have not named any device yet. What you add appears here.
what-if-other = Something that is not listed here
what-if-sign-in = The organisation’s sign-in is down
what-if-quoted = “{ $name }”
what-if-other-thing = something that is not listed
what-if-and = { $before } and { $last }
what-if-lost = If { $what } were gone today.
what-if-lost-and-down = If { $what } were gone today, and the organisation’s sign-in were down.
what-if-sign-in-down = If the organisation’s sign-in were down today.
what-if-ways = Your ways back in, best first
what-if-no-way = None.
what-if-more = And if more were gone?
what-if-also = “{ $name }” as well
what-if-also-sign-in = The organisation’s sign-in is down as well

team-heading = Your team
team-lead = Would they get back in if they lost a device? Those who are least ready come first.
team-next = What they should do next:
team-cannot-approve = Cannot approve for their own people yet: no passkey of theirs works, or they were let back in only lately.

readiness-heading = Who would get back in?
readiness-lead = Of { $all } people { $by } would get back in by themselves, { $help } with help, and { $not } not at all.
readiness-role = Role
readiness-role-none = No role
readiness-role-it = IT
readiness-role-security = Security
readiness-role-auditor = Auditor
readiness-ring = Roll-out group
readiness-department = Department
readiness-ownership = Whose devices they use
readiness-ownership-none = No device named
readiness-any = All
readiness-show-button = Show
readiness-show = What to show
readiness-show-not-ready = Not by themselves ({ $n })
readiness-show-not-at-all = Not at all ({ $n })
readiness-show-with-help = With help ({ $n })
readiness-show-by-yourself = By themselves ({ $n })
readiness-show-all = All ({ $n })
readiness-chart-heading = The last 90 days
readiness-chart-none = The counts are kept day by day. From the second day on they are drawn here.
readiness-chart-says = From { $from } to { $to }. On the last day { $by } by themselves, { $help } with help, { $not } not at all.
readiness-chart-lines = Solid line: by themselves. Dashes: with help. Dots: not at all. The top is everybody.
readiness-chart-of-all = Drawn for everybody: days are kept for one choice at a time.
readiness-chart-table = The same as a table
readiness-day = Day
readiness-list = The list
readiness-list-caption = People, those who are least ready first
readiness-empty = Nobody is counted yet. When people are imported, they appear here within a minute.
readiness-none-here = Nobody fits what you chose.
readiness-who = Who
readiness-how = Would get back in
readiness-why = What would hit hardest
readiness-next = What they should do next
readiness-nudged = Reminded { $ago }.
readiness-remind = Remind them now
readiness-remind-hint = Sends those of this list who are not ready one message with their next step. At most 200 at once, and nobody twice in a week.
readiness-remind-nobody = There is nobody to remind: all of them were reminded in the last week, are ready, or have no address.
readiness-remind-too-often = That was done five times in the last hour. Wait a while.
readiness-reminded =
    { $n ->
        [one] 1 person was reminded.
       *[other] { $n } people were reminded.
    }
readiness-file = Download this list
readiness-effect-heading = What reminding came to
readiness-effect = In the last 90 days { $nudged } people were reminded; { $ready } of them are ready since.
readiness-nudges-off = Reminders by themselves are switched off by policy.
