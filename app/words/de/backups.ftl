# Weitere Wege: Authenticator-App, Wiederherstellungscodes, Telefon per SMS oder Anruf.
backups-strength-strong = Stark
backups-strength-one = Eins von zweien
backups-strength-weak = Schwach
backups-not-by-policy = Ihre Organisation nutzt diese Art für Sie nicht.
backups-never-alone = SMS und Anruf sind nie der einzige Weg. Fügen Sie zuerst eine andere Art hinzu.
backups-no-gateway = Ihre Organisation hat SMS und Anrufe nicht eingerichtet.
backups-too-many = Sie haben so viele Wege zur Anmeldung, wie möglich sind. Entfernen Sie zuerst einen.
backups-six-digits = Geben Sie die 6 Ziffern des Codes ein.
backups-six-hint = 6 Ziffern
backups-later = Später
backups-weak = Schwach: Wer Ihre Nummer übernimmt, bekommt auch diese Codes. Zählt nur zusammen mit einer anderen Art.

backups-app-heading = Authenticator-App
backups-app-lead = Sie zeigt jede halbe Minute einen neuen Code, auch ohne Netz. Sie hilft, wenn Ihr Passkey weg ist und die App auf etwas anderem läuft. Sie zählt zusammen mit einer anderen Art von Code.
backups-app-need = Öffnen Sie eine Authenticator-App auf dem Telefon oder Tablet, auf dem sie bleiben soll.
backups-app-show = QR-Code zeigen
backups-app-scan = Scannen Sie das mit Ihrer Authenticator-App
backups-app-scan-lead = Geben Sie dann den Code ein, den die App zeigt.
backups-app-picture = QR-Code für die Authenticator-App
backups-app-cannot-scan = Ich kann ihn nicht scannen
backups-app-type = Wählen Sie in der App, einen Schlüssel einzugeben, und tippen Sie dies:
backups-app-code = Code aus der App
backups-app-name = Wie soll sie heißen?
backups-app-name-hint = Zum Beispiel „App auf dem Tablet“.
backups-app-add = App hinzufügen
backups-app-wrong = Das ist nicht der Code, den die App jetzt zeigt. Warten Sie auf den nächsten und geben Sie diesen ein.
backups-app-used = Dieser Code wurde schon benutzt. Warten Sie auf den nächsten und geben Sie diesen ein.
backups-clock-ahead = Die Uhr dieses Geräts geht { $minutes } Minuten vor. Stellen Sie sie auf die Zeit des Netzes und geben Sie den nächsten Code ein.
backups-clock-behind = Die Uhr dieses Geräts geht { $minutes } Minuten nach. Stellen Sie sie auf die Zeit des Netzes und geben Sie den nächsten Code ein.

backups-codes-heading = Wiederherstellungscodes
backups-codes-lead = Zehn Codes zum Drucken oder Aufschreiben. Jeder gilt einmal, zusammen mit einer anderen Art von Code oder mit der Zustimmung Ihrer Führungskraft.
backups-codes-once = Sie werden einmal gezeigt, auf der nächsten Seite. Halten Sie Drucker oder Stift bereit.
backups-codes-there = Sie haben noch { $left } Codes. Neue treten an ihre Stelle: Die alten gelten dann nicht mehr.
backups-codes-make = Meine Codes zeigen
backups-codes-replace = Durch neue ersetzen
backups-codes-fresh = Bewahren Sie diese zehn Codes auf
backups-codes-fresh-lead = Drucken Sie sie oder schreiben Sie sie auf, und verwahren Sie sie nicht beim Telefon. Sie werden nie wieder gezeigt.
backups-codes-print = Zum Drucken nutzen Sie den Druckbefehl des Browsers.
backups-codes-save = Als Datei speichern
backups-codes-file = Wiederherstellungscodes für { $organisation }. Jeder gilt einmal. Niemand wird Sie je am Telefon danach fragen.
backups-codes-kept = Ich habe sie verwahrt
backups-codes-check = Zeigen Sie, dass Sie sie haben
backups-codes-check-lead = Geben Sie irgendeinen der zehn ein. Er wird dadurch nicht verbraucht.
backups-codes-check-button = Prüfen
backups-code-one = Einer der Codes
backups-code-hint = 14 Zeichen; Großschreibung und Striche sind egal
backups-code-empty = Geben Sie den Wiederherstellungscode ein.
backups-code-short = Dieser Code hat { $has } Zeichen; er braucht { $needs }.
backups-code-long = Dieser Code hat { $has } Zeichen; es sind nur { $needs }.
backups-code-symbol = „{ $symbol }“ kommt in keinem Wiederherstellungscode vor. Sehen Sie noch einmal nach.
backups-code-mistyped = In diesem Code ist ein Tippfehler. Vergleichen Sie ihn mit Ihrem Zettel.
backups-code-wrong = Das ist keiner Ihrer verbliebenen Codes. Sehen Sie nach, ob er zum neuesten Satz gehört.

