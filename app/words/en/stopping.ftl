# "This wasn't me", with the code from a message.
not-me-heading = Stop this request
not-me-lead = This only stops it. It cannot let anyone in.
not-me-code = Code from the message
not-me-code-hint = Letters and digits; spaces and dashes do not matter.
not-me-stop = Stop it
not-me-done-heading = If the code was right, the request is stopped
not-me-done-lead = Nobody gets in with it. Security looks at it now and will get in touch.
not-me-done-help = Do you still worry? Call: { $help }
stop-code-empty = Type the code from the message.
stop-code-length = That code has { $has } characters; it needs { $needs }.
