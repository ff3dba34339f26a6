# Schritt für Schritt: was als Nächstes zu tun ist, wenn ein Telefon gewechselt wird, weg ist oder das erste ist.
runbook-kind-planned-phone-change = Ein neues Telefon, das alte geht noch
runbook-kind-lost-or-broken-phone = Ein Telefon, das verloren oder kaputt ist
runbook-kind-first-device = Neu hier: das erste Telefon
runbook-scenario-own-iphone = Eigenes iPhone
runbook-scenario-company-iphone-personal = iPhone von der Arbeit mit persönlichem Apple Account
runbook-scenario-company-iphone-managed = iPhone von der Arbeit mit verwaltetem Apple Account
runbook-scenario-own-android = Eigenes Android-Telefon
runbook-scenario-company-android = Android-Telefon von der Arbeit
runbook-scenario-own-other = Eigenes Gerät
runbook-scenario-company-other = Gerät von der Arbeit

# Auf der ersten Seite.
runbook-home = Wobei Sie gerade sind
runbook-home-new = Ich bekomme ein neues Telefon
runbook-place = Schritt { $place } von { $of }
runbook-waits-person = Sie sind an der Reihe
runbook-waits-help-desk = Das macht die IT
runbook-waits-manager = Ihre Führungskraft entscheidet

# Beginnen.
runbook-begin-heading = Ein neues Telefon, Schritt für Schritt
runbook-begin-lead = Wir nennen Ihnen immer nur einen Schritt und sehen selbst, was erledigt ist.
runbook-begin-kind = Was ist los?
runbook-begin-planned-hint = Am besten, solange Sie das alte Telefon noch in der Hand haben.
runbook-begin-lost-hint = Sie sind hier angemeldet, aber das Telefon ist weg oder kaputt.
runbook-begin-old = Welches geht weg?
runbook-begin-none = Keines davon, oder nicht sicher
runbook-begin-platform = Was ist das neue?
runbook-begin-ownership = Wem gehört das neue?
runbook-begin-button = Den ersten Schritt zeigen
runbook-kind-missing = Wählen Sie, was los ist.
runbook-old-missing = Wählen Sie eines der Geräte oder „Keines davon“.
runbook-not-first = Die Person hat oder hatte schon etwas zum Anmelden; es ist also nicht ihr erstes Gerät.
runbook-over = Diese Schritte sind schon beendet.

# Worum es geht.
runbook-about = Ändern, worum es geht
runbook-about-heading = Worum geht es?
runbook-about-lead = Ist das neue von anderer Art, ändern sich die Schritte. Was erledigt ist, bleibt erledigt.
runbook-about-known = Das neue ist „{ $device }“. Wem es gehört, lässt sich beim Gerät selbst ändern.
runbook-about-save = Speichern
runbook-stop = Ich brauche diese Schritte nicht mehr
runbook-stop-desk = Diese Schritte beenden
runbook-stop-heading = Diese Schritte beenden?
runbook-stop-lead = Sonst ändert sich nichts: Was zum Anmelden da ist und was angefragt wurde, bleibt, wie es ist.
runbook-stop-button = Ja, beenden

# Die Seite.
runbook-by-itself = Hier gibt es nichts abzuhaken: Die Seite geht von selbst weiter, sobald es geschehen ist.
runbook-think = Denken Sie daran
runbook-so-far = Schon erledigt
runbook-to-come = Kommt noch
runbook-done-at = erledigt
runbook-none-done = Noch nichts.
runbook-finished-heading = Alles erledigt
runbook-finished-lead = Wir haben gesehen, dass alles getan ist. Sie müssen nichts weiter tun.
runbook-ended-heading = Diese Schritte sind beendet
runbook-ended-stopped = Jemand hat sie beendet.
runbook-ended-request-ended = Die Bitte um Hilfe, um die es ging, ist beendet.
runbook-ended-too-old = Sie waren 90 Tage offen.
runbook-ended-person-left = Das Konto wurde geschlossen.
runbook-stuck-heading = Das dauert schon lange
runbook-stuck-since = Dieser Schritt kam { $ago } an die Reihe, seitdem ist nichts geschehen.
runbook-go-try = Jetzt ausprobieren
runbook-go-place = Sagen, wo es liegt
runbook-go-ask = Um Hilfe bitten
runbook-go-pass = Zu Ihrem Pass
runbook-go-spoken = Den vorgelesenen Pass eingeben
runbook-go-add = Etwas zum Anmelden hinzufügen
runbook-go-new = Das neue jetzt benutzen
runbook-go-old = Sehen, was auf dem alten noch ist
runbook-go-device = Das neue Gerät benennen

