n20-colleagues-have-not-answered-or = 20 colleagues have not answered or are not approved yet. Invite more once some of them have.
