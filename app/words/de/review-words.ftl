# Wörter, mit denen eine Prüfung und die IT-Übersicht arbeiten: Warnungen, Gründe, Regeln, Zeilen, der Verlauf einer Anfrage.
approval-ago-now = gerade eben
approval-ago-minutes = { $n ->
    [one] vor 1 Minute
   *[other] vor { $n } Minuten
}
approval-ago-hours = vor { $n } Stunden
approval-ago-days = vor { $n } Tagen

approval-warning-lost-method-used = „{ $method }“ wurde nach der Anfrage benutzt: Jemand hat das Gerät, oder es ist nicht verloren.
approval-warning-frozen-before = Zu Anfragen dieser Person hieß es schon „Das war ich nicht“ ({ $n ->
    [one] einmal
   *[other] { $n } Mal
}).
approval-warning-approver-pair = Diese Person hat { $n ->
    [0] heute
    [one] vor 1 Tag
   *[other] vor { $n } Tagen
} für ihre Führungskraft zugestimmt; diese darf deshalb nicht entscheiden.
approval-warning-fresh-manager-link = Die Führungskraft wurde erst { $n ->
    [0] heute
    [one] vor 1 Tag
   *[other] vor { $n } Tagen
} eingetragen.
approval-warning-fresh-role = Die Rolle { $role ->
    [it] IT
    [auditor] Revision
   *[security] Sicherheit
} wurde erst { $n ->
    [0] heute
    [one] vor 1 Tag
   *[other] vor { $n } Tagen
} vergeben.
approval-warning-fresh-number = Eine Telefonnummer wurde erst { $n ->
    [0] heute
    [one] vor 1 Tag
   *[other] vor { $n } Tagen
} eingetragen.
approval-warning-fresh-address = Eine Mailadresse wurde erst { $n ->
    [0] heute
    [one] vor 1 Tag
   *[other] vor { $n } Tagen
} eingetragen.
approval-warning-repeated-asks = In diesem Namen gab es zuletzt { $n } Anfragen.
approval-warning-let-back-in = Diese Person wurde { $n ->
    [0] heute
    [one] vor 1 Tag
   *[other] vor { $n } Tagen
} wieder hereingelassen.
approval-warning-new-network = Angefragt wurde aus einem Netz, das bei dieser Person noch nie vorkam.
approval-warning-new-browser = Angefragt wurde in einem Browser, der bei dieser Person noch nie vorkam. An einem geliehenen Computer ist das zu erwarten.
approval-warning-privileged = Diese Person hat besondere Rechte, es steht also mehr auf dem Spiel.

approval-second-spoken = Der Pass wird vorgelesen, deshalb müssen zwei von Ihnen die Person sehen.
approval-second-privileged = Diese Person hat besondere Rechte.
approval-second-mismatch = Was sie sagt, weicht von der Anfrage ab.
approval-second-device-not-sure = Sie waren nicht sicher, welches Gerät weg ist.
approval-second-not-seen = Sie sind nicht die Führungskraft und haben die Person nicht gesehen.
approval-second-pair = Die Person und ihre Führungskraft haben vor Kurzem füreinander zugestimmt.
approval-second-fresh-manager-link = Die Führungskraft wurde erst vor Kurzem eingetragen.
approval-second-fresh-role = Eine Rolle wurde erst vor Kurzem vergeben.
approval-second-fresh-number = Eine Telefonnummer wurde erst vor Kurzem eingetragen.
approval-second-fresh-address = Eine Mailadresse wurde erst vor Kurzem eingetragen.

approval-missing-means-not-given = Der Weg, auf dem Sie die Person erreicht haben, ist nicht mehr eingetragen. Beginnen Sie neu.
approval-missing-see-them = Sie müssen die Person sehen: persönlich oder live im Video mit Ausweis.
approval-missing-not-first-binding = Das zählt nur bei jemand Neuem, nahe am ersten Tag.
approval-missing-second-approver = Sie müssen die Person sehen, oder jemand anderes muss auch zustimmen.
approval-missing-direct-manager = Ein Anruf zählt nur, wenn die eigene Führungskraft anruft. Treffen Sie die Person, oder sehen Sie sie live im Video.
approval-missing-another-number = Sie dürfen diese Nummer versuchen. Sie kann aber auf dem Telefon sein, das weg ist, deshalb zählt sie nicht. Erreichen Sie die Person auch auf anderem Weg.
approval-missing-fresh-password = Das Passwort wurde vor zu langer Zeit eingegeben.
approval-missing-more-than-word = Ihr Wort allein reicht nicht. Erreichen Sie die Person zuerst.
approval-missing-more-than-facts = Was jemand über sich weiß, beweist nichts. Erreichen Sie die Person zuerst.
approval-missing-any-check = Erreichen Sie die Person zuerst.
approval-missing-first-left = Wer zuerst zugestimmt hat, ist nicht mehr da. Die Person muss neu anfragen.