# Die Schritte: wie jeder heißt.
runbook-step-device-prepared = Die IT bereitet das neue Gerät vor
runbook-step-backup-works = Probieren Sie einen Weg ohne das alte Telefon
runbook-step-asked = Bitten Sie um Hilfe
runbook-step-approved = { $kind ->
    [first-device] Treffen Sie die zwei, die Sie hereinlassen
   *[other] Jemand prüft, ob Sie es sind
}
runbook-step-let-back-in = { $backup ->
    [yes] Kommen Sie selbst wieder herein
   *[no] Benutzen Sie Ihren Pass
}
runbook-step-method-added = Fügen Sie etwas Neues zum Anmelden hinzu
runbook-step-new-method-works = Melden Sie sich mit dem Neuen an
runbook-step-old-methods-gone = Räumen Sie das alte Telefon auf
runbook-step-device-registered = Richten Sie das neue Gerät ein
runbook-step-method-on-device = Fügen Sie auf dem neuen Gerät einen Passkey hinzu

# Was in jedem Schritt zu tun ist.
runbook-do-device-prepared = { $scenario ->
    [company-iphone-personal] Die IT ordnet das iPhone Ihnen und seiner Verwaltung zu. Halten Sie Ihren eigenen Apple Account bereit; dort melden Sie sich selbst an.
    [company-iphone-managed] Die IT ordnet das iPhone Ihnen und seiner Verwaltung zu und kümmert sich um Ihren verwalteten Apple Account. Einen eigenen brauchen Sie nicht.
    [company-android] Die IT ordnet das Telefon Ihnen und seiner Verwaltung zu. Beim Einschalten fragt es nach Ihrem Arbeitskonto.
   *[other] Die IT bereitet das Gerät für Sie vor. Sie müssen noch nichts tun.
}
runbook-do-backup-works = Benutzen Sie jetzt einmal einen Sicherheitsschlüssel, Wiederherstellungscodes oder etwas anderes, das nicht auf dem alten Telefon liegt. Geht es nicht, merken Sie es, solange das alte Telefon noch hilft.
runbook-do-asked = Wählen Sie auf irgendeinem Telefon oder Computer „Ich kann mich nicht anmelden“ und sagen Sie, was geschehen ist.
runbook-do-approved = { $kind ->
    [first-device] Ihre Führungskraft und eine weitere Person treffen Sie, jede persönlich. Danach liest Ihnen jede von beiden eine Hälfte Ihres Passes vor.
   *[other] Wer gefragt wurde, meldet sich bei Ihnen, aber nicht auf dem verlorenen Telefon, und entscheidet dann. Lesen Sie Ihren Code nur jemandem vor, den Sie kennen oder sehen.
}
runbook-do-let-back-in = { $kind ->
    [first-device] { $scenario ->
        [company-iphone-managed] Das iPhone will eine Anmeldung, bevor es eingerichtet ist. Geben Sie an irgendeinem Computer die zwei Hälften des Passes ein, die Ihnen vorgelesen werden; das ist Ihre erste Anmeldung.
        [company-android] Das Telefon fragt nach Ihrem Arbeitskonto, bevor es eingerichtet ist. Geben Sie an irgendeinem Computer die zwei Hälften des Passes ein, die Ihnen vorgelesen werden; das ist Ihre erste Anmeldung.
       *[other] Geben Sie die zwei Hälften des Passes ein, die Ihnen vorgelesen werden: auf dem Gerät, mit dem Sie sich anmelden wollen, oder an irgendeinem Computer.
    }
   *[other] { $backup ->
        [yes] Ein Passkey oder Sicherheitsschlüssel, den Sie noch haben, meldet Sie sofort an: Benutzen Sie ihn jetzt. Haben Sie stattdessen zwei Arten von Code, wählen Sie „Ich kann mich nicht anmelden“ und fügen damit etwas Neues hinzu.
       *[no] Öffnen Sie die Seite, auf der Sie gefragt haben, im selben Browser, und drücken Sie „Meinen Pass benutzen“. Er geht einen Tag lang nach der Entscheidung.
    }
}
runbook-do-method-added = Fügen Sie einen Passkey auf etwas hinzu, das Ihnen gehört und das Sie in der Hand haben: diesem Computer, einem Tablet oder einem Sicherheitsschlüssel. Es muss noch nicht das neue Telefon sein.
runbook-do-new-method-works = Melden Sie sich mit dem an, was Sie gerade hinzugefügt haben, oder bestätigen Sie damit, dass Sie es sind. So wissen Sie, dass es geht, bevor Sie es brauchen.
runbook-do-old-methods-gone = { $kind ->
    [planned-phone-change] Entfernen Sie, was noch auf dem alten Telefon liegt, und sagen Sie, dass es ersetzt oder zurückgegeben ist.
   *[other] Was auf dem verlorenen Telefon lag, wird entfernt, wenn Sie sich mit dem Neuen anmelden. Ist etwas übrig, entfernen Sie es und sagen Sie, was aus dem Telefon geworden ist.
}
runbook-do-device-registered = { $kind ->
    [planned-phone-change] { $scenario ->
        [own-iphone] Richten Sie das neue iPhone neben dem alten ein, melden Sie sich darauf bei Ihrem Apple Account an und benennen Sie es dann hier.
        [company-iphone-personal] Richten Sie das neue iPhone ein und lassen Sie seine Verwaltung installieren, was die Arbeit braucht. Melden Sie sich dann bei Ihrem eigenen Apple Account an und benennen Sie das iPhone hier.
        [company-iphone-managed] Richten Sie das neue iPhone mit Ihrem verwalteten Apple Account ein. Es will eine Anmeldung bei der Arbeit: Bestätigen Sie die mit dem alten Telefon. Benennen Sie es dann hier, falls die IT es nicht getan hat.
        [own-android] Richten Sie das neue Telefon vom alten aus ein, melden Sie sich darauf bei Ihrem Google-Konto an und benennen Sie es dann hier.
        [company-android] Richten Sie das neue Telefon mit Ihrem Arbeitskonto ein. Es will eine Anmeldung: Bestätigen Sie die mit dem alten Telefon. Benennen Sie es dann hier, falls die IT es nicht getan hat.
       *[other] Richten Sie das neue Gerät ein und benennen Sie es dann hier.
    }
    [lost-or-broken-phone] { $scenario ->
        [own-iphone] Sobald Sie ein neues iPhone haben: Richten Sie es ein, melden Sie sich darauf bei Ihrem Apple Account an und benennen Sie es hier.
        [company-iphone-personal] Sobald Sie das neue iPhone haben: Richten Sie es ein und lassen Sie seine Verwaltung installieren, was die Arbeit braucht. Melden Sie sich dann bei Ihrem eigenen Apple Account an und benennen Sie das iPhone hier.
        [company-iphone-managed] Sobald Sie das neue iPhone haben: Richten Sie es mit Ihrem verwalteten Apple Account ein. Es will eine Anmeldung bei der Arbeit: Nehmen Sie den Passkey, den Sie hinzugefügt haben. Benennen Sie es dann hier, falls die IT es nicht getan hat.
        [own-android] Sobald Sie ein neues Telefon haben: Richten Sie es ein, melden Sie sich darauf bei Ihrem Google-Konto an und benennen Sie es hier.
        [company-android] Sobald Sie das neue Telefon haben: Richten Sie es mit Ihrem Arbeitskonto ein. Es will eine Anmeldung: Nehmen Sie den Passkey, den Sie hinzugefügt haben. Benennen Sie es dann hier, falls die IT es nicht getan hat.
       *[other] Sobald Sie ein neues Gerät haben: Richten Sie es ein und benennen Sie es hier.
    }
   *[first-device] { $scenario ->
        [own-iphone] Richten Sie Ihr iPhone mit Ihrem eigenen Apple Account ein, falls es das noch nicht ist, und benennen Sie es dann hier.
        [company-iphone-personal] Schalten Sie das iPhone ein, das Sie bekommen haben, und lassen Sie seine Verwaltung installieren, was die Arbeit braucht. Melden Sie sich bei Ihrem eigenen Apple Account an und benennen Sie das iPhone dann hier.
        [company-iphone-managed] Schalten Sie das iPhone ein, das Sie bekommen haben, und melden Sie sich mit Ihrem verwalteten Apple Account an. Benennen Sie es dann hier, falls die IT es nicht getan hat.
        [own-android] Richten Sie Ihr Telefon mit Ihrem eigenen Google-Konto ein, falls es das noch nicht ist, und benennen Sie es dann hier.
        [company-android] Schalten Sie das Telefon ein, das Sie bekommen haben, und melden Sie sich mit Ihrem Arbeitskonto an. Benennen Sie es dann hier, falls die IT es nicht getan hat.
       *[other] Richten Sie das Gerät ein und benennen Sie es dann hier.
    }
}
runbook-do-method-on-device = { $kind ->
    [planned-phone-change] { $backup ->
        [yes] Öffnen Sie dieses Portal auf dem neuen Gerät, melden Sie sich an und fügen Sie dort einen Passkey hinzu. Sagen Sie dann, dass er darauf liegt.
       *[no] Das alte Telefon lässt das neue herein: Öffnen Sie dieses Portal an einem Computer oder auf dem alten Telefon, fügen Sie einen Passkey hinzu und scannen Sie den Code, der erscheint, mit dem neuen Telefon. Sagen Sie dann, dass er auf dem neuen liegt.
    }
   *[other] Öffnen Sie dieses Portal auf dem neuen Gerät, melden Sie sich an und fügen Sie dort einen Passkey hinzu. Sagen Sie dann, dass er darauf liegt.
}

