# Runbooks: what to do next when a phone changes, is lost, or is the first one. The same steps for the person and the help desk.
runbook-kind-planned-phone-change = A new phone, the old one still works
runbook-kind-lost-or-broken-phone = A phone that is lost or broken
runbook-kind-first-device = New here: the first phone
runbook-scenario-own-iphone = Own iPhone
runbook-scenario-company-iphone-personal = Work iPhone with a personal Apple Account
runbook-scenario-company-iphone-managed = Work iPhone with a Managed Apple Account
runbook-scenario-own-android = Own Android phone
runbook-scenario-company-android = Work Android phone
runbook-scenario-own-other = Own device
runbook-scenario-company-other = Work device

# On the first page.
runbook-home = What you are in the middle of
runbook-home-new = I’m getting a new phone
runbook-place = Step { $place } of { $of }
runbook-waits-person = It is your turn
runbook-waits-help-desk = IT does this
runbook-waits-manager = Your manager decides

# Beginning one.
runbook-begin-heading = A new phone, step by step
runbook-begin-lead = We tell you one step at a time, and see by ourselves what is done.
runbook-begin-kind = What is happening?
runbook-begin-planned-hint = Best done while the old phone is still in your hand.
runbook-begin-lost-hint = You are signed in here, but the phone is gone or broken.
runbook-begin-old = Which one goes?
runbook-begin-none = None of these, or not sure
runbook-begin-platform = What is the new one?
runbook-begin-ownership = Whose is the new one?
runbook-begin-button = Show me the first step
runbook-kind-missing = Choose what is happening.
runbook-old-missing = Choose one of the devices, or “None of these”.
runbook-not-first = They have or had a way to sign in, so this is not their first device.
runbook-over = These steps have ended already.

# What it is about.
runbook-about = Change what this is about
runbook-about-heading = What is this about?
runbook-about-lead = If the new one is another kind, the steps change. What is done stays done.
runbook-about-known = The new one is “{ $device }”. Whose it is can be changed with the device itself.
runbook-about-save = Save
runbook-stop = I don’t need these steps any more
runbook-stop-desk = End these steps
runbook-stop-heading = End these steps?
runbook-stop-lead = Nothing else changes: ways to sign in and requests stay as they are.
runbook-stop-button = Yes, end them

# The page.
runbook-by-itself = Nothing to tick off: this page goes on by itself once it has happened.
runbook-think = Think of this
runbook-so-far = Done so far
runbook-to-come = Still to come
runbook-done-at = done
runbook-none-done = Nothing yet.
runbook-finished-heading = All done
runbook-finished-lead = Everything was seen to be done. You need not do anything else.
runbook-ended-heading = These steps have ended
runbook-ended-stopped = Somebody ended them.
runbook-ended-request-ended = The request for help that they were about has ended.
runbook-ended-too-old = They were open for 90 days.
runbook-ended-person-left = The account was closed.
runbook-stuck-heading = This is taking long
runbook-stuck-since = Its turn came { $ago }, and nothing has happened since.
runbook-go-try = Try it now
runbook-go-place = Say where it lives
runbook-go-ask = Ask to get back in
runbook-go-pass = Go to your pass
runbook-go-spoken = Enter the pass that is read out to you
runbook-go-add = Add a way to sign in
runbook-go-new = Use the new one now
runbook-go-old = See what is left on the old one
runbook-go-device = Name the new device

# The steps: what each is called.
runbook-step-device-prepared = IT prepares the new device
runbook-step-backup-works = Try a way in that does not need the old phone
runbook-step-asked = Ask to get back in
runbook-step-approved = { $kind ->
    [first-device] Meet the two people who let you in
   *[other] Somebody checks that it is you
}
runbook-step-let-back-in = { $backup ->
    [yes] Get back in by yourself
   *[no] Use your pass
}
runbook-step-method-added = Add a new way to sign in
runbook-step-new-method-works = Sign in with the new one
runbook-step-old-methods-gone = Clear out the old phone
runbook-step-device-registered = Set up the new device
runbook-step-method-on-device = Add a passkey on the new device

