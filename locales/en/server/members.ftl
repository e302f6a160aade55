not-active-yet = { $name } is not active yet. Only an active team member can become an owner.
only-owner = { $name } is the only owner. Make another team member an owner first.
active-now = { $name } has become active. Only an owner can remove them.
