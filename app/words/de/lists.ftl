# Namen der Wörter in Listen: der Name der Liste, ein Strich, das Wort.
what-lost-or-stolen = Verloren oder gestohlen
what-broken-or-wiped = Kaputt oder gelöscht
what-new-phone = Neues Telefon, das alte ist weg
what-first-day = Heute ist mein erster Tag
what-something-else = Etwas anderes

platform-ios = iPhone
platform-ipados = iPad
platform-android = Android-Telefon oder -Tablet
platform-windows = Windows-Computer
platform-macos = Mac
platform-linux = Linux-Computer
platform-chromeos = Chromebook
platform-other = Etwas anderes

ownership-own = Mein eigenes
ownership-company-personal-account = Von der Organisation, mit meinem eigenen Konto darauf
ownership-company-managed-account = Von der Organisation, mit einem Konto, das sie verwaltet

# Dasselbe, von jemand anderem gesagt.
their-ownership-own = Der Person selbst
their-ownership-own-hint = Sie hat es gekauft oder geschenkt bekommen, und ihr persönliches Konto ist darauf.
their-ownership-company-personal-account = Der Organisation, mit dem eigenen Konto der Person darauf
their-ownership-company-personal-account-hint = Die Arbeit gibt und verwaltet es (zum Beispiel mit Intune), aber das persönliche Konto der Person ist darauf.
their-ownership-company-managed-account = Der Organisation, mit einem Konto, das sie verwaltet
their-ownership-company-managed-account-hint = Die Arbeit gibt es, und auch das Konto darauf ist von dort, etwa ein verwalteter Apple Account.

device-in-use = In Gebrauch
device-lost = Verloren
device-broken = Kaputt
device-replaced = Ersetzt
device-handed-back = Zurückgegeben

method-passkey = Passkey
method-security-key = Sicherheitsschlüssel
method-authenticator-app = Authenticator-App
method-recovery-codes = Wiederherstellungscodes
method-phone = SMS oder Anruf (schwach)

method-state-active = Funktioniert
method-state-suspended = Pausiert
method-state-removed = Entfernt

state-asked = Angefragt
state-half-approved = Von einer Person bestätigt, eine zweite ist gefragt
state-approved = Bestätigt
state-redeemed = Pass benutzt
state-enrolled = Neuer Passkey hinzugefügt
state-closed = Abgeschlossen
state-denied = Abgelehnt
state-expired = Abgelaufen
state-withdrawn = Zurückgezogen
state-frozen = Eingefroren

# Worauf ein Browser läuft: ein Name für einen neuen Passkey.
machine-iphone = iPhone
machine-ipad = iPad
machine-android-phone = Android-Telefon
machine-android-tablet = Android-Tablet
machine-mac = Mac
machine-windows = Windows-Computer
machine-chromebook = Chromebook
machine-linux = Linux-Computer
machine-unknown = Dieses Gerät
machine-phone-elsewhere = Mein Telefon
