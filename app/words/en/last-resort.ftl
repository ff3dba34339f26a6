# A pass issued on the terminal as the last resort: the banner for everybody privileged, and the page where one stops it.
last-resort-heading = Last resort: passes issued on the server
last-resort-lead = Stop a pass unless you know that it is right. Whoever holds it can add a passkey and sign in.
last-resort-none = Nothing is left to stop.
last-resort-banner = { $by } issued a last-resort pass for { $name } on the server ({ $when }).
last-resort-look = See what became of it
last-resort-look-and-stop = Look at it, or stop it
last-resort-for = A pass for { $name }
last-resort-issued = Issued by { $by } on the server’s command line ({ $when }).
last-resort-untold = It does not work yet: four hours must pass after all of you were told.
last-resort-waiting = It works from { $when }, unless one of you stops it.
last-resort-works = It works until { $when }, unless one of you stops it.
last-resort-used = It was used.
last-resort-stopped = { $by } stopped it ({ $when }).
last-resort-over = It ended without being used.
last-resort-stop = Stop this pass
last-resort-stop-hint = If in doubt, stop it: { $name } can be given another.
