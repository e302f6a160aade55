//! Notices after a redirect: the code in the address and the sentence on the page, declared once.

/// Declares each notice: its variant, its code in the address and its message in `notices.ftl`.
macro_rules! notices {
    ($($variant:ident, $code:literal, $message:ident;)*) => {
        /// A notice that the next page shows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Notice {
            $($variant),*
        }

        impl Notice {
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its code in the address.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),*
                }
            }

            /// The sentence for a code from an address, where it is one of ours.
            pub fn sentence(code: &str) -> Option<&'static str> {
                match code {
                    $($code => Some(t!(notices::$message)),)*
                    _ => None,
                }
            }
        }
    };
}

notices! {
    Saved, "saved", saved;
    ChecklistHidden, "checklist-hidden", checklist_hidden;
    LogoSaved, "logo-saved", logo_saved;
    LogoRemoved, "logo-removed", logo_removed;
    LanguageRemoved, "language-removed", language_removed;
    TemplateAdded, "template-added", template_added;
    TemplateCopied, "template-copied", template_copied;
    TemplateMadeDefault, "template-default", template_made_default;
    TemplateDeleted, "template-deleted", template_deleted;
    DraftDiscarded, "draft-discarded", draft_discarded;
    PartnerDeleted, "deleted", partner_deleted;
    ContactAdded, "contact-added", contact_added;
    ContactRemoved, "contact-removed", contact_removed;
    ContactErased, "contact-erased", contact_erased;
    MainContactChanged, "main-contact-changed", main_contact_changed;
    LinkExtended, "link-extended", link_extended;
    RemindersChanged, "reminders-changed", reminders_changed;
    MemberInvited, "colleague-invited", member_invited;
    MemberRemoved, "colleague-removed", member_removed;
    InvitationWithdrawn, "invitation-withdrawn", invitation_withdrawn;
    RoleChanged, "role-changed", role_changed;
    ChoiceAdded, "added", choice_added;
    ChoiceArchived, "archived", choice_archived;
    ChoiceRestored, "brought-back", choice_restored;
    ChoiceDeleted, "entry-deleted", choice_deleted;
    SendingPaused, "mail-paused", sending_paused;
    SendingResumed, "mail-resumed", sending_resumed;
    EmailsRetried, "mail-retried", emails_retried;
    MailServerSaved, "mail-server-saved", mail_server_saved;
    MailServerSetUp, "mail-server-set-up", mail_server_set_up;
    MailServerRemoved, "mail-server-removed", mail_server_removed;
    EmailCancelled, "mail-cancelled", email_cancelled;
    InvitationReported, "told", invitation_reported;
    FeedbackReceived, "thanks", feedback_received;
    AccessGiven, "access-given", access_given;
    AccessRemoved, "access-removed", access_removed;
    InvitationResent, "invitation-resent", invitation_resent;
    LinkReady, "link-ready", link_ready;
    PasswordConfirmed, "password-confirmed", password_confirmed;
    PasswordChanged, "password-changed", password_changed;
    ContactInvited, "team-invited", contact_invited;
    ContactRequested, "team-requested", contact_requested;
    RequestApproved, "request-approved", request_approved;
    RequestDeclined, "request-declined", request_declined;
    EmailChangeRequested, "address-asked", email_change_requested;
    EmailChangeResent, "address-resent", email_change_resent;
    EmailChangeCancelled, "address-cancelled", email_change_cancelled;
    EmailChanged, "address-changed", email_changed;
    SessionEnded, "session-ended", session_ended;
    SessionOver, "session-over", session_over;
    TypedKept, "typed-kept", typed_kept;
    SignedOut, "signed-out", signed_out;
}
