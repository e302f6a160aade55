partner-added = Partner added
add-another-partner = Add another partner
open-partner = Open partner
saved = Saved
not-saved-offline = Not saved: the server cannot be reached. Trying again
not-saved-your-session-has-ended = Not saved: your session has ended
not-saved = Not saved
portal-access = Portal access
access-to-the-partner-portal = Access to the partner portal
on-you-choose-next-how-they = On: you choose next how they are invited.
next = Next
add = Add
partner-details = Partner details
main-contact = Main contact
first-name = First name
last-name = Last name
email = Email
they-sign-in-with-this-address = They sign in with this address.
more-details = More details
job-title = Job title
phone-number = Phone number
back = Back
no-invitation-needed = No invitation needed
some-details-of-the-partner-or = Some details of the partner or the contact are still missing.
first-step-is-missing = Complete the first step
back-to-partner-and-contact = Back to partner and contact
cancel = Cancel
keep-this-draft = Keep this draft?
discard = Discard
go-back = Go back
keep-as-draft = Keep as draft
steps = Steps
partner-and-contact = Partner and contact
invitation = Invitation
continue-word = Continue
add-a-new-partner = Add a new partner
youve-already-added-this-partner-open = You've already added this partner. Open it to make changes.

# The wizard
title-of-step-1 = Add a new partner, step 1 of 2
title-of-step-2 = Add a new partner, step 2 of 2
access-off = Off: nothing is sent. You can give access later.
open-named = Open { $name }
in-a-new-tab = in a new tab
preview-as = Preview as { $name }
nothing-to-send = { $name } gets no access to the partner portal yet, so there is nothing to send.
is-added = { $name } is added.
is-already-added = { $name } is already added.

# Drafts
draft-waits = A draft waits for you on Partners. No partner is added until you finish.
# How long ago follows.
began-to-add = You started adding { $name },
# Follows "Continue", for screen readers.
continue-adding = adding { $name }