# What to do in each step.
runbook-do-device-prepared = { $scenario ->
    [company-iphone-personal] IT assigns the iPhone to you and to its management. Keep your own Apple Account at hand; you will sign in to it yourself.
    [company-iphone-managed] IT assigns the iPhone to you and to its management, and sees to your Managed Apple Account. You need no Apple Account of your own.
    [company-android] IT assigns the phone to you and to its management. It will ask for your work account when you switch it on.
   *[other] IT prepares the device for you. You need not do anything yet.
}
runbook-do-backup-works = Use a security key, recovery codes or something else that does not live on the old phone, once, now. If it does not work, you find out while the old phone still helps.
runbook-do-asked = On any phone or computer, choose “I can’t sign in” and say what happened.
runbook-do-approved = { $kind ->
    [first-device] Your manager and one other person each meet you in person. Each of them then has one half of your pass to read out to you.
   *[other] The person who was asked gets in touch with you another way than on the lost phone, and then decides. Read your code only to someone you know or can see.
}
runbook-do-let-back-in = { $kind ->
    [first-device] { $scenario ->
        [company-iphone-managed] The iPhone asks you to sign in before it is set up. On any computer, enter the two halves of the pass that are read out to you; that is your first sign-in.
        [company-android] The phone asks for your work account before it is set up. On any computer, enter the two halves of the pass that are read out to you; that is your first sign-in.
       *[other] Enter the two halves of the pass that are read out to you, on the device that you want to sign in with, or on any computer.
    }
   *[other] { $backup ->
        [yes] A passkey or security key that you still have signs you in at once: use it now. If you have two kinds of code instead, choose “I can’t sign in” and add a new way in with them.
       *[no] Open the page on which you asked, in the same browser, and press “Use my pass”. It works for a day after the decision.
    }
}
runbook-do-method-added = Add a passkey on something that is yours and that you have in your hand: this computer, a tablet or a security key. It need not be the new phone yet.
runbook-do-new-method-works = Sign in, or confirm that it is you, with what you have just added. So you know that it works before you need it.
runbook-do-old-methods-gone = { $kind ->
    [planned-phone-change] Remove what still lives on the old phone, and say that it was replaced or handed back.
   *[other] What lived on the phone that is gone is removed when you sign in with the new way. If something is left, remove it, and say what became of the phone.
}
runbook-do-device-registered = { $kind ->
    [planned-phone-change] { $scenario ->
        [own-iphone] Set up the new iPhone beside the old one, sign in to your Apple Account on it, then name it here.
        [company-iphone-personal] Set up the new iPhone and let its management install what work needs. Then sign in to your own Apple Account, and name the iPhone here.
        [company-iphone-managed] Set up the new iPhone with your Managed Apple Account. It asks you to sign in at work: approve that with the old phone. Then name it here, if IT has not.
        [own-android] Set up the new phone from the old one, sign in to your Google Account on it, then name it here.
        [company-android] Set up the new phone with your work account. It asks you to sign in: approve that with the old phone. Then name it here, if IT has not.
       *[other] Set up the new device, then name it here.
    }
    [lost-or-broken-phone] { $scenario ->
        [own-iphone] When you have a new iPhone, set it up, sign in to your Apple Account on it, then name it here.
        [company-iphone-personal] When you have the new iPhone, set it up and let its management install what work needs. Then sign in to your own Apple Account, and name the iPhone here.
        [company-iphone-managed] When you have the new iPhone, set it up with your Managed Apple Account. It asks you to sign in at work: use the passkey that you have added. Then name it here, if IT has not.
        [own-android] When you have a new phone, set it up, sign in to your Google Account on it, then name it here.
        [company-android] When you have the new phone, set it up with your work account. It asks you to sign in: use the passkey that you have added. Then name it here, if IT has not.
       *[other] When you have a new device, set it up, then name it here.
    }
   *[first-device] { $scenario ->
        [own-iphone] Set up your iPhone with your own Apple Account, if it is not yet, then name it here.
        [company-iphone-personal] Switch on the iPhone that you were given and let its management install what work needs. Sign in to your own Apple Account, then name the iPhone here.
        [company-iphone-managed] Switch on the iPhone that you were given and sign in with your Managed Apple Account. Then name it here, if IT has not.
        [own-android] Set up your phone with your own Google Account, if it is not yet, then name it here.
        [company-android] Switch on the phone that you were given and sign in with your work account. Then name it here, if IT has not.
       *[other] Set up the device, then name it here.
    }
}
runbook-do-method-on-device = { $kind ->
    [planned-phone-change] { $backup ->
        [yes] Open this portal on the new device, sign in, and add a passkey there. Then say that it lives on it.
       *[no] The old phone lets the new one in: open this portal on a computer or on the old phone, choose to add a passkey, and scan the code that appears with the new phone. Then say that it lives on the new one.
    }
   *[other] Open this portal on the new device, sign in, and add a passkey there. Then say that it lives on it.
}

