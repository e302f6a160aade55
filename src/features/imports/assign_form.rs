//! What the columns and words of a file mean, to look at and to change.

use crate::domain::imports::{CREATE, Import, ImportColumn, UnknownValue};
use crate::domain::language::Language;
use crate::domain::partners::columns::Field;
use crate::ui::checks::Check;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::table::table;
use leptos::prelude::*;

/// The form; open where something is still to be chosen.
pub fn assign_form(import: &Import, send: FormAction) -> AnyView {
    let form = FormState::of(send);
    let read = import.columns.iter().filter(|column| column.field.is_some()).count();
    let counted = t!(imports::columns_read, read = &read.to_string(), all = import.columns.len() as i64);
    let is_open = !import.missing.is_empty() || import.values.iter().any(|value| value.choice.is_empty());
    let columns = import.columns.iter().enumerate().map(|(at, column)| column_row(at, column)).collect();
    let words = import.values.iter().enumerate().map(|(at, value)| word_row(at, value, import)).collect();
    view! {
        <details class="card import-assign" open=is_open>
            <summary>{counted}</summary>
            <form class="form" method="post" action=send.url() novalidate on:submit=send.on_submit()>
                <FormBanner form/>
                {hidden_fields(vec![("form[import]", import.id.to_string())])}
                {table(
                    "import-columns", t!(imports::columns_of_the_file),
                    &[t!(imports::column), t!(imports::examples), t!(imports::is_read_as)], columns,
                )}
                {(!import.values.is_empty()).then(|| view! {
                    <h2>{t!(imports::unknown_words)}</h2>
                    <p class="quiet-text">{t!(imports::unknown_words_hint)}</p>
                    {table(
                        "import-words", t!(imports::unknown_words),
                        &[t!(imports::word), t!(imports::rows), t!(imports::is_read_as)], words,
                    )}
                }.into_any())}
                <Check
                    form field="fills_gaps" label=t!(imports::fill_gaps) checked=import.fills_gaps
                    hint=t!(imports::fill_gaps_hint)
                />
                <div class="form-actions">
                    <button class="button" aria-disabled=send.busy()>{t!(imports::check_again)}</button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

fn column_row(at: usize, column: &ImportColumn) -> AnyView {
    let name = match column.heading.as_str() {
        "" => t!(imports::column_number, number = &(at + 1).to_string()),
        heading => heading.to_owned(),
    };
    let fields = Field::ALL.map(|field| (field.as_str().to_owned(), field.label().to_owned()));
    let options = [(String::new(), t!(imports::ignored).to_owned())].into_iter().chain(fields);
    let chosen = column.field.map_or("", Field::as_str);
    view! {
        <tr>
            <th scope="row" class="cell-name">{name.clone()}</th>
            <td data-label=t!(imports::examples) class="quiet-text">{column.examples.clone()}</td>
            <td data-label=t!(imports::is_read_as)>{choice(&["form[columns][", &at.to_string(), "]"].concat(), name, options, chosen)}</td>
        </tr>
    }
    .into_any()
}

fn word_row(at: usize, UnknownValue { field, value, rows, choice: chosen }: &UnknownValue, import: &Import) -> AnyView {
    let (field, rows) = (*field, *rows);
    let nothing = match field {
        Field::Status => t!(imports::default_status),
        _ => t!(imports::left_out),
    };
    let known = match field {
        Field::Status => import.statuses.clone(),
        Field::Programs => import.programs.clone(),
        _ => Language::options(),
    };
    let new = (field != Field::Language).then(|| (CREATE.to_owned(), t!(imports::create, name = value)));
    let options = [(String::new(), nothing.to_owned())].into_iter().chain(known).chain(new);
    let name = [field.label(), ": ", value].concat();
    let word = [field.as_str(), ":", value].concat();
    // One click instead of three for what is usual: it is simply new.
    let create = (chosen.is_empty() && field != Field::Language).then(|| {
        view! {
            <button class="button small" name="form[create]" value=word.clone()>{t!(imports::create, name = value)}</button>
        }
        .into_any()
    });
    view! {
        <tr>
            <th scope="row" class="cell-name">
                {name.clone()} <input type="hidden" name=["form[words][", &at.to_string(), "]"].concat() value=word/>
            </th>
            <td data-label=t!(imports::rows)>{rows}</td>
            <td data-label=t!(imports::is_read_as)>
                <div class="import-word">
                    {choice(&["form[choices][", &at.to_string(), "]"].concat(), name, options, chosen)} {create}
                </div>
            </td>
        </tr>
    }
    .into_any()
}

fn choice(name: &str, label: String, options: impl Iterator<Item = (String, String)>, chosen: &str) -> AnyView {
    let options = options.map(|(value, text)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }.into_any()
    });
    view! { <select name=name.to_owned() aria-label=label>{options.collect::<Vec<_>>()}</select> }.into_any()
}
