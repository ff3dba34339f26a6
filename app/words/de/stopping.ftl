# „Das war ich nicht“, mit dem Code aus der Nachricht.
not-me-heading = Diese Anfrage anhalten
not-me-lead = Das hält sie nur an. Es kann niemanden hereinlassen.
not-me-code = Code aus der Nachricht
not-me-code-hint = Buchstaben und Ziffern; Leerzeichen und Striche spielen keine Rolle.
not-me-stop = Anhalten
not-me-done-heading = Falls der Code stimmte, ist die Anfrage angehalten
not-me-done-lead = Damit kommt niemand hinein. Die Sicherheit sieht sich das jetzt an und meldet sich.
not-me-done-help = Noch in Sorge? Rufen Sie an: { $help }
stop-code-empty = Geben Sie den Code aus der Nachricht ein.
stop-code-length = Dieser Code hat { $has } Zeichen; er braucht { $needs }.
