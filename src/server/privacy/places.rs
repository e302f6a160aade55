//! Where a person's data is: one table for what is forgotten, exported and checked. What a table gets that holds something
//! of a person is a line here.

/// How much is forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All but the name: what was done goes on naming them.
    AllButName,
    /// The name, too.
    Everything,
}

/// When the rows of a place end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// Deleted when the person is removed.
    WithRemoval,
    /// Deleted when the person is erased, and those that the condition finds when they are removed.
    WithErasure { removal: &'static str },
    /// Emptied, as the assignment says, when the person is removed.
    Emptied(&'static str),
    /// With the row of the person, or with one of another place.
    WithAnother,
    /// Kept, with the name alone.
    Kept,
}

/// Rows that are about a person.
pub struct Place {
    /// What it is called in the export and on the page that counts.
    pub name: &'static str,
    pub table: &'static str,
    /// Which rows, by the person's id `$1`.
    pub rows: &'static str,
    /// What the export says of each; it is sorted by the first one.
    pub columns: &'static [&'static str],
    pub ends: Ends,
}

/// Whether the text `$text` of another person's work names an address of the person.
macro_rules! mentions {
    ($text:literal) => {
        concat!(
            "exists (
                select 1
                from person_address a
                where a.person_id = $1 and replace(lower(",
            $text,
            "), a.address, '') <> lower(",
            $text,
            ")
            )"
        )
    };
}

/// Whether a row belongs to an invitation, a password reset or an address change of the person.
macro_rules! links_of_them {
    () => {
        "invitation_id in (select id from invitation where person_id = $1)
            or password_reset_id in (select id from password_reset where person_id = $1)
            or address_change_id in (select id from address_change where person_id = $1)"
    };
}

/// Whether an email is to the person, about their account.
macro_rules! emails_to_them {
    () => {
        concat!(
            "(",
            links_of_them!(),
            " or security_notice_id in (select id from security_notice where person_id = $1)
                or digest_id in (select id from notification_digest where person_id = $1))"
        )
    };
}

