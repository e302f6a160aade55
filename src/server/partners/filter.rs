//! The filters of the Partners page, for everything that works on "all that match".

use super::standing::Part;
use super::words::Words;
use crate::domain::partners::partner::{COUNTED, PartnerQuery};
use crate::domain::time::Timestamp;
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
    part: Option<Part>,
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
        Ok(Self {
            words: Words::of(&query.q),
            status: id(&query.status, "status")?,
            program: id(&query.program, "program")?,
            import: id(&query.import, "import")?,
            part,
            now,
        })
    }

    /// Whether it asks for nothing but a part.
    pub fn is_open(&self) -> bool {
        self.words.is_empty() && self.status.is_none() && self.program.is_none() && self.import.is_none()
    }

    /// The same for every part.
    pub fn of_every_part(&self) -> Self {
        Self { part: None, ..self.clone() }
    }

    /// Appends ` and …` for all but the part.
    pub fn push_conditions(&self, sql: &mut Sql) {
        self.words.push_conditions(sql);
        self.push_places(sql);
    }

    /// Appends ` and …` for where the partner stands: its status, programs and import.
    fn push_places(&self, sql: &mut Sql) {
        const PROGRAM: &str =
            " and exists (select 1 from partner_program g where g.partner_id = p.id and g.program_id = ?)";
        for (condition, id) in
            [(" and p.status_id = ?", self.status), (PROGRAM, self.program), (" and p.import_id = ?", self.import)]
        {
            if let Some(id) = id {
                sql.push(condition, [id.into()]);
            }
        }
    }

    /// Appends ` and …` for `part`.
    pub fn push_part(&self, sql: &mut Sql, part: Part) {
        for (n, ids) in part.ids(self.now).into_iter().enumerate() {
            sql.push(if n > 0 { " or " } else { " and (" }, []);
            sql.push("exists (select 1 from (", []).push_sql(ids).push(") k where k.id = p.id)", []);
        }
        sql.push(")", []);
    }

    /// Appends those that match, from `start` on: what stands behind `from`, and the conditions.
    pub fn push_matches(&self, sql: &mut Sql, start: Option<&Start>) {
        match start {
            Some(start) => {
                sql.push("(", []).push_sql(start.list.clone()).push(") k cross join partner p where p.id = k.id", [])
            }
            None => sql.push("partner p where 1 = 1", []),
        };
        self.push_filters(sql, start);
    }

    /// Appends ` and …` for all that `start` is not already.
    pub fn push_filters(&self, sql: &mut Sql, start: Option<&Start>) {
        match start.map(|start| start.by) {
            Some(By::Words) => self.words.push_unlisted(sql),
            _ => self.words.push_conditions(sql),
        }
        self.push_places(sql);
        if let Some(part) = self.part.filter(|_| !start.is_some_and(Start::is_part)) {
            self.push_part(sql, part);
        }
    }

    /// What to start a search with: the first list of partners that its filters name and that is not long, or else the
    /// first. The engines do not know how long they are.
    pub async fn start(&self, app: &AppState) -> Result<Option<Start>> {
        const PROGRAM: &str = "select g.partner_id as id from partner_program g where g.program_id = ?";
        const IMPORT: &str = "select o.id from partner o where o.import_id = ?";
        let of = |sql: &str, id: Option<Uuid>| Some(Sql::new(sql, [id?.into()]));
        let lists = [
            (By::Place, of(IMPORT, self.import)),
            (By::Words, self.words.list(&app.db)),
            (By::Place, of(PROGRAM, self.program)),
            (By::Part, self.part.map(|part| part.list(self.now))),
        ];
        let mut first = None;
        for (by, list) in lists {
            let Some(list) = list else { continue };
            let is_long = list.clone().count(&app.db, COUNTED + 1).await? > COUNTED;
            let start = Start { list, by, is_long };
            if !is_long {
                return Ok(Some(start));
            }
            first.get_or_insert(start);
        }
        Ok(first)
    }
}

/// A list of partners that a search starts with.
#[derive(Clone)]
pub struct Start {
    /// Their ids, as `id`, each once.
    pub list: Sql,
    by: By,
    /// Whether it has more partners than are counted.
    pub is_long: bool,
}

/// What a list of partners was made by, which is no condition any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Words,
    Place,
    Part,
}

impl Start {
    /// Whether it is the part that is asked for.
    pub fn is_part(&self) -> bool {
        self.by == By::Part
    }
}
