//! Small sources that try to use something unseen, and innocent ones that must not be suspected.

use super::check::{between, disagreements, missing_rooms, room_of};
use super::graph::Graph;
use crate::tests::sources::Source;
use std::collections::BTreeSet;

type Files<'f> = &'f [(&'f str, &'f str)];

/// Two rooms of a server. Each case writes `clock.rs`, which must not know `queue.rs`.
const WORLD: Files = &[
    ("lib.rs", "pub mod server; pub mod ui;"),
    ("ui/mod.rs", ""),
    ("server/mod.rs", "pub mod outbox; pub mod platform;"),
    ("server/outbox/mod.rs", "pub mod queue;"),
    (
        "server/outbox/queue.rs",
        "pub struct Mail; pub enum Kind { Plain } pub fn send() {} pub mod inner { pub fn go() {} }",
    ),
    ("server/platform/mod.rs", "pub mod clock;"),
    ("server/platform/clock.rs", ""),
];
const CLOCK: &str = "server/platform/clock.rs";
const QUEUE: &str = "server/outbox/queue.rs";

/// `WORLD` with other files in place of its own, or beside them.
fn graph(files: Files) -> Graph {
    let is_replaced = |path: &str| files.iter().any(|(other, _)| *other == path);
    let all = WORLD.iter().filter(|(path, _)| !is_replaced(path)).chain(files);
    Graph::new(&all.map(|(path, text)| Source { path: (*path).into(), text: (*text).into() }).collect::<Vec<_>>())
}

fn has_arrow(graph: &Graph, from: &str, to: &str) -> bool {
    graph.arrows.iter().any(|arrow| arrow.from == from && arrow.to == to)
}

