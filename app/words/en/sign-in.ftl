# Signing in, proving presence, signing out, a typed pass, a paused passkey.
sign-in-heading = Sign in
sign-in-user-name = User name
sign-in-user-name-missing = Type your user name.
sign-in-scripts = Signing in with a passkey needs scripts, and they had not started. Try again. If it stays so, switch them on in this browser’s settings and reload the page, or use another browser.
sign-in-cannot = I can’t sign in
sign-in-pass = I was given a pass
sign-in-again = That did not work. Check the user name and try again. If it keeps failing, choose “I can’t sign in”.
proof-again = That passkey did not fit. Try again with the one you signed in with.

sign-in-broken-off = Nothing happened: it was cancelled, or it took too long. Try again. If you no longer have your passkey, choose “I can’t sign in”.
passkey-broken-off = Nothing happened: it was cancelled, or it took too long. Try again when you are ready.
passkey-not-this-one = This device said no. Try another passkey or security key.
passkey-not-able = This browser or device cannot use passkeys here. Try another browser, or choose “I can’t sign in” on the first page.
passkey-offline = The portal cannot be reached. Check your connection, then try again.
passkey-failed = That did not work. Reload the page and try again.
passkey-add-broken-off = Nothing was added: it was cancelled, or it took too long. Have the device in your hand, then try again.
passkey-add-already = This device already holds a passkey for you. Choose another device, or a security key.
passkey-add-not-able = This device cannot hold a passkey here. Check that its screen lock is set, or choose another way below.

prove-button = Use my passkey
prove-not-now = Not now

sign-out-heading = Sign out here?

pass-heading = Enter your pass
pass-lead = It has two groups of letters and digits. You may hear or get them from two different people.
pass-first = First group
pass-second = Second group
pass-group-hint = 13 characters. Spaces do not matter.
pass-button = Continue
pass-group-empty = Type this group.
pass-group-short = This group has { $has } characters; it needs { $needs }. See what is missing.
pass-group-long = This group has { $has } characters; it needs { $needs }. See what is too much.
pass-group-symbol = “{ $symbol }” is in no pass. Look at that place again.
pass-group-mistyped = There is a slip in this group. Compare it character by character.
pass-group-other = This looks like the other group, or has a slip in it. Check which group belongs here.

paused-heading = This passkey is paused
paused-lead = Somebody asked to be let back in as you, and it was approved. Until that is settled, “{ $method }” does not sign in.
paused-lead-lost = The device it lives on was said to be lost, so “{ $method }” does not sign in. If you found it again, sign in another way and say so under “Your devices”.
paused-not-me = It wasn’t me
paused-help = I need help
paused-hint = “It wasn’t me” stops that request at once. It cannot let anyone in.