# What nothing can observe.
runbook-advice-keep-old-phone = Keep the old phone, with its screen lock, until the last step.
runbook-advice-old-phone-adds-new = You have no other way in. As long as the old phone works, it lets in the new one; once it is wiped, only your manager can help.
runbook-advice-icloud-keychain-on = Is iCloud Keychain switched on? Only then do the authenticator’s entries and your passkeys come along to the new iPhone.
runbook-advice-keychain-may-be-blocked = On a work iPhone iCloud Keychain may be switched off by work. Don’t wait for data to come over: register anew.
runbook-advice-assigned-in-business-manager = Is the device assigned in Apple Business Manager, and to the right management?
runbook-advice-old-phone-approves-set-up = The new phone asks for a sign-in before it is ready. Have the old phone beside it to approve that.
runbook-advice-pass-bridges-set-up = The new phone asks for a sign-in before any device exists. The pass is that sign-in.
runbook-advice-other-method-bridges-set-up = The new phone asks for a sign-in before it is ready, and the old phone is not there to approve that. Have what you have added in your hand.
runbook-advice-google-backup-on = Is the backup to your Google Account switched on? Settings, then Google, then Backup.
runbook-advice-assigned-in-zero-touch = Is the device assigned in zero-touch enrolment, or otherwise to the right management?
runbook-advice-move-authenticator-by-hand = Authenticator apps don’t move by themselves. Export from the old phone, or register anew on the new one.
runbook-advice-lock-the-lost-phone = Have the card blocked, and lock the phone with “Find My” or “Find My Device”. Don’t wipe it yet.
runbook-advice-any-browser = Any browser will do. If you can choose, take one that is yours.
runbook-advice-reach-them-elsewhere = Be reachable: on another number that we have, by video, or in person.
runbook-advice-in-person-with-badge = Take your badge along. The first time is always in person.
runbook-advice-device-in-hand = Have the device in your hand, with its screen lock set.
runbook-advice-one-more-elsewhere = Add one more on something else: a security key, or printed recovery codes. Then nobody has to help you next time.
runbook-advice-wipe-or-hand-back = Wipe the old phone before you sell it or give it away, or hand it back.
runbook-advice-say-where-it-lives = Say which device it lives on. Otherwise we cannot see that this is done.

# Waiting for too long: to the person.
runbook-stuck-check-delivery = Ask IT whether the device is on its way and assigned to you.
runbook-stuck-try-the-backup = Try it once. If it fails, add another way in while the old phone still works.
runbook-stuck-ask-now = Ask now, from any browser. The help desk can say how.
runbook-stuck-ring-an-approver = Ring your manager, or IT.
runbook-stuck-use-the-pass = Use the pass in the browser in which you asked, before the approval ends. Otherwise ask again.
runbook-stuck-ask-again = The time to add something is over. Use one more pass, or ask again.
runbook-stuck-sign-in-once = Sign in once with the new one. If that fails, it was not kept: add it again.
runbook-stuck-remove-the-old = Remove what is left on the old device.
runbook-stuck-set-up-the-device = Set up the new device and name it here, or call the help desk.
runbook-stuck-add-a-passkey = Add a passkey on the new device, and say that it lives there.

