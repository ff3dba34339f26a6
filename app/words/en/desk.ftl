# IT's queue, one request, raising one for somebody without a browser.
desk-heading = What needs you now
desk-empty = Nobody is waiting. When someone asks to get back in, they appear here.
desk-empty-found = Nobody by that name is in this list.
desk-empty-mine = Nothing here is yours to do now.
desk-empty-frozen = Nothing is frozen. What somebody stops with “This wasn’t me” appears here.
desk-empty-ended = Nothing has ended yet.
desk-show = Show
desk-show-open = Open
desk-show-mine = Mine
desk-show-frozen = Frozen
desk-show-ended = Ended
desk-show-all = All
desk-find = Find a person
desk-find-button = Find
desk-table = Requests, most urgent first
desk-who = Who
desk-state = State
desk-since = Waiting since
desk-next = Next to act
desk-warnings = Warnings
desk-yours = You can act
desk-stuck-heading = Something is stuck
desk-stuck = { $n ->
    [one] 1 change outside this portal keeps failing. Look into the log for its reason.
   *[other] { $n } changes outside this portal keep failing. Look into the log for the reasons.
}
desk-undelivered-heading = Some messages do not arrive
desk-undelivered = { $n ->
    [one] 1 message cannot be delivered. Check the person’s address, and tell them yourself.
   *[other] { $n } messages cannot be delivered. Check the addresses, and tell the people yourself.
}
desk-pages = Pages
desk-first = Back to the first
desk-more = Next
desk-raise = Somebody has no browser at all

raise-heading = Ask for somebody without a browser
raise-lead = Only if they cannot open this portal anywhere, not even on a borrowed device. You must see them, two people decide, and each of the two reads out half of a pass.
raise-user-name = Their user name
raise-what = What happened?
raise-button = Ask for them

request-about = It is about { $name }.
request-facts = What is known
request-actions = What you can do now
request-actions-none = There is nothing for you to do here now.
request-not-now = What you cannot do now
request-timeline = What has happened
request-timeline-none = Nothing is on record yet.

request-do-decide-help = You check that it is really them, one step at a time.
request-do-withdraw = End it
request-do-withdraw-help = It ends without a decision. They can ask again.
request-do-withdraw-heading = End this request?
request-do-take-back = Take my approval back
request-do-take-back-help = You approved this. It ends, any pass with it, and the person is told.
request-do-take-back-heading = Take your approval back?
request-do-take-back-lead = The request ends at once, and any pass with it. They can ask again.
request-do-lift-freeze = Let it go on
request-do-lift-freeze-help = After you have checked who they are, without the device that is gone.
request-do-lift-freeze-heading = Let this request go on?
request-do-lift-freeze-lead = Somebody said “This wasn’t me”. Let it go on only if you have checked the person now. Any pass from before stays dead.
request-do-end-frozen = End it for good
request-do-end-frozen-help = Somebody else was at work, or nobody can tell.
request-do-end-frozen-heading = End this request for good?
request-do-end-frozen-lead = Nobody gets in with it. They can ask again.
request-do-found-again = It was found again
request-do-found-again-help = What was paused on the device works again.
request-do-found-again-heading = Was the device found again?
request-do-found-again-lead = Only if the person has it in their hand and nobody else had it. What was paused on it works again.
request-check = How did you check who they are?
request-check-in-person = In person
request-check-in-person-hint = I know them, or their badge and photo fit, and they stand before me.
request-check-live-video = Live video
request-check-live-video-hint = I see their face and their badge, and they fit the photo on record.