/// What `clock.rs` writes to use `queue.rs`.
const HIDDEN: Files = &[
    ("several supers", "use super::super::outbox::queue::send;"),
    ("self and super", "use self::super::super::outbox::queue::send;"),
    ("nested braces", "use crate::{server::{self, outbox::{queue::{self as q, Mail}}}, ui as u};"),
    ("a group from the root", "use {crate::server::outbox::queue as x, std::fmt};"),
    ("only the path, in an expression", "fn tick() { crate::server::outbox::queue::send() }"),
    ("over several lines", "fn tick() { crate\n  ::server // no matter\n  ::outbox::\n queue\n::send() }"),
    ("in a type", "struct Clock(Vec<Option<crate::server::outbox::queue::Mail>>);"),
    ("in a bound", "fn tick<T: Into<super::super::outbox::queue::Mail>>(_: T) {}"),
    ("in a pattern", "fn tick(x: u8) { if let crate::server::outbox::queue::Kind::Plain = x {} }"),
    ("in a qualified type", "fn tick() { <crate::server::outbox::queue::Mail as Default>::default(); }"),
    ("in the name of a trait", "impl From<u8> for crate::server::outbox::queue::Mail {}"),
    ("an alias of a type", "type Hidden = crate::server::outbox::queue::Mail;"),
    ("an alias of the crate", "use crate as k; fn tick() { k::server::outbox::queue::send() }"),
    ("the crate by its own name", "fn tick() { gangway::server::outbox::queue::send() }"),
    ("an alias of a module", "use crate::server::outbox as o; fn tick() { o::queue::send() }"),
    ("an alias of an alias", "use crate::server as s; use s::outbox as o; fn tick() { o::queue::send() }"),
    ("an alias of super", "use super::super as s; fn tick() { s::outbox::queue::send() }"),
    ("everything in a module", "use crate::server::outbox::*; fn tick() { queue::send() }"),
    ("everything, twice", "use crate::server::*; use outbox::*; fn tick() { queue::send() }"),
    ("a module in braces", "mod hidden { use super::super::super::outbox::queue::Mail; }"),
    ("a module in braces two deep", "mod a { pub mod b { use super::super::super::super::outbox::queue::Mail; } }"),
    ("a child of the module", "fn tick() { crate::server::outbox::queue::inner::go() }"),
    ("raw words", "use r#crate_ as _; use crate::r#server::r#outbox::r#queue::r#send;"),
    ("an import in a function", "fn tick() { use crate::server::outbox::queue; queue::send() }"),
    ("an import in a closure", "fn tick() { let _ = || { use crate::server::outbox::queue::send; send() }; }"),
    ("an import under a condition", "#[cfg(feature = \"ssr\")] use crate::server::outbox::queue;"),
    ("an import for all but tests", "#[cfg(not(test))] use crate::server::outbox::queue;"),
    ("an import with or without tests", "#[cfg(any(test, unix))] use crate::server::outbox::queue;"),
    ("an import without a name", "use crate::server::outbox::queue::Mail as _;"),
    ("a re-export", "pub use crate::server::outbox::queue::Mail;"),
    ("in markup", "fn tick() { view! { <p>{crate::server::outbox::queue::send()}</p> } }"),
    ("in markup, by an alias", "use crate::server::outbox as o; fn tick() { view! { <p title=o::queue::send()/> } }"),
    ("in a format", "fn tick() { format!(\"{}\", super::super::outbox::queue::send()); }"),
    ("in a macro, with parameters", "fn tick() { call!(Vec::<crate::server::outbox::queue::Mail>::new()) }"),
    ("in a macro, by the crate's name", "fn tick() { call!(x = ::gangway::server::outbox::queue::send()) }"),
    ("an import in a macro", "call! { use crate::server::{outbox::{queue}}; }"),
    ("an alias in a macro", "call! { use crate::server::outbox as o; fn f() { o::queue::send() } }"),
    ("an alias in a macro's body", "macro_rules! m { () => { use $crate::server::outbox as o; o::queue::send() } }"),
    ("what looks like a doc comment", "fn f() { call![doc, crate::server::outbox::queue::send()] }"),
    ("a doc comment from a macro", "#[doc = crate::server::outbox::queue::text!()] fn tick() {}"),
    ("braces in a macro", "call! { crate::server::outbox::{queue, Nothing} }"),
    ("a module in a macro", "call! { mod m { use super::super::super::outbox::queue::Mail; } }"),
    (
        "a module that a macro names",
        "macro_rules! m { ($n:ident) => { mod $n { use super::super::super::outbox::queue::Mail; } } }",
    ),
    ("the name of a macro", "fn tick() { crate::server::outbox::queue::call!() }"),
    ("the body of a macro", "macro_rules! call { () => { $crate::server::outbox::queue::send() } }"),
    ("an import in the body of a macro", "macro_rules! call { () => { use $crate::server::outbox::{queue}; } }"),
    ("an attribute", "#[crate::server::outbox::queue::attribute] fn tick() {}"),
    ("a derive", "#[derive(crate::server::outbox::queue::Derive)] struct Clock;"),
    ("an attribute's text", "#[serde(with = \"crate::server::outbox::queue\")] struct Clock;"),
    ("an attribute under a condition", "#[cfg_attr(unix, derive(crate::server::outbox::queue::Derive))] struct C;"),
    ("a constant", "const X: usize = { crate::server::outbox::queue::Kind::Plain as usize };"),
    ("the length of an array", "static X: [u8; crate::server::outbox::queue::LENGTH] = [];"),
    ("a default in a trait", "trait T { fn f() { crate::server::outbox::queue::send() } }"),
    (
        "a decoy in another function",
        "fn decoy() { struct queue; } use crate::server::outbox::*; fn f() { queue::send() }",
    ),
];

#[test]
fn a_hidden_use_is_an_arrow() {
    for (how, text) in HIDDEN {
        let graph = graph(&[(CLOCK, text)]);
        assert!(has_arrow(&graph, CLOCK, QUEUE), "{how}: {text}");
        let table = &[("outbox", &[][..]), ("platform", &[])];
        let wrong = disagreements(table, &between(&graph, |file| room_of(file, "server/")));
        assert!(wrong.iter().any(|wrong| wrong.starts_with("platform may not use outbox")), "{how}: {wrong:?}");
    }
}

