use crate::domain::partners::list_view::{ListColumn, ListView};
use crate::ui::form_action::FormAction;
use crate::ui::icon::Icon;
use crate::ui::menu::Disclosure;
use leptos::prelude::*;

/// Which columns the list has and how many rows, for the signed-in person.
#[component]
pub fn Columns(shown: ListView, save: FormAction) -> impl IntoView {
    let columns = ListColumn::ALL.map(|column| {
        let checked = shown.columns.contains(&column);
        view! {
            <label class="check">
                <input type="checkbox" name="form[columns][]" value=column.as_str() checked=checked/>
                <span>{column.label()}</span>
            </label>
        }
        .into_any()
    });
    let sizes = ListView::SIZES.map(|size| {
        let selected = size == shown.size;
        view! { <option selected=selected>{size.to_string()}</option> }.into_any()
    });
    let summary = view! { <Icon name="columns"/> {t!(partners::columns)} }.into_any();
    view! {
        <Disclosure class="menu partners-columns" summary_class="button quiet small" summary>
            <form class="menu-panel stack tight" method="post" action=save.url() on:submit=save.on_submit()>
                <fieldset class="stack tight">
                    <legend>{t!(partners::columns)}</legend>
                    {Vec::from(columns)}
                </fieldset>
                <label class="cluster" for="rows">
                    <span>{t!(partners::rows_per_page)}</span>
                    <select id="rows" name="form[size]">{Vec::from(sizes)}</select>
                </label>
                <button class="button" aria-disabled=save.busy()>{t!(partners::apply)}</button>
            </form>
        </Disclosure>
    }
}
