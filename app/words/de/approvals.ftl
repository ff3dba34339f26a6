# Für jemand anderen entscheiden: die Karten, ein Schritt je Seite, das Ende, die Hälfte eines Passes.
approvals-heading = { $n ->
    [0] Gerade braucht Sie niemand
    [one] 1 Person braucht Sie
   *[other] { $n } Personen brauchen Sie
}
approvals-lead = Eine nach der anderen. Jede dauert etwa eine Minute und einen Anruf.
approvals-none = Wenn jemand, für den Sie zuständig sind, nicht hereinkommt und um Hilfe bittet, steht das hier. Sie bekommen auch eine Nachricht.
approvals-asked = Angefragt { $ago }.
approvals-asked-what = { $what }. Angefragt { $ago }.
approvals-many = In diesem Namen gibt es { $n } Anfragen. Der Code zeigt, welche echt ist.
approvals-waiting = Wartet auf Sie
approvals-second = Braucht eine zweite Entscheidung, Ihre
approvals-begin = Prüfen und entscheiden
approvals-go-on = Dort weitermachen, wo Sie waren
approvals-drill = Übung
approvals-not-drill = Keine Übung

review-heading = Ist es wirklich { $name }?
review-lead = { $name } möchte wieder hereingelassen werden. Sie finden heraus, ob es wirklich diese Person ist.
review-spoken = Sie hat gar keinen Browser. Sie müssen die Person sehen, es gibt keinen Code, und noch jemand entscheidet mit.
review-device = Welches Gerät ist weg?
review-device-hint = Wenn Sie nicht sicher sind, sagen Sie es. Dann wird nichts pausiert, und noch jemand entscheidet mit.
review-device-none = Keines davon, oder nicht sicher

review-reach = Erreichen Sie { $name } auf anderem Weg
review-reach-lead = Nehmen Sie, was hier steht, keine Nummer aus einer Nachricht und keinen Anruf, der bei Ihnen einging.
review-call = Anrufen: { $label }
review-reach-how = Wie haben Sie die Person erreicht?
review-reach-call = Am Telefon: { $label }, { $number }
review-reach-call-hint = Ich habe diese Nummer gewählt und die Person erreicht.
review-reach-video = Live-Video
review-reach-video-hint = Ich sehe Gesicht und Ausweis, und beide passen zum hinterlegten Foto.
review-reach-in-person = Persönlich
review-reach-in-person-hint = Ich kenne die Person, und sie steht vor mir.
review-reach-done = Das habe ich gerade selbst getan
review-try = Das dürfen Sie versuchen, aber es zählt nicht
review-try-hint = Es könnte auf dem Gerät klingeln, das weg ist.
review-reach-nothing = Hinterlegt ist nichts, was zählt. Entscheiden Sie nicht nach Gefühl: Lassen Sie es stehen, dann wird auch die IT gefragt.

review-asked = Fragen Sie: Haben Sie gerade darum gebeten, wieder hereingelassen zu werden?
review-asked-hint = Fragen Sie, bevor Sie etwas über die Anfrage sagen.
review-asked-yes = Ja, gerade eben
review-asked-no = Nein, oder die Person weiß nichts davon
review-asked-no-hint = Das hält die Anfrage sofort an und sagt es dem Sicherheitsteam.
review-says = Was sagt die Person?
review-says-lead = Schreiben Sie auf, was sie Ihnen sagt. Helfen Sie nicht nach: Was in der Anfrage steht, kommt als Nächstes.
review-says-what = Was ist passiert?
review-says-on-what = Worauf fragt sie an?
review-says-on-what-hint = Das Telefon oder der Computer, auf dem der Code steht.
review-says-choose = Bitte wählen
review-says-unsure = Konnte sie nicht sagen
review-says-place = Wo ist sie?
review-says-place-hint = In ihren Worten, etwa „zu Hause in Hamburg“.

review-compare = Passt das zusammen?
review-compare-caption = Was die Person sagt und was in der Anfrage steht
review-compare-lead = Wo nichts markiert ist, urteilen Sie.
review-compare-they = Die Person sagt
review-compare-request = In der Anfrage steht
review-compare-differs = Nicht dasselbe
review-compare-on = Es passt, weiter
review-compare-on-anyway = Trotzdem weiter
review-second-heading = Noch jemand wird gefragt
review-second-because = Denn:

review-code = Welchen Code liest die Person vor?
review-code-hint = Sechs Ziffern. Die Person liest vor; sagen Sie ihr den Code nie.
review-code-where = Er steht auf dem Bildschirm, auf dem sie angefragt hat.
review-code-wrong = { $n ->
    [one] Bisher 1 falscher Code.
   *[other] Bisher { $n } falsche Codes.
} Drei beenden diese Anfrage.

