# Deciding for somebody else: the cards, one step a screen, the end, half of a pass.
approvals-heading = { $n ->
    [0] Nobody needs you now
    [one] 1 person needs you
   *[other] { $n } people need you
}
approvals-lead = Take them one at a time. Each takes about a minute and a call.
approvals-none = When somebody you answer for cannot get in and asks for help, they appear here. You get a message as well.
approvals-asked = Asked { $ago }.
approvals-asked-what = { $what }. Asked { $ago }.
approvals-many = There are { $n } requests in this name. The code tells which one is real.
approvals-waiting = Waiting for you
approvals-second = Wants a second decision, from you
approvals-begin = Check and decide
approvals-go-on = Go on where you were
approvals-drill = Drill
approvals-not-drill = Not a drill

review-heading = Is it really { $name }?
review-lead = { $name } asks to be let back in. You find out whether it is really them.
review-spoken = They have no browser at all. You must see them, there is no code, and a second person decides as well.
review-device = Which device is gone?
review-device-hint = If you are not sure, say so. Then nothing is paused, and somebody else decides as well.
review-device-none = None of these, or not sure

review-reach = Reach { $name } another way
review-reach-lead = Use what stands here, not a number from a message and not a call that came in to you.
review-call = Call: { $label }
review-reach-how = How did you reach them?
review-reach-call = By phone: { $label }, { $number }
review-reach-call-hint = I dialled this number and reached them.
review-reach-video = Live video
review-reach-video-hint = I see their face and their badge, and they fit the photo on record.
review-reach-in-person = In person
review-reach-in-person-hint = I know them, and they stand before me.
review-reach-done = I did this myself, just now
review-try = You may try these, but they do not count
review-try-hint = They may ring on the device that is gone.
review-reach-nothing = Nothing that counts is on record. Do not decide on a feeling: leave it, and IT is asked as well.

review-asked = Ask: did you just ask to be let back in?
review-asked-hint = Ask before you say anything about the request.
review-asked-yes = Yes, they asked just now
review-asked-no = No, or they know nothing of it
review-asked-no-hint = This stops the request at once and tells security.
review-says = What do they say?
review-says-lead = Write down what they tell you. Do not help them: the request’s own answers come next.
review-says-what = What happened?
review-says-on-what = On what are they asking?
review-says-on-what-hint = The phone or computer whose screen shows the code.
review-says-choose = Choose one
review-says-unsure = They could not say
review-says-place = Where are they?
review-says-place-hint = In their words, such as “at home in Hamburg”.

review-compare = Does it fit?
review-compare-caption = What they say, and what the request says
review-compare-lead = Where nothing is marked, you judge.
review-compare-they = They say
review-compare-request = The request says
review-compare-differs = Not the same
review-compare-on = It fits, go on
review-compare-on-anyway = Go on all the same
review-second-heading = Somebody else will be asked as well
review-second-because = Because:

review-code = What code do they read?
review-code-hint = Six digits. They read it out; never tell it to them.
review-code-where = It stands on the screen where they asked.
review-code-wrong = { $n ->
    [one] 1 wrong code so far.
   *[other] { $n } wrong codes so far.
} Three end this request.

review-decide = You decide
review-decide-lead = This is what you recorded.
review-decide-evidence = What it counts as
review-decide-effects = When you approve
review-decide-pauses = “{ $method }” is paused ({ $kind }).
review-decide-nothing-paused = Nothing is paused.
review-decide-told = { $name } is told, and can then add a new passkey. Nobody gets to see the pass.
review-decide-told-spoken = { $name } is told. You and the second person then each read out half of a pass.
review-decide-delay = The pass works only { $hours ->
    [one] one hour
   *[other] { $hours } hours
} after security was told, and they can stop it until then.
review-decide-second-needed = Yours is the first of two decisions. Nobody is let in before the second.
review-decide-is-second = Somebody has approved before you. Yours is the second decision, so check for yourself.
review-approve = Approve with my passkey
review-approve-not = Approve
review-deny-heading = Or say no
review-note = A note for the record
review-note-hint = May stay empty. No passwords and no codes.
review-deny = Deny
review-key = Key of the request

review-not-right = This is not right
review-report-heading = Stop this request?
review-report-lead = It ends at once and security looks into it. If { $name } really needs help, they can ask again.
review-report-button = Stop it and tell security
review-report-back = No, go on checking

review-done-approved = Done. They have been told.
review-done-approved-lead = They can now add a new passkey. There is nothing more for you to do.
review-done-half = Done. A second person is asked now.
review-done-half-lead = Nobody is let in before they decide as well.
review-done-denied = Denied. They have been told.
review-done-denied-lead = Nobody gets in with this request.
review-done-reported = Stopped. Security has been told.
review-done-reported-lead = Nobody gets in with this request. Read and send no codes to anybody who calls you about it.
review-done-wrong-codes = Three wrong codes: this has ended
review-done-wrong-codes-lead = Whoever you spoke to did not see the asking screen. If { $name } still needs help, they ask again.
review-done-ended = This has ended in the meantime
review-done-ended-lead = Somebody else decided, it was stopped, or its time ran out. There is nothing more for you to do.
review-done-taken-back = The approval was taken back. They have been told.
review-done-taken-back-lead = Nobody gets in with this request. What was paused works again, but for a device that is lost or stolen.
review-take-back-open = Take my approval back
review-take-back-heading = Take your approval back?
review-take-back-lead = The request ends at once, and any pass with it. { $name } is told and can ask again.
review-take-back-button = Take my approval back
review-take-back-not = No, leave it
review-done-half-to-read = Approved. Now read out your half
review-done-half-to-read-lead = The pass has two halves. You read out one, and somebody else the other.
review-done-half-to-read-button = To my half
review-done-back = Who else needs me

half-not-yet = Security has not been told yet, and before that there is no pass. Come back in a few minutes.
half-heading = Read out your half
half-lead = Only to { $name }, face to face or while you see them on video. The other half comes from { $other }.
half-which = Half { $n } of 2
half-show = Show my half
half-show-hint = It is shown once. Press this when { $name } is ready to write.
half-once = It is not shown again. Reloading hides it, and after ten minutes it hides by itself.
half-until = The pass works until { $when }.
half-type = { $name } types both halves at: sign in, “I was given a pass”.
half-seen = Your half was shown already, and it is shown only once. If { $name } did not get it, they ask again.
