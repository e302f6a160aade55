these-changes-arent-saved-yet = These changes aren't saved yet.
discard-changes = Discard changes
name = Name
only-you-and-your-colleagues-see = Only you and your colleagues see it.
language = Language
languages-after-saving = You can add other languages after saving.
subject = Subject
message = Message
save = Save
cancel = Cancel
unsaved-changes = Unsaved changes
preview-as = Preview as
preview = Preview
add-a-template = Add a template
the-default-template-it-is-used = The default template: it is used unless another is chosen.
the-words-of-an-invitation = The text of an invitation.
all-email-templates = All email templates
languages = Languages
all-languages = All languages
add-a-language = Add a language
it-starts-with-the-words-that = Starts with the built-in text.
email-templates = Email templates
the-text-of-your-emails-invitations = The text of your emails. Invitations use the default template unless another is chosen.
invitations = Invitations
other-emails = Other emails
default = Default
not-used = Not used: { $languages }. Save it again to see why.
used = Used
updated = Updated
make-default = Make default
duplicate = Duplicate
no-invitation-uses-it = No invitation uses it.
what-was-sent-with-it-stays = What was sent with it stays as it is.
delete = Delete
placeholders-and-formatting = Placeholders and formatting
contact-first-name-there = {"{"}{"{"} contact_first_name | there {"}"}{"}"}
formatting = Formatting
bold = Bold
italic = Italic
link = Link
button = Button
placeholders = Placeholders
choose-a-language-from-the-list = Choose a language from the list.
enter-the-subject = Enter the subject.
the-subject-is-one-line-remove = The subject is one line. Remove the line break.
the-subject-contains-an-invisible-or = The subject contains an invisible or control character. Type it again.
enter-the-message = Enter the message.
expiry-date = Expiry date
the-team-member-who-invites-them = The team member who invites them
the-button-with-their-own-activation = The button with their own activation link
the-button-with-the-link-to = The button with the link to choose a password
the-button-with-the-link-that = The button with the link that confirms the address
when-the-link-expires = When the link expires, in your organisation's time zone
there-is-no-placeholder-of-this = there is no placeholder of this name.

# List
head-template = Template
invitations-count = { $count ->
    [0] No invitations
    [one] 1 invitation
   *[other] { $count } invitations
}
delete-open = What was sent with it stays as it is. { $count ->
    [one] 1 invitation not accepted yet: whatever is still sent for them uses the default template.
   *[other] { $count } invitations not accepted yet: whatever is still sent for them uses the default template.
}
delete-planned = { $count ->
    [one] 1 email planned for later goes out with the default template then.
   *[other] { $count } emails planned for later go out with the default template then.
}
delete-question = Delete the template { $name }?
delete-name = Delete { $name }

# Editor
edit-name = Edit { $name }
edit-tab = { $title }, { $language }
test-hint = A test is sent as typed, to { $address }. The link in it opens nothing.
show-line = Show line { $line }
link-missing = The message does not say where the link goes. It is put at the end; { $code } puts it elsewhere.
fallback-hint = Write in Markdown: **bold**, *italic*, [a link](https://example.com). Placeholders stand for what differs in each email. Words after a | are used where there is nothing else: { $code }.
sample-bold = bold text
sample-italic = italic text
sample-link = link text
bold-sign = B
italic-sign = I
insert = Insert

# Languages
not-in-language = This template is not written in { $language } yet. Once you save, contacts who read it get these words.
remove-language = Remove { $language }
remove-language-question = Remove { $language } from this template?
remove-language-consequence = Contacts who read it are written to in your organisation's language then.

# When an email is sent
occasion-invitation = When a contact is invited
occasion-reminder = When an invitation is sent again
occasion-reset = When someone forgot their password
occasion-address = To the new address, when an address is changed

# Placeholders
first-name = First name
last-name = Last name
partner = Partner
organisation = Organisation
inviter = Inviter
manager = Partner manager
meaning-first-name = First name of the person who gets the email
meaning-last-name = Their last name
meaning-partner = The company they belong to
meaning-organisation = Your organisation
meaning-manager = The team member who looks after the partner

# Mistakes
at-line = Line { $line }, "{ $excerpt }": { $problem }
link-stands-alone = { $code } must stand alone, on a line of its own or as [text]({ $code }).
owners-only = Only an owner can change this template, because its link opens accounts. You can view it and send yourself a test.
unclosed = this { "{{" } has no { "}}" } after it.
did-you-mean = there is no placeholder of this name. Did you mean { $code }?
line-control = Line { $line } contains a control character. Type that line again.
link-in-subject = Move { $code } to the message: anyone who sees a list of emails can read the subject.
