# What is sent to people. Each notice has a subject, which says what happened, and a body; what stops a request and whom to
# call follow by themselves. No secret stands here but the stop code, and no link that authorises anything.

# Ends every notice.
notice-foot =
    Need a human? Call { $help }
    { $organisation }
# Follows the body where the person can stop what goes on.
notice-stop-how =
    Someone asked to get back in as you. If it wasn’t you, stop it, and read no code to anybody.
    
    To stop it, open { $page } and type this code: { $code }
    The code only stops it. It cannot let anyone in.
# The same where there is no code, because there was no request: a pass for the first day.
notice-stop-call = If it wasn’t you, call at once, and read no code to anybody.

# How anybody who is told of a last resort stops it.
notice-stop-last-resort =
    If you do not know that this is right, stop it. Read no code to anybody.
    
    To stop it, open { $page } and type this code: { $code }
    The code only stops it. It cannot let anyone in. If you can sign in, you can also stop it there.

# What stands where nothing was given.
notice-no-name = someone
notice-no-by = someone
notice-no-method = a passkey
notice-no-removed = nothing had to be removed
notice-no-device = a device
notice-no-paused = nothing
notice-no-left = none
notice-no-back = none

notice-asked-subject = Someone asked to get back in as you
notice-asked-body =
    Someone said that they are you and cannot sign in. Nothing has changed by that.
    
    If it was you: someone who can help has been asked. They will reach you another way than on the lost phone. Read your code only to someone you know or can see.

notice-asked-again-subject = Someone asked once more to get back in as you
notice-asked-again-body =
    Someone said again that they are you and cannot sign in. Nothing has changed by that. If there are more, you will hear of them at most once an hour; the code below stops those as well.

notice-please-decide-subject = { $name } cannot sign in and needs you
notice-please-decide-body =
    Someone says that they are { $name } and cannot sign in. You are asked to find out whether that is true, and to decide.
    
    Open { $address } yourself, sign in with your passkey, and look under Approvals. It takes a few minutes.
    
    Reach { $name } another way than on the lost phone. Take a code only from someone you know or can see, never from a message. If anything is not right, say so there: that stops it.
    
    If nobody decides, nobody is let in.

notice-please-decide-second-subject = { $name } cannot sign in and needs a second approver
notice-please-decide-second-body =
    One approver has said yes to letting { $name } back in. A second one is needed, who finds out for themselves.
    
    Open { $address } yourself, sign in with your passkey, and look under Approvals.
    
    Reach { $name } yourself, another way than on the lost phone. Do not take the first approver’s word for it. Take a code only from someone you know or can see.

notice-escalated-subject = { $name } is still waiting to get back in
notice-escalated-body =
    Someone says that they are { $name } and cannot sign in. Nobody has decided yet, so you are asked as well.
    
    Open { $address } yourself, sign in with your passkey, and look under Approvals.
    
    Reach { $name } another way than on the lost phone. Take a code only from someone you know or can see, never from a message.
    
    If nobody decides, nobody is let in.

notice-approved-subject = You are cleared to come back in
notice-approved-body =
    It was decided to let you back in. What was on the lost device is paused.
    
    Go on in the browser in which you asked. Have the device in your hand that shall get the new passkey, with its screen lock set.

notice-half-approved-subject = One of two has said yes to letting you back in
notice-half-approved-body = A second approver has been asked. They will reach you as well.

notice-security-told-subject = { $name }, who has special rights, is being let back in
notice-security-told-body =
    Two approvers have said yes to letting { $name } back in. { $name } has special rights, so the pass works only an hour after all of you were told.
    
    If that is not right, open { $address } yourself, sign in, and end the request within this hour.

notice-denied-subject = You were not let back in
notice-denied-body =
    Someone asked to get back in as you, and an approver said no. What was paused for it works again, but for a device that is lost or stolen.
    
    If it was you, call. If it wasn’t you, it has been stopped. Read no code to anybody, and call if you are unsure.

notice-reported-subject = { $by } says that a request for { $name } is not right
notice-reported-body =
    Someone asked to get back in as { $name }. { $by } looked into it and reported it. The request has ended.
    
    Open { $address } yourself, sign in, and look at the request. Speak to { $name }.

notice-wrong-codes-subject = A request in your name was ended: wrong codes
notice-wrong-codes-body =
    Someone asked to get back in as you, and three times a code was read out that did not fit. So the request has ended.
    
    If it was you, ask again and read the code from your own screen. If it wasn’t you, it has been stopped. Read no code to anybody.

notice-redeemed-subject = A pass in your name was used
notice-redeemed-body = Someone used the pass that lets you back in. With it one new passkey can be added in the next minutes, and nothing else.

notice-enrolled-subject = A new passkey was added in your name
notice-enrolled-body =
    Added: { $method }
    
    The next step is to sign in with it. That removes what was on the lost device.

notice-method-added-subject = A way to sign in was added: { $method }
notice-method-added-body =
    You added { $method } to your ways to sign in.
    
    If that wasn’t you, call at once.

