//! Which partners a page of the list has: in an order, after a place, walked by an index.

use super::filter::{Filter, Start};
use super::standing::access_rank;
use crate::domain::counted::COUNTED;
use crate::domain::partners::list_view::ListColumn;
use crate::server::platform::error::Result;
use crate::server::platform::sql::{Sql, Value};
use crate::server::state::AppState;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// What a list goes by.
pub struct Order {
    key: &'static str,
    is_text: bool,
    from: Source,
}

/// Where the index of an order begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// At the partners `p`.
    Partners,
    /// At their main contacts `m`.
    Contacts,
    /// At the statuses, of which there are few: those of one after the other, each by name.
    Statuses,
}

const fn text(key: &'static str, from: Source) -> Order {
    Order { key, is_text: true, from }
}

const fn number(key: &'static str, from: Source) -> Order {
    Order { key, is_text: false, from }
}

/// As the indexes have them, in the same words.
impl Order {
    const NAME: Self = text("p.name_key", Source::Partners);
    const CONTACT: Self = text("p.contact_key", Source::Partners);
    const ADDED: Self = number("p.created_at", Source::Partners);
    const EMAIL: Self = text("m.email_key", Source::Contacts);
    const LANGUAGE: Self = text("m.language", Source::Contacts);
    const ACCESS: Self = number(access_rank!(), Source::Contacts);
    const INVITED: Self = number("coalesce(m.invited_at, 0)", Source::Contacts);
    const SIGNED_UP: Self = number("coalesce(m.activated_at, 0)", Source::Contacts);
    const LAST_SEEN: Self = number("coalesce(m.last_seen_at, 0)", Source::Contacts);
    const STATUS: Self = text("p.name_key", Source::Statuses);

    /// The one that the list is asked for; programs have none, of which a partner may have several.
    pub fn of(sort: &str) -> &'static Self {
        let columns = ListColumn::ALL.into_iter().find(|column| column.as_str() == sort.trim_start_matches('-'));
        match columns {
            Some(ListColumn::Status) => &Self::STATUS,
            Some(ListColumn::Contact) => &Self::CONTACT,
            Some(ListColumn::Email) => &Self::EMAIL,
            Some(ListColumn::Language) => &Self::LANGUAGE,
            Some(ListColumn::Access) => &Self::ACCESS,
            Some(ListColumn::Invited) => &Self::INVITED,
            Some(ListColumn::SignedUp) => &Self::SIGNED_UP,
            Some(ListColumn::LastSeen) => &Self::LAST_SEEN,
            Some(ListColumn::Added) => &Self::ADDED,
            None | Some(ListColumn::Programs) => &Self::NAME,
        }
    }
}

/// A place in a list: what the order goes by there, and the id.
#[derive(Clone)]
pub struct Place {
    key: Value,
    pub id: Uuid,
}

impl Place {
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(format!("{}{}", self.id, self.key))
    }

    /// In a list by status: its position, and the name in it.
    fn in_status(&self) -> Option<(i64, &str)> {
        let Value::Text(key) = &self.key else { return None };
        let (position, name) = key.split_once(' ')?;
        Some((position.parse().ok()?, name))
    }

    /// What the order goes by there, and the id; in a status of a list by status none for a place in another one.
    fn within(&self, status: Option<InStatus>) -> Option<(Value, Uuid)> {
        match status {
            None => Some((self.key.clone(), self.id)),
            Some((_, position)) => {
                let (_, name) = self.in_status().filter(|(at, _)| *at == position)?;
                Some((name.into(), self.id))
            }
        }
    }

    /// A cursor that was not ours starts at the first page: it is only a bookmark.
    pub fn decode(text: &str, order: &Order) -> Option<Self> {
        let decoded = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let (id, key) = decoded.split_at_checked(36)?;
        let key = match order.is_text {
            true => (!key.contains('\0')).then(|| key.into())?,
            false => key.parse::<i64>().ok()?.into(),
        };
        Some(Self { key, id: Uuid::try_parse(id).ok()? })
    }
}

/// A search for the partners of a page.
pub struct Search<'a> {
    pub app: &'a AppState,
    pub filter: &'a Filter,
    pub order: &'static Order,
    pub is_up: bool,
    pub after: Option<Place>,
    pub start: Option<Start>,
}

/// A status, and its position among them.
type InStatus = (Uuid, i64);

