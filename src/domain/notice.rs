//! Notices after a redirect: the code in the address and the sentence on the page, declared once.

/// Declares each notice: its variant, its code in the address and its sentence on the page.
macro_rules! notices {
    ($($variant:ident, $code:literal, $sentence:literal;)*) => {
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
                    $($code => Some($sentence),)*
                    _ => None,
                }
            }
        }
    };
}

notices! {
    Saved, "saved", "Your changes are saved.";
    ChecklistHidden, "checklist-hidden", "The setup checklist is hidden. You can show it again in the settings.";
    LogoSaved, "logo-saved", "The logo is saved.";
    LogoRemoved, "logo-removed", "The logo is removed.";
    LanguageRemoved, "language-removed", "The language is removed from the template.";
    TemplateAdded, "template-added", "The template is added.";
    TemplateCopied, "template-copied", "This is the copy. Change what should differ, and give it a name.";
    TemplateMadeDefault, "template-default", "The default template is changed.";
    TemplateDeleted, "template-deleted", "The template is deleted.";
    DraftDiscarded, "draft-discarded", "The draft is discarded.";
    PartnerDeleted, "deleted", "The partner is deleted.";
    ContactAdded, "contact-added", "The contact is added.";
    ContactRemoved, "contact-removed", "The contact is removed. Their links and sessions have ended.";
    MainContactChanged, "main-contact-changed", "The main contact is changed.";
    MemberInvited, "colleague-invited", "The invitation is made.";
    MemberRemoved, "colleague-removed", "The colleague is removed. Their links and sessions have ended.";
    InvitationWithdrawn, "invitation-withdrawn", "The invitation is withdrawn. Its links no longer work.";
    RoleChanged, "role-changed", "The role is changed. It counts from their next click on.";
    ChoiceAdded, "added", "Added to the list.";
    ChoiceArchived, "archived", "It is archived: not offered any more, and shown where it is in use.";
    ChoiceRestored, "brought-back", "It is offered again.";
    ChoiceDeleted, "entry-deleted", "It is deleted.";
    SendingPaused, "mail-paused", "Sending is paused.";
    SendingResumed, "mail-resumed", "Mail is sent again.";
    EmailsRetried, "mail-retried", "The emails are tried again now.";
    EmailCancelled, "mail-cancelled", "The email is cancelled. The invitation stays, and its links work.";
    InvitationReported, "told", "The person who invited you has been notified. Nothing was activated.";
    FeedbackReceived, "thanks", "Thanks for your feedback.";
    AccessGiven, "access-given", "Access to the portal is given.";
    AccessRemoved, "access-removed", "Access to the portal is removed. Links and sessions have ended.";
    InvitationResent, "invitation-resent", "The invitation is on its way again. Earlier links keep working.";
    LinkReady, "link-ready", "The activation link is ready to copy.";
    PasswordChanged, "password-changed", "Your password is changed. All other sessions have ended.";
    ContactInvited, "team-invited", "The invitation is on its way to your colleague.";
    ContactRequested, "team-requested", "Your request is made. Your colleague is invited once it is approved.";
    RequestApproved, "request-approved", "The colleague is added and invited.";
    RequestDeclined, "request-declined", "The request is declined.";
    EmailChangeRequested, "address-asked",
        "Saved. The new address counts once it is confirmed: an email with a link is on its way there.";
    EmailChangeResent, "address-resent", "The email with the link is on its way again. Earlier links keep working.";
    EmailChangeCancelled, "address-cancelled", "The change is cancelled. The address stays as it is.";
    EmailChanged, "address-changed",
        "You sign in with your new address from now on. All other sessions have ended.";
    SessionEnded, "session-ended", "The session has ended.";
    SignedOut, "signed-out", "You are signed out.";
}