/// Uses of `queue.rs` that take more than one file.
const HOPS: &[(&str, Files)] = &[
    (
        "a re-export in between",
        &[("ui/mod.rs", "pub use crate::server::outbox::queue::Mail;"), (CLOCK, "use crate::ui::Mail;")],
    ),
    (
        "a re-exported module",
        &[("ui/mod.rs", "pub use crate::server::outbox as o;"), (CLOCK, "fn tick() { crate::ui::o::queue::send() }")],
    ),
    (
        "everything of one that re-exports everything",
        &[("ui/mod.rs", "pub use crate::server::outbox::queue::*;"), (CLOCK, "use crate::ui::*; type X = Mail;")],
    ),
    (
        "everything of what comes from everything",
        &[
            (
                "ui/mod.rs",
                "pub use a::*; mod a { pub use crate::ui::b as q; } mod b { pub use crate::server::outbox::queue::Mail; }",
            ),
            (CLOCK, "use crate::ui::*; use q::*; type X = Mail;"),
        ],
    ),
    (
        "an alias of a type elsewhere",
        &[("ui/mod.rs", "pub type M = crate::server::outbox::queue::Mail;"), (CLOCK, "use crate::ui::M;")],
    ),
    (
        "an import of the parent's",
        &[
            ("server/platform/mod.rs", "pub mod clock; use super::outbox::queue;"),
            (CLOCK, "fn tick() { super::queue::send() }"),
        ],
    ),
    (
        "the crate under another name",
        &[
            ("lib.rs", "extern crate self as g; pub mod server; pub mod ui;"),
            (CLOCK, "fn tick() { g::server::outbox::queue::send() }"),
        ],
    ),
    (
        "a macro that everybody can call",
        &[(QUEUE, "#[macro_export] macro_rules! post { () => {} }"), (CLOCK, "fn tick() { crate::post!() }")],
    ),
    (
        "such a macro by its bare name",
        &[(QUEUE, "#[macro_export] macro_rules! post { () => {} }"), (CLOCK, "fn tick() { post!() }")],
    ),
    (
        "a macro from a module marked for it",
        &[
            ("server/outbox/mod.rs", "#[macro_use] pub mod queue;"),
            (QUEUE, "macro_rules! post { () => {} }"),
            (CLOCK, "fn tick() { post!() }"),
        ],
    ),
    (
        "a file somewhere else",
        &[
            ("server/outbox/mod.rs", "#[path = \"../../odd/place.rs\"] pub mod queue;"),
            ("odd/place.rs", ""),
            (QUEUE, ""),
            ("server/platform/mod.rs", "#[path = \"../outbox/queue.rs\"] mod odd; pub mod clock;"),
            (CLOCK, "use super::odd::Mail;"),
        ],
    ),
    (
        "the usual one of two files for a module",
        &[
            ("server/outbox/mod.rs", "#[cfg_attr(unix, path = \"other.rs\")] pub mod queue;"),
            ("server/outbox/other.rs", ""),
            (CLOCK, "use crate::server::outbox::queue::Mail;"),
        ],
    ),
    (
        "the other of two files for a module",
        &[
            ("server/outbox/mod.rs", "#[cfg_attr(unix, cfg_attr(ssr, path = \"queue.rs\"))] pub mod two;"),
            ("server/outbox/two.rs", ""),
            (CLOCK, "use crate::server::outbox::two::Mail;"),
        ],
    ),
    (
        "a module without mod.rs",
        &[
            ("server/mod.rs", "pub mod outbox; pub mod platform; pub mod top;"),
            ("server/top.rs", "mod below { pub mod leaf; }"),
            ("server/top/below/leaf.rs", "pub use super::super::super::outbox::queue::Mail;"),
            (CLOCK, "use crate::server::top::below::leaf::Mail;"),
        ],
    ),
];

#[test]
fn a_use_by_way_of_another_file_is_an_arrow() {
    for (how, files) in HOPS {
        assert!(has_arrow(&graph(files), CLOCK, QUEUE), "{how}");
    }
}

