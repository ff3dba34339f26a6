# Die Gerätelisten der IT: der Export einer Verwaltung, seine Spalten, was ein Import täte und was er getan hat.
files-heading = Geräte einlesen
files-lead = Ein Export Ihrer Geräteverwaltung als CSV. Sie sehen, was er ändern würde, bevor sich etwas ändert.
files-file = Die Datei
files-file-hint = CSV, bis 24 MB. Gelesen werden UTF-8, UTF-16 und Windows-1252.
files-paste = Oder eine kleine Liste einfügen
files-paste-hint = Mit der ersten Zeile, in der die Spalten stehen.
files-upload = Ansehen
files-link = Geräte aus einer Datei einlesen
files-nothing = Wählen Sie eine Datei, oder fügen Sie eine Liste ein.
files-too-big = Das sind mehr als 24 MB. Exportieren Sie weniger Spalten, oder teilen Sie die Liste.
files-no-text = Das ist kein Text, oder UTF-16 ohne Kennung. Speichern Sie es als CSV in UTF-8.
files-no-rows = Nach der ersten Zeile steht nichts.
files-no-header = In der ersten Zeile stehen keine Spalten. Exportieren Sie die Liste noch einmal als CSV.

files-columns-heading = Welche Spalte ist welche?
files-columns-lead = { $file }: { $rows ->
    [one] 1 Zeile
   *[other] { $rows } Zeilen
}, { $encoding }.
files-columns-system = Das sieht nach einem Export von { $system } aus.
files-columns-choose = Nicht in der Datei
files-columns-needed = Nötig
files-columns-example = Zum Beispiel: { $examples }
files-columns-missing = Wählen Sie die Spalte dafür.
files-columns-twice = Diese Spalte ist schon für etwas anderes gewählt.
files-columns-company = Welches Konto ist auf den Geräten der Organisation?
files-columns-company-hint = Wo die Datei nichts sagt. Was jemand über ein Gerät gesagt hat, bleibt.
files-columns-button = Sehen, was es täte
files-other = Andere Datei

files-encoding-utf-8 = in UTF-8 geschrieben
files-encoding-utf-16 = in UTF-16 geschrieben
files-encoding-windows-1252 = in Windows-1252 geschrieben
files-encoding-mixed = auf zwei Arten geschrieben, was bei den Zeilen steht

files-fact-owner = Wem es gehört
files-fact-owner-hint = Benutzername oder Mailadresse.
files-fact-platform = Was darauf läuft
files-fact-platform-hint = Zum Beispiel iOS, Android, Windows.
files-fact-serial = Seriennummer
files-fact-serial-hint = An ihr wird ein Gerät wiedererkannt.
files-fact-name = Name
files-fact-name-hint = Ein Name, den jemand seinem Gerät gab, bleibt.
files-fact-model = Modell
files-fact-model-hint = Wie der Hersteller es nennt.
files-fact-ownership = Der Organisation oder ihm selbst
files-fact-ownership-hint = Zum Beispiel Unternehmen, Persönlich, BYOD.
files-fact-account = Konto darauf
files-fact-account-hint = Ob es ein Konto der Organisation ist, wo die Datei das weiß.
files-fact-management = Verwaltet von
files-fact-management-hint = Zum Beispiel Intune.

files-preview-heading = Was sich ändern würde
files-preview-lead = Noch hat sich nichts geändert.
files-preview-nothing = Alles davon steht schon hier.
files-done-heading = Fertig
files-new = Neue Geräte
files-changed = Etwas ist anders
files-moved = Gehören jetzt jemand anderem
files-unchanged = Wie hier vermerkt
files-bad = Zeilen, die nicht gehen
files-missing = Nicht in der Datei
files-missing-lead = Aus einer früheren Datei und in Gebrauch. Sie bleiben, wie sie sind.
files-missing-of = { $name } ({ $owner })
files-some = Gezeigt werden die ersten { $n }.
files-line = Zeile { $line }
files-new-of = { $name }, { $owner }
files-changes = { $name }: { $facts }
files-bad-lead = Berichtigen Sie sie in der Datei und lesen Sie sie noch einmal ein, oder lassen Sie sie weg.
files-import = Einlesen
files-import-good = Die guten Zeilen einlesen
files-import-bad-first = Erst sind Zeilen zu berichtigen oder wegzulassen.
files-back-to-columns = Die Spalten neu wählen

files-running-heading = Es wird eingelesen
files-running = { $done } von { $total } Änderungen sind gemacht. Sie können diese Seite verlassen.
files-running-begins = Gleich geht es los. Sie können diese Seite verlassen.
files-running-look = Noch einmal nachsehen
files-stopped-heading = Das Einlesen brach ab
files-stopped-lead = Was bis dahin geschrieben war, bleibt. Lesen Sie dieselbe Datei noch einmal ein: Es geht dort weiter.
files-stopped-busy = Gerade wurden schon andere Geräte eingelesen. Warten Sie, bis das fertig ist, und lesen Sie diese Datei dann noch einmal ein.
files-stopped-rows = Die Datei passt nicht mehr zu dem, was hier steht. Sehen Sie sie noch einmal an.
files-again = Noch einmal ansehen

device-row-unreadable = Diese Zeile lässt sich nicht lesen: Vielleicht fehlt ein schließendes Anführungszeichen.
device-row-cells = Diese Zeile hat { $has } Felder; in der ersten Zeile stehen { $columns } Spalten.
device-row-mixed = Diese Zeile ist anders geschrieben als der Rest der Datei. Speichern Sie die ganze Liste in UTF-8.
device-row-no-text = In dieser Zeile stehen Bytes, die kein Text sind. Speichern Sie die Liste in UTF-8.
device-row-owner-none = Da steht niemand, dem es gehört.
device-row-owner-unknown = Niemand hier hat den Benutzernamen oder die Mailadresse „{ $owner }“.
device-row-owner-several = Mehrere haben die Mailadresse „{ $owner }“. Nehmen Sie den Benutzernamen.
device-row-owner-left = „{ $owner }“ ist nicht mehr da.
device-row-platform-none = Da steht nicht, was auf dem Gerät läuft.
device-row-platform = „{ $platform }“ ist kein System, das hier bekannt ist: iOS, iPadOS, Android, Windows, macOS, Linux, ChromeOS.
device-row-serial = „{ $serial }“ ist keine Seriennummer: Buchstaben, Ziffern und Striche, höchstens 64.
device-row-serial-twice = Die Seriennummer „{ $serial }“ steht mehrmals in der Datei, auch in Zeile { $lines }.
device-row-name-twice = „{ $name }“ steht bei dieser Person mehrmals in der Datei, ohne Seriennummer, die sie unterscheidet, auch in Zeile { $lines }.
device-row-text = „{ $text }“ ist zu lang oder enthält ein unsichtbares Zeichen. Höchstens 80 Zeichen.
device-row-ownership = „{ $text }“ sagt nicht, wem das Gerät gehört: der Organisation oder der Person selbst.
device-row-account = „{ $text }“ sagt nicht, wessen Konto es ist: verwaltet oder persönlich.
