//! Partners as a spreadsheet opens them.

use super::details::{FactsRow, facts_columns};
use super::selection::{self, selected};
use super::standing::{StandingRow, standing_columns};
use crate::domain::invitations::invitation::{Access, EmailState, Standing};
use crate::domain::onboarding::DetailsForm;
use crate::domain::partners::bulk::Selection;
use crate::domain::partners::columns;
use crate::domain::partners::contact::ContactInput;
use crate::domain::partners::details::{PartnerFacts, PartnerInput};
use crate::domain::time::Timestamp;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::{Confirmed, Staff};
use crate::server::platform::csv::{self, CsvFile};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use std::mem;

const SELECTED: &str = selected!(concat!(
    facts_columns!(),
    ", s.name as status, p.created_at, m.first_name, m.last_name, m.email, m.job_title, m.phone, m.language,
                i.created_at as invited_at, case when i.is_live then i.expires_at end as link_until,
                (select v.name from person v where v.id = i.invited_by) as invited_by, ",
    standing_columns!(),
    ",
                coalesce(
                    (
                        select string_agg(o.name, '\n' order by o.position, o.name)
                        from partner_program g
                        join program o on o.id = g.program_id
                        where g.partner_id = p.id
                    ),
                    ''
                ) as programs"
));

#[derive(sqlx::FromRow)]
struct ExportRow {
    #[sqlx(flatten)]
    facts: FactsRow,
    status: String,
    programs: String,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    job_title: Option<String>,
    phone: Option<String>,
    language: Option<String>,
    invited_at: Option<i64>,
    invited_by: Option<String>,
    link_until: Option<i64>,
    #[sqlx(flatten)]
    standing: StandingRow,
    created_at: i64,
}

impl ExportRow {
    /// The same as a form has it, status and programs by name.
    fn form(self) -> DetailsForm {
        let contact = [self.first_name, self.last_name, self.email, self.job_title, self.phone, self.language];
        let [first_name, last_name, email, job_title, phone, language] = contact.map(Option::unwrap_or_default);
        let programs = self.programs.lines().map(str::to_owned).collect();
        DetailsForm {
            partner: PartnerFacts::from(self.facts).input(self.status, programs),
            contact: ContactInput { first_name, last_name, email, job_title, phone, language },
            access: String::new(),
        }
    }
}

/// The columns that no import reads back: how far the main contact has come.
const PROGRESS: [&str; 7] =
    ["access", "invited at", "invited by", "link until", "signed up at", "last mail answer", "added"];

/// The main contact's standing in a word.
fn access_in_words(standing: &Standing) -> &'static str {
    match (&standing.access, standing.expired_at, &standing.email_state) {
        _ if standing.reported => t!(server::partners::progress_reported),
        (Access::None, ..) => t!(server::partners::progress_no_access),
        (Access::Active { .. }, ..) => t!(server::partners::progress_active),
        (Access::Invited, Some(_), _) => t!(server::partners::progress_expired),
        (Access::Invited, None, Some(EmailState::Failed { .. })) => t!(server::partners::not_delivered),
        (Access::Invited, None, _) => t!(server::partners::invited),
    }
}

/// A line a partner, under a line that names the columns.
pub async fn csv(app: &AppState, staff: &Confirmed<Staff>, selection: &Selection) -> Result<String> {
    let rows: Vec<ExportRow> = selection::rows(app, staff, SELECTED, selection).await?;
    if rows.is_empty() && matches!(selection, Selection::Ticked(_)) {
        return Err(Error::NotFound);
    }
    let what = match &*rows {
        [one] => recorded!(server::events::partner_exported, actor = &staff.name, partner = &one.facts.name),
        many => recorded!(server::events::partners_exported, actor = &staff.name, count = many.len() as i64),
    };
    record::note(app, Entry::of(&**staff, "partners_exported", what)).await?;
    let mut file = CsvFile::with_bom();
    let head: Vec<&str> = columns::exported().map(|heading| heading.name).chain(PROGRESS).collect();
    file.add_line(&head);
    let time = |at: Option<i64>| at.map(|at| Timestamp(at).rfc3339()).unwrap_or_default();
    for mut row in rows {
        let standing = mem::take(&mut row.standing).into_standing(app.now());
        let signed_up_at = match standing.access {
            Access::Active { since } => since.rfc3339(),
            Access::None | Access::Invited => String::new(),
        };
        let progress = [
            access_in_words(&standing).to_owned(),
            time(row.invited_at),
            row.invited_by.take().unwrap_or_default(),
            time(row.link_until),
            signed_up_at,
            standing.email_state.as_ref().and_then(EmailState::reply).unwrap_or_default().to_owned(),
            time(Some(row.created_at)),
        ];
        let DetailsForm { mut partner, mut contact, .. } = row.form();
        let mut line: Vec<String> =
            PartnerInput::COLUMNS.iter().map(|column| mem::take((column.text)(&mut partner))).collect();
        line.push(csv::list(partner.programs.iter().map(String::as_str)));
        line.extend(ContactInput::COLUMNS.iter().map(|column| mem::take((column.text)(&mut contact))));
        line.extend(progress);
        file.add_line(&line);
    }
    Ok(file.finish())
}