approval-why-own = Das ist Ihre eigene Anfrage. Jemand anderes muss entscheiden.
approval-why-disabled = Ihr Konto ist abgeschaltet.
approval-why-no-passkey = Sie brauchen zuerst einen eigenen Passkey.
approval-why-settling = Sie wurden vor Kurzem selbst wieder hereingelassen und können noch nicht zustimmen.
approval-why-approved-for-each-other = Diese Person hat vor Kurzem für Sie zugestimmt, deshalb muss jemand anderes entscheiden.
approval-why-asker-disabled = Das Konto dieser Person ist abgeschaltet.
approval-why-not-asked = Das haben nicht Sie zu entscheiden.
approval-why-not-escalated = Die Führungskraft hat noch Zeit zu entscheiden.
approval-why-security-needed = Das darf nur die Sicherheit.
approval-why-already-approved = Sie haben schon zugestimmt. Jemand anderes muss die zweite Person sein.
approval-why-already-decided = Das ist schon entschieden.
approval-why-frozen = Die Anfrage wurde gestoppt. Jetzt entscheidet die Sicherheit.
approval-why-not-frozen = Die Anfrage ist nicht gestoppt.

approval-rule-pass-and-identity-check = Persönlich oder live im Video mit Ausweis gesehen, und ein Pass mit Zustimmung
approval-rule-first-binding-in-person = Jemand Neues, nahe am ersten Tag persönlich getroffen, und ein Pass mit Zustimmung
approval-rule-saved-code-and-pass = Ein gespeicherter Wiederherstellungscode und ein Pass mit Zustimmung
approval-rule-organisation-password-and-pass = Das Passwort der Organisation, eben eingegeben, und ein Pass mit Zustimmung
approval-rule-house-call-back = Rückruf durch die eigene Führungskraft, und ein Pass mit Zustimmung (unsere eigene Regel, nicht die von NIST)

approval-text = { $text }
approval-not-known = Nicht bekannt
approval-could-not-say = Konnte es nicht sagen
approval-asked-just-now = „Ich habe gerade angefragt“
approval-row-when = { $n ->
    [0] Wann
   *[other] Wann (Anfrage { $n })
}
approval-row-what = { $n ->
    [0] Was ist passiert
   *[other] Was ist passiert (Anfrage { $n })
}
approval-row-on-what = { $n ->
    [0] Worauf
   *[other] Worauf (Anfrage { $n })
}
approval-row-where = { $n ->
    [0] Wo
   *[other] Wo (Anfrage { $n })
}
approval-recorded-device = Gerät, das weg ist
approval-recorded-check = Wie Sie die Person erreicht haben
approval-recorded-what = Was nach ihren Worten passiert ist
approval-recorded-code = Code
approval-device-not-sure = Keines davon, oder nicht sicher
approval-check-in-person = Persönlich
approval-check-live-video-with-badge = Live im Video mit Ausweis
approval-check-call-back = Anruf bei einer eingetragenen Nummer
approval-check-saved-recovery-code = Gespeicherter Wiederherstellungscode
approval-check-fresh-organisation-password = Passwort der Organisation
approval-check-first-binding-in-person = Persönlich, als jemand Neues
approval-check-managers-word = Wort der Führungskraft
approval-check-facts-about-person = Angaben zur Person
approval-code-right = Der Code war richtig

approval-device-choose = Wählen Sie ein Gerät oder „keines davon, oder nicht sicher“.
approval-reach-choose = Wählen Sie, wie Sie die Person erreicht haben.
approval-reach-tick = Haken Sie das Kästchen an, sobald Sie es getan haben.
approval-says-asked = Fragen Sie: Haben Sie gerade angefragt?
approval-says-what = Fragen Sie, was passiert ist, oder wählen Sie „konnte es nicht sagen“.
approval-says-on-what = Fragen Sie, worauf die Person anfragt, oder wählen Sie „konnte es nicht sagen“.
approval-code-empty = Geben Sie die sechs Ziffern ein, die Ihnen vorgelesen werden.
approval-code-digits = Der Code besteht nur aus Ziffern.
approval-code-length = Der eingegebene Code hat { $has } Ziffern; es müssen { $needs } sein.
approval-code-wrong = Das ist nicht der Code. Lassen Sie ihn noch einmal vorlesen. { $left ->
    [one] Noch ein falscher Code beendet die Anfrage.
   *[other] Sie haben noch { $left } Versuche.
}
approval-code-used-up = Sie haben zu viele falsche Codes eingegeben. Noch { $hours ->
    [one] eine Stunde
   *[other] { $hours } Stunden
} lang wird keiner mehr von Ihnen angenommen. Beendet ist dadurch nichts: Jemand anderes kann entscheiden, und Sie können weiter Nein sagen.
approval-proof-again = Das hat nicht geklappt. Versuchen Sie es noch einmal mit Ihrem eigenen Passkey.
approval-mismatch = Etwas ist nicht mehr so, wie Sie es gesehen haben, deshalb wurde nichts zugestimmt. Die Sicherheit weiß Bescheid.

