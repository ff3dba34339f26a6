# Words that a review and the desk work with: warnings, reasons, rules, rows, the history of a request.
approval-ago-now = just now
approval-ago-minutes = { $n ->
    [one] 1 minute ago
   *[other] { $n } minutes ago
}
approval-ago-hours = { $n } hours ago
approval-ago-days = { $n } days ago

approval-warning-lost-method-used = “{ $method }” was used after this was asked: somebody holds that device, or it is not lost.
approval-warning-frozen-before = “This wasn’t me” was said about this person’s requests before ({ $n ->
    [one] once
   *[other] { $n } times
}).
approval-warning-approver-pair = This person approved for their manager { $n ->
    [0] today
    [one] 1 day ago
   *[other] { $n } days ago
}, so that manager may not decide.
approval-warning-fresh-manager-link = Their manager was entered only { $n ->
    [0] today
    [one] 1 day ago
   *[other] { $n } days ago
}.
approval-warning-fresh-role = The role { $role ->
    [it] IT
    [auditor] auditor
   *[security] security
} was given only { $n ->
    [0] today
    [one] 1 day ago
   *[other] { $n } days ago
}.
approval-warning-fresh-number = A phone number was entered only { $n ->
    [0] today
    [one] 1 day ago
   *[other] { $n } days ago
}.
approval-warning-fresh-address = A mail address was entered only { $n ->
    [0] today
    [one] 1 day ago
   *[other] { $n } days ago
}.
approval-warning-repeated-asks = { $n } requests were made in this name lately.
approval-warning-let-back-in = This person was let back in { $n ->
    [0] today
    [one] 1 day ago
   *[other] { $n } days ago
}.
approval-warning-new-network = It was asked from a network never seen with this person.
approval-warning-new-browser = It was asked in a browser never seen with this person. On a borrowed computer that is to be expected.
approval-warning-privileged = This person has special rights, so more is at stake.

approval-second-spoken = The pass will be read out, so two of you must see them.
approval-second-privileged = This person has special rights.
approval-second-mismatch = What they say differs from the request.
approval-second-device-not-sure = You were not sure which device is gone.
approval-second-not-seen = You are not their manager and have not seen them.
approval-second-pair = They and their manager approved for each other lately.
approval-second-fresh-manager-link = Their manager was entered only lately.
approval-second-fresh-role = A role was given only lately.
approval-second-fresh-number = A phone number was entered only lately.
approval-second-fresh-address = A mail address was entered only lately.

approval-missing-means-not-given = The way you reached them is no longer on record. Begin again.
approval-missing-see-them = You must see them: in person, or by live video with their badge.
approval-missing-not-first-binding = That counts only for somebody new, near their first day.
approval-missing-second-approver = You must see them, or somebody else must approve as well.
approval-missing-direct-manager = A call counts only when their own manager makes it. See them in person, or by live video.
approval-missing-another-number = You may try this number, but it may be on the phone that is gone, so it does not count. Reach them another way as well.
approval-missing-fresh-password = They typed their password too long ago.
approval-missing-more-than-word = Your word alone is not enough. Reach them first.
approval-missing-more-than-facts = What somebody knows about themselves is no proof. Reach them first.
approval-missing-any-check = Reach them first.
approval-missing-first-left = Whoever approved first is no longer here. The person must ask again.

approval-why-own = This is your own request. Somebody else must decide.
approval-why-disabled = Your account is switched off.
approval-why-no-passkey = You need a passkey of your own first.
approval-why-settling = You were let back in yourself not long ago, so you cannot approve yet.
approval-why-approved-for-each-other = They approved for you not long ago, so somebody else must decide.
approval-why-asker-disabled = This person’s account is switched off.
approval-why-not-asked = This is not yours to decide.
approval-why-not-escalated = Their manager still has time to decide.
approval-why-security-needed = Only security may do this.
approval-why-already-approved = You have approved already. Somebody else must be the second.
approval-why-already-decided = This was decided already.
approval-why-frozen = It was stopped. Security decides now.
approval-why-not-frozen = It is not stopped.

approval-rule-pass-and-identity-check = Seen in person or by live video with badge, and an approved pass
approval-rule-first-binding-in-person = Somebody new, met in person near their first day, and an approved pass
approval-rule-saved-code-and-pass = A saved recovery code and an approved pass
approval-rule-organisation-password-and-pass = The organisation’s password, typed just before, and an approved pass
approval-rule-house-call-back = Called back by their own manager, and an approved pass (our own rule, not NIST’s)

