# A person's own devices: naming one, and saying what became of it.
devices-heading = Your devices
devices-lead = What you sign in with, and what would happen if it were gone.
devices-none = You have not named any device yet. What you add appears here.
devices-past = No longer in use
devices-add = Add a device
devices-all = All your devices
devices-no-methods = No way to sign in lives on it.
devices-methods = Ways to sign in on it
devices-account = synced with your account
devices-since = { $state } since { $when }.

devices-if-lost = If you lose it:
devices-if-lost-by-yourself = You sign in another way and need nobody.
devices-if-lost-with-help = You would need your manager or IT to let you back in.
devices-if-lost-not-at-all = Nobody could let you back in.

devices-add-heading = Add a device
devices-add-lead = A phone, tablet or computer that you use. Then we know what is gone with it if you lose it.
devices-name = What do you call it?
devices-name-hint = Such as “Blue phone”.
devices-platform = What is it?
devices-platform-none = Choose one
devices-whose = Whose is it?
devices-own-hint = You bought it or it was a present. Your personal account is on it, such as your own Apple Account or Google Account.
devices-company-personal-account-hint = You got it from work and work manages it (with Intune, for example), but your personal account is on it.
devices-company-managed-account-hint = You got it from work, and the account on it is from work too, such as a Managed Apple Account.
devices-add-button = Add it
devices-name-missing = Give the device a name.
devices-platform-missing = Choose what it is.
devices-ownership-missing = Choose whose it is.
devices-too-many = You have named as many devices as fit. Say first of one that it is no longer in use.

devices-what = What it is
devices-state = State
devices-model = Model
devices-serial = Serial number
devices-managed = Managed by
devices-replaced-by = Replaced by
devices-from-file = From IT’s list
devices-added = Added
devices-gone-heading = Is something the matter with it?
devices-rename = Rename
devices-rename-heading = Rename “{ $device }”
devices-rename-name = New name
devices-ownership = Change whose it is
devices-ownership-heading = Whose is “{ $device }”?
devices-save = Save

devices-lost = I lost it
devices-lost-heading = Have you lost “{ $device }”?
devices-lost-lead = Lost or stolen: nobody who has it will sign in with it from now on.
devices-lost-pauses = This stops signing in at once:
devices-lost-pauses-nothing = No way to sign in lives on it, so nothing has to be paused.
devices-lost-account-too = It is synced with your account, so it is paused on your other devices too.
devices-lost-remains = This still signs you in:
devices-lost-remains-nothing = Nothing else signs you in. You would have to ask for help to come back.
devices-lost-button = Yes, it is lost
devices-lost-not = No, I have it
devices-lost-from-here = You are signed in with “{ $method }”, which lives on this very device. Sign in with another one and say it there. If you have no other, choose “I can’t sign in” on any browser and say that it is lost.
devices-lost-account = You are signed in with “{ $method }”, which is on this device too, because it is synced. Sign in with another one and say it there. If you have no other, choose “I can’t sign in” on any browser and say that it is lost.
devices-lost-unplaced = You are signed in with “{ $method }”, and nobody has said where it lives: it may be on this device. Say first where it lives, on its own page.

devices-broken = It is broken or wiped
devices-broken-heading = Is “{ $device }” broken or wiped?
devices-broken-lead = It is still yours, and nobody else has it. What lived on it is not paused: you decide next what to remove.
devices-broken-button = Yes, it is broken or wiped
devices-replaced = I replaced it
devices-replaced-heading = What did you replace “{ $device }” with?
devices-replaced-lead = What lived on it is not paused: you decide next what to remove.
devices-replaced-other = One that is not here yet
devices-replaced-other-hint = You can add it afterwards.
devices-replaced-which = Choose what took its place.
devices-replaced-button = I replaced it
devices-handed-back = I handed it back
devices-handed-back-heading = Did you hand “{ $device }” back?
devices-handed-back-lead = Somebody else will get it. What lived on it is not paused: you decide next what to remove.
devices-handed-back-button = Yes, I handed it back

devices-found = I found it again
devices-found-heading = Did you find “{ $device }” again?
devices-found-lead = Only if you have it in your hand and nobody else had it. What was paused on it works again.
devices-found-button = Yes, I have it in my hand
devices-again = It is in use again
devices-again-heading = Is “{ $device }” in use again?
devices-again-lead = Then it counts again as one of your devices.
devices-again-button = Yes, I use it
devices-found-from-here = Only you, signed in with a passkey or security key that is on something else, can say that you found it. IT or security can do it too, once they have seen you.
devices-found-open = Somebody is letting you back in because of this device, and that is not finished. When it ends, it decides what becomes of what was paused.

devices-now-lost = It is marked as lost
devices-now-lost-lead = What lives on it is paused, and what it had opened is signed out. All your addresses were told.
devices-removed = { $n ->
    [one] This was removed and does not come back: { $names }. Add it anew if you have the device.
   *[other] These were removed and do not come back: { $names }. Add them anew if you have the device.
}
devices-remains = What still signs you in
devices-remains-nothing = Nothing, at the moment.
devices-stands-by-yourself = You can get back in by yourself if something else goes wrong.
devices-stands-with-help = If something else goes wrong you need your manager or IT.
devices-stands-not-at-all = If something else goes wrong nobody can let you back in. Change that now.
devices-next-another = Add another way to sign in
devices-clear = What lived on it
devices-clear-lead = Remove what you will not use again.
devices-clear-lost-lead = If you don’t expect to find it, remove this for good.
devices-clear-account = “{ $method }” is synced with your account and goes on to your next device. Keep it.
devices-remove = Remove “{ $method }”
devices-remove-heading = Remove “{ $method }”?
devices-remove-lead = It stops signing you in at once, and whoever is signed in with it is signed out.
devices-remove-button = Remove it
devices-remove-keep = Keep it
devices-remove-last = “{ $method }” is your last way in. Add another first, then you can remove it.
devices-remove-settling = “{ $method }” cannot be removed yet: you were let back in less than 72 hours ago.
devices-remove-not-now = “{ $method }” cannot be removed now.
devices-elsewhere = See where you are signed in
