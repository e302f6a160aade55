a-request-for-this-address-is = A request for this address is already waiting for approval.
this-request-has-already-been-handled = This request has already been handled. Reload the page.
a-partner-can-have-100-contacts = A partner can have 100 contacts. Remove one before adding another.
not-delivered = Not delivered
invited = Invited
ana = Ana
someone-else-saved-changes-while-you = Someone else saved changes while you were editing. Open this partner in a new tab to see them, then save again.
too-many-ticked = Select at most { NUMBER($most) } partners, or all that match.
too-many-match = More than { NUMBER($most) } partners match. Filter the list first.
too-many-for-workbook = A workbook has at most { NUMBER($rows) } rows. Export as CSV, or filter the list first.
option-unavailable = This option is no longer available. Choose another.
this-cannot-be-undone = This cannot be undone.
there-is-nothing-left-to-undo = There is nothing left to undo.
nothing-is-left-to-stop = There is nothing left to stop.
too-late-to-cancel = These emails can no longer be cancelled.
no-one-gets-an-email-by = This change no longer sends any emails. Reload the page.
former-member = a former colleague
there-is-no-main-contact = There is no main contact.
no-contact-had-access = No contact had access.
status-changed = Status changed.
manager-changed = Partner manager changed.
has-this-manager-already = Already has this partner manager.
has-this-status-already = Already has this status.
added-to-the-program = Added to the program.
removed-from-the-program = Removed from the program.
is-in-this-program-already = Already in this program.
is-not-in-this-program = Not in this program.
deleted-with-its-contacts = Deleted with its contacts.
partner-was-deleted = The partner has been deleted.
gangway-was-too-busy = Gangway was too busy.
gangway-could-not-save-anything = Gangway could not save anything.
something-went-wrong-on-our-side = Something went wrong on our side.
only-contact = { $name } is the only contact. Add another contact first, or delete the partner.
main-contact-stays = { $name } is the main contact. Choose another main contact first.
contacts-have-changed = The contacts of this partner have changed. Reload the page and check again what is erased.
decline-as-taken = { $why } Decline this request.
bulk-affects-others =
    { $now ->
        [one] The partners have changed: this now affects 1 instead of { NUMBER($before) }. Reload the page, check and confirm again.
       *[other] The partners have changed: this now affects { $now } instead of { NUMBER($before) }. Reload the page, check and confirm again.
    }

# The results of a bulk change, by partner
email-came-back = The last email bounced or was marked as spam.
emailed-recently = Was sent an email within the last 24 hours.
bulk-stopped-by = Stopped by { $name }.
contact-is-active = { $name } is already active.
contact-is-invited = { $name } has already been invited.
contact-invited = { $name } was invited.
contact-without-access = { $name } has no access.
contact-invited-again = { $name } was sent the invitation again.
access-removed-of = Access removed: { $names }.
undone-by-restore = Not done: a backup was restored first.
is-a-partner = { $name } is already a partner.

# The progress of a partner, in an export
progress-reported = Opened by someone else
progress-no-access = No access
progress-active = Signed up
progress-expired = Link expired
