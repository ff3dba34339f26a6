# Anmelden, Anwesenheit zeigen, abmelden, ein getippter Pass, ein pausierter Passkey.
sign-in-heading = Anmelden
sign-in-user-name = Benutzername
sign-in-user-name-missing = Geben Sie Ihren Benutzernamen ein.
sign-in-scripts = Die Anmeldung mit einem Passkey braucht Skripte, und die liefen noch nicht. Versuchen Sie es noch einmal. Bleibt es so, dann schalten Sie sie in den Einstellungen dieses Browsers ein und laden Sie die Seite neu, oder nehmen Sie einen anderen Browser.
sign-in-cannot = Ich kann mich nicht anmelden
sign-in-pass = Ich habe einen Pass bekommen
sign-in-again = Das hat nicht geklappt. Prüfen Sie den Benutzernamen und versuchen Sie es noch einmal. Klappt es weiter nicht, wählen Sie „Ich kann mich nicht anmelden“.
proof-again = Dieser Passkey passte nicht. Versuchen Sie es mit dem, mit dem Sie sich angemeldet haben.

sign-in-broken-off = Es ist nichts passiert: Es wurde abgebrochen oder hat zu lange gedauert. Versuchen Sie es noch einmal. Wenn Sie Ihren Passkey nicht mehr haben, wählen Sie „Ich kann mich nicht anmelden“.
passkey-broken-off = Es ist nichts passiert: Es wurde abgebrochen oder hat zu lange gedauert. Versuchen Sie es noch einmal, wenn Sie bereit sind.
passkey-not-this-one = Dieses Gerät hat abgelehnt. Versuchen Sie einen anderen Passkey oder Sicherheitsschlüssel.
passkey-not-able = Dieser Browser oder dieses Gerät kann hier keine Passkeys benutzen. Versuchen Sie einen anderen Browser, oder wählen Sie auf der ersten Seite „Ich kann mich nicht anmelden“.
passkey-offline = Das Portal ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es dann noch einmal.
passkey-failed = Das hat nicht geklappt. Laden Sie die Seite neu und versuchen Sie es noch einmal.
passkey-add-broken-off = Es wurde nichts hinzugefügt: Es wurde abgebrochen oder hat zu lange gedauert. Nehmen Sie das Gerät in die Hand und versuchen Sie es noch einmal.
passkey-add-already = Dieses Gerät hat schon einen Passkey für Sie. Nehmen Sie ein anderes Gerät oder einen Sicherheitsschlüssel.
passkey-add-not-able = Dieses Gerät kann hier keinen Passkey aufnehmen. Prüfen Sie, ob die Bildschirmsperre eingerichtet ist, oder wählen Sie unten einen anderen Weg.

prove-button = Meinen Passkey benutzen
prove-not-now = Jetzt nicht

sign-out-heading = Hier abmelden?

pass-heading = Geben Sie Ihren Pass ein
pass-lead = Er hat zwei Gruppen aus Buchstaben und Ziffern. Vielleicht bekommen Sie sie von zwei verschiedenen Personen.
pass-first = Erste Gruppe
pass-second = Zweite Gruppe
pass-group-hint = 13 Zeichen. Leerzeichen spielen keine Rolle.
pass-button = Weiter
pass-group-empty = Geben Sie diese Gruppe ein.
pass-group-short = Diese Gruppe hat { $has } Zeichen; sie braucht { $needs }. Sehen Sie nach, was fehlt.
pass-group-long = Diese Gruppe hat { $has } Zeichen; sie braucht { $needs }. Sehen Sie nach, was zu viel ist.
pass-group-symbol = „{ $symbol }“ kommt in keinem Pass vor. Sehen Sie sich diese Stelle noch einmal an.
pass-group-mistyped = In dieser Gruppe ist ein Tippfehler. Vergleichen Sie sie Zeichen für Zeichen.
pass-group-other = Das sieht wie die andere Gruppe aus, oder es ist ein Tippfehler darin. Prüfen Sie, welche Gruppe hierher gehört.

paused-heading = Dieser Passkey ist pausiert
paused-lead = Jemand hat darum gebeten, in Ihrem Namen wieder hereinzukommen, und das wurde bestätigt. Bis das geklärt ist, meldet „{ $method }“ nicht an.
paused-lead-lost = Das Gerät, auf dem „{ $method }“ liegt, wurde als verloren gemeldet; deshalb pausiert er. Wenn Sie es wiedergefunden haben, melden Sie sich auf andere Weise an und sagen Sie es unter „Ihre Geräte“.
paused-not-me = Das war ich nicht
paused-help = Ich brauche Hilfe
paused-hint = „Das war ich nicht“ hält diese Anfrage sofort an. Es kann niemanden hereinlassen.
