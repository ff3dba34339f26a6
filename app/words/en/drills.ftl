# Practising getting back in: one's own screens, what the approver reads in a drill, notices.
drill-offer-heading = Practise getting back in
drill-offer = Practise getting back in
drill-offer-go-on = Go on with your practice
drill-offer-last = Last practised { $ago }.
drill-offer-never = You have not practised yet.
drill-offer-due = It is time to try it; it takes a few minutes.

# For others' lists.
drill-practised = Practised
drill-practised-label = Practised getting back in:
drill-practised-done = Practised
drill-practised-never = Never practised
drill-practised-due = Should practise now
drill-last = { $ago }
drill-last-due = { $ago }, due again
drill-never = never
drill-never-due = never, due now

# The beginning.
drill-heading = Practise getting back in
drill-lead = Nothing changes: nothing is paused or removed, and you stay signed in. If you practise asking, a message that says it is a drill goes to { $who }.
drill-who-manager = your manager, { $name }
drill-who-above = { $name }
drill-who-it = IT
drill-who-security = security
drill-device = What do you pretend is gone?
drill-device-hint = Leave it lying there and do not use it.
drill-device-other = Something else
drill-device-choose = Choose what you pretend is gone.
drill-begin = Begin the drill
drill-too-many = You have practised three times today. Begin again tomorrow.
drill-not-emergency = This is an emergency account. It cannot be let back in by asking, so there is nothing to practise.
drill-gone = You pretend that “{ $device }” is gone.
drill-gone-other = You pretend that something else is gone.
drill-stop = Stop practising

# By oneself.
drill-own-lead = These would get you back in:
drill-passkey = Show that a passkey works
drill-passkey-lead = Use one that is not on what you pretend is gone.
drill-passkey-button = Use my passkey
drill-passkey-again = That did not work, or that passkey would be gone. Try another one.
drill-codes = Show that your codes work
drill-codes-lead = They are only checked. You can use both again.
drill-codes-button = Check my codes
drill-codes-wrong = At least one of these codes did not fit, or would be gone as well. Try again with a new code of the app.
drill-no-texts = No text is sent and nobody is called in a drill, so this cannot be shown here.
drill-ask = Practise asking for help
drill-ask-lead = For the day when nothing of this works. A message that says it is a drill goes to { $who }.
drill-ask-button = Practise asking

# Asking.
drill-asked-heading = You practise asking for help
drill-asked-lead = On the day you would see this after “I can’t sign in”.
drill-read-code = When you are reached, say that you are practising, and read out your code.
drill-lost = This browser does not have the key of this drill, so it cannot show a code. Go on in the browser where you began, or stop and begin again.
drill-meanwhile = Meanwhile
drill-phase-key = As soon as your code is there, a message goes to { $who }.
drill-phase-told = A message went to { $who }. Nobody has begun yet.
drill-phase-reach = You are being reached another way than on what is gone.
drill-phase-says = You are asked what happened and where you are.
drill-phase-compare = What you said is compared with what your browser says.
drill-phase-code = You are asked for your code.
drill-phase-decide = Your code was right. Now it is decided.
drill-until = If nobody decides by { $when }, the drill ends.

# How it came out, to whoever practised.
drill-over-heading = Done. This is how it would have gone
drill-over-not = The drill has ended
drill-over-by = Decided by
drill-over-evidence = What it would have counted as
drill-over-missing = What was missing
drill-over-took = How long it took
drill-over-nothing = Nothing was changed.
drill-again = Practise again
drill-result-approved = You would have been let back in.
drill-result-half-approved = The first of two would have approved. On the day a second person decides as well before you are let back in.
drill-result-denied = You would not have been let back in: it would have been denied.
drill-result-not-right = You would not have been let back in: whoever checked would have said that this is not right.
drill-result-wrong-codes = Three wrong codes were typed. On the day you would have to ask again.
drill-result-proved = You would have been back by yourself.
drill-result-stopped = You stopped.
drill-result-expired = Nobody decided within three days. On the day others would have been asked as well.
drill-result-person-left = It ended with your account.

# What an approver reads in a drill where a request says otherwise.
drill-card-asked = Practises getting back in. Began { $ago }.
drill-card-waits = A drill
drill-card-begin = Practise with them
drill-review-lead = { $name } practises getting back in. Do what you would really do; nothing changes by it.
drill-review-device = Which device do they pretend is gone?
drill-review-device-hint = On the day you ask them. Here it is chosen already.
drill-review-asked = Ask: are you practising to get back in, just now?
drill-review-asked-no-hint = This ends the drill. On the day it would tell security.
drill-review-code-wrong = { $n ->
    [one] 1 wrong code so far.
   *[other] { $n } wrong codes so far.
} Three end this drill.
drill-review-decide-effects = If this were real and you approved
drill-review-decide-pauses = “{ $method }” would be paused ({ $kind }).
drill-review-decide-nothing-paused = Nothing would be paused.
drill-review-decide-told = { $name } would be told, and could then add a new passkey.
drill-review-decide-second-needed = Yours would be the first of two decisions. In the drill it is the only one.
drill-review-approve = Would approve, with my passkey
drill-review-report-heading = End this drill?
drill-review-report-lead = It ends at once. Were it real, security would look into it. { $name } reads that you said this is not right.
drill-review-report-button = This is not right
drill-done = Done. This was a drill. Nothing was changed.
drill-done-approved = { $name } would have been let back in, and reads so.
drill-done-half = Yours would have been the first of two decisions. { $name } reads so.
drill-done-denied = You would have denied it. { $name } reads so.
drill-done-reported = You would have reported it. { $name } reads so. Security was not told.
drill-done-wrong-codes = Three wrong codes ended it. { $name } can begin again.
drill-done-ended = It ended in the meantime.

# Notices. Each begins with the word for drill.
notice-drill-asked-subject = Drill: { $name } practises getting back in and needs you
notice-drill-asked-body =
    This is a drill. { $name } practises what to do after losing a device. Nobody is locked out, and whatever you decide changes nothing.
    
    Open { $address } yourself, sign in with your passkey and look under “Approvals”. It takes a few minutes.
    
    Do what you would really do: reach { $name } another way, ask, and take a code only from someone you know or can see.
notice-drill-over-subject = Drill: how it came out
notice-drill-over-body =
    This was a drill, and nothing was changed.
    
    { $result }
    
    Open { $address } yourself and go on with “Practise getting back in” to see more.
notice-drill-due-subject = Drill: practise getting back in
notice-drill-due-body =
    Would you know what to do if you lost a device today? It is a while since you tried, or you never did.
    
    Open { $address } yourself and choose “Practise getting back in”. It takes a few minutes, every screen says that it is a drill, and nothing changes by it.
notice-no-result = It has ended.
