too-many-pending = You have 20 pending invitations and requests. Invite more once some of them are accepted or approved.
is-in-your-team = { $name } is already in your team.
programs-allow-no-invitations = Your programs don't let managers invite colleagues. Ask { $name }.
seats-are-taken = All { NUMBER($seats) } seats are taken. Ask { $name } for more.