# Was niemand beobachten kann.
runbook-advice-keep-old-phone = Behalten Sie das alte Telefon mit seiner Bildschirmsperre bis zum letzten Schritt.
runbook-advice-old-phone-adds-new = Sie haben keinen anderen Weg. Solange das alte Telefon geht, lässt es das neue herein; ist es gelöscht, kann nur noch Ihre Führungskraft helfen.
runbook-advice-icloud-keychain-on = Ist der iCloud-Schlüsselbund eingeschaltet? Nur dann kommen die Einträge der Authenticator-App und Ihre Passkeys mit auf das neue iPhone.
runbook-advice-keychain-may-be-blocked = Auf einem iPhone von der Arbeit kann der iCloud-Schlüsselbund gesperrt sein. Warten Sie nicht auf Daten: Registrieren Sie sich neu.
runbook-advice-assigned-in-business-manager = Ist das Gerät im Apple Business Manager zugeordnet, und zwar der richtigen Verwaltung?
runbook-advice-old-phone-approves-set-up = Das neue Telefon will eine Anmeldung, bevor es fertig ist. Legen Sie das alte daneben, um sie zu bestätigen.
runbook-advice-pass-bridges-set-up = Das neue Telefon will eine Anmeldung, bevor es irgendein Gerät gibt. Der Pass ist diese Anmeldung.
runbook-advice-other-method-bridges-set-up = Das neue Telefon will eine Anmeldung, bevor es fertig ist, und das alte kann sie nicht mehr bestätigen. Haben Sie in der Hand, was Sie hinzugefügt haben.
runbook-advice-google-backup-on = Ist die Sicherung im Google-Konto eingeschaltet? Einstellungen, dann Google, dann Sicherung.
runbook-advice-assigned-in-zero-touch = Ist das Gerät in der Zero-Touch-Registrierung oder anders der richtigen Verwaltung zugeordnet?
runbook-advice-move-authenticator-by-hand = Authenticator-Apps ziehen nicht von selbst um. Exportieren Sie vom alten Telefon, oder registrieren Sie auf dem neuen neu.
runbook-advice-lock-the-lost-phone = Lassen Sie die Karte sperren, und sperren Sie das Telefon mit „Wo ist?“ oder „Mein Gerät finden“. Löschen Sie es noch nicht.
runbook-advice-any-browser = Jeder Browser ist recht. Wenn Sie wählen können, nehmen Sie einen eigenen.
runbook-advice-reach-them-elsewhere = Seien Sie erreichbar: unter einer anderen Nummer, die wir haben, per Video oder persönlich.
runbook-advice-in-person-with-badge = Nehmen Sie Ihren Ausweis mit. Das erste Mal ist immer persönlich.
runbook-advice-device-in-hand = Haben Sie das Gerät in der Hand, mit eingerichteter Bildschirmsperre.
runbook-advice-one-more-elsewhere = Fügen Sie noch etwas auf etwas anderem hinzu: einen Sicherheitsschlüssel oder gedruckte Wiederherstellungscodes. Dann muss Ihnen beim nächsten Mal niemand helfen.
runbook-advice-wipe-or-hand-back = Löschen Sie das alte Telefon, bevor Sie es verkaufen oder weggeben, oder geben Sie es zurück.
runbook-advice-say-where-it-lives = Sagen Sie, auf welchem Gerät er liegt. Sonst sehen wir nicht, dass dies erledigt ist.

