### What the audit log says. An entry is stored in every language when it happens, so a change here is for new entries.

# Sign-in
sign-in-slowed = Many sign-in attempts for { $person }. Further ones are slowed down.
signed-in = { $actor } signed in.
password-changed = { $actor } changed their password.
password-reset = { $actor } set a new password.
owner-link = A link with which { $person } chooses a new password was printed on the server.
own-address-asked = { $actor } asked to sign in with another address.
address-asked = { $actor } asked for { $person } to sign in with another address.
address-change-resent = { $actor } sent the email that confirms the new address of { $person } again.
address-change-cancelled = { $actor } cancelled the new address of { $person }.
address-link-requested = { $actor } asked for a new link to confirm their new address.
address-changed = { $actor } confirmed their new email address.

# Activation
set-up = { $actor } set up Gangway for { $organisation }.
activated = { $actor } activated their access.
activated-with-terms = { $actor } activated their access and accepted version { NUMBER($version) } of the terms.
activation-denied = Someone tried to use an expired activation link of { $person }.
fresh-link-requested =
    { $actor } asked for a new link { $how ->
        [expired-link] from an expired one
       *[forgotten-password] with the forgotten password form
    }.
someone-with-the-link = Someone with the link
email-reported = { $report ->
    [bounced] The email to { $person } bounced. { $reason }
    [returned] The email to { $person } came back. { $reason }
    [complained] The email to { $person } was marked as spam.
    [answered] An automatic reply to the email to { $person } came back.
   *[delayed] The email to { $person } is delayed. { $reason }
}
activation-reported = Someone opened the invitation of { $person } and said it isn't for them.

# Access
access-given =
    { $actor } gave { $person } access { $how ->
        [email] and invited them by email
        [scheduled] and scheduled their invitation
       *[link] with a link to share
    }.
invitation-resent = { $actor } sent the invitation of { $person } again.
invitation-extended = { $actor } extended the invitation of { $person }.
reminded = A reminder to { $person } was queued.
reminder-skipped = { $actor } skipped a reminder to { $person }.
reminders-stopped = { $actor } stopped the reminders to { $person }.
reminders-resumed = { $actor } turned on the reminders to { $person }.
link-created = { $actor } created an activation link for { $person }.
access-removed = { $actor } removed the access of { $person }.
offer-declined = { $actor } left the access of { $partner } unchanged.

# Partners and contacts
partner-added =
    { $actor } added { $partner } with { $person } as main contact, { $how ->
        [email] invited by email
        [scheduled] with a scheduled invitation
        [link] with a link to share
       *[none] without access
    }.
partner-changed = { $actor } changed the details of { $partner }.
partner-deleted = { $actor } deleted { $partner }.
partners-imported =
    { $count ->
        [one] { $actor } imported 1 partner from a spreadsheet.
       *[other] { $actor } imported { $count } partners from a spreadsheet.
    }
partner-exported = { $actor } exported { $partner }.
partners-exported =
    { $count ->
        [one] { $actor } exported 1 partner.
       *[other] { $actor } exported { $count } partners.
    }
contact-added =
    { $actor } added { $person } as a contact, { $how ->
        [email] invited by email
        [scheduled] with a scheduled invitation
        [link] with a link to share
       *[none] without access
    }.
contact-changed = { $actor } changed the details of { $person }.
contact-and-address-changed = { $actor } changed the details and the email address of { $person }.
contact-removed = { $actor } removed { $person } from the contacts.
contact-erased = { $actor } erased a contact and the personal data about them.
contact-erased-again = A contact who had been erased was erased again after a backup was restored.
personal-data-exported = { $actor } exported the personal data of { $person }.
main-contact-changed = { $actor } made { $person } the main contact.
colleague-invited = { $actor } invited { $person } as a colleague.
colleague-requested = { $actor } asked to invite { $person } as a colleague.
colleague-approved = { $actor } approved { $person } as a colleague and invited them by email.
colleague-declined = { $actor } declined { $person } as a colleague.

# Bulk changes
bulk-access-given =
    { $actor } started giving access to { $people ->
        [one] 1 person
       *[other] { $people } people
    } at { $partners ->
        [one] 1 partner
       *[other] { $partners } partners
    }.
bulk-invitations-resent =
    { $actor } started sending the invitation again to { $people ->
        [one] 1 person
       *[other] { $people } people
    } at { $partners ->
        [one] 1 partner
       *[other] { $partners } partners
    }.
bulk-access-removed =
    { $actor } started removing the access of { $people ->
        [one] 1 person
       *[other] { $people } people
    } at { $partners ->
        [one] 1 partner
       *[other] { $partners } partners
    }.
bulk-status-set =
    { $actor } started setting the status of { $partners ->
        [one] 1 partner
       *[other] { $partners } partners
    } to { $target }.
bulk-manager-set =
    { $actor } started making { $target } the partner manager of { $partners ->
        [one] 1 partner
       *[other] { $partners } partners
    }.
bulk-program-added =
    { $actor } started adding { $partners ->
        [one] 1 partner
       *[other] { $partners } partners
    } to { $target }.
bulk-program-removed =
    { $actor } started removing { $partners ->
        [one] 1 partner
       *[other] { $partners } partners
    } from { $target }.
bulk-partners-deleted =
    { $actor } started deleting { $partners ->
        [one] 1 partner
       *[other] { $partners } partners
    }.
