# Wo jemand angemeldet ist.
sessions-heading = Wo Sie angemeldet sind
sessions-lead = Etwas davon kennen Sie nicht? Melden Sie es ab und sehen Sie dann nach, womit Sie sich anmelden.
sessions-this = Dieser Browser
sessions-unknown = Ein Browser, den wir nicht kennen
sessions-since = Seit { $when }. Zuletzt benutzt: { $ago }.
sessions-network = Von { $network }.
sessions-end = Dort abmelden
sessions-end-here = Hier abmelden
sessions-all = Überall abmelden
sessions-all-hint = Auch hier. Danach melden Sie sich wieder an.
