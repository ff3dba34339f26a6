# Jemand hat die Organisation verlassen.
leavers-link = Jemand ist gegangen
leavers-heading = Jemand ist gegangen
leavers-lead = Zuerst sehen Sie, was es bewirkt. Nichts geschieht, bevor Sie es bestätigen.
leavers-user-name = Benutzername
leavers-find = Nachsehen
leavers-nobody = Niemand hat diesen Benutzernamen.
leavers-lately = Zuletzt gegangen
leavers-none = Noch ist niemand gegangen. Wer als gegangen gilt, erscheint hier.
leaver-heading = Ist { $name } gegangen?
leaver-lead = All das geschieht sofort, und eine Rückkehr macht es nicht ungeschehen.
leaver-who = Benutzername: { $user }
leaver-will = Was geschieht
leaver-done = Was getan wurde
leaver-left = { $name } ist gegangen
leaver-no-record = Was getan wurde, ist nicht mehr verzeichnet.
leaver-button = Ja, { $name } ist gegangen
leaver-not = Nein, alles so lassen
leaver-stranded = Diese Personen kämen nicht mehr herein
leaver-stranded-lead = Verlören sie, womit sie sich anmelden, könnte niemand sie wieder hereinlassen. Helfen Sie ihnen zuerst, etwas Weiteres hinzuzufügen, oder benennen Sie jemanden, der für sie entscheidet.
leaver-stranded-more = Darunter sind mehr Personen, als jetzt angesehen werden konnten.
leaver-security-left = { $n ->
    [0] Niemand mit der Rolle „Sicherheit“ und einem Passkey bliebe übrig.
    [one] Nur 1 Person mit der Rolle „Sicherheit“ und einem Passkey bliebe übrig.
   *[other] Nur { $n } Personen mit der Rolle „Sicherheit“ und einem Passkey blieben übrig.
}
leaver-not-yourself = Von sich selbst können Sie das nicht sagen. Jemand anderes mit Ihrer Rolle kann es.
leaver-not-auditor = Mit Ihrer Rolle können Sie das ansehen, aber nicht tun.
leaver-not-privileged = Diese Person hat eine Rolle. Nur jemand mit der Rolle „Sicherheit“ kann sagen, dass sie gegangen ist.
leaver-none = Keine
leaver-sessions = Anmeldungen, die enden
leaver-passes = Pässe, die enden
leaver-enrolments = Registrierungen, die enden
leaver-methods = Was zum Anmelden entfernt wird
leaver-roles = Rollen, die enden
leaver-requests = Eigene Anfragen, die enden
leaver-handed = Anfragen, über die nun andere entscheiden
leaver-handed-to = { $name }: { $role }
leaver-managed = Personen mit einer anderen Führungskraft
leaver-managed-lead = 14 Tage lang muss eine zweite Person zustimmen, wenn die neue Führungskraft jemanden davon wieder hereinlässt.
leaver-managed-by = { $name }: { $manager }
leaver-managed-none = { $name }: niemand steht mehr darüber, die IT entscheidet
role-it = IT
role-security = Sicherheit
role-auditor = Revision
