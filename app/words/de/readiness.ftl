# Käme jemand wieder hinein: für einen selbst, für ein Team, für alle.
ready-by-yourself = Allein
ready-with-help = Mit Hilfe
ready-not-at-all = Gar nicht
ready-unknown = Wird noch ermittelt

# Der eine nächste Schritt, an den, der ihn geht.
ready-step-passkey-on = Passkey auf { $device } hinzufügen
ready-step-security-key = Sicherheitsschlüssel hinzufügen
ready-step-recovery-codes = Wiederherstellungscodes anlegen und drucken
ready-step-authenticator-app-on = Authenticator-App auf { $device } hinzufügen
ready-step-phone-elsewhere = Eine Nummer hinzufügen, die anderswo klingelt
ready-step-another-device = Passkey auf einem anderen Gerät hinzufügen
ready-step-name-manager = Bitten Sie die IT, Ihre Führungskraft einzutragen
ready-step-number-on-record = Bitten Sie die IT, eine Festnetznummer einzutragen

# Dasselbe über jemand anderen.
ready-their-passkey-on = Passkey auf einem anderen Gerät hinzufügen, das schon da ist: { $platform }
ready-their-security-key = Sicherheitsschlüssel hinzufügen
ready-their-recovery-codes = Wiederherstellungscodes anlegen und drucken
ready-their-authenticator-app-on = Authenticator-App auf einem anderen Gerät hinzufügen, das schon da ist: { $platform }
ready-their-phone-elsewhere = Eine Nummer hinzufügen, die anderswo klingelt
ready-their-another-device = Passkey auf einem anderen Gerät hinzufügen
ready-their-name-manager = Die IT trägt die Führungskraft ein
ready-their-number-on-record = Die IT trägt eine Festnetznummer ein

# Was jemand anderen am härtesten träfe.
ready-loss-now = Auch ohne dass etwas verloren geht
ready-loss-device = Wenn ein Gerät verloren geht ({ $platform })
ready-loss-sign-in = Wenn die Anmeldung der Organisation ausfällt

# Wege zurück, an den, der sie geht.
ready-way-passkey = Ihr Passkey „{ $method }“
ready-way-passkey-on = Ihr Passkey „{ $method }“ auf { $device }
ready-way-security-key = Ihr Sicherheitsschlüssel „{ $method }“
ready-way-app-and-codes = Ihre Authenticator-App und ein Wiederherstellungscode
ready-way-app-and-phone = Ihre Authenticator-App und ein Code per SMS oder Anruf
ready-way-codes-and-phone = Ein Wiederherstellungscode und ein Code per SMS oder Anruf
ready-way-recovery-code =
    { $by ->
        [manager] Sie geben einen Wiederherstellungscode an, und Ihre Führungskraft stimmt zu
        [two-approvers] Sie geben einen Wiederherstellungscode an, und zwei Personen stimmen zu
       *[another-approver] Sie geben einen Wiederherstellungscode an, und jemand anderes, der es darf, stimmt zu
    }
ready-way-organisation-password =
    { $by ->
        [manager] Sie melden sich mit Ihrem Kennwort der Organisation an, und Ihre Führungskraft stimmt zu
        [two-approvers] Sie melden sich mit Ihrem Kennwort der Organisation an, und zwei Personen stimmen zu
       *[another-approver] Sie melden sich mit Ihrem Kennwort der Organisation an, und jemand anderes, der es darf, stimmt zu
    }
ready-way-in-person =
    { $by ->
        [manager] Ihre Führungskraft trifft Sie, prüft, dass Sie es sind, und stimmt zu
        [two-approvers] Zwei Personen treffen Sie, prüfen, dass Sie es sind, und stimmen zu
       *[another-approver] Jemand anderes, der es darf, trifft Sie, prüft, dass Sie es sind, und stimmt zu
    }
ready-way-live-video =
    { $by ->
        [manager] Ihre Führungskraft sieht Sie und Ihren Ausweis im Video und stimmt zu
        [two-approvers] Zwei Personen sehen Sie und Ihren Ausweis im Video und stimmen zu
       *[another-approver] Jemand anderes, der es darf, sieht Sie und Ihren Ausweis im Video und stimmt zu
    }
ready-way-call =
    { $by ->
        [manager] Ihre Führungskraft ruft Sie an ({ $number }), prüft, dass Sie es sind, und stimmt zu
        [two-approvers] Ihre Führungskraft ruft Sie an ({ $number }), und zwei Personen stimmen zu
       *[another-approver] Jemand anderes, der es darf, ruft Sie an ({ $number }) und stimmt zu
    }

