# Ein Pass, der auf der Befehlszeile als letzter Ausweg ausgestellt wurde: das Banner und die Seite, auf der man ihn anhält.
last-resort-heading = Letzter Ausweg: auf dem Server ausgestellte Pässe
last-resort-lead = Halten Sie einen Pass an, wenn Sie nicht wissen, dass er richtig ist. Wer ihn hat, kann einen Passkey hinzufügen und sich anmelden.
last-resort-none = Es gibt nichts mehr anzuhalten.
last-resort-banner = { $by } hat auf dem Server einen Pass als letzten Ausweg für { $name } ausgestellt ({ $when }).
last-resort-look = Ansehen, was daraus wurde
last-resort-look-and-stop = Ansehen oder anhalten
last-resort-for = Ein Pass für { $name }
last-resort-issued = Ausgestellt von { $by } auf der Befehlszeile des Servers ({ $when }).
last-resort-untold = Er wirkt noch nicht: Erst müssen vier Stunden vergehen, seit Sie alle benachrichtigt wurden.
last-resort-waiting = Er wirkt ab { $when }, wenn niemand von Ihnen ihn anhält.
last-resort-works = Er wirkt bis { $when }, wenn niemand von Ihnen ihn anhält.
last-resort-used = Er wurde benutzt.
last-resort-stopped = { $by } hat ihn angehalten ({ $when }).
last-resort-over = Er endete, ohne benutzt zu werden.
last-resort-stop = Diesen Pass anhalten
last-resort-stop-hint = Im Zweifel anhalten: { $name } kann einen neuen bekommen.
