team = Team
your-colleagues-who-run-the-partner = Your colleagues who manage partners with you, and what each of them can do.
invite-a-colleague = Invite a colleague
you = You
email = Email
role = Role
access = Access
last-seen = Last seen
not-signed-in = Not signed in
never = Never
all-colleagues = All colleagues
only-owners-change-roles-and-remove = Only owners can change roles and remove colleagues.
place-in-the-team = Membership
this-is-the-only-owner-make = This is the only owner. Make another colleague an owner first.
leave-the-team = Leave the team
leave-the-team-2 = Leave the team?
remove-from-the-team = Remove from the team
withdraw-invitation = Withdraw invitation
export-data = Export what we hold about this person (JSON)
send-an-email = Send an email
dont-send-an-email-ill-share = Don't send an email: I'll share the link myself
they-get-a-link-of-their = They get a personal link to set a password and join your team.
what-may-they-do = Role
how-should-they-get-their-invitation = How should they get their invitation?
no-mail-server-is-configured-an = No mail server is configured: an email would only be saved as a file.
cancel = Cancel
invite = Invite
choose-a-role = Choose a role.
choose-how-the-invitation-goes-out = Choose how the invitation goes out.

# List
name = Name
invited-at = Invited { $time }

# Roles
role-can = { $role ->
    [owner] Owner: can do everything an admin can, change roles, remove team members and set up the organisation.
    [admin] Admin: can add and change partners, give and remove access, manage programs, statuses, templates and mail, and invite team members.
    [viewer] Viewer: can view everything but not make changes.
   *[contact] Contact: can see their own company in the partner portal.
}

# Changing a role
only-owner-you = You are the only owner. To hand over, make another team member an owner; then you can step down or leave.
step-down = { $role ->
    [admin] Step down to admin
   *[viewer] Step down to viewer
}
step-down-question = { $role ->
    [admin] Step down to admin?
   *[viewer] Step down to viewer?
}
step-down-consequence = { $role ->
    [admin] You stay in the team as an admin, who can add and change partners, give and remove access, manage programs, statuses, templates and mail, and invite team members.
   *[viewer] You stay in the team as a viewer, who can view everything but not make changes.
} Only an owner can make you one again.
make = { $role ->
    [owner] Make owner
    [admin] Make admin
   *[viewer] Make viewer
}
make-name = { $role ->
    [owner] Make { $name } an owner
    [admin] Make { $name } an admin
   *[viewer] Make { $name } a viewer
}
make-question = { $role ->
    [owner] Make { $name } an owner?
    [admin] Make { $name } an admin?
   *[viewer] Make { $name } a viewer?
}
make-consequence = { $role ->
    [owner] Owners can do everything an admin can, change roles, remove team members and set up the organisation. You stay an owner too, until you step down on your own page.
    [admin] Effective immediately, they can add and change partners, give and remove access, manage programs, statuses, templates and mail, and invite team members.
   *[viewer] Effective immediately, they can view everything but not make changes.
}

# Leaving the team
leave-consequence = You are signed out everywhere immediately, and only an invitation brings you back.
remove-question = Remove { $name } from the team?
remove-name = Remove { $name }
remove-consequence = They are signed out everywhere immediately and their links stop working. What they did stays on record with their name, and they can be invited again.
withdraw-question = Withdraw the invitation of { $name }?
withdraw-name = Withdraw the invitation of { $name }
withdraw-consequence = Every link sent so far stops working immediately. They can be invited again.
