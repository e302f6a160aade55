//! The two engines' tables, which are written twice: they may differ in nothing but the engines' own words. What was
//! released stays (`guarantees/releases.rs` holds it to that), and later migrations add to it.

use super::sources;
use std::fs;

/// The migrations of an engine by their files, in order.
fn migrations(engine: &str) -> Vec<(String, String)> {
    let files = fs::read_dir(sources::root().join("migrations").join(engine)).unwrap().map(|file| file.unwrap());
    let mut migrations: Vec<_> =
        files.map(|file| (file.file_name().into_string().unwrap(), fs::read_to_string(file.path()).unwrap())).collect();
    migrations.sort();
    migrations
}

/// The statements of a migration, a clause a line, in words that both engines share: SQLite has no type for truth, ids
/// or 64 bits, PostgreSQL no strict tables, and only it compares text by a locale by default.
fn statements(migration: &str) -> Vec<Vec<String>> {
    let code: Vec<&str> = migration.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    let shared = code.join(" ").to_lowercase().replace(" collate \"c\"", "").replace(") strict;", ");");
    let words = shared.split_inclusive([' ', ',', '(', ')', ';']).map(|word| {
        let end = word.len() - usize::from(word.ends_with([' ', ',', '(', ')', ';']));
        let shared = match &word[..end] {
            "bigint" | "boolean" => "integer",
            "uuid" | "bytea" => "blob",
            "false" => "0",
            "true" => "1",
            other => other,
        };
        [shared, &word[end..]].concat()
    });
    let shared: String = words.collect();
    let spaced = shared.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut statements: Vec<String> = Vec::new();
    for piece in spaced.split(';').map(str::trim).filter(|it| !it.is_empty()) {
        // A trigger has statements of its own, and so has a function.
        let is_open = |last: &&mut String| {
            last.starts_with("create trigger ") && !last.ends_with(" end") || last.matches("$$").count() == 1
        };
        match statements.last_mut().filter(is_open) {
            Some(open) => *open += &["; ", piece].concat(),
            None => statements.push(piece.to_owned()),
        }
    }
    statements.iter().map(|statement| clauses(statement)).collect()
}

/// Splits a statement at the commas of its outermost parentheses: the columns and constraints of a table.
fn clauses(statement: &str) -> Vec<String> {
    let mut depth = 0;
    let mut clauses = vec![String::new()];
    for letter in statement.chars() {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        let last = clauses.last_mut().unwrap();
        last.push(letter);
        if depth == 1 && (letter == ',' || (letter == '(' && clauses.len() == 1)) {
            clauses.push(String::new());
        }
    }
    clauses.iter().map(|clause| clause.trim_end_matches([',', ' ']).trim().to_owned()).collect()
}

/// The first difference between two migrations, in words.
fn difference(sqlite: &str, postgres: &str) -> Option<String> {
    let (sqlite, postgres) = (statements(sqlite), statements(postgres));
    for (ours, theirs) in sqlite.iter().zip(&postgres) {
        for (our_clause, their_clause) in ours.iter().zip(theirs) {
            if our_clause != their_clause {
                return Some(format!("{}\n  SQLite:     {our_clause}\n  PostgreSQL: {their_clause}", ours[0]));
            }
        }
        if ours.len() != theirs.len() {
            return Some(format!("{}\n  SQLite: {} clauses, PostgreSQL: {}", ours[0], ours.len(), theirs.len()));
        }
    }
    let counts = (sqlite.len(), postgres.len());
    (counts.0 != counts.1).then(|| format!("SQLite: {} statements, PostgreSQL: {}", counts.0, counts.1))
}

#[test]
fn both_engines_have_the_same_tables() {
    let [sqlite, postgres] = ["sqlite", "postgres"].map(migrations);
    assert!(statements(&sqlite[0].1).len() > 70, "the statements are found");
    assert_eq!(sqlite.len(), postgres.len());
    for ((name, sqlite), (other_name, postgres)) in sqlite.iter().zip(&postgres) {
        assert_eq!(name, other_name);
        // Each engine searches text and acts on changes in its own way.
        if name.ends_with("_search_index.sql") || name.ends_with("_triggers.sql") {
            continue;
        }
        if let Some(difference) = difference(sqlite, postgres) {
            panic!("{name} differs: {difference}");
        }
    }
}

