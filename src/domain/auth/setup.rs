//! Setting up Gangway: the first owner and their organisation.

use crate::domain::email::EmailAddress;
use crate::domain::forms::FieldErrors;
use crate::domain::password::{Password, hide};
use crate::domain::text::{FirstName, LastName, OrganisationName};
use serde::{Deserialize, Serialize};

/// The first owner, as typed on the set-up page.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetUpForm {
    pub organisation: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub password: String,
}

hide!(SetUpForm);

/// The first owner and their organisation, checked.
#[derive(Debug, Clone)]
pub struct NewOwner {
    pub organisation: OrganisationName,
    pub first_name: FirstName,
    pub last_name: LastName,
    pub email: EmailAddress,
    pub password: Password,
}

impl SetUpForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<NewOwner, FieldErrors> {
        let mut errors = FieldErrors::default();
        let owner = (
            errors.check("organisation", OrganisationName::parse(&self.organisation)),
            errors.check("first_name", FirstName::parse(&self.first_name)),
            errors.check("last_name", LastName::parse(&self.last_name)),
            errors.check("email", EmailAddress::parse(&self.email)),
            errors.check("password", Password::parse(&self.password)),
        );
        match owner {
            (Some(organisation), Some(first_name), Some(last_name), Some(email), Some(password)) => {
                Ok(NewOwner { organisation, first_name, last_name, email, password })
            }
            _ => Err(errors),
        }
    }
}