what-if-heading = Was, wenn ich mein Telefon verliere?
what-if-lead = Wählen Sie, was weg wäre. Hier wird nur nachgesehen; es passiert nichts.
what-if-none = Sie haben noch kein Gerät genannt. Was Sie hinzufügen, erscheint hier.
what-if-other = Etwas, das hier nicht steht
what-if-sign-in = Die Anmeldung der Organisation fällt aus
what-if-quoted = „{ $name }“
what-if-other-thing = etwas, das nicht in der Liste steht,
what-if-and = { $before } und { $last }
what-if-lost = Wenn heute { $what } weg wäre.
what-if-lost-and-down = Wenn heute { $what } weg wäre und die Anmeldung der Organisation ausfiele.
what-if-sign-in-down = Wenn heute die Anmeldung der Organisation ausfiele.
what-if-ways = Ihre Wege zurück, der beste zuerst
what-if-no-way = Keiner.
what-if-more = Und wenn noch mehr weg wäre?
what-if-also = Auch „{ $name }“
what-if-also-sign-in = Auch die Anmeldung der Organisation fällt aus

team-heading = Ihr Team
team-lead = Kämen sie wieder hinein, wenn sie ein Gerät verlören? Zuerst die, die am wenigsten vorbereitet sind.
team-next = Was sie als Nächstes tun sollten:
team-cannot-approve = Kann für die eigenen Leute noch nicht zustimmen: kein Passkey funktioniert, oder es ist erst kurz her, dass sie wieder hereingelassen wurden.

readiness-heading = Wer käme wieder hinein?
readiness-lead = Von { $all } Personen kämen { $by } allein wieder hinein, { $help } mit Hilfe und { $not } gar nicht.
readiness-role = Rolle
readiness-role-none = Keine Rolle
readiness-role-it = IT
readiness-role-security = Sicherheit
readiness-role-auditor = Revision
readiness-ring = Einführungsgruppe
readiness-department = Abteilung
readiness-ownership = Wessen Geräte sie nutzen
readiness-ownership-none = Kein Gerät genannt
readiness-any = Alle
readiness-show-button = Anzeigen
readiness-show = Was angezeigt wird
readiness-show-not-ready = Nicht allein ({ $n })
readiness-show-not-at-all = Gar nicht ({ $n })
readiness-show-with-help = Mit Hilfe ({ $n })
readiness-show-by-yourself = Allein ({ $n })
readiness-show-all = Alle ({ $n })
readiness-chart-heading = Die letzten 90 Tage
readiness-chart-none = Die Zahlen werden Tag für Tag festgehalten. Ab dem zweiten Tag werden sie hier gezeichnet.
readiness-chart-says = Vom { $from } bis zum { $to }. Am letzten Tag { $by } allein, { $help } mit Hilfe, { $not } gar nicht.
readiness-chart-lines = Durchgezogen: allein. Striche: mit Hilfe. Punkte: gar nicht. Ganz oben sind alle.
readiness-chart-of-all = Gezeichnet für alle: Tage werden nur für je eine Auswahl festgehalten.
readiness-chart-table = Dasselbe als Tabelle
readiness-day = Tag
readiness-list = Die Liste
readiness-list-caption = Personen, zuerst die, die am wenigsten vorbereitet sind
readiness-empty = Noch ist niemand erfasst. Wenn Personen importiert werden, erscheinen sie hier innerhalb einer Minute.
readiness-none-here = Niemand passt zu Ihrer Auswahl.
readiness-who = Wer
readiness-how = Käme wieder hinein
readiness-why = Was am härtesten träfe
readiness-next = Was sie als Nächstes tun sollten
readiness-nudged = Erinnert { $ago }.
readiness-remind = Jetzt erinnern
readiness-remind-hint = Schickt denen aus dieser Liste, die nicht vorbereitet sind, eine Nachricht mit ihrem nächsten Schritt. Höchstens 200 auf einmal, und niemandem zweimal in einer Woche.
readiness-remind-nobody = Es ist niemand zu erinnern: alle wurden in der letzten Woche erinnert, sind vorbereitet oder haben keine Adresse.
readiness-remind-too-often = Das wurde in der letzten Stunde fünfmal getan. Warten Sie eine Weile.
readiness-reminded =
    { $n ->
        [one] 1 Person wurde erinnert.
       *[other] { $n } Personen wurden erinnert.
    }
readiness-file = Diese Liste herunterladen
readiness-effect-heading = Was die Erinnerungen bewirkt haben
readiness-effect = In den letzten 90 Tagen wurden { $nudged } Personen erinnert; { $ready } davon sind seither vorbereitet.
readiness-nudges-off = Selbsttätige Erinnerungen sind durch die Richtlinie abgeschaltet.
