# Nach einem Pass einen Passkey hinzufügen, auf diesem Gerät oder auf dem Telefon.
enrol-heading = Fügen Sie einen Passkey auf etwas hinzu, das Ihnen gehört
enrol-for = Für { $name }.
enrol-own = Ist dies Ihr { $form ->
    [phone] Telefon
    [tablet] Tablet
   *[computer] Computer
}?
enrol-own-yes = Ja, { $form ->
    [phone] es gehört mir
    [tablet] es gehört mir
   *[computer] er gehört mir
}
enrol-own-yes-hint = { $form ->
    [phone] Niemand sonst entsperrt es.
    [tablet] Niemand sonst entsperrt es.
   *[computer] Niemand sonst benutzt ihn unter demselben Namen.
}
enrol-own-no = Nein, { $form ->
    [phone] es gehört jemand anderem
    [tablet] es ist geliehen oder wird geteilt
   *[computer] er ist geliehen oder wird geteilt
}
enrol-own-no-hint-handheld = Dann kommt der Passkey auf ein eigenes Gerät oder Ihren Sicherheitsschlüssel, und hier bleibt nichts.
enrol-own-no-hint = Dann kommt der Passkey auf Ihr Telefon, Tablet oder Ihren Sicherheitsschlüssel, und hier bleibt nichts.
enrol-lead-own = Wählen Sie, wo der Passkey wohnen soll. Nehmen Sie das Gerät in die Hand; seine Bildschirmsperre muss eingerichtet sein.
enrol-lead-borrowed = Der Passkey kommt auf etwas, das Ihnen gehört. Auf diesem { $form ->
    [phone] Telefon
    [tablet] Tablet
   *[computer] Computer
} bleibt nichts.
enrol-time-over = die Zeit ist um
enrol-name = Geben Sie ihm einen Namen
enrol-name-hint = Damit Sie später wissen, welcher es ist.
enrol-here = Auf diesem Gerät
enrol-phone = Auf einem Telefon oder Tablet, per QR
enrol-security-key = Auf einem Sicherheitsschlüssel
enrol-move-heading = Nichts davon geht?
enrol-move-lead = Machen Sie auf Ihrem Telefon weiter. Hier ist es dann zu Ende.
enrol-move = Auf meinem Telefon weitermachen
enrol-move-shown = Richten Sie die Kamera Ihres Telefons hierauf. Es geht einmal, zehn Minuten lang.
enrol-move-picture = QR-Code, der diesen Schritt auf Ihrem Telefon öffnet

move-heading = Hier weitermachen
move-lead = Sie haben auf einem anderen Gerät angefangen. Machen Sie nur weiter, wenn Sie den Code dort gerade selbst gescannt haben.
move-code = Code
move-code-hint = Er ist ausgefüllt, wenn Sie über den QR-Code kamen.
move-code-empty = Scannen Sie den QR-Code noch einmal, oder tippen Sie den Code, der darunter steht.
move-button = Auf diesem Gerät weitermachen

enrol-gone = Welches ist weg?
enrol-gone-lead = Was sich von dort anmeldet, ruht ab jetzt und wird entfernt, sobald Ihr neuer Passkey funktioniert.
enrol-gone-none = Keins davon, oder ich bin nicht sicher
enrol-gone-none-hint = Nichts ruht. Ihre anderen Anmeldungen enden trotzdem.
enrol-gone-missing = Wählen Sie, welches weg ist.