/// What `clock.rs` may write without using `queue.rs`.
const INNOCENT: Files = &[
    ("a comment", "// crate::server::outbox::queue::send()\n/* use crate::server::outbox::queue; */"),
    ("a doc comment", "//! [crate::server::outbox::queue]\n\n/// [`crate::server::outbox::queue`]\nfn tick() {}"),
    ("a doc comment in a macro", "call! { /// crate::server::outbox::queue\n struct X; }"),
    ("a text", "const X: &str = \"use crate::server::outbox::queue;\";"),
    ("a raw text", "const X: &str = r#\"crate::server::outbox::queue\"#;"),
    ("a text in a format", "fn tick() { println!(\"crate::server::outbox::queue at noon\") }"),
    ("a variable", "fn tick() { let queue = 1; let outbox = queue + 1; call!(queue, outbox.queue()) }"),
    ("a field", "fn tick(x: X) { x.outbox.queue.send() }"),
    ("a label", "fn tick() { 'queue: loop { break 'queue } }"),
    ("another module of that name", "mod queue { pub fn send() {} } fn tick() { queue::send() }"),
    ("a crate of that name", "use crate::server::outbox as o; fn tick() { ::o::queue::send() }"),
    ("tests", "#[cfg(test)] mod tests { use crate::server::outbox::queue; }"),
    ("tests on one system", "#[cfg(all(test, unix))] use crate::server::outbox::queue;"),
    ("a test", "#[test] fn ticks() { crate::server::outbox::queue::send() }"),
    ("who may see it", "pub(in crate::server::outbox::queue) fn a() {} pub(crate) fn b() {} pub(super) fn c() {}"),
    ("who may see it, in a macro", "call! { pub(super) fn a() {} pub(in crate::server::outbox::queue) fn b() {} }"),
    ("its own folder", "use super::super::platform; use crate::server;"),
];

#[test]
fn what_only_looks_like_a_use_is_no_arrow() {
    for (what, text) in INNOCENT {
        let graph = graph(&[(CLOCK, text)]);
        assert!(!has_arrow(&graph, CLOCK, QUEUE), "{what}: {text}");
        assert_eq!(graph.problems, Vec::<String>::new(), "{what}");
    }
    let parent = "server/outbox/mod.rs";
    let variable = graph(&[(parent, "pub mod queue; fn f() { let queue = 1; call!(queue, queue + 1) }")]);
    assert!(!has_arrow(&variable, parent, QUEUE), "a variable with the name of a child module");
}

#[test]
fn circles_are_found() {
    let two_files = graph(&[
        ("server/outbox/mod.rs", "pub mod queue; pub mod worker;"),
        ("server/outbox/worker.rs", "use super::queue::Mail;"),
        (QUEUE, "fn send() { crate::server::outbox::worker::start() }"),
    ]);
    let [circle] = &two_files.file_circles()[..] else { panic!("one circle of files") };
    assert_eq!(circle.nodes, ["server/outbox/queue.rs", "server/outbox/worker.rs"]);
    assert_eq!(two_files.folder_circles().len(), 1, "the same between what lies in server/outbox/");

    let with_parent = graph(&[
        ("server/outbox/mod.rs", "pub mod queue; pub use queue::Mail; pub const LIMIT: u8 = 1;"),
        (QUEUE, "use super::LIMIT;"),
    ]);
    assert_eq!(with_parent.file_circles().len(), 1, "a folder's own mod.rs counts");

    let three_folders: Files = &[
        ("server/mod.rs", "pub mod a; pub mod b; pub mod c;"),
        ("server/a/mod.rs", "mod x; pub mod y;"),
        ("server/a/x.rs", "use crate::server::b::x;"),
        ("server/a/y.rs", ""),
        ("server/b/mod.rs", "pub mod x; pub mod y;"),
        ("server/b/x.rs", ""),
        ("server/b/y.rs", "use super::super::c::Y;"),
        ("server/c.rs", "mod x; pub struct Y;"),
        ("server/c/x.rs", "fn f() { crate::server::a::y::g() }"),
    ];
    let lib = ("lib.rs", "mod server;");
    let all: Vec<_> = three_folders.iter().chain([&lib]).map(|(path, text)| source(path, text)).collect();
    let three_folders = Graph::new(&all);
    assert_eq!(three_folders.file_circles().len(), 0, "no file is in a circle");
    let [circle] = &three_folders.folder_circles()[..] else { panic!("one circle of folders") };
    assert_eq!(circle.nodes, ["a", "b", "c"], "c.rs and the folder c/ are one");
}

fn source(path: &str, text: &str) -> Source {
    Source { path: path.into(), text: text.into() }
}

