# What asking, fetching, using a pass and enrolling answer when something has to be mended.
recover-pass-later = Your pass works only a little later. This page tells you when.
recover-pass-in-use = Your pass is in use already. Go on where you began to add your passkey: in another tab, or on your phone. If that is gone, wait 15 minutes and press the button again.
recover-no-pass-left = Every pass of this request was made. Ask again, and have the device in your hand.
recover-approver-gone = Whoever approved this can no longer stand for it. Please ask again; somebody else will be asked.
recover-other-key = Something about this request does not fit, so no pass was made. Security has been told. Please ask again.
recover-other-rules = You hold a role now that you did not hold when this was approved, so it takes two people. Please ask again.
pass-wrong = That user name and pass do not fit together, or the pass is over. Check both. If it still fails, ask for a new one.
enrol-own-missing = First say whether this computer is yours.
enrol-again = Nothing was added. Have the device in your hand with its screen lock set, then try again.
enrol-taken = This passkey is already known here. Choose another device, or a security key.
enrol-moved-before = The code to go on with your phone was shown once already. Go on here, or cancel and begin again.
enrol-move-again = This code does not work: it is over, was used, or has a slip in it. Scan the code again where you began.
