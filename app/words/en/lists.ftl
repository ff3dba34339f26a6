# Names of the words in lists: the list's name, a dash, the word.
what-lost-or-stolen = Lost or stolen
what-broken-or-wiped = Broken or wiped
what-new-phone = New phone, old one gone
what-first-day = It’s my first day
what-something-else = Something else

platform-ios = iPhone
platform-ipados = iPad
platform-android = Android phone or tablet
platform-windows = Windows computer
platform-macos = Mac
platform-linux = Linux computer
platform-chromeos = Chromebook
platform-other = Something else

ownership-own = My own
ownership-company-personal-account = The organisation’s, with my own account on it
ownership-company-managed-account = The organisation’s, with an account it manages

# The same, said of somebody else.
their-ownership-own = Their own
their-ownership-own-hint = They bought it or it was a present, and their personal account is on it.
their-ownership-company-personal-account = The organisation’s, with their own account on it
their-ownership-company-personal-account-hint = Work gives it to them and manages it (with Intune, for example), but their personal account is on it.
their-ownership-company-managed-account = The organisation’s, with an account it manages
their-ownership-company-managed-account-hint = Work gives it to them, and the account on it is from work too, such as a Managed Apple Account.

device-in-use = In use
device-lost = Lost
device-broken = Broken
device-replaced = Replaced
device-handed-back = Handed back

method-passkey = Passkey
method-security-key = Security key
method-authenticator-app = Authenticator app
method-recovery-codes = Recovery codes
method-phone = Text or call (weak)

method-state-active = Works
method-state-suspended = Paused
method-state-removed = Removed

state-asked = Asked
state-half-approved = Approved by one, a second is asked
state-approved = Approved
state-redeemed = Pass used
state-enrolled = New passkey added
state-closed = Closed
state-denied = Denied
state-expired = Expired
state-withdrawn = Withdrawn
state-frozen = Frozen

# What a browser runs on: a name for a new passkey.
machine-iphone = iPhone
machine-ipad = iPad
machine-android-phone = Android phone
machine-android-tablet = Android tablet
machine-mac = Mac
machine-windows = Windows computer
machine-chromebook = Chromebook
machine-linux = Linux computer
machine-unknown = This device
machine-phone-elsewhere = My phone
