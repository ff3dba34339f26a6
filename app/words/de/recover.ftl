# Um Einlass bitten, warten, der Pass, das Ende.
recover-heading = Wir bringen Sie wieder hinein
recover-scripts = Um Einlass zu bitten braucht Skripte, und die sind in diesem Browser ausgeschaltet. Schalten Sie sie ein und laden Sie die Seite neu, oder nehmen Sie einen anderen Browser. Oder rufen Sie Hilfe: { $help }
recover-user-name-hint = Der, den Sie für die Arbeit benutzen.
recover-what = Was ist passiert?
recover-name-missing = Geben Sie Ihren Benutzernamen ein.
recover-what-missing = Wählen Sie, was passiert ist.

other-way-heading = Haben Sie etwas davon?
other-way-lead = Dann brauchen Sie niemandes Hilfe.
other-way-passkey = Einen Passkey
other-way-passkey-hint = Auf einem anderen Telefon, Tablet oder Computer, oder in Ihrem Apple-, Google- oder Passwort-Manager-Konto.
other-way-security-key = Einen Sicherheitsschlüssel
other-way-security-key-hint = Ein kleiner Schlüssel, den Sie einstecken oder an das Gerät halten.
other-way-none = Nichts davon

sent-heading = Falls es dieses Konto gibt, ist jetzt jemand gefragt, der helfen kann
sent-heading-before = Einen Moment: Ihr Code wird gemacht
sent-not-yet = Noch ist niemand gefragt. Das geschieht, sobald Ihr Code da ist.
sent-asked-for = Sie haben gefragt für
sent-not-right = Nicht richtig?
sent-change = Ändern
sent-code = Ihr Code
sent-kept = Lassen Sie diese Seite offen; neu laden ist in Ordnung.
sent-not-kept = Laden Sie diese Seite nicht neu und schließen Sie sie nicht.
sent-lost = Dieser Browser hat den Schlüssel zu dieser Anfrage nicht mehr und kann deshalb keinen Code zeigen. Fragen Sie noch einmal und lassen Sie dann die Seite offen.
sent-reached = Sie werden auf einem anderen Weg erreicht als auf dem verlorenen Telefon: über eine andere Nummer, die wir haben, einen Videoanruf oder persönlich. Dann werden Sie nach Ihrem Code gefragt.
sent-read-code = Lesen Sie Ihren Code nur jemandem vor, den Sie kennen oder sehen können.
sent-looking = Gefragt { $ago }. Diese Seite sieht alle paar Sekunden nach, ob sich etwas geändert hat.
sent-long-heading = Niemand hat sich gemeldet?
sent-long = Inzwischen sind auch andere gefragt. Sie können auch anrufen: { $help }
sent-long-before = Niemand konnte gefragt werden: Es gibt noch keinen Code. Fragen Sie in einem anderen Browser noch einmal, oder rufen Sie an: { $help }
sent-cancel = Diese Anfrage abbrechen

cleared-heading = Sie können zurückkommen
cleared-lead = Nehmen Sie das Gerät in die Hand; seine Bildschirmsperre muss eingerichtet sein.
cleared-how-long = Nach dem Drücken haben Sie 15 Minuten, um einen neuen Passkey hinzuzufügen.
cleared-last = Das geht noch einmal. Wenn Sie mittendrin aufhören, müssen Sie noch einmal fragen.
cleared-use = Meinen Pass benutzen
cleared-none-left = Sie haben Ihren Pass zweimal benutzt, ohne einen Passkey hinzuzufügen. Fragen Sie noch einmal und halten Sie das Gerät bereit.
cleared-ask-again = Noch einmal fragen
cleared-later-from = Ihr Pass wirkt ab { $when }.
cleared-later-untold = Ihr Pass wirkt eine Stunde, nachdem „security“ benachrichtigt wurde. Das ist noch nicht geschehen.
cleared-later = Für Ihr Konto gibt es eine Wartezeit, damit andere widersprechen können. Danach zeigt diese Seite einen Knopf.
cleared-later-waiting = Lassen Sie diese Seite offen; neu laden ist in Ordnung.
recover-pass-again = Der Pass galt nicht mehr. Drücken Sie den Knopf noch einmal für einen neuen.

over-heading = Diese Anfrage ist beendet
over-lead = Wenn Sie sich weiter nicht anmelden können, fragen Sie noch einmal.
over-help = Unklar, warum sie beendet ist? Rufen Sie an: { $help }
over-again = Noch einmal fragen

try-heading = Probieren Sie es: Melden Sie sich mit Ihrem neuen Passkey an
try-lead = Damit sind Sie wieder drin, und Sie sehen, dass es geht.
try-button = Meinen neuen Passkey benutzen
try-with-name = Lieber mit meinem Benutzernamen

done-heading = Sie sind wieder drin
done-removed = Das war auf dem verlorenen Gerät und ist entfernt:
done-sessions = { $n ->
    [one] 1 andere Anmeldung wurde beendet.
   *[other] { $n } andere Anmeldungen wurden beendet.
}
done-second = Fügen Sie einen zweiten Weg zum Anmelden hinzu, auf etwas anderem. Dann kostet Sie der Verlust von diesem nichts.
done-add = Zweiten Weg hinzufügen
done-later = Später
done-home = Zur ersten Seite
