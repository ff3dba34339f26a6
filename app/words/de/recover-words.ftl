# Was Bitten, Holen und Benutzen eines Passes und Eintragen antworten, wenn etwas zu richten ist.
recover-pass-later = Ihr Pass gilt erst etwas später. Diese Seite sagt Ihnen, wann.
recover-pass-in-use = Ihr Pass wird schon benutzt. Machen Sie dort weiter, wo Sie Ihren Passkey anlegen: in einem anderen Tab oder auf Ihrem Telefon. Gibt es das nicht mehr, dann warten Sie 15 Minuten und drücken den Knopf noch einmal.
recover-no-pass-left = Alle Pässe dieser Anfrage sind ausgegeben. Fragen Sie noch einmal an und halten Sie das Gerät bereit.
recover-approver-gone = Wer das genehmigt hat, kann nicht mehr dafür einstehen. Bitte fragen Sie noch einmal an; dann wird jemand anderes gefragt.
recover-other-key = Etwas an dieser Anfrage passt nicht, darum gab es keinen Pass. Die Sicherheit weiß Bescheid. Bitte fragen Sie noch einmal an.
recover-other-rules = Sie haben inzwischen eine Rolle, die Sie bei der Genehmigung noch nicht hatten; darum braucht es jetzt zwei Personen. Bitte fragen Sie noch einmal an.
pass-wrong = Benutzername und Pass passen nicht zusammen, oder der Pass gilt nicht mehr. Prüfen Sie beides. Wenn es wieder nicht geht, bitten Sie um einen neuen.
enrol-own-missing = Sagen Sie zuerst, ob dieser Computer Ihnen gehört.
enrol-again = Es wurde nichts angelegt. Nehmen Sie das Gerät mit eingerichteter Bildschirmsperre zur Hand und versuchen Sie es noch einmal.
enrol-taken = Dieser Passkey ist hier schon bekannt. Nehmen Sie ein anderes Gerät oder einen Sicherheitsschlüssel.
enrol-moved-before = Der Code zum Weitermachen auf dem Telefon wurde schon einmal gezeigt. Machen Sie hier weiter, oder brechen Sie ab und beginnen Sie neu.
enrol-move-again = Dieser Code geht nicht: Er ist abgelaufen, wurde benutzt oder hat einen Tippfehler. Scannen Sie den Code dort noch einmal, wo Sie begonnen haben.
