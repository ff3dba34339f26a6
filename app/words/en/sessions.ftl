# Where a person is signed in.
sessions-heading = Where you are signed in
sessions-lead = Something you do not know? End it, then look at your ways to sign in.
sessions-this = This browser
sessions-unknown = A browser we do not know
sessions-since = Since { $when }. Last used { $ago }.
sessions-network = From { $network }.
sessions-end = Sign out there
sessions-end-here = Sign out here
sessions-all = Sign out everywhere
sessions-all-hint = Here too. You sign in again afterwards.
