//! The filters of the Partners page, for everything that works on "all that match".

use crate::domain::email;
use crate::domain::partners::partner::{ACCESS, PartnerQuery};
use crate::domain::time::{DAY, Timestamp};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::normalize::{SEARCH_WORDS, like_text, search_words};
use uuid::Uuid;

/// How long after an invitation a contact who has not activated counts as silent.
pub const SILENCE: i64 = 7 * DAY;

/// The filters. Each `$n` occurs whether its filter is used or not, so that one text serves all.
macro_rules! filtered {
    ($columns:expr, $rest:expr) => {
        concat!(
            "
            select ",
            $columns,
            "
            from partner p
            join status s on s.id = p.status_id",
            $crate::server::partners::standing::standing_joins!(),
            "
            where (
                    cast($1 as text) = '%%'
                    or (
                        p.search_key like $1 escape '\\'
                        and (
                            cast($11 as text) = '%%'
                            or (
                                p.search_key like $11 escape '\\' and p.search_key like $12 escape '\\'
                                and p.search_key like $13 escape '\\' and p.search_key like $14 escape '\\'
                            )
                        )
                    )
                )
                and (cast($2 as bigint) = 0 or p.status_id = $3)
                and (
                    cast($4 as bigint) = 0
                    or exists (select 1 from partner_program g where g.partner_id = p.id and g.program_id = $5)
                )
                and (cast($9 as bigint) = 0 or p.import_id = $10)
                and (
                    cast($6 as text) = ''
                    or ($6 = 'none' and m.access_at is null)
                    or ($6 = 'invited' and m.access_at is not null and m.activated_at is null)
                    or ($6 = 'active' and m.activated_at is not null)
                    or ($6 = 'attention' and ",
            $crate::server::partners::standing::needs_attention!(),
            ") or ($6 = 'refused' and ",
            $crate::server::partners::standing::attention!(refused),
            ") or ($6 = 'expired' and ",
            $crate::server::partners::standing::attention!(expired),
            ") or ($6 = 'reported' and ",
            $crate::server::partners::standing::attention!(reported),
            ") or ($6 = 'silent' and ",
            $crate::server::partners::standing::attention!(silent),
            ") or ($6 = 'requested' and ",
            $crate::server::partners::standing::attention!(requested),
            ") or ($6 = 'scheduled' and ",
            $crate::server::partners::standing::attention!(scheduled),
            ")
                )",
            $rest
        )
    };
}

/// Binds `$1` to `$14`.
macro_rules! bound {
    ($query:expr, $filter:expr) => {
        $query
            .bind(&$filter.words[0])
            .bind(i64::from($filter.status.is_some()))
            .bind($filter.status.unwrap_or_default())
            .bind(i64::from($filter.program.is_some()))
            .bind($filter.program.unwrap_or_default())
            .bind(&$filter.access)
            .bind($filter.now.0)
            .bind($filter.now.plus(-$crate::server::partners::filter::SILENCE).0)
            .bind(i64::from($filter.import.is_some()))
            .bind($filter.import.unwrap_or_default())
            .bind(&$filter.words[1])
            .bind(&$filter.words[2])
            .bind(&$filter.words[3])
            .bind(&$filter.words[4])
    };
}

pub(super) use {bound, filtered};

/// The filters of a list, ready to be bound.
pub struct Filter {
    /// Each as a pattern.
    pub words: [String; SEARCH_WORDS],
    pub status: Option<Uuid>,
    pub program: Option<Uuid>,
    pub access: String,
    pub import: Option<Uuid>,
    pub now: Timestamp,
}

/// The patterns of which each must be in a `search_key` for `text` to be found. A single letter beside other words begins
/// one: `Quay 1` is not in `Quay 2, jo1@quay.example`.
pub fn patterns(text: &str) -> [String; SEARCH_WORDS] {
    let words = search_words(&email::in_letters(text));
    let is_alone = words[1].is_empty();
    words.map(|word| {
        let begin = if word.len() == 1 && !is_alone { " " } else { "" };
        ["%", begin, &like_text(&word), "%"].concat()
    })
}

impl Filter {
    /// Filters that name nothing known are a clear error, not an empty list. What needs attention depends on
    /// the time.
    pub fn parse(query: &PartnerQuery, now: Timestamp) -> Result<Self> {
        let id = |raw: &str, field: &str| match raw {
            "" => Ok(None),
            raw => Uuid::try_parse(raw).map(Some).map_err(|_| Error::field(field, t!(catalog::choose_from_the_list))),
        };
        if !query.access.is_empty() && !ACCESS.contains(&query.access.as_str()) {
            return Err(Error::field("access", t!(catalog::choose_from_the_list)));
        }
        let text = query.q.chars().filter(|c| !c.is_control()).take(200).collect::<String>();
        Ok(Self {
            words: patterns(&text),
            status: id(&query.status, "status")?,
            program: id(&query.program, "program")?,
            access: query.access.clone(),
            import: id(&query.import, "import")?,
            now,
        })
    }
}