notice-method-removed-subject = A way to sign in was removed: { $method }
notice-method-removed-body =
    You removed { $method } from your ways to sign in.
    
    If that wasn’t you, call at once.

notice-closed-subject = You are back in
notice-closed-body =
    You signed in with your new passkey, or a day has passed since it was added. So the request is closed.
    
    Removed from the lost device: { $removed }
    Everywhere else you were signed out.
    
    For seven days you can still say that it wasn’t you.

notice-frozen-subject = The request in your name was stopped
notice-frozen-body =
    Someone asked to get back in as you, and it was said that it wasn’t you. So everything stands still: the pass and what it opened have ended, and a passkey that came of it is paused.
    
    Security decides what happens now and will reach you. Read no code to anybody.

notice-frozen-security-subject = A request for { $name } was stopped and waits for you
notice-frozen-security-body =
    Someone asked to get back in as { $name }, and { $name } or somebody who reads their mail said that it wasn’t them.
    
    Open { $address } yourself, sign in, and look at the request. Check who { $name } is without the device that is said to be lost, then lift the stop or end the request.

notice-freeze-warning-subject = Again it was said that a request for { $name } is not theirs
notice-freeze-warning-body =
    It came from where it came from before, so it stopped nothing this time: somebody may be using it to keep { $name } out.
    
    Open { $address } yourself, sign in, and look at the request.

notice-unfrozen-subject = The request in your name goes on
notice-unfrozen-body = Security checked that it is you who asked, and the request goes on where it stood. It needs a new pass.

notice-expired-subject = The request in your name ran out
notice-expired-body =
    Someone asked to get back in as you, and the time for it is over. What was paused for it works again, but for a device that is lost or stolen.
    
    If it was you, ask again or call. If it wasn’t you, nothing is left to stop. Read no code to anybody.

notice-withdrawn-subject = The request in your name was taken back
notice-withdrawn-body =
    Someone asked to get back in as you, and that was taken back. What was paused for it works again, but for a device that is lost or stolen.
    
    If it wasn’t you who asked, nothing is left to stop. Read no code to anybody, and call if you are unsure.

notice-restored-subject = What was paused works again
notice-restored-body =
    Your device was found again, so your ways to sign in with it work again.
    
    If that is not right, call at once.

notice-device-lost-subject = You said that a device is lost: { $device }
notice-device-lost-body =
    You said that { $device } is lost or stolen. What lives on it does not sign in any more: { $paused }
    
    If you find it again, sign in another way and say so under Your devices.
    
    If that wasn’t you, call at once.

notice-device-found-subject = You said that a device was found again: { $device }
notice-device-found-body =
    You said that you found { $device } again. These ways to sign in work again: { $back }
    
    If that wasn’t you, call at once.

notice-mismatch-subject = Something does not fit in a request for { $name }
notice-mismatch-body =
    The request in the database is not the one that was approved. No pass was made.
    
    Open { $address } yourself, sign in, and look at the request. Someone may have changed the database.

notice-emergency-subject = Someone asked to get back in as { $name }, an emergency account
notice-emergency-body =
    Emergency accounts are never let back in by a request, so nobody was asked to decide. Whoever asked does not know that.
    
    Find out who it was.

notice-first-pass-subject = A first-day pass was issued for { $name }
notice-first-pass-body =
    { $by } issued it on the server’s command line. It works for one hour and lets { $name } add a first passkey.
    
    If that is not right, open { $address } yourself, sign in, and see to it now.

notice-last-resort-subject = Last resort: a pass was issued on the server for { $name }
notice-last-resort-body =
    { $by } issued it on the server’s command line, because nobody is left who could approve. It lets { $name } add a passkey without an approver.
    
    It works four hours after everybody with special rights was told, once, for one hour. In these hours each of you can stop it.

notice-last-resort-stopped-subject = The last-resort pass for { $name } was stopped
notice-last-resort-stopped-body =
    { $by } stopped it. Nobody gets in with it any more, and what it had opened has ended.
    
    If that is not right, speak to { $by }. Another one can be issued on the server.

notice-few-codes-subject = Few recovery codes are left
notice-few-codes-body =
    One of your recovery codes was just used. Codes left: { $left }.

    Make a new set while you can sign in: the old ones stop working then.

    If that wasn’t you, call at once.

notice-by-codes-subject = Someone got back in as you with codes
notice-by-codes-body =
    Two of your codes were just used to get back in as you, without anybody’s help.

    If it wasn’t you, stop it, and read no code to anybody.

notice-by-codes-security-subject = { $name } is getting back in with codes
notice-by-codes-security-body =
    { $name }, who holds a role, just used two kinds of code to get back in.

    If that seems wrong, look at the request at the desk and stop it.

notice-no-step = Look there what is missing
notice-nudge-subject = One step, and you would get back in by yourself
notice-nudge-body =
    If you lost a device today, you would not get back in by yourself. One step changes that:
    
    { $step }.
    
    Open { $address } yourself and sign in: the step is on the first page. If you cannot sign in, ask the people named below.
    
    Nothing is wrong with your account. We write at most a few times, and not any more once you have done it.