/// All of them. What names an address comes before the rows that say which ones the person had.
pub const PLACES: &[Place] = &[
    Place {
        name: "requests",
        table: "colleague_request",
        rows: "email_key in (select address from person_address where person_id = $1)",
        columns: &["created_at", "first_name", "last_name", "email", "job_title", "approved_at", "declined_at"],
        ends: Ends::WithErasure {
            removal: "not is_open and partner_id = (select partner_id from person where id = $1)",
        },
    },
    Place {
        name: "drafts",
        table: "draft",
        rows: concat!("staff_id <> $1 and ", mentions!("content")),
        columns: &["updated_at", "content"],
        // An unfinished one is about to add them somewhere else.
        ends: Ends::WithErasure { removal: "partner_id = (select partner_id from person where id = $1)" },
    },
    Place { name: "drafts", table: "draft", rows: "staff_id = $1", columns: &["updated_at"], ends: Ends::WithRemoval },
    Place {
        name: "forms",
        table: "saved_form",
        rows: concat!("person_id <> $1 and ", mentions!("fields")),
        columns: &["kept_at"],
        ends: Ends::WithErasure { removal: "false" },
    },
    Place {
        name: "forms",
        table: "saved_form",
        rows: "person_id = $1",
        columns: &["kept_at", "fields"],
        ends: Ends::WithRemoval,
    },
    Place {
        name: "imports",
        table: "partner_import",
        rows: concat!(
            "staff_id <> $1 and (",
            mentions!("sheet"),
            " or ",
            mentions!("chosen"),
            " or ",
            mentions!("results"),
            " or exists (
                select 1
                from partner_import_part t
                where t.import_id = partner_import.id and (",
            mentions!("t.lines"),
            " or ",
            mentions!("t.results"),
            ")
            ))"
        ),
        columns: &["created_at", "done_at"],
        ends: Ends::WithErasure { removal: "false" },
    },
    Place {
        name: "imports",
        table: "partner_import",
        rows: "staff_id = $1",
        columns: &["created_at", "done_at"],
        ends: Ends::WithRemoval,
    },
    Place {
        name: "selections",
        table: "partner_selection",
        rows: "staff_id = $1",
        columns: &["created_at"],
        ends: Ends::WithRemoval,
    },
    // Emails to a colleague about the invitation of somebody else.
    Place {
        name: "attempts",
        table: "email_attempt",
        rows: "email_id in (select id from queued_email where report_id is not null)
            and lower(address) in (select address from person_address where person_id = $1)",
        columns: &["started_at", "finished_at", "address", "outcome"],
        ends: Ends::Emptied("address = ''"),
    },
    Place {
        name: "attempts",
        table: "email_attempt",
        rows: concat!("email_id in (select id from queued_email where ", emails_to_them!(), ")"),
        columns: &["started_at", "finished_at", "address", "outcome", "filled"],
        ends: Ends::WithAnother,
    },
    Place {
        name: "emails",
        table: "queued_email",
        rows: emails_to_them!(),
        columns: &["created_at", "scheduled_at", "finished_at", "state", "note", "reply"],
        ends: Ends::WithRemoval,
    },
    Place {
        name: "delivery_reports",
        table: "delivery_report",
        rows: concat!("email_id in (select id from queued_email where ", emails_to_them!(), ")"),
        columns: &["at", "kind", "reply"],
        ends: Ends::WithAnother,
    },
    Place {
        name: "reports",
        table: "activation_report",
        rows: "invitation_id in (select id from invitation where person_id = $1)",
        columns: &["at", "comment"],
        ends: Ends::WithRemoval,
    },
    Place {
        name: "links",
        table: "token",
        rows: concat!("(", links_of_them!(), ")"),
        columns: &["created_at", "channel"],
        ends: Ends::WithAnother,
    },
    // The row stays as long as that of the person, so that a link of a removed colleague says that it was withdrawn.
    Place {
        name: "invitations",
        table: "invitation",
        rows: "person_id = $1",
        columns: &["created_at", "email", "expires_at", "accepted_at", "revoked_at", "superseded_at"],
        ends: Ends::Emptied("email = ''"),
    },
    Place {
        name: "resets",
        table: "password_reset",
        rows: "person_id = $1",
        columns: &["created_at", "email", "expires_at", "ended_at"],
        ends: Ends::WithRemoval,
    },
    Place {
        name: "address_changes",
        table: "address_change",
        rows: "person_id = $1",
        columns: &["created_at", "old_email", "email", "expires_at", "confirmed_at", "superseded_at", "cancelled_at"],
        ends: Ends::WithRemoval,
    },
    Place {
        name: "notices",
        table: "security_notice",
        rows: "person_id = $1",
        columns: &["created_at", "kind", "actor", "detail"],
        ends: Ends::WithRemoval,
    },
    // To them, or about them to a member of the team.
    Place {
        name: "notifications",
        table: "notification",
        rows: "person_id = $1 or subject_id = $1",
        columns: &["created_at", "event", "due_at"],
        ends: Ends::WithRemoval,
    },
    Place {
        name: "digests",
        table: "notification_digest",
        rows: "person_id = $1",
        columns: &["created_at"],
        ends: Ends::WithRemoval,
    },
    Place {
        name: "sessions",
        table: "session",
        rows: "person_id = $1",
        columns: &["created_at", "browser", "last_seen_at", "expires_at"],
        ends: Ends::WithRemoval,
    },
    Place {
        name: "terms",
        table: "terms_acceptance",
        rows: "person_id = $1",
        columns: &["accepted_at", "version"],
        ends: Ends::WithAnother,
    },
    Place {
        name: "feedback",
        table: "help_feedback",
        rows: "person_id = $1",
        columns: &["at", "page", "helpful", "comment"],
        ends: Ends::Kept,
    },
    Place {
        name: "actions",
        table: "audit",
        rows: "actor_id = $1",
        columns: &["at", "action", "what", "changes", "origin"],
        ends: Ends::Kept,
    },
    // Without where others were.
    Place {
        name: "entries",
        table: "audit",
        rows: "person_id = $1 and (actor_id is null or actor_id <> $1)",
        columns: &["at", "action", "what", "changes"],
        ends: Ends::Kept,
    },
    Place {
        name: "person",
        table: "person",
        rows: "id = $1",
        columns: &[
            "created_at",
            "first_name",
            "last_name",
            "email",
            "job_title",
            "phone",
            "language",
            "role",
            "portal_role",
            "access_at",
            "activated_at",
            "last_seen_at",
        ],
        ends: Ends::WithAnother,
    },
    Place {
        name: "company",
        table: "partner",
        rows: "id = (select partner_id from person where id = $1)",
        columns: &["name", "website"],
        ends: Ends::Kept,
    },
];
