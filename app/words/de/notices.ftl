# Was Menschen geschickt wird. Jede Nachricht hat einen Betreff, der sagt, was geschah, und einen Text; wie man es anhält und
# wen man anruft, folgt von selbst. Kein Geheimnis steht hier außer dem Code zum Anhalten, und kein Link, der etwas erlaubt.

# Beendet jede Nachricht.
notice-foot =
    Lieber mit einem Menschen sprechen? Rufen Sie an: { $help }
    { $organisation }
# Folgt dem Text, wo die Person anhalten kann, was geschieht.
notice-stop-how =
    Jemand hat darum gebeten, als Sie wieder hereinzukommen. Wenn Sie das nicht waren, halten Sie es an, und lesen Sie niemandem einen Code vor.
    
    Zum Anhalten öffnen Sie { $page } und geben diesen Code ein: { $code }
    Der Code hält nur an. Er kann niemanden hereinlassen.
# Dasselbe ohne Code, weil es keine Anfrage gab: ein Pass für den ersten Tag.
notice-stop-call = Wenn Sie das nicht waren, rufen Sie sofort an, und lesen Sie niemandem einen Code vor.

# Wie alle, die von einem letzten Ausweg hören, ihn anhalten.
notice-stop-last-resort =
    Wenn Sie nicht wissen, dass das richtig ist, halten Sie es an. Lesen Sie niemandem einen Code vor.
    
    Zum Anhalten öffnen Sie { $page } und geben diesen Code ein: { $code }
    Der Code hält nur an. Er kann niemanden hereinlassen. Wenn Sie sich anmelden können, können Sie es auch dort anhalten.

# Was steht, wo nichts angegeben wurde.
notice-no-name = jemand
notice-no-by = jemand
notice-no-method = ein Passkey
notice-no-removed = nichts musste entfernt werden
notice-no-device = ein Gerät
notice-no-paused = nichts
notice-no-left = keine
notice-no-back = keine

notice-asked-subject = Jemand möchte als Sie wieder hereinkommen
notice-asked-body =
    Jemand hat gesagt, Sie zu sein und sich nicht anmelden zu können. Geändert ist dadurch nichts.
    
    Wenn Sie das waren: Jemand, der helfen kann, wurde gefragt und wird Sie auf anderem Weg erreichen als über das verlorene Telefon. Lesen Sie Ihren Code nur jemandem vor, den Sie kennen oder sehen.

notice-asked-again-subject = Noch einmal möchte jemand als Sie wieder hereinkommen
notice-asked-again-body =
    Jemand hat noch einmal gesagt, Sie zu sein und sich nicht anmelden zu können. Geändert ist dadurch nichts. Wenn es noch öfter geschieht, hören Sie höchstens einmal in der Stunde davon; der Code unten hält auch diese an.

notice-please-decide-subject = { $name } kann sich nicht anmelden und braucht Sie
notice-please-decide-body =
    Jemand sagt, { $name } zu sein und sich nicht anmelden zu können. Bitte finden Sie heraus, ob das stimmt, und entscheiden Sie.
    
    Öffnen Sie selbst { $address }, melden Sie sich mit Ihrem Passkey an und sehen Sie unter „Bestätigungen“ nach. Es dauert wenige Minuten.
    
    Erreichen Sie { $name } auf anderem Weg als über das verlorene Telefon. Nehmen Sie einen Code nur von jemandem an, den Sie kennen oder sehen, nie aus einer Nachricht. Wenn etwas nicht stimmt, sagen Sie es dort: Das hält es an.
    
    Wenn niemand entscheidet, kommt niemand herein.

notice-please-decide-second-subject = { $name } kann sich nicht anmelden und braucht eine zweite Bestätigung
notice-please-decide-second-body =
    Jemand hat bereits zugestimmt, { $name } wieder hereinzulassen. Es braucht eine zweite Person, die sich selbst überzeugt.
    
    Öffnen Sie selbst { $address }, melden Sie sich mit Ihrem Passkey an und sehen Sie unter „Bestätigungen“ nach.
    
    Erreichen Sie { $name } selbst, auf anderem Weg als über das verlorene Telefon. Verlassen Sie sich nicht auf das Wort der ersten Person. Nehmen Sie einen Code nur von jemandem an, den Sie kennen oder sehen.

