//! For every server function that changes something, a call that works, with every field that its form has.
//!
//! A new function goes into the table of its feature in this folder, or into [`READS`] where it only reads. A new field
//! of a form goes into every call of that form.

mod account;
mod partners;
mod settings;

use super::scenario::{Caller, Ids};
use std::collections::BTreeSet;

/// The file to begin with where something is added.
pub const FILE: &str = file!();

/// The functions that only read.
pub const READS: &[&str] = &[
    "account/shell",
    "account/reset",
    "account/rate-password",
    "account/load",
    "account/confirmation",
    "invitations/activation",
    "invitations/access",
    "partners/attention",
    "partners/list",
    "partners/choices",
    "partners/find",
    "people/read-address",
    "people/check-domain",
    "partners/load",
    "partners/personal-data",
    "partners/plan-bulk",
    "partners/bulk-progress",
    "partners/load-import",
    "partners/recent-imports",
    "onboarding/load",
    "onboarding/duplicates",
    "onboarding/unfinished",
    "onboarding/finished",
    "manage/choices",
    "help/search",
    "help/load",
    "help/feedback",
    "account/load-notifications",
    "audit/list",
    "funnel/load",
    "mail/load",
    "mail/warning",
    "mail-server/load",
    "mail-server/sender-domain",
    "mail-server/check-signature",
    "organisation/load",
    "organisation/terms",
    "organisation/read-terms",
    "templates/list",
    "templates/load",
    "staff/list",
    "staff/load",
    "portal/load",
];

/// A call of a server function that is accepted and changes something.
pub struct ValidCall {
    pub endpoint: &'static str,
    pub caller: Caller,
    pub fields: Vec<(&'static str, String)>,
    /// The SQL that makes it possible, where the scenario alone does not.
    pub setup: Option<&'static str>,
}

impl ValidCall {
    /// Its fields as a form sends them.
    pub fn form(&self) -> Vec<(String, String)> {
        self.fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }

    fn after(self, setup: &'static str) -> Self {
        Self { setup: Some(setup), ..self }
    }
}

fn call(endpoint: &'static str, caller: Caller, fields: &[(&'static str, &str)]) -> ValidCall {
    let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    ValidCall { endpoint, caller, fields, setup: None }
}

/// All of them.
pub fn all(ids: &Ids) -> Vec<ValidCall> {
    let calls: Vec<_> =
        [account::calls(ids), partners::calls(ids), settings::calls(ids)].into_iter().flatten().collect();
    assert_every_function_is_known(&calls);
    calls
}

fn assert_every_function_is_known(calls: &[ValidCall]) {
    let registered = leptos::server_fn::axum::server_fn_paths();
    let registered: BTreeSet<&str> = registered.map(|(path, _)| path.trim_start_matches("/api/")).collect();
    let known: BTreeSet<&str> = calls.iter().map(|call| call.endpoint).chain(READS.iter().copied()).collect();
    let missing: Vec<_> = registered.difference(&known).collect();
    assert!(
        missing.is_empty(),
        "server functions without a call: {missing:#?}. Add each beside {FILE}, with every field of its form, or to \
         READS in that file if it changes nothing.",
    );
    let gone: Vec<_> = known.difference(&registered).collect();
    assert!(
        gone.is_empty(),
        "no server functions any more: {gone:#?}. Remove them from {FILE} and the files beside it."
    );
}
