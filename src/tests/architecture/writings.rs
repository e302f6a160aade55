//! The rules about what is written, against small sources in odd layouts and against innocent ones.

use super::rules;
use super::words::{self, Rule};
use crate::tests::sources::Source;

/// What is written, where, and whether it breaks one of the rules.
type Writing<'w> = (&'w [Rule], &'w str, &'w str, bool);

const WRITINGS: &[Writing] = &[
    (rules::PAGES, "ui/x.rs", "fn f() { view! { <\n textarea name=\"x\"></textarea> } }", true),
    (rules::PAGES, "ui/x.rs", "fn f() { leptos::html::textarea() }", true),
    (rules::PAGES, "ui/x.rs", "/// A <textarea>.\nfn f() { view! { <p>\"<textarea>\"</p> } }", false),
    (rules::PAGES, "ui/text_area.rs", "fn f() { view! { <textarea></textarea> } }", false),
    (rules::PAGES, "features/a/x.rs", "fn f() { Action::new_local(g) }", true),
    (rules::PAGES, "features/a/x.rs", "fn f() { view! { <p style=\"x\"/> } }", true),
    (rules::PAGES, "features/a/x.rs", "fn f() { view! { <p\nstyle = x/> } }", true),
    (rules::PAGES, "features/a/x.rs", "fn f() { view! { <p style:width=x/> } }", true),
    (rules::PAGES, "features/a/x.rs", "fn f() { p().style(\"x\") }", true),
    (rules::PAGES, "features/a/x.rs", "fn f() { let style = 1; view! { <p>{let style = 2; style}</p> } }", false),
    (rules::PAGES, "features/a/x.rs", "fn f() { view! { <Title formatter=f text=name/> } }", true),
    (rules::PAGES, "features/a/x.rs", "fn f() { view! { <Title formatter=f/> <p text=name/> } }", false),
    (rules::LOCK, "ui/x.rs", "fn f() { SignalSetter::<T>\n::map(x) }", true),
    (rules::LOCK, "ui/x.rs", "fn f() { x.with(\n|y| { view! { <p/> } }) }", true),
    (rules::LOCK, "ui/x.rs", "fn f() { x.with_value(|y| z . set(y)) }", true),
    (rules::LOCK, "ui/x.rs", "fn f() { x.with_untracked(|y| RwSignal::new(y)) }", true),
    (rules::LOCK, "ui/x.rs", "fn f() { x.with(|y| y.len() /* view! */ + \"Signal)\".len()); view! { <p/> } }", false),
    (rules::PROOFS, "server/x.rs", "fn f() { Owner :: for_system(name) }", true),
    (rules::PROOFS, "server/x.rs", "fn f() { g(Staff\n{ id }) }", true),
    (rules::PROOFS, "server/x.rs", "fn f(staff: &Staff) -> Staff { staff.clone() }", false),
    (rules::PROOFS, "server/x.rs", "fn f() { Editor::on_behalf_of(id) }", true),
    (rules::TRANSACTIONS, "server/x.rs", "fn f() { pool\n.begin( ).await }", true),
    (rules::TRANSACTIONS, "server/x.rs", "fn f() { Pool::begin(&pool) }", true),
    (rules::TRANSACTIONS, "server/x.rs", "fn f() { app\n.db\n.begin().await; Db::begin(&db) }", false),
    (rules::TRANSACTIONS, "server/x.rs", "fn f() { <Pool<Sqlite>>::begin_with(&pool, \"\") }", true),
    (rules::TRANSACTIONS, "server/x.rs", "fn begin() {} fn f() { begin(); sessions::begin(); g(begin) }", false),
    (rules::TOKENS, "server/platform/token.rs", "use uuid::Uuid;", true),
    (rules::TOKENS, "server/platform/token.rs", "//! No UUID.\n// No uuid.", false),
    (rules::BUILDS, "ui/x.rs", "#[cfg(\nfeature\n= \"ssr\")] fn f() {}", true),
    (rules::BUILDS, "ui/x.rs", "#[cfg(any(unix, not(feature=\"ssr\")))] fn f() {}", true),
    (rules::BUILDS, "ui/x.rs", "fn f() -> bool { cfg!(feature = \"ssr\") }", true),
    (rules::BUILDS, "ui/x.rs", "#[cfg_attr(feature = \"ssr\", derive(X))] struct S;", true),
    (rules::BUILDS, "ui/x.rs", "// #[cfg(feature = \"ssr\")]\n#[cfg(test)] mod tests {}", false),
    (rules::PURITY, "domain/x.rs", "use std::time as t; fn f() { t::SystemTime::now() }", true),
    (rules::PURITY, "server/x.rs", "fn f() { SystemTime::now() }", false),
];

#[test]
fn what_must_not_be_written_is_found_in_any_layout() {
    for (rules, path, text, is_broken) in WRITINGS {
        let source = Source { path: (*path).into(), text: (*text).into() };
        assert_eq!(!words::broken(rules, &source).is_empty(), *is_broken, "{path}: {text}");
    }
}
