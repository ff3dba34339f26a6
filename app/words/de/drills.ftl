# Das Wieder-Hereinkommen üben: die eigenen Seiten, was in einer Übung liest, wer entscheidet, Nachrichten.
drill-offer-heading = Wieder hereinkommen üben
drill-offer = Wieder hereinkommen üben
drill-offer-go-on = Mit der Übung weitermachen
drill-offer-last = Zuletzt geübt { $ago }.
drill-offer-never = Sie haben noch nicht geübt.
drill-offer-due = Es ist Zeit, es zu versuchen; es dauert wenige Minuten.

# Für Listen anderer.
drill-practised = Geübt
drill-practised-label = Wieder hereinkommen geübt:
drill-practised-done = Geübt
drill-practised-never = Nie geübt
drill-practised-due = Sollte jetzt üben
drill-last = { $ago }
drill-last-due = { $ago }, wieder fällig
drill-never = nie
drill-never-due = nie, jetzt fällig

# Der Anfang.
drill-heading = Wieder hereinkommen üben
drill-lead = Es ändert sich nichts: Nichts wird angehalten oder entfernt, und Sie bleiben angemeldet. Wenn Sie das Fragen üben, geht eine Nachricht, die sagt, dass es eine Übung ist, an { $who }.
drill-who-manager = Ihre Führungskraft, { $name }
drill-who-above = { $name }
drill-who-it = die IT
drill-who-security = das Sicherheitsteam
drill-device = Was soll zum Üben weg sein?
drill-device-hint = Lassen Sie es liegen und benutzen Sie es nicht.
drill-device-other = Etwas anderes
drill-device-choose = Wählen Sie, was zum Üben weg sein soll.
drill-begin = Übung beginnen
drill-too-many = Sie haben heute dreimal geübt. Beginnen Sie morgen wieder.
drill-not-emergency = Dies ist ein Notfallkonto. Es wird nicht auf Anfrage wieder hereingelassen, also gibt es nichts zu üben.
drill-gone = Sie tun so, als sei „{ $device }“ weg.
drill-gone-other = Sie tun so, als sei etwas anderes weg.
drill-stop = Übung beenden

# Ohne Hilfe.
drill-own-lead = Damit kämen Sie wieder hinein:
drill-passkey = Zeigen, dass ein Passkey funktioniert
drill-passkey-lead = Nehmen Sie einen, der nicht auf dem ist, was weg sein soll.
drill-passkey-button = Meinen Passkey verwenden
drill-passkey-again = Das hat nicht funktioniert, oder dieser Passkey wäre weg. Versuchen Sie einen anderen.
drill-codes = Zeigen, dass Ihre Codes funktionieren
drill-codes-lead = Sie werden nur geprüft. Beide können Sie wieder verwenden.
drill-codes-button = Meine Codes prüfen
drill-codes-wrong = Mindestens einer dieser Codes hat nicht gepasst oder wäre auch weg. Versuchen Sie es mit einem neuen Code der App.
drill-no-texts = In einer Übung wird keine SMS geschickt und niemand angerufen. Hier lässt es sich also nicht zeigen.
drill-ask = Das Fragen um Hilfe üben
drill-ask-lead = Für den Tag, an dem nichts davon geht. Eine Nachricht, die sagt, dass es eine Übung ist, geht an { $who }.
drill-ask-button = Fragen üben

# Fragen.
drill-asked-heading = Sie üben, um Hilfe zu bitten
drill-asked-lead = Im Ernstfall sähen Sie das nach „Ich kann mich nicht anmelden“.
drill-read-code = Wenn man Sie erreicht, sagen Sie, dass Sie üben, und lesen Sie Ihren Code vor.
drill-lost = Dieser Browser hat den Schlüssel dieser Übung nicht und kann keinen Code zeigen. Machen Sie in dem Browser weiter, in dem Sie begonnen haben, oder beenden Sie die Übung und beginnen Sie neu.
drill-meanwhile = Währenddessen
drill-phase-key = Sobald Ihr Code da ist, geht eine Nachricht an { $who }.
drill-phase-told = Eine Nachricht ging an { $who }. Noch hat niemand begonnen.
drill-phase-reach = Sie werden auf anderem Weg erreicht als über das, was weg ist.
drill-phase-says = Sie werden gefragt, was geschah und wo Sie sind.
drill-phase-compare = Was Sie gesagt haben, wird mit dem verglichen, was Ihr Browser sagt.
drill-phase-code = Sie werden nach Ihrem Code gefragt.
drill-phase-decide = Ihr Code war richtig. Jetzt wird entschieden.
drill-until = Wenn bis { $when } niemand entscheidet, endet die Übung.

