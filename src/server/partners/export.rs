//! Partners as a spreadsheet opens them.

use super::contacts::access_of;
use super::details::{FactsRow, facts_columns, program_names};
use super::selection;
use super::standing::{StandingRow, standing_columns, standing_joins};
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
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::platform::sql::Sql;
use crate::server::platform::xlsx::XlsxFile;
use crate::server::state::AppState;
use std::mem;
use tokio::io::AsyncReadExt;
use tokio::sync::mpsc;
use uuid::Uuid;

const ROWS: &str = concat!(
    "
    select ",
    facts_columns!(),
    ", s.name as status, p.created_at, m.first_name, m.last_name, m.email, m.job_title, m.phone, m.language,
                i.created_at as invited_at, case when i.is_live then i.expires_at end as link_until,
                (select v.name from person v where v.id = i.invited_by) as invited_by,
                (select h.name from partner_manager h where h.partner_id = p.id) as manager, ",
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
                ) as others
    from partner p
    join status s on s.id = p.status_id",
    standing_joins!(),
    "
    where p.id in ("
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
    manager: Option<String>,
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
const PROGRESS: [&str; 8] = [
    "access",
    "invited at",
    "invited by",
    "link until",
    "signed up at",
    "last mail answer",
    "added",
    "partner manager",
];

/// A contact's standing in a word.
fn access_in_words(standing: &Standing) -> &'static str {
    match (&standing.access, standing.expired_at, &standing.email_state) {
        _ if standing.reported => t!(server::partners::progress_reported),
        (Access::None, ..) => t!(server::partners::progress_no_access),
        (Access::Active { .. }, ..) => t!(server::partners::progress_active),
        (Access::Invited, Some(_), _) => t!(server::partners::progress_expired),
        (Access::Invited, None, Some(state)) if state.undelivered().is_some() => t!(server::partners::not_delivered),
        (Access::Invited, None, _) => t!(server::partners::invited),
    }
}

/// A contact beside the main one, in [`ROWS`], always in the same order: its texts in the order of the columns, and how far it has come.
fn other_contacts(column: &str) -> impl Iterator<Item = (ContactInput, [Option<i64>; 2])> {
    column.split(ROW).filter(|row| !row.is_empty()).map(|row| {
        let mut cells = row.split(CELL);
        let mut next = || cells.next().unwrap_or_default().to_owned();
        let [first_name, last_name, email, job_title, phone, language] = std::array::from_fn(|_| next());
        let times = std::array::from_fn(|_| next().parse().ok());
        (ContactInput { first_name, last_name, email, job_title, phone, language }, times)
    })
}

/// Takes a file piece by piece; closed once the rest is not wanted.
pub type Pieces = mpsc::Sender<Vec<u8>>;

/// How many partners are read at once.
const PAGE: usize = 500;
/// How much of a workbook is.
const PIECE: usize = 64 * 1024;

/// Partners on their way into a file, with a line a contact, the main one of a partner first.
///
/// Which they are, and in which order, is read at once; what they hold follows page by page, as fast as the client takes
/// it. Until then only their ids are held, and no connection. Whatever changes during the download, each of them is in
/// the file once, as it was at some moment of it; only those that are deleted before their page are left out.
pub struct Export {
    app: AppState,
    staff: Confirmed<Staff>,
    /// Their ids, in order.
    partners: Sql,
}

impl Export {
    /// What can be said before the file begins.
    ///
    /// # Errors
    /// The filters make no sense, or those who were ticked are gone.
    pub async fn of(app: &AppState, staff: Confirmed<Staff>, selection: &Selection) -> Result<Self> {
        let partners = selection::in_order(app, &staff, selection).await?;
        if matches!(selection, Selection::Ticked(_)) && partners.clone().count(&app.db, 1).await? == 0 {
            return Err(Error::NotFound);
        }
        Ok(Self { app: app.clone(), staff, partners })
    }

    /// Whether they fit into a sheet with so many rows.
    ///
    /// # Errors
    /// They do not.
    pub async fn fits(&self, rows: i64) -> Result<()> {
        let mut others = Sql::new("select o.id from (", []);
        others.push_sql(self.partners.clone()).push(") k join person o on o.partner_id = k.id where not o.is_main", []);
        let [main, others] = Sql::count_each([self.partners.clone(), others], &self.app.db, rows).await?;
        if 1 + main + others > rows {
            return Err(Error::Conflict(t!(server::partners::too_many_for_workbook, rows = rows)));
        }
        Ok(())
    }

    /// Writes comma-separated values, for other programs.
    pub async fn csv(self, pieces: Pieces) -> Result<()> {
        let head = to_csv(CsvFile::with_bom(), &[head()]);
        let Ok(()) = pieces.send(head).await else { return Ok(()) };
        for page in self.ids().await?.chunks(PAGE) {
            let (rows, now) = (self.rows(page).await?, self.app.now());
            let csv = self.app.workers.run(move || to_csv(CsvFile::default(), &lines(rows, now))).await?;
            let Ok(()) = pieces.send(csv).await else { return Ok(()) };
        }
        Ok(())
    }

