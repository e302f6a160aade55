use super::api::ListPartners;
use super::filters::Filters;
use super::list_url::{from_params, is_filtered};
use super::paging::Paging;
use super::table::PartnerTable;
use crate::domain::partner::{PartnerPage, PartnerQuery};
use crate::paths;
use crate::ui::icon::Icon;
use crate::ui::load::{Loaded, load};
use crate::ui::page::{Empty, PageHead, PageTitle};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// *Partners*: who is in the programme and how far each contact has come.
#[component]
pub fn PartnersPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(from_params));
    let page = load(move || ListPartners { query: query.get() });
    let (pending, set_pending) = signal(false);
    view! {
        <PageTitle title="Partners"/>
        <PageHead title="Partners"><AddPartner/></PageHead>
        <div class="partners">
            <div class="partners-tools">
                <Filters query/>
                <p class="partners-total" role="status">
                    <Loaded from=page aside=true show=|page: PartnerPage| total_in_words(page.total).into_any()/>
                </p>
            </div>
            <div class="partners-list" aria-busy=move || pending.get().then_some("true")>
                <Loaded from=page pending=set_pending show=move |page| list(page, query.get_untracked())/>
            </div>
        </div>
    }
}

/// The wizard starts on the server, which hands out the draft's address.
#[component]
fn AddPartner() -> impl IntoView {
    view! {
        <a class="button primary" href=paths::NEW_PARTNER rel="external"><Icon name="plus"/>"Add a new partner"</a>
    }
}

fn list(page: PartnerPage, query: PartnerQuery) -> AnyView {
    if !page.any {
        return view! {
            <div class="partners-none">
                <Empty title="No partners yet" icon="users">
                    <p>
                        "Add a partner and its main contact. If you give them access, the contact gets a link that "
                        "activates the partner portal, and this page shows how far they have come."
                    </p>
                    <AddPartner/>
                </Empty>
            </div>
        }
        .into_any();
    }
    if page.rows.is_empty() {
        return view! {
            <Empty title="No partner matches" icon="search">
                {is_filtered(&query).then(|| view! { <p>"Search for another word or choose fewer filters."</p> }.into_any())}
                <a class="button" href=paths::PARTNERS>"Clear filters"</a>
            </Empty>
        }
        .into_any();
    }
    view! {
        <PartnerTable rows=page.rows query=query.clone()/>
        <Paging query next=page.next/>
    }
    .into_any()
}

/// `1 partner`, `128 partners`, `10,000 partners`.
fn total_in_words(total: i64) -> String {
    let digits = total.to_string();
    let mut words = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words + if total == 1 { " partner" } else { " partners" }
}

#[cfg(test)]
mod tests {
    use super::total_in_words;

    #[test]
    fn totals_read_well() {
        assert_eq!(total_in_words(0), "0 partners");
        assert_eq!(total_in_words(1), "1 partner");
        assert_eq!(total_in_words(128), "128 partners");
        assert_eq!(total_in_words(10_000), "10,000 partners");
    }
}