review-decide = Sie entscheiden
review-decide-lead = Das haben Sie festgehalten.
review-decide-evidence = Als was es zählt
review-decide-effects = Wenn Sie bestätigen
review-decide-pauses = „{ $method }“ wird pausiert ({ $kind }).
review-decide-nothing-paused = Nichts wird pausiert.
review-decide-told = { $name } wird benachrichtigt und kann dann einen neuen Passkey hinzufügen. Den Pass bekommt niemand zu sehen.
review-decide-told-spoken = { $name } wird benachrichtigt. Sie und die zweite Person lesen danach je eine Hälfte eines Passes vor.
review-decide-delay = Der Pass gilt erst { $hours ->
    [one] eine Stunde,
   *[other] { $hours } Stunden,
} nachdem das Sicherheitsteam Bescheid weiß; bis dahin kann es ihn stoppen.
review-decide-second-needed = Ihre Entscheidung ist die erste von zweien. Vor der zweiten wird niemand hereingelassen.
review-decide-is-second = Vor Ihnen hat schon jemand bestätigt. Ihre Entscheidung ist die zweite, prüfen Sie also selbst.
review-approve = Mit meinem Passkey bestätigen
review-approve-not = Bestätigen
review-deny-heading = Oder sagen Sie Nein
review-note = Eine Notiz für das Protokoll
review-note-hint = Darf leer bleiben. Keine Passwörter und keine Codes.
review-deny = Ablehnen
review-key = Schlüssel der Anfrage

review-not-right = Hier stimmt etwas nicht
review-report-heading = Diese Anfrage anhalten?
review-report-lead = Sie endet sofort, und das Sicherheitsteam geht der Sache nach. Wenn { $name } wirklich Hilfe braucht, kann man neu anfragen.
review-report-button = Anhalten und dem Sicherheitsteam sagen
review-report-back = Nein, weiter prüfen

review-done-approved = Fertig. Die Person weiß Bescheid.
review-done-approved-lead = Sie kann jetzt einen neuen Passkey hinzufügen. Für Sie ist nichts mehr zu tun.
review-done-half = Fertig. Jetzt wird noch jemand gefragt.
review-done-half-lead = Vor der zweiten Entscheidung wird niemand hereingelassen.
review-done-denied = Abgelehnt. Die Person weiß Bescheid.
review-done-denied-lead = Mit dieser Anfrage kommt niemand herein.
review-done-reported = Angehalten. Das Sicherheitsteam weiß Bescheid.
review-done-reported-lead = Mit dieser Anfrage kommt niemand herein. Nennen und schicken Sie niemandem Codes, der Sie deswegen anruft.
review-done-wrong-codes = Drei falsche Codes: Das ist beendet
review-done-wrong-codes-lead = Mit wem Sie auch sprachen, den Bildschirm der Anfrage sah diese Person nicht. Wenn { $name } noch Hilfe braucht, muss neu angefragt werden.
review-done-ended = Das ist inzwischen beendet
review-done-ended-lead = Jemand anderes hat entschieden, es wurde angehalten, oder die Zeit ist um. Für Sie ist nichts mehr zu tun.
review-done-taken-back = Die Bestätigung wurde zurückgenommen. Die Person weiß Bescheid.
review-done-taken-back-lead = Mit dieser Anfrage kommt niemand herein. Was pausiert wurde, funktioniert wieder, nur nicht auf einem verlorenen oder gestohlenen Gerät.
review-take-back-open = Meine Bestätigung zurücknehmen
review-take-back-heading = Ihre Bestätigung zurücknehmen?
review-take-back-lead = Die Anfrage endet sofort und mit ihr jeder Pass. { $name } wird benachrichtigt und kann neu anfragen.
review-take-back-button = Meine Bestätigung zurücknehmen
review-take-back-not = Nein, so lassen
review-done-half-to-read = Bestätigt. Lesen Sie jetzt Ihre Hälfte vor
review-done-half-to-read-lead = Der Pass hat zwei Hälften. Sie lesen eine vor, jemand anderes die andere.
review-done-half-to-read-button = Zu meiner Hälfte
review-done-back = Wer mich noch braucht

half-not-yet = „security“ ist noch nicht benachrichtigt, und vorher gibt es keinen Pass. Kommen Sie in ein paar Minuten wieder.
half-heading = Lesen Sie Ihre Hälfte vor
half-lead = Nur { $name }, von Angesicht zu Angesicht oder während Sie einander im Video sehen. Die andere Hälfte kommt von { $other }.
half-which = Hälfte { $n } von 2
half-show = Meine Hälfte zeigen
half-show-hint = Sie wird einmal gezeigt. Drücken Sie erst, wenn { $name } mitschreiben kann.
half-once = Sie wird nicht noch einmal gezeigt. Neu laden verbirgt sie, und nach zehn Minuten verschwindet sie von selbst.
half-until = Der Pass gilt bis { $when }.
half-type = { $name } gibt beide Hälften hier ein: Anmelden, „Ich habe einen Pass bekommen“.
half-seen = Ihre Hälfte wurde schon gezeigt, und das geht nur einmal. Wenn { $name } sie nicht bekommen hat, muss neu angefragt werden.