    /// Writes a workbook, which opens alike in Excel of any country: every cell is text, and none is a formula. It leaves
    /// when it is complete, and is a file until then.
    pub async fn workbook(self, pieces: Pieces) -> Result<()> {
        let workers = &self.app.workers;
        let mut workbook = XlsxFile::new(&self.app.config.data_dir)?;
        workbook.add_line(&head())?;
        for page in self.ids().await?.chunks(PAGE) {
            if pieces.is_closed() {
                return Ok(());
            }
            let (rows, now) = (self.rows(page).await?, self.app.now());
            workbook = workers.run(move || workbook.with_lines(&lines(rows, now))).await??;
        }
        let mut file = tokio::fs::File::from_std(workers.run(|| workbook.finish()).await??);
        loop {
            let mut piece = Vec::with_capacity(PIECE);
            if file.read_buf(&mut piece).await.map_err(|error| Error::Internal(Box::new(error)))? == 0 {
                return Ok(());
            }
            let Ok(()) = pieces.send(piece).await else { return Ok(()) };
        }
    }

    /// Reads which partners they are, and records that they were exported. Before the first of them leaves: so there is no
    /// export without its entry, and a client that goes away leaves one of all that it could have taken.
    async fn ids(&self) -> Result<Vec<Uuid>> {
        const NAME: &str = "select name from partner where id = $1";
        let ids: Vec<(Uuid,)> = self.partners.fetch_all(&self.app.db).await?;
        let (actor, count) = (&self.staff.name, ids.len() as i64);
        let name: Option<String> = match &*ids {
            [(one,)] => read!(&self.app.db, c => sqlx::query_scalar(NAME).bind(one).fetch_optional(c))?,
            _ => None,
        };
        let what = match name {
            Some(name) => recorded!(server::events::partner_exported, actor = actor, partner = &name),
            None => recorded!(server::events::partners_exported, actor = actor, count = count),
        };
        record::note(&self.app, Entry::of(&*self.staff, "partners_exported", what)).await?;
        Ok(ids.into_iter().map(|(id,)| id).collect())
    }

    async fn rows(&self, page: &[Uuid]) -> Result<Vec<ExportRow>> {
        let mut sql = Sql::new(ROWS, []);
        sql.push_list(page.iter().map(|id| (*id).into())).push(") order by p.name_key, p.id", []);
        sql.fetch_all(&self.app.db).await
    }
}

/// The names of the columns.
fn head() -> Vec<String> {
    Field::exported().map(Field::heading).chain(PROGRESS.map(str::to_owned)).collect()
}

fn to_csv(mut file: CsvFile, lines: &[Vec<String>]) -> Vec<u8> {
    for line in lines {
        file.add_line(line);
    }
    file.finish().into_bytes()
}

fn lines(rows: Vec<ExportRow>, now: Timestamp) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    let time = |at: Option<i64>| at.map(|at| Timestamp(at).rfc3339()).unwrap_or_default();
    for mut row in rows {
        let standing = mem::take(&mut row.standing).into_standing(now);
        let others = mem::take(&mut row.others);
        let signed_up_at = match standing.access {
            Access::Active { since } => since.rfc3339(),
            Access::None | Access::Invited => String::new(),
        };
        let added = time(Some(row.created_at));
        let manager = row.manager.take().unwrap_or_default();
        let progress = [
            access_in_words(&standing).to_owned(),
            time(row.invited_at),
            row.invited_by.take().unwrap_or_default(),
            time(row.link_until),
            signed_up_at,
            standing.email_state.as_ref().and_then(EmailState::reply).unwrap_or_default().to_owned(),
            added.clone(),
            manager.clone(),
        ];
        let mut form = row.form();
        lines.push(line(&mut form, progress));
        for (contact, [access_at, activated_at]) in other_contacts(&others) {
            form.contact = contact;
            let access = access_of(access_at, activated_at);
            let standing = Standing { access, expired_at: None, reported: false, email_state: None };
            let access = access_in_words(&standing).to_owned();
            let [none, by, until, answer] = [const { String::new() }; 4];
            let (signed_up_at, added, manager) = (time(activated_at), added.clone(), manager.clone());
            lines.push(line(&mut form, [access, none, by, until, signed_up_at, answer, added, manager]));
        }
    }
    lines
}

fn line(form: &mut DetailsForm, progress: [String; 8]) -> Vec<String> {
    let programs = csv::list(form.partner.programs.iter().map(String::as_str));
    let cells = Field::exported().map(|field| form.text(field).map_or_else(|| programs.clone(), |text| text.clone()));
    let mut line: Vec<String> = cells.collect();
    line.extend(progress);
    line
}