#[test]
fn what_cannot_be_followed_is_a_problem() {
    const CASES: &[(&str, Files)] = &[
        ("a file that belongs to nothing", &[("server/platform/lost.rs", "")]),
        ("a module without a file", &[(CLOCK, "mod gone;")]),
        ("code from elsewhere", &[(CLOCK, "include!(\"../outbox/queue.rs\");")]),
        ("code from elsewhere, by another name", &[(CLOCK, "use std::include as text;")]),
        ("code from elsewhere, in a macro", &[(CLOCK, "call! { include!(\"../outbox/queue.rs\"); }")]),
        ("a file outside of src/", &[(CLOCK, "#[path = \"../../../../queue.rs\"] mod queue;")]),
        ("a module that a macro declares", &[(CLOCK, "call! { mod clock; }")]),
        ("a path in pieces", &[(CLOCK, "fn tick() { call!(crate server outbox queue send) }")]),
        (
            "a path to be continued",
            &[(CLOCK, "macro_rules! m { ($x:ident) => { $crate::server::$x::queue::send() } }")],
        ),
        ("no Rust", &[(CLOCK, "fn (")]),
    ];
    for (what, files) in CASES {
        assert_eq!(graph(files).problems.len(), 1, "{what}");
    }
    assert_eq!(graph(&[]).problems, Vec::<String>::new());
}

#[test]
fn crates_are_found_under_any_name() {
    const CASES: Files = &[
        ("an import", "use sqlx::query;"),
        ("the crate itself", "use sqlx;"),
        ("the crate itself in braces", "use sqlx::{self, query}; fn f() { sqlx::x() }"),
        ("another name", "use sqlx as db; fn f() { db::query() }"),
        ("extern crate", "extern crate sqlx as db;"),
        ("a path", "fn f() { ::sqlx::query(\"\") }"),
        ("a derive", "#[derive(sqlx::FromRow)] struct X;"),
        ("a macro", "fn f() { call!(x, sqlx::query()) }"),
        ("the body of a macro", "macro_rules! m { () => { ::sqlx::query() } }"),
        ("a decoy in another function", "fn decoy() { struct sqlx; } fn f() { sqlx::query() }"),
        ("an import as a decoy", "fn decoy() { use std as sqlx; } fn f() { sqlx::query() }"),
        ("a module as a decoy", "fn decoy() { mod sqlx {} } fn f() { sqlx::query() }"),
        ("a decoy in a macro", "call! { use std as sqlx; } fn f() { sqlx::query() }"),
        ("a function of that name beside", "macro_rules! sqlx { () => {} } use sqlx; fn f() { sqlx::query() }"),
    ];
    let knows = |graph: &Graph, name: &str| graph.crates.iter().any(|used| used.file == CLOCK && used.name == name);
    for (how, text) in CASES {
        assert!(knows(&graph(&[(CLOCK, text)]), "sqlx"), "{how}");
    }
    let by_way_of_another = graph(&[("ui/mod.rs", "pub use sqlx as db;"), (CLOCK, "use crate::ui::db::query;")]);
    assert!(knows(&by_way_of_another, "sqlx"));
    for text in [
        "// sqlx::query()",
        "fn f(sqlx: u8) { sqlx.query(\"sqlx::query\") }",
        "mod sqlx { pub fn query() {} } fn f() { sqlx::query() }",
    ] {
        assert!(!knows(&graph(&[(CLOCK, text)]), "sqlx"), "{text}");
    }
}

#[test]
fn tables_must_say_what_is_so() {
    let used = graph(&[(CLOCK, "use crate::server::outbox::queue::Mail;")]);
    let arrows = between(&used, |file| room_of(file, "server/"));
    assert_eq!(disagreements(&[("platform", &["outbox"])], &arrows), Vec::<String>::new());
    assert_eq!(disagreements(&[("platform", &[])], &arrows).len(), 1, "an arrow that is not in the table");
    let unused = &[("outbox", &["platform"][..]), ("platform", &["outbox"])];
    assert_eq!(disagreements(unused, &arrows).len(), 1, "an entry that nothing needs");
    let rooms = BTreeSet::from(["outbox", "platform"]);
    assert_eq!(missing_rooms(&[("outbox", &[]), ("gone", &[])], &rooms).len(), 2, "one is missing, one is gone");
}
