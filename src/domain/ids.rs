//! One type a noun, so that a partner's id cannot be handed over where a person's is wanted.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A company in the partner program.
    PartnerId
    /// A person with an email address: staff, or a partner's contact.
    PersonId
    /// A partner program, for example "Reseller".
    ProgramId
    /// An indicative partner status, for example "Prospect".
    StatusId
    /// A program or a status, where both are treated alike.
    ChoiceId
    /// An email template.
    TemplateId
    /// One invitation of one person; it may have many links.
    InvitationId
    /// One queued or delivered message.
    EmailId
    /// A wizard in progress.
    DraftId
    /// A change to many partners at once.
    BulkId
    /// Partners that were ticked in the list.
    SelectionId
    /// A spreadsheet of partners to be imported.
    ImportId
    /// A colleague whom a manager asked for.
    RequestId
    /// A signed-in browser, as its owner sees it; never the secret in the cookie.
    SessionId
}
