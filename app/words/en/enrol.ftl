# Registering one method after a pass, on this device or on the phone.
enrol-heading = Add a passkey on something that is yours
enrol-for = For { $name }.
enrol-own = Is this { $form ->
    [phone] phone
    [tablet] tablet
   *[computer] computer
} yours?
enrol-own-yes = Yes, { $form ->
    [phone] it’s my phone
    [tablet] it’s my tablet
   *[computer] it’s mine
}
enrol-own-yes-hint = { $form ->
    [phone] Nobody else unlocks it.
    [tablet] Nobody else unlocks it.
   *[computer] Nobody else uses it under the same name.
}
enrol-own-no = No, { $form ->
    [phone] it’s somebody else’s
    [tablet] it’s somebody else’s or shared
   *[computer] it’s borrowed or shared
}
enrol-own-no-hint-handheld = Then the passkey goes to a device or security key of your own, and nothing stays here.
enrol-own-no-hint = Then the passkey goes to your phone, tablet or security key, and nothing stays here.
enrol-lead-own = Choose where the passkey should live. Have that device in your hand, with its screen lock set.
enrol-lead-borrowed = The passkey goes to something that is yours. Nothing stays on this { $form ->
    [phone] phone
    [tablet] tablet
   *[computer] computer
}.
enrol-time-over = the time is over
enrol-name = Give it a name
enrol-name-hint = So that you know later which one it is.
enrol-here = On this device
enrol-phone = On a phone or tablet, by QR
enrol-security-key = On a security key
enrol-move-heading = None of these works?
enrol-move-lead = Go on with this on your phone. It then ends here.
enrol-move = Continue on my phone
enrol-move-shown = Point your phone’s camera at this. It works once, for ten minutes.
enrol-move-picture = QR code that opens this step on your phone

move-heading = Continue here
move-lead = You began on another device. Only go on if you have just scanned the code there yourself.
move-code = Code
move-code-hint = It is filled in when you came by the QR.
move-code-empty = Scan the QR again, or type the code that stands below it.
move-button = Continue on this device

enrol-gone = Which one is gone?
enrol-gone-lead = What signs in from there is paused now, and removed once your new passkey works.
enrol-gone-none = None of these, or I’m not sure
enrol-gone-none-hint = Nothing is paused. Your other sign-ins still end.
enrol-gone-missing = Choose which one is gone.