approval-text = { $text }
approval-not-known = Not known
approval-could-not-say = Could not say
approval-asked-just-now = “I asked just now”
approval-row-when = { $n ->
    [0] When
   *[other] When (request { $n })
}
approval-row-what = { $n ->
    [0] What happened
   *[other] What happened (request { $n })
}
approval-row-on-what = { $n ->
    [0] On what
   *[other] On what (request { $n })
}
approval-row-where = { $n ->
    [0] Where
   *[other] Where (request { $n })
}
approval-recorded-device = Device that is gone
approval-recorded-check = How you reached them
approval-recorded-what = What they say happened
approval-recorded-code = Code
approval-device-not-sure = None of these, or not sure
approval-check-in-person = In person
approval-check-live-video-with-badge = Live video with badge
approval-check-call-back = A call to a number on record
approval-check-saved-recovery-code = A saved recovery code
approval-check-fresh-organisation-password = The organisation’s password
approval-check-first-binding-in-person = In person, as somebody new
approval-check-managers-word = The manager’s word
approval-check-facts-about-person = Facts about the person
approval-code-right = The code was right

approval-device-choose = Choose a device, or “none of these, or not sure”.
approval-reach-choose = Choose how you reached them.
approval-reach-tick = Tick the box once you have done it.
approval-says-asked = Ask them: did you ask just now?
approval-says-what = Ask them what happened, or choose “could not say”.
approval-says-on-what = Ask them what they are asking on, or choose “could not say”.
approval-code-empty = Type the six digits that they read to you.
approval-code-digits = The code has digits only.
approval-code-length = The code you typed has { $has } digits; it needs { $needs }.
approval-code-wrong = That is not their code. Ask them to read it again. { $left ->
    [one] One more wrong code ends the request.
   *[other] You have { $left } more tries.
}
approval-code-used-up = You have typed too many wrong codes, so no more of yours are taken for { $hours ->
    [one] another hour
   *[other] another { $hours } hours
}. Nothing has ended by that: somebody else can decide, and you can still say no.
approval-proof-again = That did not work. Try again with your own passkey.
approval-mismatch = Something is not as it was when you looked, so nothing was approved. Security has been told.

case-next-security = Security
case-next-it = IT
case-next-second = A second approver
case-next-approver = { $name }
case-next-approver-or-it = { $name }, and IT as well
case-next-approver-or-security = { $name }, and security as well
case-next-person = The person
case-next-nobody = Nobody

case-act-decide = Review and decide
case-act-withdraw = End the request
case-act-take-back = Take my approval back
case-act-lift-freeze = Let it go on
case-act-end-frozen = End it for good
case-act-found-again = The device was found again

case-hidden = Shown once you have recorded what they say
case-fact-next = Next to act
case-fact-asked = Asked
case-fact-what = What happened
case-fact-raised = Raised at the desk by
case-fact-browser = On what
case-fact-network = From where
case-fact-escalated = Others were asked as well
case-fact-wrong-codes = Wrong codes
case-fact-device = Device that is gone
case-fact-evidence = What was proved
case-fact-suspended = Paused

case-who-asker = Whoever asked
case-who-system = By itself
case-who-operator = { $name } (terminal)

