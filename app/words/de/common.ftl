# Was auf jeder Seite steht, und kleine Wörter für überall.
common-skip = Zum Inhalt springen
common-language = Sprache
common-menu = Hauptseiten
common-home = Start
common-approvals = Bestätigungen
common-approvals-waiting = Bestätigungen ({ $n })
common-desk = Übersicht
common-sign-out = Abmelden
common-help = Lieber mit einem Menschen sprechen? Rufen Sie an: { $help }
common-demo = Das ist eine Vorführung: Niemand hier ist echt.
common-demo-as = Das ist eine Vorführung: Niemand hier ist echt. Sie sind { $name }.
common-demo-switch = Person wechseln, Post lesen
common-drill-name = Übung oder nicht
common-drill = Dies ist eine Übung.
common-real = Dies ist keine Übung.
common-security-missing = Die Einrichtung ist nicht fertig: { $n ->
    [one] Eine weitere Person mit der Rolle „Sicherheit“ braucht einen Passkey
   *[other] { $n } weitere Personen mit der Rolle „Sicherheit“ brauchen Passkeys
}. Bis dahin kann niemand wieder hereingelassen werden, der eine Rolle hat.
common-error-summary = Bitte noch etwas ändern
common-back = Zurück
common-cancel = Abbrechen
common-continue = Weiter
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
common-left = noch { $span }
common-late = Ein Teil dieser Seite ist nicht angekommen, deshalb geht noch nicht alles darauf. Was Sie geschickt haben, ist nicht verloren. Prüfen Sie die Verbindung und laden Sie die Seite neu, oder nehmen Sie einen anderen Browser. Oder rufen Sie Hilfe: { $help }
common-scripts-needed = Dieser Schritt braucht Skripte. Schalten Sie sie in den Einstellungen dieses Browsers ein und laden Sie die Seite neu, oder nehmen Sie einen anderen Browser. Oder rufen Sie Hilfe: { $help }