impl Search<'_> {
    /// The first `limit` of them.
    pub async fn run(&self, limit: i64) -> Result<Vec<Place>> {
        match self.order.from {
            Source::Statuses => self.by_status(limit).await,
            Source::Partners | Source::Contacts => self.find(None, limit).await,
        }
    }

    /// Those of one status after the other.
    async fn by_status(&self, limit: i64) -> Result<Vec<Place>> {
        const STATUSES: &str = "select id, position from status order by position, id";
        let mut statuses: Vec<InStatus> = Sql::new(STATUSES, []).fetch_all(&self.app.db).await?;
        if !self.is_up {
            statuses.reverse();
        }
        let here = self.after.as_ref().and_then(|after| after.in_status());
        let begin = here.and_then(|(at, _)| statuses.iter().position(|(_, position)| *position == at));
        let mut found = Vec::new();
        for status in statuses.split_off(begin.unwrap_or_default()) {
            let rest = limit - found.len() as i64;
            if rest > 0 {
                found.extend(self.find(Some(status), rest).await?);
            }
        }
        Ok(found)
    }

    /// The first `limit` of them, or of those in a status.
    async fn find(&self, status: Option<InStatus>, limit: i64) -> Result<Vec<Place>> {
        let Some(start) = self.start.as_ref().filter(|start| start.is_long()) else {
            return self.select(status, self.start.as_ref(), None, limit).await;
        };
        // Where many match, a page of them is soon passed; but they may all stand at the end.
        let far = self.far(status).await?;
        let found = self.select(status, None, far.as_ref(), limit).await?;
        if far.is_none() || found.len() as i64 == limit {
            return Ok(found);
        }
        self.select(status, Some(start), None, limit).await
    }

    /// A place further on in the order than should be looked for a page; none where the order ends before.
    async fn far(&self, status: Option<InStatus>) -> Result<Option<Place>> {
        let mut sql = Sql::new(&self.columns(), []);
        match self.order.from {
            Source::Partners | Source::Statuses => sql.push("partner p where 1 = 1", []),
            Source::Contacts => sql.push("person m where m.is_main", []),
        };
        self.push_place(&mut sql, status, None);
        self.push_order(&mut sql, true);
        sql.push(" limit 1 offset ?", [COUNTED.into()]);
        Ok(self.places(&sql, status).await?.pop())
    }

    /// The first `limit` of those that match, from `start` on or as the order has them, up to `until`.
    async fn select(
        &self,
        status: Option<InStatus>,
        start: Option<&Start>,
        until: Option<&Place>,
        limit: i64,
    ) -> Result<Vec<Place>> {
        let mut sql = Sql::new(&self.columns(), []);
        // A cross join is made in the order it is written in.
        match (start, self.order.from) {
            (start, Source::Partners | Source::Statuses) => self.filter.push_matches(&mut sql, start),
            (Some(_), Source::Contacts) => {
                sql.push("(select p.id from ", []);
                self.filter.push_matches(&mut sql, start);
                sql.push(") p cross join person m where m.partner_id = p.id and m.is_main", []);
            }
            (None, Source::Contacts) => {
                sql.push("person m cross join partner p where p.id = m.partner_id and m.is_main", []);
                self.filter.push_filters(&mut sql, None);
            }
        }
        self.push_place(&mut sql, status, until);
        self.push_order(&mut sql, start.is_none_or(Start::is_ordered));
        sql.push(" limit ?", [limit.into()]);
        self.places(&sql, status).await
    }

    /// The index of an order goes from the contact to the partner.
    fn id(&self) -> &'static str {
        if self.order.from == Source::Contacts { "m.partner_id" } else { "p.id" }
    }

    fn columns(&self) -> String {
        format!("select {} as id, {} as sort_key from ", self.id(), self.order.key)
    }

    /// Appends ` and …`: from the place that the page begins after, up to `until`.
    fn push_place(&self, sql: &mut Sql, status: Option<InStatus>, until: Option<&Place>) {
        let (key, id) = (self.order.key, self.id());
        let (past, up_to) = if self.is_up { (">", "<=") } else { ("<", ">=") };
        if let Some((status, _)) = status {
            sql.push(" and p.status_id = ?", [status.into()]);
        }
        for (place, compared) in [(self.after.as_ref(), past), (until, up_to)] {
            if let Some((last, last_id)) = place.and_then(|place| place.within(status)) {
                sql.push(&format!(" and ({key}, {id}) {compared} (?, ?)"), [last, last_id.into()]);
            }
        }
    }

    /// Appends ` order by …`, which an index may go by only where it `is_walked`: PostgreSQL follows one to the end where it
    /// hopes for enough matches at the beginning.
    fn push_order(&self, sql: &mut Sql, is_walked: bool) {
        let sorted = match (is_walked, self.order.is_text) {
            (true, _) => "",
            (false, true) => " || ''",
            (false, false) => " + 0",
        };
        let (key, id, direction) = (self.order.key, self.id(), if self.is_up { "asc" } else { "desc" });
        sql.push(&format!(" order by {key}{sorted} {direction}, {id} {direction}"), []);
    }

    /// The places that `sql` finds.
    async fn places(&self, sql: &Sql, status: Option<InStatus>) -> Result<Vec<Place>> {
        if !self.order.is_text {
            let found: Vec<(Uuid, i64)> = sql.fetch_all(&self.app.db).await?;
            return Ok(found.into_iter().map(|(id, key)| Place { key: key.into(), id }).collect());
        }
        let found: Vec<(Uuid, String)> = sql.fetch_all(&self.app.db).await?;
        let key = |key: String| match status {
            Some((_, position)) => Value::Text(format!("{position} {key}")),
            None => Value::Text(key),
        };
        Ok(found.into_iter().map(|(id, name)| Place { key: key(name), id }).collect())
    }
}