# At the desk.
runbooks-heading = People in the middle of something
runbooks-link = Runbooks
runbooks-lead = New, lost and first phones. Who has waited too long stands first.
runbooks-stuck-count = { $n ->
    [0] Nobody is stuck.
    [one] 1 person is stuck.
   *[other] { $n } people are stuck.
}
runbooks-empty = Nobody is in the middle of anything. When somebody gets a new phone, loses one or starts here, they appear here.
runbooks-empty-stuck = Nobody is stuck.
runbooks-empty-ended = Nothing has ended yet.
runbooks-empty-found = Nobody by that name is in this list.
runbooks-show = Show
runbooks-show-open = Open
runbooks-show-stuck = Stuck
runbooks-show-ended = Ended
runbooks-table = Runbooks, stuck ones first
runbooks-who = Who
runbooks-what = What
runbooks-step = Step
runbooks-since = Since
runbooks-acts = Who acts
runbooks-is-stuck = Stuck
runbooks-more = There are more. Search for a name.
runbooks-who-person = The person
runbooks-who-help-desk = The help desk
runbooks-who-manager = The manager or IT
runbooks-finished = Done
runbooks-ended = Ended
runbooks-begin = Begin one for somebody
runbooks-begin-heading = Begin for somebody
runbooks-begin-lead = They see the same steps when they sign in. If they have one phone, that is the one that goes.
runbooks-user-name = User name
runbooks-begin-button = Begin
runbooks-sees = What they see
runbooks-may = What you may do
runbooks-where = Where it stands
runbooks-begun = Begun
runbooks-begun-by = Begun by
runbooks-begun-approval = an approval
runbooks-old = The device that goes
runbooks-old-unknown = Not said
runbooks-new = The new one
runbooks-backup = A way in without the old one
runbooks-backup-yes = Yes
runbooks-backup-no = No
runbooks-request = Open the request
runbooks-raise = Ask for them
runbooks-import = Import a list of devices
runbooks-desk-device-prepared = Assign the device to them in its management, then import the list of devices. It also counts as prepared when they name it themselves.
runbooks-desk-backup-works = Tell them to sign in once with something that is not on the old phone. You cannot do it for them, and need not see it.
runbooks-desk-asked = Tell them to choose “I can’t sign in” in any browser. If they have no browser at all, ask for them.
runbooks-desk-approved = See in the request who was asked, and ring that person. After an hour IT is asked as well. Whoever decides meets or rings the person themselves.
runbooks-desk-let-back-in = Tell them to use the pass where they asked. You never see it, and nobody reads it out but the two who approved a spoken one.
runbooks-desk-method-added = They have a quarter of an hour to add something. If it is over, one further pass can be used while the approval holds.
runbooks-desk-new-method-works = Tell them to sign in once with the new one. If that fails, they add it again.
runbooks-desk-old-methods-gone = Tell them to remove what is left and to say what became of the old phone. You cannot remove it for them.
runbooks-desk-device-registered = See whether the device arrived and is in the right management. They name it here themselves.
runbooks-desk-method-on-device = Tell them to add a passkey on the new device and to say that it lives there.
runbooks-stuck-check-delivery = Look whether the device is on its way and assigned.
runbooks-stuck-try-the-backup = Have them sign in once with the backup. If it fails, they add another while the old phone still works.
runbooks-stuck-ask-now = Have them ask now, from any browser; say how.
runbooks-stuck-ring-an-approver = Ring the next approver in the chain, or decide as IT.
runbooks-stuck-use-the-pass = Have them use the pass before the approval ends. After that they ask again.
runbooks-stuck-ask-again = The time to add something is over. One further pass, or a new request.
runbooks-stuck-sign-in-once = Have them sign in once with the new one. If it fails, it was not kept.
runbooks-stuck-remove-the-old = Have them remove what is left on the old device.
runbooks-stuck-set-up-the-device = Ask whether the new device works, and help to set it up.
runbooks-stuck-add-a-passkey = Have them add a passkey on the new device and say that it lives there.
