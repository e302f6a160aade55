youre-all-set = You're all set
everything-on-this-list-is-done = Everything on this list is done.
set-up-your-partner-portal = Set up your partner portal
hide-this-list = Hide this list
done = Done
to-do = To do
setup-checklist = Setup checklist
the-first-steps-shown-above-the = The first steps, shown above the partners to owners and admins.
show-it-again = Show it again
another-picture = New image
picture = Image
remove-logo = Remove logo
logo = Logo
png-jpeg-or-webp-at-most = PNG, JPEG or WebP, at most 512 KB. Shown on a light background, in place of the organisation's name.
upload-logo = Upload logo
the-logo-as-it-is = Current logo
organisation = Organisation
the-name-and-colour-that-partners = The name and colour that partners see, and how invitations are sent.
what-partners-read-first = What partners read first
the-partner-manager = The partner manager
name = Name
replies-go-to = Replies go to
invitations-last = Invitations last
language = Language
time-zone = Time zone
accent-colour = Accent colour
public-url = Public URL
only-owners-change-these-settings = Only owners can change these settings.
partners-see-it-on-every-page = Partners see it on every page and in every email.
reply-to-address = Reply-to address
replies-to-invitations-and-password-emails = Replies to emails to your partners go there. Left empty, they go to the partner manager.
lifetime-hint = Applies to new and resent invitations. Existing ones keep their expiry.
reminders = Reminders
reminders-hint = Days after the invitation on which contacts who haven't activated their access get a reminder, in working hours: 3, 7, 14. Leave empty for none.
no-reminders = No reminders
reminders-after = { $days } days after the invitation
enter-reminder-days = Enter up to 5 different days from 1 to 90, the earliest first: 3, 7, 14.
language-hint = Used for contacts without a language.
for-scheduled-emails-pages-show-times = For scheduled emails. Pages show times in the reader's own zone.
welcome-text = Welcome text
what-partners-read-first-in-their = What partners read first in their portal. Markdown, like the emails: [a link](https://example.com), - for a list, **bold**.
every-link-begins-with-it-the = Every link starts with it. It's set in the server configuration: GANGWAY_PUBLIC_URL.
save = Save
terms = Terms
what-partners-accept-as-they-activate = What partners accept when they activate their access. If there are no terms, they aren't asked.
text-of-the-terms = Text of the terms
markdown-like-the-emails-for-a = Markdown, like the emails: # for a heading, - for a list, **bold**. If empty, there's nothing to accept.
each-change-makes-a-new-version = Each change creates a new version for everyone who activates their access afterwards. Active contacts keep the version they accepted.
versions = Versions
no-terms = No terms
written = Written
by = By
accepted-by = Accepted by
go-to-the-start-page = Go to the start page
olive = Olive
green = Green
choose-a-picture = Choose an image.
the-picture-is-larger-than-512 = The image is larger than 512 KB. Choose a smaller one.
this-is-no-png-jpeg-or = Choose a PNG, JPEG or WebP image.
each-side-of-the-picture-has = Each side of the image must be 16 to 4096 pixels long.
choose-a-lifetime-from-1-hour = Choose a lifetime from 1 hour to 30 days from the list.
choose-a-colour-from-the-list = Choose a colour from the list.
choose-a-language-from-the-list = Choose a language from the list.
read-the-terms-and-accept-them = Read the terms and accept them to activate your access.
the-terms-were-changed-while-this = The terms were changed while this page was open. Read them again, then accept them.

# Settings
hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
sea-teal = Sea teal
blue = Blue
indigo = Indigo
violet = Violet
plum = Plum
rose = Rose
rust = Rust

# The setup checklist
steps-done = { NUMBER($done) } of { NUMBER($count) } done

# Terms
partners-accept-none = Partners accept no terms.
only-owners-write = Only owners write the terms.
version = Version
version-number = Version { NUMBER($number) }
people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
terms-of = Terms of { $organisation }'s partner program
# A date follows.
version-written-on = Version { NUMBER($number) }, written on
earlier-version = It is an earlier version: another one is in use now.
