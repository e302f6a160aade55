n20-colleagues-have-not-answered-or = You have 20 pending invitations and requests. Invite more once some of them are accepted or approved.