/// The first statement of a migration that takes something away that an earlier Gangway made. Views, indexes
/// and triggers hold nothing.
fn takes_away(migration: &str) -> Option<String> {
    const ADDS: [&str; 16] = [
        "create table ",
        "create virtual table ",
        "create trigger ",
        "create constraint trigger ",
        "create function ",
        "create or replace function ",
        "create extension ",
        "create index ",
        "create unique index ",
        "create view ",
        "drop view ",
        "drop index ",
        "drop trigger ",
        "insert into ",
        "update ",
        "alter table ",
    ];
    let adds = |statement: &str| {
        let is_addition = !statement.starts_with("alter table ") || statement.contains(" add column ");
        ADDS.iter().any(|add| statement.starts_with(add)) && is_addition
    };
    statements(migration).into_iter().map(|clauses| clauses.join(" ")).find(|statement| !adds(statement))
}

#[test]
fn later_migrations_only_add() {
    for (name, migration) in ["sqlite", "postgres"].into_iter().flat_map(|engine| migrations(engine).split_off(1)) {
        assert_eq!(takes_away(&migration), None, "{name}");
    }
    for addition in [
        "create table bounce (id blob not null primary key) strict;",
        "alter table person add column bounced_at integer; update person set bounced_at = 1 where email = '';",
        "create unique index bounce_by_person on bounce (person_id);",
        "create trigger t before delete on person begin delete from bounce; end;",
        "drop index person_by_name;",
        "drop view recipient; create view recipient as select 1 as person_id;",
    ] {
        assert_eq!(takes_away(addition), None);
    }
    for removal in [
        "drop table draft;",
        "alter table person drop column phone;",
        "alter table person rename column phone to telephone;",
        "alter table person rename to human;",
        "delete from audit;",
        "create trigger t before delete on person begin delete from bounce; end; delete from audit;",
        "create table bounce (id blob); drop table token;",
    ] {
        assert!(takes_away(removal).is_some(), "{removal}");
    }
}

#[test]
fn what_differs_between_engines_is_seen() {
    let sqlite = "
        -- A comment; it says nothing.
        create table partner (
            id        blob not null primary key,
            name_key  text not null,
            is_closed integer not null default 0,
            at        integer not null, -- Another.
            check (at > 0)
        ) strict;
        create index partner_by_name on partner (name_key, id);
        create view closed as select id from partner where is_closed;";
    let postgres = "
        create table partner (
            id        uuid not null primary key,
            name_key  text collate \"C\" not null,
            is_closed boolean not null default false, at bigint not null,
            check (at > 0)
        );
        create index partner_by_name on partner (name_key, id);
        create view closed as select id from partner where is_closed;";
    assert_eq!(difference(sqlite, postgres), None);
    for (what, here, there) in [
        ("a column that one lacks", "at bigint not null,", ""),
        ("a column that the other lacks", "id        uuid", "extra bigint, id uuid"),
        (
            "the order of columns",
            "is_closed boolean not null default false, at bigint not null,",
            "at bigint not null, is_closed boolean not null default false,",
        ),
        ("a type", "at bigint", "at text"),
        ("null", "name_key  text collate \"C\" not null", "name_key text"),
        ("a default", "default false", "default true"),
        ("a constraint", "check (at > 0)", "check (at > 1)"),
        ("a constraint that one lacks", ",\n            check (at > 0)", ""),
        ("an index", "(name_key, id)", "(name_key)"),
        ("an index that one lacks", "create index partner_by_name on partner (name_key, id);", ""),
        ("a view", "where is_closed", ""),
        ("a view that one lacks", "create view closed as select id from partner where is_closed;", ""),
    ] {
        let changed = postgres.replace(here, there);
        assert_ne!(changed, postgres, "{what}: it is changed");
        assert!(difference(sqlite, &changed).is_some(), "{what} goes unseen");
    }
}
