//! One email address belongs to one person.

use crate::domain::email::EmailAddress;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::onboarding::PossibleDuplicate;
use crate::server::platform::db::{Tx, run};
use crate::server::platform::error::{Error, Result, is_duplicate};
use uuid::Uuid;

pub const BY_EMAIL: &str = "
    select p.id, p.name, c.id as partner_id, c.name as partner
    from person p
    left join partner c on c.id = p.partner_id
    where p.email_key = $1";

#[derive(sqlx::FromRow)]
pub struct Taken {
    id: Uuid,
    name: String,
    partner_id: Option<Uuid>,
    partner: Option<String>,
}

impl Taken {
    /// Who has it.
    pub fn id(&self) -> PersonId {
        PersonId(self.id)
    }
}

impl From<Taken> for PossibleDuplicate {
    fn from(taken: Taken) -> Self {
        let message = match &taken.partner {
            Some(partner) => t!(server::people::address_of_contact, name = &taken.name, partner = partner),
            None => t!(server::people::address_of_member, name = &taken.name),
        };
        Self { message, partner: taken.partner_id.map(PartnerId), name: taken.partner.unwrap_or_default() }
    }
}

/// The person who already has `email`, apart from `except`, as seen inside a transaction.
pub async fn by_email(
    tx: &mut Tx,
    email: &EmailAddress,
    except: Option<PersonId>,
) -> Result<Option<PossibleDuplicate>> {
    let taken: Option<Taken> = run!(tx, c => sqlx::query_as(BY_EMAIL).bind(email.key()).fetch_optional(c))?;
    Ok(taken.filter(|taken| Some(PersonId(taken.id)) != except).map(PossibleDuplicate::from))
}

/// Refuses an address that another person, apart from `except`, signs in with. Only for staff: partners must not learn
/// who has an account, and where.
pub async fn refuse_taken(tx: &mut Tx, email: &EmailAddress, except: Option<PersonId>) -> Result<()> {
    match by_email(tx, email, except).await? {
        Some(taken) => Err(Error::field("email", taken.message)),
        None => Ok(()),
    }
}

/// Without an earlier check, or if two passed it at the same instant, the unique index decides.
pub fn map_email_conflict(error: sqlx::Error) -> Error {
    if is_duplicate(&error) {
        Error::field("email", t!(server::people::this_address_is_already_in_use))
    } else {
        error.into()
    }
}
