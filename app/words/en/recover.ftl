# Asking to be let back in, waiting, the pass, the end.
recover-heading = Let’s get you back in
recover-scripts = Asking to be let back in needs scripts, and they are off in this browser. Switch them on and reload the page, or use another browser. Or call for help: { $help }
recover-user-name-hint = The one you use for work.
recover-what = What happened?
recover-name-missing = Type your user name.
recover-what-missing = Choose what happened.

other-way-heading = Do you have any of these?
other-way-lead = Then you need nobody’s help.
other-way-passkey = A passkey
other-way-passkey-hint = On another phone, tablet or computer, or in your Apple, Google or password-manager account.
other-way-security-key = A security key
other-way-security-key-hint = A small key that you plug in or hold to the device.
other-way-none = None of these

sent-heading = If that account exists, someone who can help has been asked
sent-heading-before = One moment: your code is being made
sent-not-yet = Nobody has been asked yet. That happens as soon as your code is here.
sent-asked-for = You asked for
sent-not-right = Not right?
sent-change = Change it
sent-code = Your code
sent-kept = Keep this page open; reloading is fine.
sent-not-kept = Don’t reload or close this page.
sent-lost = This browser no longer has the key that belongs to this request, so it cannot show a code. Ask again, and then keep the page open.
sent-reached = You will be reached another way than on the lost phone: another number we have, a video call, or in person. Then you are asked for your code.
sent-read-code = Read your code only to someone you know or can see.
sent-looking = Asked { $ago }. This page looks every few seconds whether anything has changed.
sent-long-heading = Nobody got in touch?
sent-long = Others have been asked as well by now. You can also call: { $help }
sent-long-before = Nobody could be asked: there is no code yet. Ask again in another browser, or call: { $help }
sent-cancel = Cancel this request

cleared-heading = You’re cleared to come back
cleared-lead = Have the device in your hand, with its screen lock set.
cleared-how-long = After you press the button you have 15 minutes to add a new passkey.
cleared-last = You can do this once more. If you stop halfway, you have to ask again.
cleared-use = Use my pass
cleared-none-left = You have used your pass twice without adding a passkey. Ask again, and have the device ready.
cleared-ask-again = Ask again
cleared-later-from = Your pass will work from { $when }.
cleared-later-untold = Your pass will work one hour after security was told. That has not happened yet.
cleared-later = For your account there is a waiting time, so that others can object. This page shows a button when it is over.
cleared-later-waiting = Keep this page open; reloading is fine.
recover-pass-again = The pass did not work any more. Press the button again for a new one.

over-heading = This request has ended
over-lead = If you still cannot sign in, ask again.
over-help = Not sure why it ended? Call: { $help }
over-again = Ask again

try-heading = Try it: sign in with your new passkey
try-lead = This finishes getting you back in, and shows that it works.
try-button = Use my new passkey
try-with-name = Use it with my user name instead

done-heading = You’re back in
done-removed = These were on the lost device and are removed:
done-sessions = { $n ->
    [one] 1 other sign-in was ended.
   *[other] { $n } other sign-ins were ended.
}
done-second = Add a second way to sign in, on something else. Then losing this one costs you nothing.
done-add = Add a second way
done-later = Later
done-home = To the first page
