//! Partners as a spreadsheet opens them.

use super::contacts::access_of;
use super::details::{FactsRow, facts_columns};
use super::selection::{self, selected};
use crate::domain::invitations::invitation::Access;
use crate::domain::onboarding::DetailsForm;
use crate::domain::partners::bulk::Selection;
use crate::domain::partners::columns;
use crate::domain::partners::contact::ContactInput;
use crate::domain::partners::details::{PartnerFacts, PartnerInput};
use crate::domain::time::Timestamp;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::Staff;
use crate::server::platform::csv::{self, CsvFile};
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use std::mem;

const SELECTED: &str = selected!(concat!(
    facts_columns!(),
    ", s.name as status, p.created_at, m.first_name, m.last_name, m.email, m.job_title, m.phone, m.language,
                m.access_at, m.activated_at,
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
    access_at: Option<i64>,
    activated_at: Option<i64>,
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

/// A line a partner, under a line that names the columns. An import reads all of them back but the last two.
pub async fn csv(app: &AppState, staff: &Staff, selection: &Selection) -> Result<String> {
    let rows: Vec<ExportRow> = selection::rows(app, SELECTED, selection).await?;
    let what = match &*rows {
        [one] => format!("{} exported {}.", staff.name, one.facts.name),
        many => format!("{} exported {} partners.", staff.name, many.len()),
    };
    record::note(app, Entry::of(staff, "partners_exported", what)).await?;
    let mut file = CsvFile::with_bom();
    let head: Vec<&str> = columns::exported().map(|heading| heading.name).chain(["access", "added"]).collect();
    file.add_line(&head);
    for row in rows {
        let access = match access_of(row.access_at, row.activated_at) {
            Access::None => "No access",
            Access::Invited => "Invited",
            Access::Active { .. } => "Active",
        };
        let added = Timestamp(row.created_at).rfc3339();
        let DetailsForm { mut partner, mut contact, .. } = row.form();
        let mut line: Vec<String> =
            PartnerInput::COLUMNS.iter().map(|column| mem::take((column.text)(&mut partner))).collect();
        line.push(csv::list(partner.programs.iter().map(String::as_str)));
        line.extend(ContactInput::COLUMNS.iter().map(|column| mem::take((column.text)(&mut contact))));
        line.extend([access.to_owned(), added]);
        file.add_line(&line);
    }
    Ok(file.finish())
}