notice-escalated-subject = { $name } wartet noch darauf, wieder hereinzukommen
notice-escalated-body =
    Jemand sagt, { $name } zu sein und sich nicht anmelden zu können. Noch hat niemand entschieden, deshalb werden auch Sie gefragt.
    
    Öffnen Sie selbst { $address }, melden Sie sich mit Ihrem Passkey an und sehen Sie unter „Bestätigungen“ nach.
    
    Erreichen Sie { $name } auf anderem Weg als über das verlorene Telefon. Nehmen Sie einen Code nur von jemandem an, den Sie kennen oder sehen, nie aus einer Nachricht.
    
    Wenn niemand entscheidet, kommt niemand herein.

notice-approved-subject = Sie können wieder hereinkommen
notice-approved-body =
    Es wurde entschieden, Sie wieder hereinzulassen. Was auf dem verlorenen Gerät war, ruht jetzt.
    
    Machen Sie in dem Browser weiter, in dem Sie gefragt haben. Halten Sie das Gerät bereit, das den neuen Passkey bekommen soll, mit eingerichteter Bildschirmsperre.

notice-half-approved-subject = Eine von zwei Personen hat zugestimmt, Sie wieder hereinzulassen
notice-half-approved-body = Eine zweite wurde gefragt. Auch sie wird Sie erreichen.

notice-security-told-subject = { $name } hat besondere Rechte und wird wieder hereingelassen
notice-security-told-body =
    Zwei Personen haben zugestimmt, { $name } wieder hereinzulassen. { $name } hat besondere Rechte, deshalb wirkt der Pass erst eine Stunde, nachdem Sie alle benachrichtigt wurden.
    
    Wenn das nicht stimmt, öffnen Sie selbst { $address }, melden Sie sich an und beenden Sie die Anfrage innerhalb dieser Stunde.

notice-denied-subject = Sie wurden nicht wieder hereingelassen
notice-denied-body =
    Jemand hat darum gebeten, als Sie wieder hereinzukommen, und es wurde abgelehnt. Was dafür ruhte, geht wieder, außer auf einem verlorenen oder gestohlenen Gerät.
    
    Wenn Sie das waren, rufen Sie an. Wenn nicht, ist es angehalten. Lesen Sie niemandem einen Code vor, und rufen Sie an, wenn Sie unsicher sind.

notice-reported-subject = { $by } sagt, dass eine Anfrage für { $name } nicht stimmt
notice-reported-body =
    Jemand hat darum gebeten, als { $name } wieder hereinzukommen. { $by } ist dem nachgegangen und hat es gemeldet. Die Anfrage ist beendet.
    
    Öffnen Sie selbst { $address }, melden Sie sich an und sehen Sie sich die Anfrage an. Sprechen Sie mit { $name }.

notice-wrong-codes-subject = Eine Anfrage in Ihrem Namen wurde beendet: falsche Codes
notice-wrong-codes-body =
    Jemand hat darum gebeten, als Sie wieder hereinzukommen, und dreimal wurde ein Code vorgelesen, der nicht passte. Deshalb ist die Anfrage beendet.
    
    Wenn Sie das waren, fragen Sie noch einmal und lesen Sie den Code von Ihrem eigenen Bildschirm ab. Wenn nicht, ist es angehalten. Lesen Sie niemandem einen Code vor.

notice-redeemed-subject = Ein Pass in Ihrem Namen wurde benutzt
notice-redeemed-body = Jemand hat den Pass benutzt, der Sie wieder hereinlässt. Damit kann in den nächsten Minuten ein neuer Passkey hinzugefügt werden, sonst nichts.

notice-enrolled-subject = Ein neuer Passkey wurde in Ihrem Namen hinzugefügt
notice-enrolled-body =
    Hinzugefügt: { $method }
    
    Als Nächstes melden Sie sich damit an. Das entfernt, was auf dem verlorenen Gerät war.

notice-method-added-subject = Hinzugefügt, um sich anzumelden: { $method }
notice-method-added-body =
    Sie können sich jetzt auch so anmelden: { $method }
    
    Wenn Sie das nicht waren, rufen Sie sofort an.

