# Backup methods: an authenticator app, recovery codes, a phone by text or call.
backups-strength-strong = Strong
backups-strength-one = One of two
backups-strength-weak = Weak
backups-not-by-policy = Your organisation does not use this kind for you.
backups-never-alone = Text and call are never the only way. Add another kind first.
backups-no-gateway = Your organisation has not set up texts and calls.
backups-too-many = You have as many ways to sign in as fit. Remove one first.
backups-six-digits = Type the 6 digits of the code.
backups-six-hint = 6 digits
backups-later = Later
backups-weak = Weak: whoever takes over your number gets these codes too. It counts only together with another kind.

backups-app-heading = Authenticator app
backups-app-lead = It shows a new code every half minute, also without a network. It helps when your passkey is gone and the app is on something else. It counts together with another kind of code.
backups-app-need = Have an authenticator app open on the phone or tablet that it will live on.
backups-app-show = Show the QR code
backups-app-scan = Scan this with your authenticator app
backups-app-scan-lead = Then type the code that the app shows.
backups-app-picture = QR code for the authenticator app
backups-app-cannot-scan = I can’t scan it
backups-app-type = In the app choose to type in a key, and type this:
backups-app-code = Code from the app
backups-app-name = What do you want to call it?
backups-app-name-hint = Such as “App on the tablet”.
backups-app-add = Add the app
backups-app-wrong = That is not the code that the app shows now. Wait for the next one and type that.
backups-app-used = That code was used already. Wait for the next one and type that.
backups-clock-ahead = The clock of that device is { $minutes } minutes ahead. Set it to the network’s time, then type the next code.
backups-clock-behind = The clock of that device is { $minutes } minutes behind. Set it to the network’s time, then type the next code.

backups-codes-heading = Recovery codes
backups-codes-lead = Ten codes to print or write down. Each works once, together with another kind of code or with your manager’s approval.
backups-codes-once = They are shown once, on the next page. Have a printer or a pen ready.
backups-codes-there = You have { $left } codes left. New ones take their place: the old ones stop working.
backups-codes-make = Show my codes
backups-codes-replace = Replace them with new ones
backups-codes-fresh = Keep these ten codes
backups-codes-fresh-lead = Print them or write them down, and keep them away from your phone. They are never shown again.
backups-codes-print = To print them, use the print command of your browser.
backups-codes-save = Save them as a file
backups-codes-file = Recovery codes for { $organisation }. Each works once. Nobody will ever ask you for them on the phone.
backups-codes-kept = I have kept them
backups-codes-check = Show that you kept them
backups-codes-check-lead = Type any one of the ten. It is not used up by this.
backups-codes-check-button = Check it
backups-code-one = One of the codes
backups-code-hint = 14 characters; capitals and dashes don’t matter
backups-code-empty = Type the recovery code.
backups-code-short = That code has { $has } characters; it needs { $needs }.
backups-code-long = That code has { $has } characters; it has only { $needs }.
backups-code-symbol = “{ $symbol }” is in no recovery code. Look again.
backups-code-mistyped = There is a slip in that code. Compare it with your paper.
backups-code-wrong = That is none of your codes that are left. Look whether it is from your newest set.

backups-phone-heading = Phone, by text or call
backups-phone-lead = We send a code to a number of yours. It helps when you have nothing better, and counts only together with another kind.
backups-phone-number = Phone number
backups-phone-number-hint = With the number of the country, such as +49 40 555 123
backups-phone-how = How should the code come?
backups-way-text = By text
backups-way-call = By a call that reads it out
backups-phone-send = Send a code
backups-phone-enter = Type the code we sent
backups-phone-code = Code
backups-phone-name = What do you want to call it?
backups-phone-name-hint = Such as “Landline at home”.
backups-phone-plain = My phone number
backups-phone-add = Add this phone
backups-phone-not-come = Nothing came?
backups-phone-again = Check the number or send it again
backups-phone-way = Choose how the code should come.
backups-phone-there = You have this number already.
backups-phone-over = That code is over. Have a new one sent.
backups-phone-too-many = Too many wrong tries. Have a new code sent.
backups-phone-wrong = That is not the code we sent. Compare it and type it again.
backups-phone-slow = It could not be sent yet. We keep trying for as long as the code works.
backups-phone-not-sent = It could not be sent to this number. Check the number, or use another kind.
backups-phone-many-number = Enough codes were sent to this number for now. Try again in an hour.
backups-phone-many-person = Enough codes were sent for you today. Try again tomorrow, or use another kind.
backups-phone-many-everybody = No more codes can be sent today. Use another kind.
backups-number-empty = Type the phone number.
backups-number-no-country = Begin with + and the number of the country, such as +49.
backups-number-no-such-country = No country’s number begins with 0. Check what comes after +.
backups-number-not-a-digit = “{ $symbol }” is in no phone number. Use digits only.
backups-number-too-short = That number is too short.
backups-number-too-long = That number is too long.
backups-send-text = Send it by text
backups-send-call = Call me and read it out
backups-send-text-again = Send a text again
backups-send-call-again = Call me instead
backups-sent-text = We sent a text to the number ending in { $ending }. The code works until { $until }.
backups-sent-call = We are calling the number ending in { $ending }. The code works until { $until }.

backups-try = Try whether it works
backups-try-heading = Try “{ $name }”
backups-try-app = Type the code that the app shows now.
backups-try-codes = Type any code you have left. It is not used up by this.
backups-try-phone = Have a code sent to it.
backups-try-phone-code = Type the code we sent.
backups-try-button = Check it
backups-works = It works.
backups-codes-left = { $left ->
    [0] All codes are used
    [one] 1 code left
   *[other] { $left } codes left
}

# Texts and calls themselves.
phone-text = { $code } is your code for { $organisation }. Never read it to anybody, not even to IT.
phone-call = This is { $organisation }. Your code is: { $code }. Again: { $code }. Never tell it to anybody, not even to IT.

# Getting back in by oneself.
by-codes-for = This is for
by-codes-two = One code alone is not enough. Choose two, or ask for help.
by-codes-over = This page is over. Begin again.
by-codes-send = First, have a code sent
by-codes-send-lead = If there is a phone on record for this name, the code goes there.
by-codes-no-gateway = Texts and calls are not set up here. Go back and choose others.
by-codes-heading = Type your codes
by-codes-app = Code from the authenticator app
by-codes-recovery = Recovery code
by-codes-phone = Code by text or call
by-codes-button = Get back in
by-codes-sent-text = If there is a phone on record, a text is on its way. It can take a minute.
by-codes-sent-call = If there is a phone on record, it will ring in a moment.
by-codes-wrong = These codes do not let you in. Check each one; a code from the app changes every half minute. Nothing was used up.
by-codes-help = Nobody will ever ask you for these codes. Need a person? Call: { $help }
other-way-codes = I have codes
other-way-codes-hint = Two of these let you in without help. With one recovery code, ask for help: you can give it on the next page.
other-way-recovery-codes = A recovery code, saved or printed
other-way-authenticator-app = An authenticator app on another device
other-way-phone = Text or call to another phone
other-way-codes-button = Continue with my codes
sent-give-code = Do you have a saved recovery code? Give it here: then less has to be checked.
sent-code-heading = Give a saved recovery code
sent-code-lead = It goes along with your request. Whoever decides never sees the code.
sent-code-button = Give this code
