//! Partners as a spreadsheet opens them.

use super::contacts::access_of;
use super::details::{FactsRow, facts_columns, program_names};
use super::selection;
use super::standing::{StandingRow, standing_columns};
use crate::domain::invitations::invitation::{Access, EmailState, Standing};
use crate::domain::onboarding::DetailsForm;
use crate::domain::partners::bulk::Selection;
use crate::domain::partners::columns::Field;
use crate::domain::partners::contact::ContactInput;
use crate::domain::partners::details::PartnerFacts;
use crate::domain::time::Timestamp;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::{Confirmed, Staff};
use crate::server::platform::csv::{self, CsvFile};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use rust_xlsxwriter::{Workbook, XlsxError};
use std::mem;

const SELECTED: &str = concat!(
    facts_columns!(),
    ", s.name as status, p.created_at, m.first_name, m.last_name, m.email, m.job_title, m.phone, m.language,
                i.created_at as invited_at, case when i.is_live then i.expires_at end as link_until,
                (select v.name from person v where v.id = i.invited_by) as invited_by, ",
    standing_columns!(),
    ",
                ",
    program_names!("'\n'"),
    " as programs,
                coalesce(
                    (
                        select string_agg(
                            o.first_name || '\u{1f}' || o.last_name || '\u{1f}' || o.email || '\u{1f}' || o.job_title
                                || '\u{1f}' || o.phone || '\u{1f}' || o.language
                                || '\u{1f}' || coalesce(cast(o.access_at as text), '')
                                || '\u{1f}' || coalesce(cast(o.activated_at as text), ''),
                            '\u{1e}' order by o.email_key
                        )
                        from person o
                        where o.partner_id = p.id and not o.is_main
                    ),
                    ''
                ) as others"
);

/// What stands between the contacts beside the main one, and between the texts of each: no text of a person holds them.
const ROW: char = '\u{1e}';
const CELL: char = '\u{1f}';

#[derive(sqlx::FromRow)]
struct ExportRow {
    #[sqlx(flatten)]
    facts: FactsRow,
    status: String,
    programs: String,
    others: String,
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

/// The columns that no import reads back: how far the contact has come.
const PROGRESS: [&str; 7] =
    ["access", "invited at", "invited by", "link until", "signed up at", "last mail answer", "added"];

/// A contact's standing in a word.
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

/// A contact beside the main one, in [`SELECTED`], always in the same order: its texts in the order of the columns, and how far it has come.
fn other_contacts(column: &str) -> impl Iterator<Item = (ContactInput, [Option<i64>; 2])> {
    column.split(ROW).filter(|row| !row.is_empty()).map(|row| {
        let mut cells = row.split(CELL);
        let mut next = || cells.next().unwrap_or_default().to_owned();
        let [first_name, last_name, email, job_title, phone, language] = std::array::from_fn(|_| next());
        let times = std::array::from_fn(|_| next().parse().ok());
        (ContactInput { first_name, last_name, email, job_title, phone, language }, times)
    })
}

/// A line a contact, the main one of a partner first, under a line that names the columns.
pub async fn lines(app: &AppState, staff: &Confirmed<Staff>, selection: &Selection) -> Result<Vec<Vec<String>>> {
    let rows: Vec<ExportRow> = selection::rows(app, staff, SELECTED, selection).await?;
    if rows.is_empty() && matches!(selection, Selection::Ticked(_)) {
        return Err(Error::NotFound);
    }
    let what = match &*rows {
        [one] => recorded!(server::events::partner_exported, actor = &staff.name, partner = &one.facts.name),
        many => recorded!(server::events::partners_exported, actor = &staff.name, count = many.len() as i64),
    };
    record::note(app, Entry::of(&**staff, "partners_exported", what)).await?;
    let head = Field::exported().map(Field::heading).chain(PROGRESS.map(str::to_owned)).collect();
    let mut lines = vec![head];
    let time = |at: Option<i64>| at.map(|at| Timestamp(at).rfc3339()).unwrap_or_default();
    for mut row in rows {
        let standing = mem::take(&mut row.standing).into_standing(app.now());
        let others = mem::take(&mut row.others);
        let signed_up_at = match standing.access {
            Access::Active { since } => since.rfc3339(),
            Access::None | Access::Invited => String::new(),
        };
        let added = time(Some(row.created_at));
        let progress = [
            access_in_words(&standing).to_owned(),
            time(row.invited_at),
            row.invited_by.take().unwrap_or_default(),
            time(row.link_until),
            signed_up_at,
            standing.email_state.as_ref().and_then(EmailState::reply).unwrap_or_default().to_owned(),
            added.clone(),
        ];
        let mut form = row.form();
        lines.push(line(&mut form, progress));
        for (contact, [access_at, activated_at]) in other_contacts(&others) {
            form.contact = contact;
            let access = access_of(access_at, activated_at);
            let standing = Standing { access, expired_at: None, reported: false, email_state: None };
            let access = access_in_words(&standing).to_owned();
            let [none, by, until, answer] = [const { String::new() }; 4];
            lines.push(line(&mut form, [access, none, by, until, time(activated_at), answer, added.clone()]));
        }
    }
    Ok(lines)
}

fn line(form: &mut DetailsForm, progress: [String; 7]) -> Vec<String> {
    let programs = csv::list(form.partner.programs.iter().map(String::as_str));
    let cells = Field::exported().map(|field| form.text(field).map_or_else(|| programs.clone(), |text| text.clone()));
    let mut line: Vec<String> = cells.collect();
    line.extend(progress);
    line
}

/// Lines as comma-separated values, for other programs.
pub fn to_csv(lines: &[Vec<String>]) -> Vec<u8> {
    let mut file = CsvFile::with_bom();
    for line in lines {
        file.add_line(line);
    }
    file.finish().into_bytes()
}

/// Lines as a workbook, which opens alike in Excel of any country: every cell is text, and none is a formula.
///
/// # Errors
/// There are more lines than a sheet can have, or a cell is too long for one.
pub fn to_workbook(lines: &[Vec<String>]) -> Result<Vec<u8>> {
    let internal = |error: XlsxError| Error::Internal(Box::new(error));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(line) {
            sheet.write_string(row, column, cell).map_err(internal)?;
        }
    }
    sheet.set_freeze_panes(1, 0).map_err(internal)?;
    sheet.autofit();
    workbook.save_to_buffer().map_err(internal)
}