notice-method-removed-subject = Entfernt, um sich anzumelden: { $method }
notice-method-removed-body =
    Sie können sich nicht mehr so anmelden: { $method }
    
    Wenn Sie das nicht waren, rufen Sie sofort an.

notice-closed-subject = Sie sind wieder drin
notice-closed-body =
    Sie haben sich mit Ihrem neuen Passkey angemeldet, oder seit er hinzugefügt wurde, ist ein Tag vergangen. Die Anfrage ist damit abgeschlossen.
    
    Vom verlorenen Gerät entfernt: { $removed }
    Überall sonst wurden Sie abgemeldet.
    
    Sieben Tage lang können Sie noch sagen, dass Sie das nicht waren.

notice-frozen-subject = Die Anfrage in Ihrem Namen wurde angehalten
notice-frozen-body =
    Jemand hat darum gebeten, als Sie wieder hereinzukommen, und es wurde gesagt, dass Sie das nicht waren. Deshalb steht alles still: Der Pass und was er geöffnet hat, sind beendet, und ein Passkey, der daraus entstand, ruht.
    
    „security“ entscheidet, wie es weitergeht, und wird Sie erreichen. Lesen Sie niemandem einen Code vor.

notice-frozen-security-subject = Eine Anfrage für { $name } wurde angehalten und wartet auf Sie
notice-frozen-security-body =
    Jemand hat darum gebeten, als { $name } wieder hereinzukommen, und { $name } oder jemand, der dort die Post liest, hat gesagt, es nicht gewesen zu sein.
    
    Öffnen Sie selbst { $address }, melden Sie sich an und sehen Sie sich die Anfrage an. Prüfen Sie ohne das verlorene Gerät, wer { $name } ist, und lassen Sie die Anfrage dann weitergehen oder beenden Sie sie.

notice-freeze-warning-subject = Wieder wurde gesagt, dass eine Anfrage für { $name } nicht echt ist
notice-freeze-warning-body =
    Es kam daher, woher es schon einmal kam, und hat deshalb diesmal nichts angehalten: Vielleicht will jemand { $name } damit aussperren.
    
    Öffnen Sie selbst { $address }, melden Sie sich an und sehen Sie sich die Anfrage an.

notice-unfrozen-subject = Die Anfrage in Ihrem Namen geht weiter
notice-unfrozen-body = „security“ hat geprüft, dass Sie es sind, und die Anfrage geht da weiter, wo sie stand. Sie braucht einen neuen Pass.

notice-expired-subject = Die Anfrage in Ihrem Namen ist abgelaufen
notice-expired-body =
    Jemand hat darum gebeten, als Sie wieder hereinzukommen, und die Zeit dafür ist vorbei. Was dafür ruhte, geht wieder, außer auf einem verlorenen oder gestohlenen Gerät.
    
    Wenn Sie das waren, fragen Sie noch einmal oder rufen Sie an. Wenn nicht, gibt es nichts mehr anzuhalten. Lesen Sie niemandem einen Code vor.

notice-withdrawn-subject = Die Anfrage in Ihrem Namen wurde zurückgenommen
notice-withdrawn-body =
    Jemand hat darum gebeten, als Sie wieder hereinzukommen, und das wurde zurückgenommen. Was dafür ruhte, geht wieder, außer auf einem verlorenen oder gestohlenen Gerät.
    
    Wenn nicht Sie gefragt haben, gibt es nichts mehr anzuhalten. Lesen Sie niemandem einen Code vor, und rufen Sie an, wenn Sie unsicher sind.

notice-restored-subject = Was ruhte, geht wieder
notice-restored-body =
    Ihr Gerät wurde wiedergefunden, deshalb können Sie sich damit wieder anmelden.
    
    Wenn das nicht stimmt, rufen Sie sofort an.

notice-device-lost-subject = Sie haben ein Gerät als verloren gemeldet: { $device }
notice-device-lost-body =
    Sie haben gesagt, dass { $device } verloren oder gestohlen ist. Was darauf liegt, meldet niemanden mehr an: { $paused }
    
    Wenn Sie es wiederfinden, melden Sie sich auf andere Weise an und sagen Sie es unter Ihre Geräte.
    
    Wenn Sie das nicht waren, rufen Sie sofort an.