case-log-approval-approved = Approved
case-log-approval-denied = Denied
case-log-approval-half-approved = Approved by the first of two
case-log-approval-mismatch = The key was not the one that was decided on
case-log-approval-reported = Reported as not right
case-log-approval-wrong-code = A wrong code was typed
case-log-enrolment-ended = Adding a passkey ended
case-log-enrolment-move-offered = Was asked to go on with another device
case-log-enrolment-moved = Went on with another device
case-log-enrolment-opened = Began to add a passkey
case-log-enrolment-computer-said = Said whose computer it is
case-log-method-added = A passkey was added
case-log-method-removed = A way to sign in was removed
case-log-method-restored = A way to sign in works again
case-log-method-suspended = A way to sign in was paused
case-log-method-suspended-used = A paused way to sign in was used
case-log-notice-given-up = A message could not be delivered
case-log-pass-ended = The pass ended
case-log-pass-half-shown = Half of the pass was read out
case-log-pass-key-mismatch = The key was not the one that was approved
case-log-pass-made = A pass was made
case-log-pass-refused = A wrong pass was typed
case-log-pass-used = The pass was used
case-log-request-asked = Asked
case-log-request-by-codes = Came back by two ways of their own
case-log-request-closed = Back in
case-log-request-code-checked = A saved recovery code was checked
case-log-request-code-given = A saved recovery code was given as well
case-log-request-denied = The request ended
case-log-request-enrolment-over = Nothing was added in time; a further pass may be fetched
case-log-request-escalated = Others were asked as well
case-log-request-expired = Ran out of time
case-log-request-freeze-warning = “This wasn’t me” was said again
case-log-request-frozen = Stopped: “This wasn’t me”
case-log-request-key-taken = The asking page is ready
case-log-request-matched = An approver was asked
case-log-request-raised = Raised at the desk
case-log-request-repinned = Went to the role, since the approver can no longer decide
case-log-request-security-told = Security was told, as far as it could be
case-log-request-unfrozen = Goes on after a check
case-log-request-withdrawn = Ended
case-log-review-begun = A review began
case-log-review-recorded = A step was recorded
case-log-runbook-begun = A list of steps began for the person
case-log-session-ended = Sessions ended
case-log-other = Something else ({ $kind })
case-log-erased = Erased after its time

case-detail-as = As
case-detail-by = By
case-detail-browser = Browser
case-detail-check = Checked
case-detail-checked = Checked
case-detail-count = Times
case-detail-device = Device
case-detail-evidence = Proved
case-detail-half = Half
case-detail-kind = Kind
case-detail-means = Reached by
case-detail-method = Way to sign in
case-detail-own = Computer
case-own-yes = Their own
case-own-no = Somebody else’s, so it was wiped of this at the end
case-detail-network = Network
case-detail-second = Second approver because
case-detail-sessions = Sessions
case-detail-step = Step
case-detail-what = What happened
case-detail-why = Why
case-as = { $as ->
    [manager] manager
    [chain] a manager further up
    [it] IT
    [security] security
    [asker] the person
   *[other] { $as }
}
case-step-device = The device that is gone
case-step-reach = How they were reached
case-step-says = What they say
case-step-compare = The comparison
case-step-code = The code
case-means-call = a call
case-no-longer = No longer on record
case-pass-request = A pass for the browser that asked
case-pass-first-day = A pass for the first day
case-pass-spoken = A pass that is read out
case-pass-by-codes = Opened by two ways of their own
case-rule-two-kinds-of-code = Two ways to sign in of their own, of different kinds
case-by-method = a way to sign in
case-by-notice = the code from a message
case-why-approved = It had been approved
case-why-approver = An approver took the approval back
case-why-asked = Nobody had decided
case-why-asker = Whoever asked took it back
case-why-cancelled = It was cancelled there
case-why-closed = The person is back in
case-why-denied = It was denied
case-why-device-gone = The device is gone
case-why-device-lost = The device was reported lost
case-why-done = A passkey was added
case-why-enrolled = The new passkey was there
case-why-expired = Its time was over
case-why-found-again = The device was found again
case-why-frozen = “This wasn’t me”
case-why-half-approved = Only one of two had approved
case-why-owner = The owner did it
case-why-person-left = The person left, or the account was switched off
case-why-redeemed = The pass had been used
case-why-replaced = A new one took its place
case-why-reported = It was reported as not right
case-why-security = Security ended it
case-why-stopped = It was stopped
case-why-superseded = Another request of this person was approved
case-why-taken-over-from-the-loss = Paused before, when the device was reported lost
case-why-too-many-wrong-tries = Too many wrong tries
case-why-unfrozen = It goes on after a check
case-why-withdrawn = It was taken back
case-why-wrong-codes = Too many wrong codes

case-check-choose = Choose how you checked who they are.
case-check-no-photo = There is no photo on record to hold a badge against. Meet them in person.
case-raise-empty = Type a user name.
case-raise-what = Choose what happened.
case-raise-nobody = Nobody with an account in use has that user name.
case-raise-own = You cannot raise a request for yourself.
case-raise-emergency = This is an emergency account. It is never recovered this way; security has been told.
case-raise-already = A request without a browser is open for this person already.
