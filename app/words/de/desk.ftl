# Die Übersicht der IT, eine Anfrage, eine Anfrage für jemanden ohne Browser.
desk-heading = Was Sie jetzt braucht
desk-empty = Niemand wartet. Wenn jemand wieder hereinkommen möchte, steht das hier.
desk-empty-found = In dieser Liste ist niemand mit diesem Namen.
desk-empty-mine = Hier ist gerade nichts für Sie zu tun.
desk-empty-frozen = Nichts ist eingefroren. Was jemand mit „Das war ich nicht“ anhält, steht hier.
desk-empty-ended = Noch ist nichts beendet.
desk-show = Zeigen
desk-show-open = Offen
desk-show-mine = Meine
desk-show-frozen = Eingefroren
desk-show-ended = Beendet
desk-show-all = Alle
desk-find = Person suchen
desk-find-button = Suchen
desk-table = Anfragen, die dringendsten zuerst
desk-who = Wer
desk-state = Stand
desk-since = Wartet seit
desk-next = Als Nächstes am Zug
desk-warnings = Warnungen
desk-yours = Sie können handeln
desk-stuck-heading = Etwas hängt fest
desk-stuck = { $n ->
    [one] 1 Änderung außerhalb dieses Portals schlägt immer wieder fehl. Der Grund steht im Protokoll des Servers.
   *[other] { $n } Änderungen außerhalb dieses Portals schlagen immer wieder fehl. Die Gründe stehen im Protokoll des Servers.
}
desk-undelivered-heading = Manche Nachrichten kommen nicht an
desk-undelivered = { $n ->
    [one] 1 Nachricht lässt sich nicht zustellen. Prüfen Sie die Adresse und sagen Sie der Person selbst Bescheid.
   *[other] { $n } Nachrichten lassen sich nicht zustellen. Prüfen Sie die Adressen und sagen Sie den Personen selbst Bescheid.
}
desk-pages = Seiten
desk-first = Zurück zum Anfang
desk-more = Weitere
desk-raise = Jemand hat gar keinen Browser

raise-heading = Für jemanden ohne Browser anfragen
raise-lead = Nur wenn die Person dieses Portal nirgends öffnen kann, auch nicht auf einem geliehenen Gerät. Sie müssen die Person sehen, zwei entscheiden, und jede der beiden liest die Hälfte eines Passes vor.
raise-user-name = Benutzername der Person
raise-what = Was ist passiert?
raise-button = Für diese Person anfragen

request-about = Es geht um { $name }.
request-facts = Was bekannt ist
request-actions = Was Sie jetzt tun können
request-actions-none = Hier ist für Sie gerade nichts zu tun.
request-not-now = Was Sie gerade nicht tun können
request-timeline = Was geschehen ist
request-timeline-none = Noch ist nichts festgehalten.

request-do-decide-help = Sie prüfen Schritt für Schritt, ob es wirklich diese Person ist.
request-do-withdraw = Beenden
request-do-withdraw-help = Die Anfrage endet ohne Entscheidung. Man kann neu anfragen.
request-do-withdraw-heading = Diese Anfrage beenden?
request-do-take-back = Meine Bestätigung zurücknehmen
request-do-take-back-help = Sie haben sie bestätigt. Die Anfrage endet, mit ihr jeder Pass, und die Person wird benachrichtigt.
request-do-take-back-heading = Ihre Bestätigung zurücknehmen?
request-do-take-back-lead = Die Anfrage endet sofort und mit ihr jeder Pass. Man kann neu anfragen.
request-do-lift-freeze = Weitergehen lassen
request-do-lift-freeze-help = Wenn Sie geprüft haben, wer die Person ist, ohne das Gerät, das weg ist.
request-do-lift-freeze-heading = Diese Anfrage weitergehen lassen?
request-do-lift-freeze-lead = Jemand hat gesagt: „Das war ich nicht“. Lassen Sie sie nur weitergehen, wenn Sie die Person jetzt geprüft haben. Ein Pass von vorher gilt nicht mehr.
request-do-end-frozen = Endgültig beenden
request-do-end-frozen-help = Jemand anderes war am Werk, oder niemand kann es sagen.
request-do-end-frozen-heading = Diese Anfrage endgültig beenden?
request-do-end-frozen-lead = Mit ihr kommt niemand herein. Man kann neu anfragen.
request-do-found-again = Es wurde wiedergefunden
request-do-found-again-help = Was auf dem Gerät pausiert wurde, funktioniert wieder.
request-do-found-again-heading = Wurde das Gerät wiedergefunden?
request-do-found-again-lead = Nur wenn die Person es in der Hand hat und niemand anderes es hatte. Was darauf pausiert wurde, funktioniert wieder.
request-check = Wie haben Sie geprüft, wer die Person ist?
request-check-in-person = Persönlich
request-check-in-person-hint = Ich kenne die Person, oder Ausweis und Foto passen, und sie steht vor mir.
request-check-live-video = Live-Video
request-check-live-video-hint = Ich sehe Gesicht und Ausweis, und beide passen zum hinterlegten Foto.
