# Was auf jeder Seite steht, und kleine Wörter für überall.
common-skip = Zum Inhalt springen
common-language = Sprache
common-menu = Hauptseiten
common-home = Start
common-approvals = Bestätigungen
common-approvals-waiting = Bestätigungen ({ $n })
common-desk = Übersicht
common-sign-out = Abmelden
common-signed-in = Angemeldet als { $name }
common-help = Lieber mit einem Menschen sprechen? { $help }
common-demo = Das ist eine Vorführung: Niemand hier ist echt.
common-demo-as = Das ist eine Vorführung: Niemand hier ist echt. Sie sind { $name }.
common-demo-switch = Person wechseln, Post lesen
common-drill-name = Übung oder nicht
common-drill = Dies ist eine Übung.
common-drill-of = Dies ist eine Übung für { $name }.
common-real = Dies ist keine Übung.
common-security-missing = Die Einrichtung ist nicht fertig: { $n ->
    [one] Eine weitere Person aus „security“ braucht einen Passkey
   *[other] { $n } weitere Personen aus „security“ brauchen Passkeys
}. Bis dahin kann niemand mit besonderen Rechten wieder hereingelassen werden.
common-error-summary = Bitte noch etwas ändern
common-back = Zurück
common-cancel = Abbrechen
common-continue = Weiter
common-yes = Ja
common-no = Nein
common-none = keine
common-warnings = Warnungen
common-warning = Warnung
common-step = Schritt { $n } von { $all }
common-waiting = Einen Moment …
common-waiting-long = Noch in Arbeit. Vielleicht fragt Ihr Gerät Sie etwas: Sehen Sie nach.
common-now = gerade eben
common-minutes = { $n ->
    [one] 1 Minute
   *[other] { $n } Minuten
}
common-hours = { $n ->
    [one] 1 Stunde
   *[other] { $n } Stunden
}
common-days = { $n ->
    [one] 1 Tag
   *[other] { $n } Tage
}
common-ago = vor { $span }
common-for = seit { $span }
common-left = noch { $span }
common-late = Ein Teil dieser Seite ist nicht angekommen, deshalb geht noch nicht alles darauf. Was Sie geschickt haben, ist nicht verloren. Prüfen Sie die Verbindung und laden Sie die Seite neu, oder nehmen Sie einen anderen Browser. Oder rufen Sie Hilfe: { $help }
common-scripts-needed = Dieser Schritt braucht Skripte. Schalten Sie sie in den Einstellungen dieses Browsers ein und laden Sie die Seite neu, oder nehmen Sie einen anderen Browser. Oder rufen Sie Hilfe: { $help }
