# Somebody has left the organisation.
leavers-link = Somebody has left
leavers-heading = Somebody has left
leavers-lead = First you see what it does. Nothing happens before you confirm it.
leavers-user-name = User name
leavers-find = Look
leavers-nobody = Nobody has that user name.
leavers-lately = Left lately
leavers-none = Nobody has left yet. Who is marked as having left appears here.
leaver-heading = Has { $name } left?
leaver-lead = All of this happens at once, and coming back does not undo it.
leaver-who = User name: { $user }
leaver-will = What happens
leaver-done = What was done
leaver-left = { $name } has left
leaver-no-record = What was done is no longer on record.
leaver-button = Yes, { $name } has left
leaver-not = No, leave everything as it is
leaver-stranded = These people would have no way back in
leaver-stranded-lead = If they lost what they sign in with, nobody could let them back in. Help them to add another way first, or name somebody who can decide for them.
leaver-stranded-more = There are more people below than could be looked at now.
leaver-security-left = { $n ->
    [0] Nobody with the role “security” and a passkey would be left.
    [one] Only 1 person with the role “security” and a passkey would be left.
   *[other] Only { $n } people with the role “security” and a passkey would be left.
}
leaver-not-yourself = You cannot say this of yourself. Somebody else with your role can.
leaver-not-auditor = With your role you can look at this, but not do it.
leaver-not-privileged = This person holds a role. Only somebody with the role “security” can say that they have left.
leaver-none = None
leaver-sessions = Sign-ins that end
leaver-passes = Passes that end
leaver-enrolments = Enrolments that end
leaver-methods = Ways to sign in that are removed
leaver-roles = Roles that end
leaver-requests = Own requests that end
leaver-handed = Requests that others decide now
leaver-handed-to = { $name }: { $role }
leaver-managed = People with another manager
leaver-managed-lead = For 14 days a second person has to agree when the new manager lets one of them back in.
leaver-managed-by = { $name }: { $manager }
leaver-managed-none = { $name }: nobody is above them any more, IT decides
role-it = IT
role-security = Security
role-auditor = Auditor
