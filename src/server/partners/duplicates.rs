//! The duplicate radar: who has this address already, which partners have a name like this.

use crate::domain::email::EmailAddress;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::language::Language;
use crate::domain::onboarding::{DetailsForm, PossibleDuplicate, PossibleDuplicates};
use crate::domain::partners::columns::Field;
use crate::server::authz::Staff;
use crate::server::people::email_uniqueness::{BY_EMAIL, Taken};
use crate::server::platform::db::{Tx, read};
use crate::server::platform::error::Result;
use crate::server::platform::normalize::{are_spelled_alike, company_key, company_keys_spelled, fold, joined_key};
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What is known of the company name and the address that are being typed, right or wrong.
pub async fn find(app: &AppState, _: &Staff, name: &str, email: &str) -> Result<PossibleDuplicates> {
    let email = match EmailAddress::parse(email) {
        Ok(email) => {
            let taken: Option<Taken> =
                read!(&app.db, c => sqlx::query_as(BY_EMAIL).bind(email.key()).fetch_optional(c))?;
            taken.map(PossibleDuplicate::from)
        }
        Err(_) => None,
    };
    let name: String = name.chars().take(200).collect();
    let key = company_key(&name);
    if key.is_empty() {
        return Ok(PossibleDuplicates { email, partners: Vec::new() });
    }
    let found = with_keys_like(app, &key, company_keys_spelled(&name)).await?;
    // `Poet` is not `Pot`.
    let is_alike = |known: &str| {
        let known_key = company_key(known);
        let begins = |one: &str, other: &str| {
            one.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        begins(&known_key, &key) || begins(&key, &known_key) || are_spelled_alike(known, &name)
    };
    let alike = found.into_iter().filter(|(_, known)| is_alike(known)).take(3);
    let partners = alike.map(|(id, name)| partner(id, name)).collect();
    Ok(PossibleDuplicates { email, partners })
}

/// The partners whose key is `key` or `spelled` in another way, begins with it or is its beginning.
async fn with_keys_like(app: &AppState, key: &str, spelled: Vec<String>) -> Result<Vec<(Uuid, String)>> {
    const AS_LONG: &str = "select id, name from (select id, name from partner where company_key in (";
    const LONGER: &str = "
        union all select id, name from (select id, name from partner where company_key >= ? and company_key < ?";
    let beginnings = key.match_indices(' ').map(|(end, _)| &key[..end]);
    let keys = beginnings.chain([key]).chain(spelled.iter().map(String::as_str));
    let mut sql = Sql::new(AS_LONG, []);
    sql.push_list(keys.map(Into::into)).push(") order by company_key desc, id limit 9) k", []);
    // Too many names begin with two letters.
    if key.chars().count() < 3 {
        return sql.fetch_all(&app.db).await;
    }
    // An exclamation mark is what follows a blank.
    sql.push(LONGER, [format!("{key} "), format!("{key}!")].map(|end| end.as_str().into()));
    sql.push(" order by company_key, id limit 9) k", []);
    sql.fetch_all(&app.db).await
}

fn partner(id: Uuid, name: String) -> PossibleDuplicate {
    PossibleDuplicate { message: t!(server::partners::is_a_partner, name = &name), partner: Some(PartnerId(id)), name }
}

#[derive(sqlx::FromRow)]
struct Addressee {
    email_key: String,
    #[sqlx(flatten)]
    taken: Taken,
    job_title: String,
    phone: String,
    language: String,
    website: Option<String>,
}

/// A person who is here, and what is known of them.
pub struct KnownPerson {
    pub id: PersonId,
    pub known: PossibleDuplicate,
    job_title: String,
    phone: String,
    language: String,
    website: String,
}

/// What a row knows of a contact and their partner, and Gangway does not; empty where there is nothing.
pub struct Gaps {
    pub person: PersonId,
    pub partner: PartnerId,
    pub job_title: String,
    pub phone: String,
    pub language: String,
    pub website: String,
}

impl KnownPerson {
    /// What `form` adds; none for staff, and where it adds nothing.
    pub fn gaps(&self, form: &DetailsForm) -> Option<Gaps> {
        let missing = |here: &str, new: &str| if here.is_empty() { new.to_owned() } else { String::new() };
        let DetailsForm { partner, contact, .. } = form;
        let gaps = Gaps {
            person: self.id,
            partner: self.known.partner?,
            job_title: missing(&self.job_title, &contact.job_title),
            phone: missing(&self.phone, &contact.phone),
            language: missing(&self.language, &contact.language),
            website: missing(&self.website, &partner.website),
        };
        (!gaps.fields().is_empty()).then_some(gaps)
    }
}

impl Gaps {
    /// The fields that are filled, and with what.
    fn fields(&self) -> Vec<(Field, &str)> {
        let all = [
            (Field::JobTitle, &self.job_title),
            (Field::Phone, &self.phone),
            (Field::Language, &self.language),
            (Field::Website, &self.website),
        ];
        all.into_iter().filter(|(_, text)| !text.is_empty()).map(|(field, text)| (field, text.as_str())).collect()
    }

    /// `Phone: +49 30 123456, language: de`.
    pub fn in_words(&self) -> String {
        let words = |(field, text): (Field, &str)| {
            let language = Language::parse(text).filter(|_| field == Field::Language);
            [field.label(), ": ", language.map_or(text, |language| language.name())].concat()
        };
        self.fields().into_iter().map(words).collect::<Vec<_>>().join(", ")
    }
}

/// Which of some names and addresses are taken, for a look at several rows at once.
#[derive(Default)]
pub struct ExistingRecords {
    partners: HashMap<String, PossibleDuplicate>,
    people: HashMap<String, KnownPerson>,
    /// Names of partners by their keys in one word.
    alike: HashMap<String, String>,
}

impl ExistingRecords {
    /// Those of `forms`, as they are inside a transaction.
    pub async fn read(tx: &mut Tx, forms: &[&DetailsForm]) -> Result<Self> {
        const PEOPLE: &str = "
            select p.email_key, p.id, p.name, c.id as partner_id, c.name as partner, p.job_title, p.phone, p.language,
                c.website
            from person p
            left join partner c on c.id = p.partner_id
            where p.email_key in (";
        const PARTNERS: &str = "select name_key, id, name from partner where name_key in (";
        const ALIKE: &str =
            "select replace(company_key, ' ', ''), name from partner where replace(company_key, ' ', '') in (";
        if forms.is_empty() {
            return Ok(Self::default());
        }
        let emails = forms.iter().filter_map(|form| EmailAddress::parse(&form.contact.email).ok());
        let emails = emails.map(|email| email.key()).collect();
        let names = forms.iter().map(|form| fold(&form.partner.name)).collect();
        let joined = forms.iter().map(|form| joined_key(&form.partner.name)).filter(|key| !key.is_empty()).collect();
        let people: Vec<Addressee> = among(PEOPLE, emails).fetch_all_in(tx).await?;
        let partners: Vec<(String, Uuid, String)> = among(PARTNERS, names).fetch_all_in(tx).await?;
        let alike: Vec<(String, String)> = among(ALIKE, joined).fetch_all_in(tx).await?;
        let person = |it: Addressee| {
            let Addressee { taken, job_title, phone, language, website, .. } = it;
            let website = website.unwrap_or_default();
            (it.email_key, KnownPerson { id: taken.id(), known: taken.into(), job_title, phone, language, website })
        };
        Ok(Self {
            partners: partners.into_iter().map(|(key, id, name)| (key, partner(id, name))).collect(),
            people: people.into_iter().map(person).collect(),
            alike: alike.into_iter().collect(),
        })
    }

    /// The name of a partner with this [`joined_key`]: only its legal form, signs or blanks may differ.
    pub fn name_like(&self, key: &str) -> Option<&str> {
        self.alike.get(key).map(String::as_str)
    }

    /// The partner of exactly this name, but for case and accents.
    pub fn by_name(&self, name: &str) -> Option<&PossibleDuplicate> {
        self.partners.get(&fold(name))
    }

    /// The person who has this address.
    pub fn by_email(&self, email: &EmailAddress) -> Option<&KnownPerson> {
        self.people.get(&email.key())
    }
}

/// A statement that ends with `in (`, and what it is in.
fn among(sql: &str, keys: BTreeSet<String>) -> Sql {
    let mut sql = Sql::new(sql, []);
    match keys.is_empty() {
        true => sql.push("null", []),
        false => sql.push_list(keys.iter().map(|key| key.as_str().into())),
    };
    sql.push(")", []);
    sql
}