# Wartet zu lange: zur Person.
runbook-stuck-check-delivery = Fragen Sie die IT, ob das Gerät unterwegs und Ihnen zugeordnet ist.
runbook-stuck-try-the-backup = Probieren Sie es einmal. Geht es nicht, fügen Sie etwas anderes hinzu, solange das alte Telefon noch geht.
runbook-stuck-ask-now = Fragen Sie jetzt, in irgendeinem Browser. Die IT sagt Ihnen, wie.
runbook-stuck-ring-an-approver = Rufen Sie Ihre Führungskraft oder die IT an.
runbook-stuck-use-the-pass = Benutzen Sie den Pass in dem Browser, in dem Sie gefragt haben, bevor die Genehmigung endet. Sonst fragen Sie noch einmal.
runbook-stuck-ask-again = Die Zeit zum Hinzufügen ist vorbei. Benutzen Sie noch einen Pass, oder fragen Sie noch einmal.
runbook-stuck-sign-in-once = Melden Sie sich einmal mit dem Neuen an. Geht es nicht, wurde es nicht behalten: Fügen Sie es noch einmal hinzu.
runbook-stuck-remove-the-old = Entfernen Sie, was auf dem alten Gerät noch übrig ist.
runbook-stuck-set-up-the-device = Richten Sie das neue Gerät ein und benennen Sie es hier, oder rufen Sie die IT an.
runbook-stuck-add-a-passkey = Fügen Sie auf dem neuen Gerät einen Passkey hinzu und sagen Sie, dass er dort liegt.

