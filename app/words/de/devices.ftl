# Die eigenen Geräte: eines benennen und sagen, was aus ihm geworden ist.
devices-heading = Ihre Geräte
devices-lead = Womit Sie sich anmelden, und was wäre, wenn es weg wäre.
devices-none = Sie haben noch kein Gerät benannt. Was Sie hinzufügen, erscheint hier.
devices-past = Nicht mehr in Gebrauch
devices-add = Gerät hinzufügen
devices-all = Alle Ihre Geräte
devices-no-methods = Darauf liegt nichts, womit Sie sich anmelden.
devices-methods = Womit Sie sich darauf anmelden
devices-account = mit Ihrem Konto abgeglichen
devices-since = { $state } seit { $when }.

devices-if-lost = Wenn Sie es verlieren:
devices-if-lost-by-yourself = Sie melden sich auf andere Weise an und brauchen niemanden.
devices-if-lost-with-help = Ihre Führungskraft oder die IT müsste Sie wieder hereinlassen.
devices-if-lost-not-at-all = Niemand könnte Sie wieder hereinlassen.

devices-add-heading = Gerät hinzufügen
devices-add-lead = Ein Telefon, Tablet oder Computer von Ihnen. So wissen wir, was fehlt, wenn das Gerät weg ist.
devices-name = Wie nennen Sie es?
devices-name-hint = Zum Beispiel „Blaues Telefon“.
devices-platform = Was ist es?
devices-platform-none = Bitte auswählen
devices-whose = Wem gehört es?
devices-own-hint = Sie haben es gekauft oder geschenkt bekommen. Ihr persönliches Konto ist darauf, etwa Ihr eigener Apple Account oder Ihr Google-Konto.
devices-company-personal-account-hint = Sie haben es von der Arbeit und sie verwaltet es (zum Beispiel mit Intune), aber Ihr persönliches Konto ist darauf.
devices-company-managed-account-hint = Sie haben es von der Arbeit, und auch das Konto darauf ist von dort, etwa ein verwalteter Apple Account.
devices-add-button = Hinzufügen
devices-name-missing = Geben Sie dem Gerät einen Namen.
devices-platform-missing = Wählen Sie, was es ist.
devices-ownership-missing = Wählen Sie, wem es gehört.
devices-too-many = Sie haben so viele Geräte benannt, wie hineinpassen. Sagen Sie erst von einem, dass es nicht mehr in Gebrauch ist.

devices-what = Was es ist
devices-state = Stand
devices-model = Modell
devices-serial = Seriennummer
devices-managed = Verwaltet von
devices-replaced-by = Ersetzt durch
devices-from-file = Aus der Liste der IT
devices-added = Hinzugefügt
devices-gone-heading = Ist etwas damit?
devices-rename = Umbenennen
devices-rename-heading = „{ $device }“ umbenennen
devices-rename-name = Neuer Name
devices-ownership = Ändern, wem es gehört
devices-ownership-heading = Wem gehört „{ $device }“?
devices-save = Speichern

devices-lost = Ich habe es verloren
devices-lost-heading = Haben Sie „{ $device }“ verloren?
devices-lost-lead = Verloren oder gestohlen: Wer es hat, meldet sich ab sofort nicht mehr damit an.
devices-lost-pauses = Damit kann sich ab sofort niemand mehr anmelden:
devices-lost-pauses-nothing = Darauf liegt nichts, womit Sie sich anmelden. Also muss auch nichts pausieren.
devices-lost-account-too = Das ist mit Ihrem Konto abgeglichen und pausiert deshalb auch auf Ihren anderen Geräten.
devices-lost-remains = Damit melden Sie sich weiter an:
devices-lost-remains-nothing = Sonst meldet Sie nichts an. Um wieder hereinzukommen, müssten Sie um Hilfe bitten.
devices-lost-button = Ja, es ist verloren
devices-lost-not = Nein, ich habe es
devices-lost-from-here = Sie sind mit „{ $method }“ angemeldet, und das liegt auf genau diesem Gerät. Melden Sie sich mit etwas anderem an und sagen Sie es dort. Wenn Sie nichts anderes haben, wählen Sie in irgendeinem Browser „Ich kann mich nicht anmelden“ und sagen Sie, dass es verloren ist.
devices-lost-account = Sie sind mit „{ $method }“ angemeldet, und das ist durch den Abgleich auch auf diesem Gerät. Melden Sie sich mit etwas anderem an und sagen Sie es dort. Wenn Sie nichts anderes haben, wählen Sie in irgendeinem Browser „Ich kann mich nicht anmelden“ und sagen Sie, dass es verloren ist.
devices-lost-unplaced = Sie sind mit „{ $method }“ angemeldet, und noch hat niemand gesagt, wo das liegt: vielleicht auf diesem Gerät. Sagen Sie erst auf seiner eigenen Seite, wo es liegt.