case-next-security = Die Sicherheit
case-next-it = Die IT
case-next-second = Eine zweite Person
case-next-approver = { $name }
case-next-approver-or-it = { $name } und auch die IT
case-next-approver-or-security = { $name } und auch die Sicherheit
case-next-person = Die Person selbst
case-next-nobody = Niemand

case-act-decide = Prüfen und entscheiden
case-act-withdraw = Anfrage beenden
case-act-take-back = Meine Bestätigung zurücknehmen
case-act-lift-freeze = Weitergehen lassen
case-act-end-frozen = Endgültig beenden
case-act-found-again = Das Gerät ist wieder da

case-hidden = Sichtbar, sobald Sie notiert haben, was die Person sagt
case-fact-next = Als Nächstes am Zug
case-fact-asked = Angefragt
case-fact-what = Was ist passiert
case-fact-raised = Von der IT gestellt durch
case-fact-browser = Worauf
case-fact-network = Von wo
case-fact-escalated = Weitere wurden gefragt
case-fact-wrong-codes = Falsche Codes
case-fact-device = Gerät, das weg ist
case-fact-evidence = Was nachgewiesen wurde
case-fact-suspended = Pausiert

case-who-asker = Wer angefragt hat
case-who-system = Von selbst
case-who-operator = { $name } (Konsole)

case-log-approval-approved = Zugestimmt
case-log-approval-denied = Abgelehnt
case-log-approval-half-approved = Die erste von zwei Personen hat zugestimmt
case-log-approval-mismatch = Der Schlüssel war nicht der, über den entschieden wurde
case-log-approval-reported = Als nicht in Ordnung gemeldet
case-log-approval-wrong-code = Ein falscher Code wurde eingegeben
case-log-enrolment-ended = Das Hinzufügen eines Passkeys endete
case-log-enrolment-move-offered = Sollte auf einem anderen Gerät weitergehen
case-log-enrolment-moved = Ging auf einem anderen Gerät weiter
case-log-enrolment-opened = Begann, einen Passkey hinzuzufügen
case-log-enrolment-computer-said = Hat gesagt, wessen Computer es ist
case-log-method-added = Ein Passkey wurde hinzugefügt
case-log-method-removed = Eine Anmeldeart wurde entfernt
case-log-method-restored = Eine Anmeldeart geht wieder
case-log-method-suspended = Eine Anmeldeart wurde pausiert
case-log-method-suspended-used = Eine pausierte Anmeldeart wurde benutzt
case-log-notice-given-up = Eine Nachricht ließ sich nicht zustellen
case-log-pass-ended = Der Pass endete
case-log-pass-half-shown = Eine Hälfte des Passes wurde vorgelesen
case-log-pass-key-mismatch = Der Schlüssel war nicht der, dem zugestimmt wurde
case-log-pass-made = Ein Pass wurde erstellt
case-log-pass-refused = Ein falscher Pass wurde eingegeben
case-log-pass-used = Der Pass wurde benutzt
case-log-request-asked = Angefragt
case-log-request-by-codes = Kam mit zwei eigenen Anmeldearten zurück
case-log-request-closed = Wieder drin
case-log-request-code-checked = Ein gespeicherter Wiederherstellungscode wurde geprüft
case-log-request-code-given = Ein gespeicherter Wiederherstellungscode wurde dazu angegeben
case-log-request-denied = Die Anfrage endete
case-log-request-enrolment-over = Rechtzeitig kam nichts hinzu; ein weiterer Pass kann geholt werden
case-log-request-escalated = Weitere wurden gefragt
case-log-request-expired = Die Zeit lief ab
case-log-request-freeze-warning = Noch einmal hieß es „Das war ich nicht“
case-log-request-frozen = Gestoppt: „Das war ich nicht“
case-log-request-key-taken = Die anfragende Seite ist bereit
case-log-request-matched = Jemand wurde um Entscheidung gebeten
case-log-request-raised = Von der IT gestellt
case-log-request-repinned = Ging an die Rolle, weil die gefragte Person nicht mehr entscheiden kann
case-log-request-security-told = „security“ wurde benachrichtigt, soweit es ging
case-log-request-unfrozen = Geht nach einer Prüfung weiter
case-log-request-withdrawn = Beendet
case-log-review-begun = Eine Prüfung begann
case-log-review-recorded = Ein Schritt wurde notiert
case-log-runbook-begun = Für die Person begann eine Liste von Schritten
case-log-session-ended = Sitzungen endeten
case-log-other = Etwas anderes ({ $kind })
case-log-erased = Nach Ablauf der Frist gelöscht