# Wie es ausging, für die, die geübt haben.
drill-over-heading = Fertig. So wäre es ausgegangen
drill-over-not = Die Übung ist zu Ende
drill-over-by = Entschieden von
drill-over-evidence = Als was es gezählt hätte
drill-over-missing = Was gefehlt hat
drill-over-took = Wie lange es gedauert hat
drill-over-nothing = Geändert wurde nichts.
drill-again = Noch einmal üben
drill-result-approved = Sie wären wieder hereingelassen worden.
drill-result-half-approved = Die erste von zwei Personen hätte zugestimmt. Im Ernstfall entscheidet auch eine zweite, bevor Sie hereingelassen werden.
drill-result-denied = Sie wären nicht hereingelassen worden: Es wäre abgelehnt worden.
drill-result-not-right = Sie wären nicht hereingelassen worden: Wer geprüft hat, hätte gesagt, dass etwas nicht stimmt.
drill-result-wrong-codes = Dreimal wurde ein falscher Code eingegeben. Im Ernstfall müssten Sie neu anfragen.
drill-result-proved = Sie wären ohne Hilfe wieder hineingekommen.
drill-result-stopped = Sie haben die Übung beendet.
drill-result-expired = Drei Tage lang hat niemand entschieden. Im Ernstfall wären auch andere gefragt worden.
drill-result-person-left = Sie endete mit Ihrem Konto.

# Was in einer Übung anders heißt als bei einer Anfrage.
drill-card-asked = Übt, wieder hereinzukommen. Begonnen { $ago }.
drill-card-waits = Eine Übung
drill-card-begin = Mitüben
drill-review-lead = { $name } übt, wieder hereinzukommen. Tun Sie, was Sie wirklich täten; es ändert sich dadurch nichts.
drill-review-device = Welches Gerät soll zum Üben weg sein?
drill-review-device-hint = Im Ernstfall fragen Sie danach. Hier ist es schon gewählt.
drill-review-asked = Fragen Sie: Üben Sie gerade, wieder hereinzukommen?
drill-review-asked-no-hint = Das beendet die Übung. Im Ernstfall sagte es dem Sicherheitsteam Bescheid.
drill-review-code-wrong = { $n ->
    [one] Bisher 1 falscher Code.
   *[other] Bisher { $n } falsche Codes.
} Drei beenden diese Übung.
drill-review-decide-effects = Wenn es ernst wäre und Sie zustimmten
drill-review-decide-pauses = „{ $method }“ würde angehalten ({ $kind }).
drill-review-decide-nothing-paused = Nichts würde angehalten.
drill-review-decide-told = { $name } bekäme Bescheid und könnte dann einen neuen Passkey hinzufügen.
drill-review-decide-second-needed = Ihre wäre die erste von zwei Entscheidungen. In der Übung ist sie die einzige.
drill-review-approve = Würde zustimmen, mit meinem Passkey
drill-review-report-heading = Diese Übung beenden?
drill-review-report-lead = Sie endet sofort. Im Ernstfall ginge das Sicherheitsteam der Sache nach. { $name } liest, dass für Sie etwas nicht stimmt.
drill-review-report-button = Hier stimmt etwas nicht
drill-done = Fertig. Das war eine Übung. Geändert wurde nichts.
drill-done-approved = { $name } wäre wieder hereingelassen worden und liest das auch.
drill-done-half = Ihre wäre die erste von zwei Entscheidungen gewesen. { $name } liest das auch.
drill-done-denied = Sie hätten abgelehnt. { $name } liest das auch.
drill-done-reported = Sie hätten es gemeldet. { $name } liest das auch. Das Sicherheitsteam wurde nicht benachrichtigt.
drill-done-wrong-codes = Drei falsche Codes haben sie beendet. { $name } kann neu beginnen.
drill-done-ended = Sie ist in der Zwischenzeit zu Ende gegangen.

# Nachrichten. Jede beginnt mit dem Wort für Übung.
notice-drill-asked-subject = Übung: { $name } übt, wieder hereinzukommen, und braucht Sie
notice-drill-asked-body =
    Dies ist eine Übung. { $name } übt, was nach dem Verlust eines Geräts zu tun ist. Niemand ist ausgesperrt, und was Sie auch entscheiden, es ändert sich dadurch nichts.
    
    Öffnen Sie selbst { $address }, melden Sie sich mit Ihrem Passkey an und sehen Sie unter „Bestätigungen“ nach. Es dauert wenige Minuten.
    
    Tun Sie, was Sie wirklich täten: Erreichen Sie { $name } auf anderem Weg, fragen Sie nach, und nehmen Sie einen Code nur von jemandem an, den Sie kennen oder sehen.
notice-drill-over-subject = Übung: wie sie ausgegangen ist
notice-drill-over-body =
    Das war eine Übung, und geändert wurde nichts.
    
    { $result }
    
    Mehr sehen Sie, wenn Sie selbst { $address } öffnen und „Wieder hereinkommen üben“ wählen.
notice-drill-due-subject = Übung: wieder hereinkommen üben
notice-drill-due-body =
    Wüssten Sie, was zu tun ist, wenn Sie heute ein Gerät verlören? Es ist eine Weile her, dass Sie es versucht haben, oder Sie haben es noch nie getan.
    
    Öffnen Sie selbst { $address } und wählen Sie „Wieder hereinkommen üben“. Es dauert wenige Minuten, jede Seite sagt, dass es eine Übung ist, und es ändert sich dadurch nichts.
notice-no-result = Sie ist zu Ende.
