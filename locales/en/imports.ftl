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
columns-hint = The first line names the columns: Partner, First name, Last name and Email, and if you like { $optional } and { $last }. At most 5,000 rows and 4 MB.
import-partners = Import partners
csv-file = CSV file

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
fix-and-upload = The last column gives the reasons. Fix them and upload that file.
ignored-columns = Ignored columns: { $columns }
rows-of-the-file = Rows of the file
partner = Partner
all = All
ready = Ready
added = Added
needs-fixing = Needs fixing
duplicate-in-file = Duplicate in file
already-exists = Already exists