case-detail-as = Als
case-detail-by = Durch
case-detail-browser = Browser
case-detail-check = Geprüft
case-detail-checked = Geprüft
case-detail-count = Male
case-detail-device = Gerät
case-detail-evidence = Nachgewiesen
case-detail-half = Hälfte
case-detail-kind = Art
case-detail-means = Erreicht durch
case-detail-method = Anmeldeart
case-detail-own = Computer
case-own-yes = Der eigene
case-own-no = Jemand anderem, darum wurde es dort am Ende gelöscht
case-detail-network = Netz
case-detail-second = Zweite Person nötig, weil
case-detail-sessions = Sitzungen
case-detail-step = Schritt
case-detail-what = Was ist passiert
case-detail-why = Warum
case-as = { $as ->
    [manager] Führungskraft
    [chain] Führungskraft weiter oben
    [it] IT
    [security] Sicherheit
    [asker] die Person selbst
   *[other] { $as }
}
case-step-device = Das Gerät, das weg ist
case-step-reach = Wie die Person erreicht wurde
case-step-says = Was die Person sagt
case-step-compare = Der Vergleich
case-step-code = Der Code
case-means-call = einen Anruf
case-no-longer = Nicht mehr hinterlegt
case-pass-request = Ein Pass für den Browser, der angefragt hat
case-pass-first-day = Ein Pass für den ersten Tag
case-pass-spoken = Ein Pass, der vorgelesen wird
case-pass-by-codes = Durch zwei eigene Anmeldearten geöffnet
case-rule-two-kinds-of-code = Zwei eigene Anmeldearten verschiedener Art
case-by-method = eine Anmeldeart
case-by-notice = den Code aus einer Nachricht
case-why-approved = Ihr war zugestimmt worden
case-why-approver = Eine Zustimmung wurde zurückgenommen
case-why-asked = Niemand hatte entschieden
case-why-asker = Wer angefragt hat, nahm sie zurück
case-why-cancelled = Dort wurde abgebrochen
case-why-closed = Die Person ist wieder drin
case-why-denied = Sie wurde abgelehnt
case-why-device-gone = Das Gerät ist weg
case-why-device-lost = Das Gerät wurde als verloren gemeldet
case-why-done = Ein Passkey kam hinzu
case-why-enrolled = Der neue Passkey war da
case-why-expired = Die Zeit war um
case-why-found-again = Das Gerät wurde wiedergefunden
case-why-frozen = „Das war ich nicht“
case-why-half-approved = Erst eine von zwei Personen hatte zugestimmt
case-why-owner = Wem es gehört, hat es getan
case-why-person-left = Die Person ging, oder das Konto wurde abgeschaltet
case-why-redeemed = Der Pass war schon benutzt
case-why-replaced = Etwas Neues trat an die Stelle
case-why-reported = Gemeldet: Etwas stimmte nicht
case-why-security = Das Sicherheitsteam hat sie beendet
case-why-stopped = Es wurde angehalten
case-why-superseded = Einer anderen Anfrage dieser Person wurde zugestimmt
case-why-taken-over-from-the-loss = Schon pausiert, als das Gerät als verloren gemeldet wurde
case-why-too-many-wrong-tries = Zu viele falsche Versuche
case-why-unfrozen = Es geht nach einer Prüfung weiter
case-why-withdrawn = Es wurde zurückgenommen
case-why-wrong-codes = Zu viele falsche Codes

case-check-choose = Wählen Sie, wie Sie die Person geprüft haben.
case-check-no-photo = Es gibt kein Foto, mit dem man den Ausweis vergleichen könnte. Treffen Sie die Person.
case-raise-empty = Geben Sie einen Benutzernamen ein.
case-raise-what = Wählen Sie, was passiert ist.
case-raise-nobody = Niemand mit einem Konto in Gebrauch hat diesen Benutzernamen.
case-raise-own = Für sich selbst können Sie keine Anfrage stellen.
case-raise-emergency = Das ist ein Notfallkonto. Es wird nie auf diesem Weg wiederhergestellt; die Sicherheit weiß Bescheid.
case-raise-already = Für diese Person ist schon eine Anfrage ohne Browser offen.
