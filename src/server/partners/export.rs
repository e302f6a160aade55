//! Partners as a spreadsheet opens them.

use super::contacts::access_of;
use super::selection::{self, selected};
use crate::domain::invitations::invitation::Access;
use crate::domain::partners::bulk::Selection;
use crate::domain::time::Timestamp;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::Staff;
use crate::server::platform::csv::{self, CsvFile};
use crate::server::platform::error::Result;
use crate::server::state::AppState;

const SELECTED: &str = selected!(
    "p.name, s.name as status, p.created_at, m.first_name, m.last_name, m.email, m.job_title, m.phone, m.language,
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
);

#[derive(sqlx::FromRow)]
struct ExportRow {
    name: String,
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

const HEAD: [&str; 11] = [
    "name",
    "status",
    "programs",
    "first name",
    "last name",
    "email",
    "job title",
    "phone",
    "language",
    "access",
    "added",
];

/// A line a partner, under a line that names the columns. An import reads all of them back but the last two.
pub async fn csv(app: &AppState, staff: &Staff, selection: &Selection) -> Result<String> {
    let rows: Vec<ExportRow> = selection::rows(app, SELECTED, selection).await?;
    let what = match &*rows {
        [one] => format!("{} exported {}.", staff.name, one.name),
        many => format!("{} exported {} partners.", staff.name, many.len()),
    };
    record::note(app, Entry::of(staff, "partners_exported", what)).await?;
    let mut file = CsvFile::with_bom();
    file.add_line(&HEAD);
    for row in rows {
        let access = match access_of(row.access_at, row.activated_at) {
            Access::None => "No access",
            Access::Invited => "Invited",
            Access::Active { .. } => "Active",
        };
        let (programs, added) = (csv::list(row.programs.lines()), Timestamp(row.created_at).rfc3339());
        let contact = [row.first_name, row.last_name, row.email, row.job_title, row.phone, row.language];
        let [first_name, last_name, email, job_title, phone, language] = contact.map(Option::unwrap_or_default);
        file.add_line(&[
            &row.name,
            &row.status,
            &programs,
            &first_name,
            &last_name,
            &email,
            &job_title,
            &phone,
            &language,
            access,
            &added,
        ]);
    }
    Ok(file.finish())
}