bulk-scheduled = { $what } The emails are scheduled for { $time }.
bulk-undone =
    { $partners ->
        [one] { $actor } started to undo a bulk change of 1 partner.
       *[other] { $actor } started to undo a bulk change of { $partners } partners.
    }
bulk-continued = { $actor } continued a bulk change.
bulk-stopped =
    { $partners ->
        [one] { $actor } stopped a bulk change. 1 partner stays unchanged.
       *[other] { $actor } stopped a bulk change. { $partners } partners stay unchanged.
    }
bulk-emails-cancelled =
    { $count ->
        [one] { $actor } cancelled 1 email of a bulk change.
       *[other] { $actor } cancelled { $count } emails of a bulk change.
    }

# Email
mail-retried = { $actor } retried the email to { $person }.
all-mail-retried =
    { $count ->
        [one] { $actor } retried 1 email.
       *[other] { $actor } retried { $count } emails.
    }
mail-cancelled = { $actor } cancelled the email to { $person }.
mail-paused = { $actor } paused sending.
mail-resumed = { $actor } resumed sending.
mail-tested = { $actor } sent a test of the email "{ $subject }" to { $address }.
mail-test-accepted = The mail server accepted the test of { $actor } to { $address }.
mail-server-set = { $actor } set the mail server: { $server }, sender { $sender }.
mail-server-removed = { $actor } removed the mail server.
mail-server-tested = { $actor } tried the mail server { $server } with a test to { $address }.
template-added = { $actor } added the email template "{ $template }".
template-duplicated = { $actor } duplicated the email template "{ $template }" as "{ $copy }".
template-changed = { $actor } changed the email template "{ $template }".
template-language-removed = { $actor } removed { $language } from the email template "{ $template }".
template-made-default = { $actor } made "{ $template }" the default email template.
template-deleted = { $actor } deleted the email template "{ $template }".

# Team
member-invited =
    { $actor } invited { $person } as { $role ->
        [owner] an owner
        [admin] an admin
       *[viewer] a viewer
    }, { $how ->
        [email] by email
       *[link] with a link to share
    }.
own-role-changed =
    { $actor } stepped down to be { $role ->
        [admin] an admin
       *[viewer] a viewer
    }.
role-changed =
    { $actor } made { $person } { $role ->
        [owner] an owner
        [admin] an admin
       *[viewer] a viewer
    }.
member-left = { $actor } left the team.
member-removed = { $actor } removed { $person } from the team.
member-withdrawn = { $actor } withdrew the invitation of { $person }.

# Organisation
organisation-changed = { $actor } changed the organisation's settings.
logo-changed = { $actor } changed the organisation's logo.
logo-removed = { $actor } removed the organisation's logo.
terms-changed = { $actor } published version { NUMBER($version) } of the terms.
terms-ended = { $actor } removed the terms: contacts no longer accept any.
checklist-hidden = { $actor } hid the setup checklist.
checklist-shown = { $actor } showed the setup checklist again.
audit-exported = { $actor } exported the audit log.
help-answered =
    { $actor } found the help article "{ $title }" { $answer ->
        [yes] helpful
       *[no] not helpful
    }.
restored =
    A backup was restored, with everything up to { $time }. { $invitations ->
        [one] 1 invitation needs a new link.
       *[other] { $invitations } invitations need a new link.
    } { $sessions ->
        [one] 1 session ended.
       *[other] { $sessions } sessions ended.
    } { $emails ->
        [one] 1 email is waiting.
       *[other] { $emails } emails are waiting.
    }
restored-empty = A backup was restored. It had no entries in the audit log.
passwords-renewed = { $count ->
    [one] 1 password no longer works after a backup was restored. A new one has to be chosen.
   *[other] { $count } passwords no longer work after a backup was restored. New ones have to be chosen.
}
link-ended-by-restore = The link of { $person } ended because a backup was restored. Send the invitation again.

# Statuses and programs
choice-added =
    { $actor } added the { $kind ->
        [status] status
       *[program] program
    } "{ $name }".
choice-changed =
    { $actor } changed the { $kind ->
        [status] status
       *[program] program
    } "{ $name }".
choice-moved =
    { $actor } moved the { $kind ->
        [status] status
       *[program] program
    } "{ $name }" to place { NUMBER($place) } of { NUMBER($count) }.
choice-archived =
    { $actor } archived the { $kind ->
        [status] status
       *[program] program
    } "{ $name }".
choice-restored =
    { $actor } restored the { $kind ->
        [status] status
       *[program] program
    } "{ $name }".
choice-deleted =
    { $actor } deleted the { $kind ->
        [status] status
       *[program] program
    } "{ $name }".

# A field that changed
change = { $field }: { $before } → { $after }
nothing = nothing
removed-address = a removed address
removed-person = a removed person
name = Name
email = Email
new-address = New address to confirm
colour = Colour
rule = Rule
invites = Managers can invite
description = Description
reply-to = Reply-to address
lifetime = Invitation lifetime
reminders = Reminders
language = Language
time-zone = Time zone
accent = Accent colour
welcome = Welcome text
subject = Subject ({ $language })
message = Message ({ $language })
default = Default
main-contact = Main contact
first-name = First name
last-name = Last name
job-title = Job title
phone = Phone number
portal-role = Role in the portal
partner-name = Partner name
website = Website
status = Status
programs = Programs
partner-manager = Partner manager
invite-domains = Domains invited without approval
role = Role
