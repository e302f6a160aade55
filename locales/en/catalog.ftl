save = Save
add = Add
colour-for-reading-at-a-glance = Colour
when-a-partner-gets-this-status = When a partner gets this status
an-offer-on-the-partners-page = A suggestion on the partner's page. You decide whether to follow it.
cancel = Cancel
description = Description
what-partners-read-about-it-in = What partners read about it in their portal. Markdown: [a link](https://example.com), - for a list, **bold**.
who-may-invite-colleagues = Who may invite colleagues
managers-are-contacts-with-that-role = Managers are contacts with that role. They find it under My team in the portal.
seats = Seats
seats-hint = Maximum contacts with access per partner. Leave empty for no limit. You can always add more yourself.
reminders = Reminders
reminders-hint = Days after the invitation, such as 3, 7, 14. Leave empty to use the organisation's, or enter 0 for none.
colour = Colour
used-by = Used by
order = Order
drag-to-reorder = Drag to reorder
what-partners-read = What partners read
archived-hint = Archived: hidden from forms, kept on existing partners.
bring-back = Restore
program-name = Program name
partners-see-it-in-their-portal = Partners see it in their portal.
archive-program = Archive program
delete-program = Delete program
statuses = Statuses
how-far-each-partner-is-a = How far along each partner is. A status never gives or removes access. Forms and filters follow this order.
add-a-status = Add a status
status-name = Status name
only-you-and-your-colleagues-see = Only you and your colleagues see it.
archive-status = Archive status
delete-status = Delete status
archived = Archived
archived-hidden-from-forms-kept-on = Hidden from forms, kept on existing partners and available in filters.
none-yet-hint = Add one to make it available in partner forms.
choose-a-colour-from-the-list = Choose a colour from the list.
choose-what-to-offer-from-the = Choose what to offer from the list.

# The lists
programs = Programs
about-programs = A partner can be in any number of programs. Forms and filters follow this order.
add-a-program = Add a program
archived-programs = Archived: Programs
archived-statuses = Archived: Statuses
no-program-is-offered = No program is offered
no-status-is-offered = No status is offered
name = Name
used-by-partners = { $count ->
    [0] No partner
    [one] 1 partner
   *[other] { $count } partners
}
who-may-invite = Who may invite colleagues: { $who }
move-up = Move up
move-down = Move down
is-now-at = { $name } is now { NUMBER($place) } of { NUMBER($count) }.

# One of them
edit-named = Edit { $name }
what-archiving-does = Archiving hides it from forms. You can restore it later.
partners-keep-it = { $count ->
    [one] 1 partner with it keeps it, so it cannot be deleted.
   *[other] { $count } partners with it keep it, so it cannot be deleted.
}
delete-question = Delete { $name }?
delete-named = Delete { $name }
no-partner-has-it = No partner has it. It cannot be brought back.

# Colours of a status
green = Green
amber = Amber
blue = Blue
red = Red
grey = Grey

# What a status offers
offer-nothing = Offer nothing
offer-to-invite = Offer to invite the main contact
offer-to-remove = Offer to remove access

# Who may invite colleagues
no-one = No one
own-domain = The partner's email domains at once, others after approval
choose-from-the-list = Choose from the list.
enter-seats = Enter a whole number from 1 to 100, or leave it empty.
# In a sentence, after a colon.
no-one-may-invite = no one
managers-unlimited = managers, unlimited seats
managers-up-to = { $count ->
    [one] managers, up to 1 seat
   *[other] managers, up to { $count } seats
}
