use super::list_url::filters;
use super::table::PartnerTable;
use super::words::{counted, partners};
use crate::domain::partner::{PartnerPage, PartnerQuery};
use crate::paths;
use crate::ui::browser;
use leptos::html;
use leptos::prelude::*;

const SELECT_ALL: &str = "Select all on this page";

/// The table, and what can be done with the partners one chooses in it. A plain form that leads to a
/// page of its own; the style sheet shows the bar once something is chosen.
#[component]
pub fn SelectableTable(
    page: PartnerPage,
    query: PartnerQuery,
    /// Whether another list stood here before, whose boxes the browser may have kept checked.
    replaces: bool,
    /// Without it the chosen ones can only be exported.
    may_edit: bool,
) -> impl IntoView {
    let shown = page.rows.len();
    let form = NodeRef::<html::Form>::new();
    let hydrated = RwSignal::new(false);
    let chosen = RwSignal::new(Chosen::default());
    let check_all = move |checked| {
        if let Some(form) = form.get_untracked() {
            browser::check_all(&form, "id", checked);
        }
    };
    let count = move || {
        let fields = form.get_untracked().and_then(|form| browser::fields(&form));
        chosen.set(fields.map(|fields| Chosen::read(&fields)).unwrap_or_default());
    };
    Effect::new(move |_| {
        if replaces && let Some(form) = form.get_untracked() {
            browser::check_all(&form, "id", false);
            browser::check_all(&form, "all", false);
        }
        hydrated.set(true);
        count();
    });
    let select_all = move || {
        view! {
            <input
                type="checkbox"
                aria-label=SELECT_ALL
                hidden=move || !hydrated.get()
                prop:checked=move || chosen.get().rows == shown
                on:change=move |event| check_all(event_target_checked(&event))
            />
        }
        .into_any()
    };
    let total = page.total;
    let rest = total > i64::try_from(shown).unwrap_or(total);
    view! {
        <form
            class="partners-form"
            method="get"
            action=paths::PARTNERS_ACCESS
            autocomplete="off"
            node_ref=form
            on:change=move |_| count()
        >
            // Where rows are cards there is no head to hold it.
            <label class="check select-page" hidden=move || !hydrated.get()>{select_all()} <span>{SELECT_ALL}</span></label>
            <PartnerTable rows=page.rows query=query.clone() select_all=select_all() may_edit/>
            {hidden_fields(filters(&query))}
            <div class="bulk-bar" role="group" aria-label="Selected partners">
                <p class="bulk-count" role="status">{move || chosen.get().in_words(total)}</p>
                {rest.then(|| view! {
                    <label class="check">
                        <input type="checkbox" name="all" value="on"/>
                        <span>{all_in_words(total, &query)}</span>
                    </label>
                }.into_any())}
                <div class="bulk-actions">
                    {may_edit.then(|| view! {
                        <button class="button" name="do" value="give">"Give access"</button>
                        <button class="button" name="do" value="remove">"Remove access"</button>
                    }.into_any())}
                    <button class="button quiet" formaction=paths::PARTNERS_CSV>"Export CSV"</button>
                </div>
            </div>
        </form>
    }
}

/// What the form would send.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Chosen {
    rows: usize,
    all: bool,
}

impl Chosen {
    fn read(fields: &str) -> Self {
        let rows = fields.split('&').filter(|field| field.starts_with("id=")).count();
        Self { rows, all: fields.split('&').any(|field| field == "all=on") }
    }

    /// Without scripts nobody counts.
    fn in_words(self, total: i64) -> String {
        match self.rows {
            _ if self.all => counted(total, "selected", "selected"),
            0 => "Selected partners".to_owned(),
            rows => [&rows.to_string(), " selected"].concat(),
        }
    }
}

fn all_in_words(total: i64, query: &PartnerQuery) -> String {
    let filter = if filters(query).is_empty() { "" } else { " that match" };
    ["All ", &partners(total), filter].concat()
}

/// Fields that a form carries along.
pub fn hidden_fields(fields: Vec<(&'static str, String)>) -> impl IntoView {
    fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> }.into_any())
        .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_counts_what_the_form_would_send() {
        assert_eq!(Chosen::read("q=id%3D1&status=").in_words(9), "Selected partners");
        assert_eq!(Chosen::read("id=1&id=2&q=x").in_words(9), "2 selected");
        assert_eq!(Chosen::read("id=1&all=on").in_words(1_234), "1,234 selected");
    }
}
