# What stands on every page, and small words used everywhere.
common-skip = Skip to the content
common-language = Language
common-menu = Main pages
common-home = Home
common-approvals = Approvals
common-approvals-waiting = Approvals ({ $n })
common-desk = Desk
common-sign-out = Sign out
common-help = Need a human? Call { $help }
common-demo = This is a demo: nobody here is real.
common-demo-as = This is a demo: nobody here is real. You are { $name }.
common-demo-switch = Switch person, read mail
common-drill-name = Drill or not
common-drill = This is a drill.
common-real = This is not a drill.
common-security-missing = Set-up is not finished: { $n ->
    [one] one more person with the security role needs a passkey
   *[other] { $n } more people with the security role need passkeys
}. Until then nobody who holds a role can be let back in.
common-error-summary = There is something to mend
common-back = Back
common-cancel = Cancel
common-continue = Continue
common-warning = Warning
common-step = Step { $n } of { $all }
common-waiting = One moment …
common-waiting-long = Still working. Your device may be asking you for something: look at it.
common-now = just now
common-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
common-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
common-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
common-ago = { $span } ago
common-left = { $span } left
common-late = A part of this page has not arrived, so not everything on it works yet. What you sent is not lost. Check your connection, then reload the page, or use another browser. Or call for help: { $help }
common-scripts-needed = This step needs scripts. Switch them on in this browser’s settings and reload the page, or use another browser. Or call for help: { $help }
