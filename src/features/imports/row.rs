//! A row of a file: what is to be said of it, and its fields to fix.

use crate::domain::imports::{ImportRow, RowState, RowText, line_in_file};
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::form_action::FormAction;
use crate::ui::hidden_fields::hidden_fields;
use leptos::prelude::*;

/// Tone, word and icon of a state.
pub fn badge_for(state: RowState) -> (&'static str, &'static str, &'static str) {
    match state {
        RowState::Ready => ("success", t!(imports::ready), "check"),
        RowState::ReadyContact => ("success", t!(imports::another_contact), "check"),
        RowState::ReadyUpdate => ("success", t!(imports::fills_gaps), "check"),
        RowState::Added => ("success", t!(imports::added), "check"),
        RowState::ContactAdded => ("success", t!(imports::contact_added), "check"),
        RowState::Updated => ("success", t!(imports::gaps_filled), "check"),
        RowState::Invalid => ("critical", t!(imports::needs_fixing), "alert"),
        RowState::DuplicateInFile => ("warning", t!(imports::duplicate_in_file), "minus"),
        RowState::AlreadyExists => ("neutral", t!(imports::already_exists), "minus"),
        RowState::PassedOver => ("neutral", t!(imports::passed_over), "minus"),
    }
}

/// The row; `fix` is where its fields go, unless it is imported or here already.
pub fn row(row: ImportRow, import: &str, fix: Option<FormAction>) -> AnyView {
    let (tone, word, icon) = badge_for(row.state);
    let RowText { name, first_name, last_name, email } = row.text.clone();
    let person = [&*first_name, " ", &last_name].concat();
    let title = if name.is_empty() { t!(imports::no_name).to_owned() } else { name };
    let title = match row.partner {
        Some(partner) => view! { <a href=paths::partner(partner)>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let line = line_in_file(row.line);
    let is_here = row.state.is_done() || row.state == RowState::AlreadyExists;
    view! {
        <tr>
            <th scope="row" class="cell-name">{title}</th>
            <td data-label=t!(imports::line)>{line}</td>
            <td data-label=t!(imports::contact)>{person}</td>
            <td data-label=t!(imports::email)>{email}</td>
            <td data-label=t!(imports::state)><Badge tone icon>{word}</Badge></td>
            <td data-label=t!(imports::why)>
                {(!row.what.is_empty()).then(|| view! { <p>{row.what.clone()}</p> }.into_any())}
                {fix.filter(|_| !is_here).map(|fix| fields(row, import, fix))}
            </td>
        </tr>
    }
    .into_any()
}

/// The fields of a row; open where it needs fixing.
fn fields(row: ImportRow, import: &str, fix: FormAction) -> AnyView {
    let ImportRow { line, text, state, .. } = row;
    let number = line.to_string();
    let field = |name: &'static str, label: &'static str, value: String| {
        let id = ["row-", &number, "-", name].concat();
        view! {
            <div class="field">
                <label class="field-label" for=id.clone()>{label}</label>
                <input id=id name=["form[", name, "]"].concat() value=value autocomplete="off"/>
            </div>
        }
        .into_any()
    };
    let is_open = state == RowState::Invalid;
    view! {
        <details class="import-fix more-fields" open=is_open>
            <summary>{t!(imports::edit_row)} <span class="visually-hidden">{line_in_file(line)}</span></summary>
            <form method="post" action=fix.url() novalidate on:submit=fix.on_submit()>
                {hidden_fields(vec![("form[import]", import.to_owned()), ("form[line]", number.clone())])}
                {field("name", t!(imports::field_name), text.name)}
                {field("first_name", t!(imports::field_first_name), text.first_name)}
                {field("last_name", t!(imports::field_last_name), text.last_name)}
                {field("email", t!(imports::field_email), text.email)}
                <button class="button" aria-disabled=fix.busy()>{t!(imports::save_row)}</button>
            </form>
        </details>
    }
    .into_any()
}
