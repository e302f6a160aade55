//! The rules, all of them. There is no list of exceptions.
//!
//! In the tables of who uses whom an entry that nothing needs is as wrong as a missing one.

use super::check::Table;
use super::patterns::{
    begins_elsewhere, builds_under_lock, makes, maps_setter, parts_builds, styles_inline, titles_raw,
};
use super::words::{Rule, is_word};

/// The rings from the inside out: name, the files that make it up (the first that fits counts), and the
/// rings it uses.
pub const RINGS: &[(&str, &[&str], &[&str])] = &[
    ("i18n", &["i18n/"], &[]),
    ("domain", &["domain/", "paths.rs"], &["i18n"]),
    ("wire", &["error.rs", "reply.rs"], &["i18n", "domain"]),
    ("ui", &["ui/"], &["i18n", "domain", "wire"]),
    ("server", &["server/"], &["i18n", "domain"]),
    ("routes", &["routes.rs"], &["domain"]),
    ("request", &["request/"], &["i18n", "domain", "wire", "routes", "server", "ui"]),
    // Of a feature, only the functions that run on the server reach what is there.
    ("functions", &["features/*/api.rs", "features/permit.rs"], &["i18n", "domain", "wire", "request", "server"]),
    ("features", &["features/"], &["i18n", "domain", "wire", "functions", "ui"]),
    ("app", &["app.rs", "chunks.rs", "frames.rs"], &["i18n", "domain", "features", "functions", "routes", "ui"]),
    ("lib", &["lib.rs"], &["i18n", "app"]),
    ("http", &["http/"], &["i18n", "app", "domain", "wire", "request", "routes", "server", "ui"]),
    ("cli", &["cli.rs", "cli/"], &["i18n", "http", "server"]),
    ("main", &["main.rs"], &["cli"]),
];

/// Which room of `server/` uses which, from the bottom up.
pub const ROOMS: Table = &[
    ("platform", &[]),
    ("mailer", &["platform"]),
    ("state", &["platform", "mailer"]),
    ("authz", &[]),
    ("signing_key", &["platform", "state"]),
    ("live", &["platform", "state", "authz"]),
    ("people", &["platform", "state"]),
    ("audit", &["platform", "state", "authz"]),
    ("privacy", &["platform", "state", "authz", "audit"]),
    ("organisation", &["platform", "state", "authz", "people", "audit"]),
    ("templates", &["platform", "mailer", "state", "authz", "audit", "organisation"]),
    (
        "outbox",
        &["platform", "mailer", "state", "authz", "people", "audit", "organisation", "templates", "signing_key"],
    ),
    ("bounces", &["platform", "mailer", "state", "audit", "outbox", "signing_key"]),
    ("auth", &["platform", "state", "authz", "people", "audit", "organisation", "outbox", "signing_key"]),
    (
        "invitations",
        &["platform", "mailer", "state", "authz", "people", "audit", "organisation", "templates", "outbox", "auth"],
    ),
    ("mail_server", &["platform", "mailer", "state", "authz", "audit", "organisation", "templates", "outbox"]),
    ("catalog", &["platform", "state", "authz", "audit", "organisation"]),
    (
        "partners",
        &[
            "platform",
            "mailer",
            "state",
            "authz",
            "people",
            "audit",
            "organisation",
            "templates",
            "outbox",
            "auth",
            "invitations",
            "catalog",
            "privacy",
        ],
    ),
    (
        "members",
        &[
            "platform",
            "state",
            "authz",
            "people",
            "audit",
            "organisation",
            "outbox",
            "invitations",
            "partners",
            "privacy",
        ],
    ),
    ("onboarding", &["platform", "mailer", "state", "authz", "templates", "invitations", "catalog", "partners"]),
    ("imports", &["platform", "state", "authz", "audit", "organisation", "outbox", "catalog", "partners"]),
    (
        "portal",
        &[
            "platform",
            "state",
            "authz",
            "people",
            "audit",
            "organisation",
            "outbox",
            "invitations",
            "catalog",
            "partners",
        ],
    ),
    ("funnel", &["platform", "state", "authz", "organisation"]),
    ("help", &["platform", "state", "authz", "audit"]),
    (
        "ops",
        &[
            "platform",
            "mailer",
            "state",
            "authz",
            "people",
            "audit",
            "organisation",
            "templates",
            "outbox",
            "bounces",
            "auth",
            "invitations",
            "mail_server",
            "catalog",
            "partners",
            "members",
        ],
    ),
];

/// Files that may lie in `server/` beside its rooms' folders.
pub const LOOSE_FILES: usize = 6;

/// Which feature uses which other.
pub const FEATURE_EDGES: Table = &[
    ("audit", &["permit"]),
    ("auth", &["permit"]),
    ("catalog", &["permit", "shell"]),
    ("funnel", &["permit"]),
    ("help", &["permit"]),
    ("imports", &["permit", "shell"]),
    ("invitations", &["auth", "permit"]),
    ("mail_server", &["outbox", "permit"]),
    ("members", &["invitations", "people", "permit", "shell"]),
    ("onboarding", &["invitations", "people", "permit", "shell"]),
    ("organisation", &["permit", "shell"]),
    ("outbox", &["invitations", "permit", "shell"]),
    ("partners", &["auth", "invitations", "onboarding", "organisation", "outbox", "people", "permit", "shell"]),
    ("people", &["permit"]),
    ("portal", &["people", "permit"]),
    ("shell", &["permit"]),
    ("templates", &["outbox", "permit", "shell"]),
];