notice-device-found-subject = Sie haben ein Gerät als wiedergefunden gemeldet: { $device }
notice-device-found-body =
    Sie haben gesagt, dass Sie { $device } wiedergefunden haben. Damit können Sie sich wieder anmelden: { $back }
    
    Wenn Sie das nicht waren, rufen Sie sofort an.

notice-mismatch-subject = In einer Anfrage für { $name } passt etwas nicht zusammen
notice-mismatch-body =
    Die Anfrage in der Datenbank ist nicht die, der zugestimmt wurde. Es wurde kein Pass gemacht.
    
    Öffnen Sie selbst { $address }, melden Sie sich an und sehen Sie sich die Anfrage an. Vielleicht hat jemand die Datenbank verändert.

notice-emergency-subject = Jemand möchte als { $name } hereinkommen, ein Notfallkonto
notice-emergency-body =
    Notfallkonten werden nie auf eine Anfrage hin hereingelassen, deshalb wurde niemand um eine Entscheidung gebeten. Wer gefragt hat, weiß das nicht.
    
    Finden Sie heraus, wer es war.

notice-first-pass-subject = Ein Pass für den ersten Tag wurde ausgestellt: { $name }
notice-first-pass-body =
    { $by } hat ihn auf der Befehlszeile des Servers ausgestellt. Er wirkt eine Stunde lang, und { $name } kann damit einen ersten Passkey hinzufügen.
    
    Wenn das nicht stimmt, öffnen Sie selbst { $address }, melden Sie sich an und kümmern Sie sich sofort darum.

notice-last-resort-subject = Letzter Ausweg: auf dem Server wurde ein Pass für { $name } ausgestellt
notice-last-resort-body =
    { $by } hat ihn auf der Befehlszeile des Servers ausgestellt, weil niemand mehr da ist, der zustimmen könnte. { $name } kann damit ohne Zustimmung einen Passkey hinzufügen.
    
    Er wirkt vier Stunden, nachdem alle mit besonderen Rechten benachrichtigt wurden, einmal und eine Stunde lang. In diesen Stunden können Sie alle ihn anhalten.

notice-last-resort-stopped-subject = Der Pass als letzter Ausweg für { $name } wurde angehalten
notice-last-resort-stopped-body =
    { $by } hat ihn angehalten. Niemand kommt damit mehr herein, und was er geöffnet hatte, ist beendet.
    
    Wenn das nicht stimmt, sprechen Sie mit { $by }. Auf dem Server kann ein neuer ausgestellt werden.

notice-few-codes-subject = Es sind nur noch wenige Wiederherstellungscodes übrig
notice-few-codes-body =
    Einer Ihrer Wiederherstellungscodes wurde gerade benutzt. Noch übrig: { $left }.

    Erstellen Sie einen neuen Satz, solange Sie sich anmelden können: Die alten gelten dann nicht mehr.

    Wenn Sie das nicht waren, rufen Sie sofort an.

notice-by-codes-subject = Jemand kam mit Codes als Sie wieder hinein
notice-by-codes-body =
    Zwei Ihrer Codes wurden gerade benutzt, um als Sie wieder hineinzukommen, ohne Hilfe von jemandem.

    Wenn Sie das nicht waren, stoppen Sie es, und lesen Sie niemandem einen Code vor.

notice-by-codes-security-subject = { $name } kommt mit Codes wieder hinein
notice-by-codes-security-body =
    { $name } hat eine Rolle und hat gerade zwei Arten von Codes benutzt, um wieder hineinzukommen.

    Wenn das falsch aussieht, sehen Sie sich die Bitte am Pult an und stoppen Sie sie.

notice-no-step = Sehen Sie dort nach, was fehlt
notice-nudge-subject = Ein Schritt, und Sie kämen allein wieder hinein
notice-nudge-body =
    Wenn Sie heute ein Gerät verlören, kämen Sie nicht allein wieder hinein. Ein Schritt ändert das:
    
    { $step }.
    
    Öffnen Sie { $address } selbst und melden Sie sich an: der Schritt steht auf der ersten Seite. Wenn Sie sich nicht anmelden können, fragen Sie die unten Genannten.
    
    Mit Ihrem Konto ist alles in Ordnung. Wir schreiben höchstens ein paar Mal, und nicht mehr, sobald Sie es getan haben.