devices-broken = Es ist kaputt oder gelöscht
devices-broken-heading = Ist „{ $device }“ kaputt oder gelöscht?
devices-broken-lead = Es gehört noch Ihnen, und niemand sonst hat es. Was darauf lag, pausiert nicht: Sie entscheiden gleich, was Sie entfernen.
devices-broken-button = Ja, es ist kaputt oder gelöscht
devices-replaced = Ich habe es ersetzt
devices-replaced-heading = Wodurch haben Sie „{ $device }“ ersetzt?
devices-replaced-lead = Was darauf lag, pausiert nicht: Sie entscheiden gleich, was Sie entfernen.
devices-replaced-other = Durch eines, das noch nicht hier steht
devices-replaced-other-hint = Sie können es danach hinzufügen.
devices-replaced-which = Wählen Sie, was an seine Stelle gekommen ist.
devices-replaced-button = Ich habe es ersetzt
devices-handed-back = Ich habe es zurückgegeben
devices-handed-back-heading = Haben Sie „{ $device }“ zurückgegeben?
devices-handed-back-lead = Jemand anderes wird es bekommen. Was darauf lag, pausiert nicht: Sie entscheiden gleich, was Sie entfernen.
devices-handed-back-button = Ja, ich habe es zurückgegeben

devices-found = Ich habe es wiedergefunden
devices-found-heading = Haben Sie „{ $device }“ wiedergefunden?
devices-found-lead = Nur wenn Sie es in der Hand haben und niemand sonst es hatte. Was darauf pausiert, geht dann wieder.
devices-found-button = Ja, ich habe es in der Hand
devices-again = Es ist wieder in Gebrauch
devices-again-heading = Ist „{ $device }“ wieder in Gebrauch?
devices-again-lead = Dann zählt es wieder zu Ihren Geräten.
devices-again-button = Ja, ich benutze es
devices-found-from-here = Dass es wieder da ist, können nur Sie sagen: angemeldet mit einem Passkey oder Sicherheitsschlüssel, der auf etwas anderem liegt. Auch IT oder Sicherheitsteam können es, nachdem sie Sie gesehen haben.
devices-found-open = Wegen dieses Geräts wird Ihnen gerade wieder hereingeholfen, und das ist noch nicht fertig. Wie es ausgeht, entscheidet auch über das, was pausiert.

devices-now-lost = Es ist als verloren vermerkt
devices-now-lost-lead = Was darauf liegt, pausiert, und was damit angemeldet war, ist abgemeldet. Alle Ihre Adressen wurden benachrichtigt.
devices-removed = { $n ->
    [one] Das wurde entfernt und kommt nicht zurück: { $names }. Fügen Sie es neu hinzu, wenn Sie das Gerät haben.
   *[other] Das wurde entfernt und kommt nicht zurück: { $names }. Fügen Sie es neu hinzu, wenn Sie das Gerät haben.
}
devices-remains = Womit Sie sich weiter anmelden
devices-remains-nothing = Im Augenblick mit nichts.
devices-stands-by-yourself = Wenn noch etwas schiefgeht, kommen Sie allein wieder herein.
devices-stands-with-help = Wenn noch etwas schiefgeht, brauchen Sie Ihre Führungskraft oder die IT.
devices-stands-not-at-all = Wenn noch etwas schiefgeht, kann Sie niemand wieder hereinlassen. Ändern Sie das jetzt.
devices-next-another = Weitere Möglichkeit hinzufügen
devices-clear = Was darauf lag
devices-clear-lead = Entfernen Sie, was Sie nicht mehr benutzen werden.
devices-clear-lost-lead = Wenn Sie nicht damit rechnen, es zu finden, entfernen Sie das endgültig.
devices-clear-account = „{ $method }“ ist mit Ihrem Konto abgeglichen und geht auf Ihr nächstes Gerät mit. Behalten Sie es.
devices-remove = „{ $method }“ entfernen
devices-remove-heading = „{ $method }“ entfernen?
devices-remove-lead = Damit können Sie sich ab sofort nicht mehr anmelden, und wer damit angemeldet ist, wird abgemeldet.
devices-remove-button = Entfernen
devices-remove-keep = Behalten
devices-remove-last = „{ $method }“ ist Ihr letzter Weg herein. Fügen Sie erst einen anderen hinzu, dann können Sie es entfernen.
devices-remove-settling = „{ $method }“ lässt sich noch nicht entfernen: Sie wurden vor weniger als 72 Stunden wieder hereingelassen.
devices-remove-not-now = „{ $method }“ lässt sich jetzt nicht entfernen.
devices-elsewhere = Sehen, wo Sie angemeldet sind