/// Files that declare modules and use nothing.
pub const DECLARATIONS: &[&str] = &["domain/mod.rs", "features/mod.rs", "server/mod.rs", "ui/mod.rs"];

/// Crates that occur in some places only.
pub const CRATES_ONLY_IN: &[(&str, &[&str])] = &[
    ("argon2", &["server/"]),
    ("getrandom", &["server/"]),
    ("lettre", &["server/"]),
    ("rand", &["server/"]),
    ("ring", &["server/"]),
    ("sha2", &["server/"]),
    ("sqlx", &["server/"]),
];

/// Crates that some places do not know, by how their names start.
pub const CRATES_NOT_IN: &[(&str, &[&str])] = &[("leptos", &["server/", "domain/", "paths.rs"])];

/// All that the innermost ring uses.
pub const DOMAIN: &[&str] = &["domain/", "paths.rs"];
pub const DOMAIN_CRATES: &[&str] = &["idna", "serde", "std", "uuid"];

const VIEWS: &[&str] = &["app.rs", "chunks.rs", "features/", "frames.rs", "ui/"];
const BEHIND_VIEWS: &[&str] = &["http/", "request/", "server/"];

pub const PURITY: &[Rule] = &[Rule {
    name: "domain/ and paths.rs know no time and are the same in both builds",
    places: DOMAIN,
    allowed: &[],
    is_broken: |words, at| ["SystemTime", "Instant"].iter().any(|word| is_word(words, at, word)),
}];

pub const BUILDS: &[Rule] = &[Rule {
    name: "the two builds part ways (`cfg(feature)`) in a handful of places only",
    places: &[],
    allowed: &[
        "domain/email/international.rs",
        "domain/links/top_level_domains.rs",
        "i18n/mod.rs",
        "i18n/browser.rs",
        "lib.rs",
        "main.rs",
        "reply.rs",
        "ui/mod.rs",
        "ui/status.rs",
        "features/permit.rs",
        "features/*/api.rs",
    ],
    is_broken: parts_builds,
}];

pub const PAGES: &[Rule] = &[
    Rule {
        name: "a raw textarea is not escaped (leptos #4819); ui/text_area.rs does it",
        places: &[],
        allowed: &["http/", "request/", "server/", "ui/text_area.rs"],
        is_broken: |words, at| is_word(words, at, "textarea"),
    },
    Rule {
        name: "what is local to a thread panics where the server drops it in another",
        places: &[],
        allowed: BEHIND_VIEWS,
        is_broken: |words, at| ["new_local", "LocalStorage"].iter().any(|word| is_word(words, at, word)),
    },
    Rule {
        name: "inline styles break the security policy",
        places: &[],
        allowed: BEHIND_VIEWS,
        is_broken: styles_inline,
    },
    Rule {
        name: "titles are escaped by PageTitle, not by leptos",
        places: &[],
        allowed: &["http/", "request/", "server/", "ui/page.rs"],
        is_broken: titles_raw,
    },
];

/// `SignalSetter::map` and the closures of `with` run under the lock of all signals. Code that makes or sets a signal
/// in there takes it again, and with a writer waiting between the two the server deadlocks.
pub const LOCK: &[Rule] = &[
    Rule {
        name: "a view is drawn from a copy, not by SignalSetter::map",
        places: VIEWS,
        allowed: &[],
        is_broken: maps_setter,
    },
    Rule {
        name: "nothing is made or set under the lock of all signals: draw from a copy, outside `with`",
        places: VIEWS,
        allowed: &[],
        is_broken: builds_under_lock,
    },
];

pub const PROOFS: &[Rule] = &[
    Rule {
        name: "only the demonstration acts without a session",
        places: &[],
        allowed: &["server/authz.rs", "server/ops/demo.rs"],
        is_broken: |words, at| is_word(words, at, "for_system") || makes(words, at, "Staff"),
    },
    Rule {
        name: "only what was confirmed for many outlives its request",
        places: &[],
        allowed: &["server/authz.rs", "server/imports/worker.rs", "server/partners/bulk/worker.rs"],
        is_broken: |words, at| is_word(words, at, "on_behalf_of"),
    },
];

/// R43: `begin immediate` on SQLite, and no begin that a dropped request could cut off.
pub const TRANSACTIONS: &[Rule] = &[Rule {
    name: "a transaction begins with Db::begin",
    places: &[],
    allowed: &["server/platform/db.rs", "server/platform/group_commit.rs"],
    is_broken: begins_elsewhere,
}];

pub const TOKENS: &[Rule] = &[Rule {
    name: "R1: a token is no UUID",
    places: &["server/platform/token.rs"],
    allowed: &[],
    is_broken: |words, at| !words[at].is_literal && words[at].text.to_lowercase().contains("uuid"),
}];
