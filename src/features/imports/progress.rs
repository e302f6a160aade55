//! How far the work on a file has come.

use crate::domain::imports::{ImportProgress, ImportStage};
use leptos::prelude::*;

/// A bar, with the numbers and what happens next.
pub fn progress(progress: ImportProgress) -> AnyView {
    let ImportProgress { done, total, is_interrupted, .. } = progress;
    let next = if is_interrupted { t!(imports::import_interrupted) } else { t!(imports::import_continues) };
    view! {
        <div class="job-progress">
            <progress max=total.to_string() value=done.to_string() aria-label=t!(imports::progress)></progress>
            <p>{rows_done(done, total)} " " {next}</p>
        </div>
    }
    .into_any()
}

fn rows_done(done: i64, total: i64) -> String {
    t!(imports::rows_done, done = done, total = total)
}

/// The same in a few words, with what is being done, or how many rows were `imported`.
pub fn in_words(progress: ImportProgress, imported: i64) -> String {
    let ImportProgress { stage, done, total, .. } = progress;
    match stage {
        ImportStage::Checked => t!(imports::rows_imported_of, imported = imported, total = total),
        ImportStage::Importing => [t!(imports::importing_rows), ": ", &rows_done(done, total)].concat(),
        _ => [t!(imports::checking_rows), ": ", &rows_done(done, total)].concat(),
    }
}
