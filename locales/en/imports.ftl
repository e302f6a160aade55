all-partners = All partners
youll-review-every-row-before-importing = You'll review every row before importing. No invitations are sent.
or-rows-pasted-from-a-spreadsheet = Or paste rows from a spreadsheet
with-the-line-that-names-the = Include the line with the column names.
how-to-import-partners = How to import partners
check-rows = Check rows
all-rows-will-be-imported = All rows will be imported.
rows-are-left-out = rows are left out.
there-is-nothing-to-import = There is nothing to import
show-these-partners-in-the-list = Show these partners in the list
nothing-is-added-yet-and-importing = Nothing is added yet, and importing sends no invitations.
rows-with-errors = rows with errors
with-the-reasons-in-the-last = , with the reasons in the last column. Fix them and upload that file.
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
