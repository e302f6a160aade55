//! The filters of the Partners page, for everything that works on "all that match".

use super::cohort::{self, IN_PROGRAM};
use super::standing::Part;
use super::words::{self, Words};
use crate::domain::counted::COUNTED;
use crate::domain::funnel::Cohort;
use crate::domain::partners::partner::PartnerQuery;
use crate::domain::time::Timestamp;
use crate::server::platform::db::Db;
use crate::server::platform::error::{Error, Result};
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use uuid::Uuid;

/// The filters of a list, as conditions on the partner `p`.
#[derive(Debug, Clone)]
pub struct Filter {
    words: Words,
    status: Option<Uuid>,
    program: Option<Uuid>,
    import: Option<Uuid>,
    manager: Option<Uuid>,
    cohort: Option<Cohort>,
    pub part: Option<Part>,
    pub now: Timestamp,
}

impl Filter {
    /// Filters that name nothing known are a clear error, not an empty list. What needs attention depends on
    /// the time.
    pub fn parse(query: &PartnerQuery, now: Timestamp) -> Result<Self> {
        let id = |raw: &str, field: &str| match raw {
            "" => Ok(None),
            raw => Uuid::try_parse(raw).map(Some).map_err(|_| Error::field(field, t!(catalog::choose_from_the_list))),
        };
        let part = match &*query.access {
            "" => None,
            word => Some(Part::parse(word).ok_or_else(|| Error::field("access", t!(catalog::choose_from_the_list)))?),
        };
        let cohort = match &*query.cohort {
            "" => None,
            text => Some(Cohort::parse(text).ok_or_else(|| Error::field("cohort", t!(catalog::choose_from_the_list)))?),
        };
        Ok(Self {
            words: Words::of(&query.q),
            status: id(&query.status, "status")?,
            program: id(&query.program, "program")?,
            import: id(&query.import, "import")?,
            manager: id(&query.manager, "manager")?,
            cohort,
            part,
            now,
        })
    }

    /// Whether it asks for nothing but a part.
    pub fn is_open(&self) -> bool {
        let places = [self.status, self.program, self.import, self.manager];
        self.words.is_empty() && self.cohort.is_none() && places.iter().all(Option::is_none)
    }

    /// The same for every part.
    pub fn of_every_part(&self) -> Self {
        Self { part: None, ..self.clone() }
    }

    /// Appends ` and …` for where the partner stands, but for what it is known `by`: its status, programs, import, manager
    /// and cohort.
    fn push_places(&self, sql: &mut Sql, by: Option<By>) {
        const MANAGER: &str = "p.contact_person_id in (select s.chosen_id from stand_in s where s.person_id = ?)";
        for (place, condition, id) in [
            (By::Status, "p.status_id = ?", self.status),
            (By::Program, IN_PROGRAM, self.program),
            (By::Import, "p.import_id = ?", self.import),
            (By::Manager, MANAGER, self.manager),
        ] {
            if let Some(id) = id.filter(|_| by != Some(place)) {
                sql.push(" and ", []).push(condition, [id.into()]);
            }
        }
        if let Some(cohort) = self.cohort.as_ref().filter(|_| by != Some(By::Cohort)) {
            sql.push(" and ", []).push_sql(cohort::condition_on_the_way(cohort));
        }
    }

    /// How many match, as far as is counted.
    pub async fn count(&self, app: &AppState, start: Option<&Start>) -> Result<i64> {
        let mut more = Sql::default();
        self.push_filters(&mut more, start.map(|start| start.by));
        match start {
            Some(start) if more.is_empty() => Ok(start.size),
            _ => self.matches(start).count(&app.db, COUNTED + 1).await,
        }
    }

    /// The ids of those that match, from `start` on.
    fn matches(&self, start: Option<&Start>) -> Sql {
        let mut sql = Sql::new("select p.id from ", []);
        self.push_matches(&mut sql, start);
        sql
    }

    /// Appends those that match, from `start` on: what stands behind `from`, and the conditions.
    pub fn push_matches(&self, sql: &mut Sql, start: Option<&Start>) {
        let joined = start.filter(|start| start.is_joined);
        match joined {
            Some(start) => words::push_joined(sql, start.list.clone()),
            None => _ = sql.push("partner p where 1 = 1", []),
        }
        self.push_filters(sql, joined.map(|start| start.by));
    }

    /// Appends ` and …` for all but what it is known `by`.
    pub fn push_filters(&self, sql: &mut Sql, by: Option<By>) {
        match by {
            Some(By::Words) => self.words.push_unlisted(sql),
            _ => self.words.push_conditions(sql),
        }
        self.push_places(sql, by);
        if let Some(part) = self.part.filter(|_| by != Some(By::Part)) {
            sql.push(" and ", []).push_sql(part.condition_on_the_way(self.now));
        }
    }

    /// What to start a search with: the first list of partners that its filters name and that is not long, or else the
    /// first. The engines do not know how long they are.
    pub async fn start(&self, app: &AppState) -> Result<Option<Start>> {
        const PROGRAM: &str = "select g.partner_id as id from partner_program g where g.program_id = ?";
        const IMPORT: &str = "select o.id from partner o where o.import_id = ?";
        const STATUS: &str = "select o.id from partner o where o.status_id = ?";
        const MANAGER: &str = "
            select o.id
            from partner o
            where o.contact_person_id in (select s.chosen_id from stand_in s where s.person_id = ?)";
        let of = |sql: &str, id: Option<Uuid>| Some(Sql::new(sql, [id?.into()]));
        let lists = [
            (By::Import, of(IMPORT, self.import)),
            (By::Words, self.words.list(&app.db)),
            (By::Cohort, self.cohort.as_ref().map(cohort::list)),
            (By::Manager, of(MANAGER, self.manager)),
            (By::Program, of(PROGRAM, self.program)),
            (By::Status, of(STATUS, self.status)),
            (By::Part, self.part.map(|part| part.list(self.now))),
        ];
        let mut first = None;
        for (by, list) in lists {
            let Some(list) = list else { continue };
            let size = list.clone().count(&app.db, COUNTED + 1).await?;
            let is_joined = match by {
                By::Status => false,
                // PostgreSQL has an index of the partners themselves.
                By::Words => matches!(app.db, Db::Sqlite { .. }),
                _ => true,
            };
            let start = Start { list, is_joined, by, size };
            if !start.is_long() {
                return Ok(Some(start));
            }
            // That of any reason ends where counting does.
            if self.part != Some(Part::Attention) || by != By::Part {
                first.get_or_insert(start);
            }
        }
        Ok(first)
    }
}

/// A list of partners that a search starts with.
#[derive(Clone)]
pub struct Start {
    /// Their ids, as `id`, each once.
    pub list: Sql,
    /// Whether partners are joined to it; else the filters' own conditions find them.
    is_joined: bool,
    by: By,
    /// How many they are, as far as is counted.
    pub size: i64,
}

/// What a list of partners was made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Words,
    Status,
    Import,
    Cohort,
    Manager,
    Program,
    Part,
}

impl Start {
    /// Whether it has more partners than are counted.
    pub fn is_long(&self) -> bool {
        self.size > COUNTED
    }

    /// Whether the index of an order may be followed in it.
    pub fn is_ordered(&self) -> bool {
        self.by == By::Status
    }

    /// Whether it is the part that is asked for.
    pub fn is_part(&self) -> bool {
        self.by == By::Part
    }
}
