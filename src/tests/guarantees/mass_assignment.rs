//! R23: a request sets what its form sets and nothing else, whatever more it says.
//!
//! Every function that changes anything is called twice in the same scenario, at the same instant and with the same
//! randomness: as its form calls it, and with every column of the database as an extra field. Both leave every table
//! alike, byte for byte.

use super::scenario::{Caller, Scenario};
use super::snapshot::{Snapshot, columns, execute_all};
use super::valid_calls::{self, FILE, READS, ValidCall};
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::invariants;
use std::collections::BTreeSet;

on_both_engines! {
    r23_no_field_beside_those_of_its_form_changes_anything,
}

type Fields = Vec<(String, String)>;

/// A value that an attacker would send who wants more than the form offers.
fn wish(column: &str, id: &str) -> String {
    match column {
        "role" => "owner".to_owned(),
        "id" => id.to_owned(),
        _ if column.ends_with("_id") => id.to_owned(),
        _ if column.starts_with("is_") => "true".to_owned(),
        _ if column.contains("email") => "evil@evil.example".to_owned(),
        "state" => "accepted".to_owned(),
        _ => "1".to_owned(),
    }
}

/// A field for each column, beside the form and in it, but for those that are in `fields`.
fn every_other_column(fields: &[(String, String)], columns: &BTreeSet<String>, somebody: &str) -> Fields {
    let names: BTreeSet<&str> = fields.iter().map(|(name, _)| name.trim_end_matches("[]")).collect();
    let extra = columns
        .iter()
        .flat_map(|column| [column.clone(), format!("form[{column}]")].map(|name| (name, wish(column, somebody))));
    extra.filter(|(name, _)| !names.contains(name.as_str())).collect()
}

/// Hashes of passwords have salts of their own.
fn without_hashes(contents: &str) -> String {
    let mut pieces = contents.split("$argon2id$");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |all, piece| {
        let end = piece.find(['\'', '"']).unwrap_or(piece.len());
        all + "(hash)" + &piece[end..]
    })
}

/// Sends `fields` to a function; returns the status once all that follows is done.
pub(super) async fn send(app: &TestApp, browser: &Browser, endpoint: &str, fields: &[(String, String)]) -> u16 {
    let request = browser.form_request(&format!("/api/{endpoint}"), fields).header("accept", "application/json");
    let status = request.send().await.unwrap().status().as_u16();
    app.settle().await;
    status
}

/// One call, which can be made again and again from the same beginning.
struct Attempt<'a> {
    app: &'a TestApp,
    snapshot: &'a Snapshot,
    browser: &'a Browser,
    call: &'a ValidCall,
}

impl Attempt<'_> {
    async fn begin(&self) {
        self.snapshot.restore(self.app).await;
        execute_all(self.app, self.call.setup.map(str::to_owned)).await;
    }

    /// The status and all rows after the call with `fields`.
    async fn outcome(&self, fields: &[(String, String)]) -> (u16, String) {
        self.begin().await;
        let status = send(self.app, self.browser, self.call.endpoint, fields).await;
        (status, without_hashes(&invariants::contents(self.app).await))
    }

    /// Fails unless the call with the fields of its form is accepted and changes something; returns what it leaves.
    async fn as_its_form_calls_it(&self, fields: &[(String, String)]) -> (u16, String) {
        let ValidCall { endpoint, caller, .. } = self.call;
        self.begin().await;
        let before = invariants::contents(self.app).await;
        let status = send(self.app, self.browser, endpoint, fields).await;
        assert!(
            status < 400,
            "{endpoint} by {caller:?} is answered {status}. Its call beside {FILE} needs every field of its form, with \
             valid values.",
        );
        let after = invariants::contents(self.app).await;
        assert!(
            after != before,
            "{endpoint} by {caller:?} changes nothing. If that is right, it belongs into READS of {FILE}."
        );
        (status, without_hashes(&after))
    }

    /// Fails if `extra` fields make a difference, and says which.
    async fn with_extra_fields(&self, fields: &[(String, String)], extra: Fields, expected: &(u16, String)) {
        if self.outcome(&[fields, &extra].concat()).await == *expected {
            return;
        }
        let mut taken = Vec::new();
        for field in extra {
            if self.outcome(&[fields, std::slice::from_ref(&field)].concat()).await != *expected {
                taken.push(field.0);
            }
        }
        panic!(
            "{} takes the extra fields {taken:?} (none if only several together do). A field that its form has belongs \
             into its call beside {FILE}; the function must not take any other.",
            self.call.endpoint
        );
    }
}

async fn r23_no_field_beside_those_of_its_form_changes_anything(app: &TestApp) {
    app.stay_in_memory().await;
    let scenario = Scenario::build(app).await;
    let calls = valid_calls::all(&scenario.ids);
    let columns: BTreeSet<String> = columns(app).await.into_iter().map(|(_, column)| column).collect();
    assert!(columns.len() > 60 && columns.contains("access_at") && columns.contains("role"), "{columns:?}");
    let snapshot = Snapshot::take(app).await;
    let untouched = invariants::contents(app).await;

    for endpoint in READS {
        for browser in scenario.browsers() {
            send(app, browser, endpoint, &every_other_column(&[], &columns, &scenario.ids.kim)).await;
        }
        let now = invariants::contents(app).await;
        assert!(
            now == untouched,
            "{endpoint} changed something. If it may, add a call beside {FILE} instead of READS."
        );
    }
    for call in &calls {
        let fields = call.form();
        let extra = every_other_column(&fields, &columns, &scenario.ids.kim);
        let attempt = Attempt { app, snapshot: &snapshot, browser: scenario.browser(call.caller), call };
        let expected = attempt.as_its_form_calls_it(&fields).await;
        attempt.with_extra_fields(&fields, extra, &expected).await;
    }
    snapshot.restore(app).await;
    notices_a_field(app, &snapshot, scenario.browser(Caller::Maya)).await;
}

/// That a field of the form does change what is left shows that all this would notice.
async fn notices_a_field(app: &TestApp, snapshot: &Snapshot, maya: &Browser) {
    let mut left = Vec::new();
    for tone in ["warning", "warning", "success"] {
        snapshot.restore(app).await;
        let fields = [("form[kind]", "status"), ("form[name]", "On hold"), ("form[tone]", tone)];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(send(app, maya, "manage/add-choice", &fields).await, 200);
        left.push(invariants::contents(app).await);
    }
    assert!(left[0] == left[1] && left[1] != left[2], "one column of one row");
}