# Bei der IT.
runbooks-heading = Wer gerade mitten in etwas ist
runbooks-link = Schritt für Schritt
runbooks-lead = Neue, verlorene und erste Telefone. Wer zu lange wartet, steht zuerst.
runbooks-stuck-count = { $n ->
    [0] Niemand hängt fest.
    [one] 1 Person hängt fest.
   *[other] { $n } Personen hängen fest.
}
runbooks-empty = Niemand ist mitten in etwas. Wer ein neues Telefon bekommt, eines verliert oder hier anfängt, erscheint hier.
runbooks-empty-stuck = Niemand hängt fest.
runbooks-empty-ended = Noch ist nichts beendet.
runbooks-empty-found = Niemand mit diesem Namen ist in dieser Liste.
runbooks-show = Anzeigen
runbooks-show-open = Offen
runbooks-show-stuck = Hängt fest
runbooks-show-ended = Beendet
runbooks-table = Schritt für Schritt, was festhängt zuerst
runbooks-who = Wer
runbooks-what = Was
runbooks-step = Schritt
runbooks-since = Seit
runbooks-acts = Wer handelt
runbooks-is-stuck = Hängt fest
runbooks-more = Es gibt noch mehr. Suchen Sie nach einem Namen.
runbooks-who-person = Die Person
runbooks-who-help-desk = Die IT
runbooks-who-manager = Die Führungskraft oder die IT
runbooks-finished = Erledigt
runbooks-ended = Beendet
runbooks-begin = Für jemanden beginnen
runbooks-begin-heading = Für jemanden beginnen
runbooks-begin-lead = Die Person sieht dieselben Schritte, wenn sie sich anmeldet. Hat sie ein Telefon, ist es das, das weggeht.
runbooks-user-name = Benutzername
runbooks-begin-button = Beginnen
runbooks-sees = Was die Person sieht
runbooks-may = Was Sie tun dürfen
runbooks-where = Wo es steht
runbooks-begun = Begonnen
runbooks-begun-by = Begonnen von
runbooks-begun-approval = einer Genehmigung
runbooks-old = Das Gerät, das weggeht
runbooks-old-unknown = Nicht gesagt
runbooks-new = Das neue
runbooks-backup = Ein Weg ohne das alte
runbooks-backup-yes = Ja
runbooks-backup-no = Nein
runbooks-request = Die Anfrage öffnen
runbooks-raise = Für die Person fragen
runbooks-import = Geräteliste einlesen
runbooks-desk-device-prepared = Ordnen Sie das Gerät in seiner Verwaltung der Person zu und lesen Sie dann die Geräteliste ein. Es gilt auch als vorbereitet, wenn die Person es selbst benennt.
runbooks-desk-backup-works = Bitten Sie die Person, sich einmal mit etwas anzumelden, das nicht auf dem alten Telefon liegt. Sie können es nicht für sie tun und müssen es nicht sehen.
runbooks-desk-asked = Bitten Sie die Person, in irgendeinem Browser „Ich kann mich nicht anmelden“ zu wählen. Hat sie gar keinen Browser, fragen Sie für sie.
runbooks-desk-approved = In der Anfrage steht, wer gefragt wurde; rufen Sie dort an. Nach einer Stunde wird auch die IT gefragt. Wer entscheidet, trifft die Person oder ruft sie selbst an.
runbooks-desk-let-back-in = Bitten Sie die Person, den Pass dort zu benutzen, wo sie gefragt hat. Sie sehen ihn nie, und vorgelesen wird er nur von den beiden, die einen gesprochenen genehmigt haben.
runbooks-desk-method-added = Zum Hinzufügen ist eine Viertelstunde Zeit. Ist sie vorbei, geht noch ein Pass, solange die Genehmigung gilt.
runbooks-desk-new-method-works = Bitten Sie die Person, sich einmal mit dem Neuen anzumelden. Geht es nicht, fügt sie es noch einmal hinzu.
runbooks-desk-old-methods-gone = Bitten Sie die Person, zu entfernen, was übrig ist, und zu sagen, was aus dem alten Telefon geworden ist. Sie können es nicht für sie entfernen.
runbooks-desk-device-registered = Sehen Sie nach, ob das Gerät angekommen und in der richtigen Verwaltung ist. Benennen muss die Person es selbst.
runbooks-desk-method-on-device = Bitten Sie die Person, auf dem neuen Gerät einen Passkey hinzuzufügen und zu sagen, dass er dort liegt.
runbooks-stuck-check-delivery = Sehen Sie nach, ob das Gerät unterwegs und zugeordnet ist.
runbooks-stuck-try-the-backup = Lassen Sie die Person sich einmal anders anmelden. Geht es nicht, fügt sie etwas anderes hinzu, solange das alte Telefon noch geht.
runbooks-stuck-ask-now = Lassen Sie die Person jetzt fragen, in irgendeinem Browser; sagen Sie, wie.
runbooks-stuck-ring-an-approver = Rufen Sie die nächste Führungskraft an, oder entscheiden Sie als IT.
runbooks-stuck-use-the-pass = Lassen Sie die Person den Pass benutzen, bevor die Genehmigung endet. Danach fragt sie noch einmal.
runbooks-stuck-ask-again = Die Zeit zum Hinzufügen ist vorbei. Noch ein Pass oder eine neue Anfrage.
runbooks-stuck-sign-in-once = Lassen Sie die Person sich einmal mit dem Neuen anmelden. Geht es nicht, wurde es nicht behalten.
runbooks-stuck-remove-the-old = Lassen Sie die Person entfernen, was auf dem alten Gerät übrig ist.
runbooks-stuck-set-up-the-device = Fragen Sie, ob das neue Gerät geht, und helfen Sie beim Einrichten.
runbooks-stuck-add-a-passkey = Lassen Sie die Person auf dem neuen Gerät einen Passkey hinzufügen und sagen, dass er dort liegt.