backups-phone-heading = Telefon, per SMS oder Anruf
backups-phone-lead = Wir schicken einen Code an eine Nummer von Ihnen. Das hilft, wenn Sie nichts Besseres haben, und zählt nur zusammen mit einer anderen Art.
backups-phone-number = Telefonnummer
backups-phone-number-hint = Mit der Vorwahl des Landes, zum Beispiel +49 40 555 123
backups-phone-how = Wie soll der Code kommen?
backups-way-text = Per SMS
backups-way-call = Per Anruf, der ihn vorliest
backups-phone-send = Code schicken
backups-phone-enter = Geben Sie den Code ein, den wir geschickt haben
backups-phone-code = Code
backups-phone-name = Wie soll es heißen?
backups-phone-name-hint = Zum Beispiel „Festnetz zu Hause“.
backups-phone-plain = Meine Telefonnummer
backups-phone-add = Telefon hinzufügen
backups-phone-not-come = Nichts gekommen?
backups-phone-again = Nummer prüfen oder noch einmal schicken
backups-phone-way = Wählen Sie, wie der Code kommen soll.
backups-phone-there = Diese Nummer haben Sie schon.
backups-phone-over = Dieser Code gilt nicht mehr. Lassen Sie einen neuen schicken.
backups-phone-too-many = Zu viele falsche Versuche. Lassen Sie einen neuen Code schicken.
backups-phone-wrong = Das ist nicht der Code, den wir geschickt haben. Vergleichen Sie ihn und geben Sie ihn noch einmal ein.
backups-phone-slow = Er konnte noch nicht gesendet werden. Wir versuchen es weiter, solange der Code gilt.
backups-phone-not-sent = An diese Nummer konnte er nicht gesendet werden. Prüfen Sie die Nummer oder nehmen Sie eine andere Art.
backups-phone-many-number = An diese Nummer gingen vorerst genug Codes. Versuchen Sie es in einer Stunde wieder.
backups-phone-many-person = Für Sie gingen heute genug Codes hinaus. Versuchen Sie es morgen wieder oder nehmen Sie eine andere Art.
backups-phone-many-everybody = Heute können keine Codes mehr gesendet werden. Nehmen Sie eine andere Art.
backups-number-empty = Geben Sie die Telefonnummer ein.
backups-number-no-country = Beginnen Sie mit + und der Vorwahl des Landes, zum Beispiel +49.
backups-number-no-such-country = Keine Landesvorwahl beginnt mit 0. Prüfen Sie, was nach + kommt.
backups-number-not-a-digit = „{ $symbol }“ kommt in keiner Telefonnummer vor. Nur Ziffern, bitte.
backups-number-too-short = Diese Nummer ist zu kurz.
backups-number-too-long = Diese Nummer ist zu lang.
backups-send-text = Per SMS schicken
backups-send-call = Anrufen und vorlesen
backups-send-text-again = Noch eine SMS schicken
backups-send-call-again = Stattdessen anrufen
backups-sent-text = Wir haben eine SMS an die Nummer mit der Endung { $ending } geschickt. Der Code gilt bis { $until }.
backups-sent-call = Wir rufen die Nummer mit der Endung { $ending } an. Der Code gilt bis { $until }.

backups-try = Ausprobieren, ob es geht
backups-try-heading = „{ $name }“ ausprobieren
backups-try-app = Geben Sie den Code ein, den die App jetzt zeigt.
backups-try-codes = Geben Sie einen Code ein, den Sie noch haben. Er wird dadurch nicht verbraucht.
backups-try-phone = Lassen Sie einen Code dorthin schicken.
backups-try-phone-code = Geben Sie den Code ein, den wir geschickt haben.
backups-try-button = Prüfen
backups-works = Es funktioniert.
backups-codes-left = { $left ->
    [0] Alle Codes sind verbraucht
    [one] Noch 1 Code
   *[other] Noch { $left } Codes
}

# Die SMS und der Anruf selbst.
phone-text = { $code } ist Ihr Code für { $organisation }. Lesen Sie ihn niemandem vor, auch nicht der IT.
phone-call = Hier ist { $organisation }. Ihr Code lautet: { $code }. Noch einmal: { $code }. Sagen Sie ihn niemandem, auch nicht der IT.

# Allein wieder hinein.
by-codes-for = Das ist für
by-codes-two = Ein Code allein reicht nicht. Wählen Sie zwei, oder bitten Sie um Hilfe.
by-codes-over = Diese Seite gilt nicht mehr. Beginnen Sie von vorn.
by-codes-send = Lassen Sie zuerst einen Code schicken
by-codes-send-lead = Wenn für diesen Namen ein Telefon hinterlegt ist, geht der Code dorthin.
by-codes-no-gateway = SMS und Anrufe sind hier nicht eingerichtet. Gehen Sie zurück und wählen Sie andere.
by-codes-heading = Geben Sie Ihre Codes ein
by-codes-app = Code aus der Authenticator-App
by-codes-recovery = Wiederherstellungscode
by-codes-phone = Code per SMS oder Anruf
by-codes-button = Wieder hinein
by-codes-sent-text = Wenn ein Telefon hinterlegt ist, ist eine SMS unterwegs. Das kann eine Minute dauern.
by-codes-sent-call = Wenn ein Telefon hinterlegt ist, klingelt es gleich.
by-codes-wrong = Diese Codes lassen Sie nicht hinein. Prüfen Sie jeden; ein Code aus der App wechselt jede halbe Minute. Nichts wurde verbraucht.
by-codes-help = Niemand wird Sie je nach diesen Codes fragen. Lieber mit einem Menschen sprechen? { $help }
other-way-codes = Ich habe Codes
other-way-codes-hint = Zwei davon lassen Sie ohne Hilfe hinein. Mit einem Wiederherstellungscode bitten Sie um Hilfe: Sie können ihn auf der nächsten Seite angeben.
other-way-recovery-codes = Ein Wiederherstellungscode, gespeichert oder gedruckt
other-way-authenticator-app = Eine Authenticator-App auf einem anderen Gerät
other-way-phone = SMS oder Anruf auf einem anderen Telefon
other-way-codes-button = Mit meinen Codes weiter
sent-give-code = Haben Sie einen gespeicherten Wiederherstellungscode? Geben Sie ihn hier an: Dann muss weniger geprüft werden.
sent-code-heading = Gespeicherten Wiederherstellungscode angeben
sent-code-lead = Er geht mit Ihrer Bitte mit. Wer entscheidet, sieht den Code nie.
sent-code-button = Diesen Code angeben
