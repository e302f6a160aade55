all-partners = All partners
youll-review-every-row-before-importing = You'll review every row before importing. No invitations are sent.
or-rows-pasted-from-a-spreadsheet = Or paste rows from a spreadsheet
with-the-line-that-names-the = Include the line with the column names.
how-to-import-partners = How to import partners
check-rows = Check rows
all-rows-will-be-imported = All rows will be imported.
there-is-nothing-to-import = There is nothing to import
show-these-partners-in-the-list = Show these partners in the list
nothing-is-added-yet-and-importing = Nothing is added yet, and importing sends no invitations.
import-another-file = Import another file
next-page = Next page
states = States
no-name = No name
line = Line
email = Email
state = State
why = Why

# The form
import-partners = Import partners

# The report
import-question = { $count ->
    [one] Import 1 partner?
   *[other] Import { $count } partners?
}
import-counted = { $count ->
    [one] Import 1 partner
   *[other] Import { $count } partners
}
partners-added = { $count ->
    [one] 1 partner added
   *[other] { $count } partners added
}
invite-counted = { $count ->
    [one] Invite 1 partner
   *[other] Invite { $count } partners
}
rows-left-out = { $count ->
    [one] 1 row is left out.
   *[other] { $count } rows are left out.
}
none-invited = No invitations were sent.
download-failed = { $count ->
    [one] Download 1 row with errors
   *[other] Download { $count } rows with errors
}
# Follows the link to download them.
fix-and-upload = The last column gives the reasons. You can fix them below, or in that file and upload it.
rows-of-the-file = Rows of the file
partner = Partner
all = All
ready = New partner
added = Added
needs-fixing = Needs fixing
duplicate-in-file = Duplicate in file
already-exists = Already exists

# What the columns and words of a file mean
file = File
file-hint = Excel (.xlsx, .xls), OpenDocument (.ods) or CSV, as your CRM or address book exports it. At most 200,000 rows and 64 MB. Its rows are checked as soon as you choose it.
which-column-is-which = Which column is which?
choose-columns-for = Choose the columns for: { $fields }.
choose-a-field = Choose what the column holds from the list.
columns-read = { $all ->
    [one] { $read } of 1 column is imported
   *[other] { $read } of { $all } columns are imported
}
columns-of-the-file = Columns of the file
column = Column
column-number = Column { $number }
examples = Examples
is-read-as = Import as
ignored = Ignore
unknown-words = Words to match
unknown-words-hint = Your lists don't have these. Choose once for all rows.
word = In the file
rows = Rows
default-status = Use the default status
left-out = Leave out
create = Create "{ $name }"
fill-gaps = Update partners and contacts that already exist
fill-gaps-hint = Fills empty fields and adds missing contacts. Nothing you already have is changed.
check-again = Check again
field-name = Partner name
field-website = Website
field-status = Status
field-programs = Programs
field-first-name = First name
field-last-name = Last name
field-email = Email
field-job-title = Job title
field-phone = Phone
field-language = Language
field-full-name = First and last name

# Rows
import-rows-question = { $count ->
    [one] Import 1 row?
   *[other] Import { $count } rows?
}
import-rows-counted = { $count ->
    [one] Import 1 row
   *[other] Import { $count } rows
}
rows-imported = { $count ->
    [one] 1 row imported
   *[other] { $count } rows imported
}
more-contacts = { $count ->
    [one] 1 more contact.
   *[other] { $count } more contacts.
}
more-updates = { $count ->
    [one] 1 contact updated.
   *[other] { $count } contacts updated.
}
contact = Contact
another-contact = Another contact
fills-gaps = Updates
contact-added = Contact added
gaps-filled = Updated
passed-over = Passed over
edit-row = Edit
save-row = Save
other-sheets = Only one sheet of this workbook was read. To import the others ({ $names }), save each as a file of its own.

# While rows are checked or imported, and the newest files
checking-rows = Checking rows
importing-rows = Importing partners
progress = Progress
rows-done = { NUMBER($done) } of { $total ->
    [one] 1 row
   *[other] { $total } rows
} done.
state-count = { NUMBER($count) }
rows-imported-of = { NUMBER($imported) } of { $total ->
    [one] 1 row
   *[other] { $total } rows
} imported
pasted-rows = Pasted rows
already-added = { $count ->
    [one] 1 partner is already added.
   *[other] { $count } partners are already added.
}
none-of-these = No rows have this state.
import-continues = You can leave this page; the work continues.
import-interrupted = It was interrupted and continues automatically in a minute or two.
continue-import = Continue
stop-import = Stop
your-imports = Your imports
your-imports-hint = The 10 newest files are kept for two days.
