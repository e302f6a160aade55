//! The funnel: how many partners came how far, by what they have in common. Each number is that of a list.

use crate::domain::auth::role::Role;
use crate::domain::funnel::{Dimension, FunnelPage, FunnelQuery, FunnelRow, FunnelStep};
use crate::domain::ids::InvitationId;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::partners::partner::PartnerQuery;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::paths;
use crate::server::authz::Staff;
use crate::server::funnel::page;
use crate::server::ops::sample;
use crate::server::partners::list;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::{PASSWORD, with};

on_both_engines! {
    each_step_has_those_who_came_so_far,
    a_link_that_is_only_opened_is_no_step,
    each_number_is_that_of_its_list,
    periods_begin_with_a_day,
    the_median_is_that_of_all_who_activated,
    the_same_is_a_file,
    a_funnel_without_partners_says_so,
    viewers_see_it_and_contacts_do_not,
    a_list_of_the_funnel_is_refused_that_makes_no_sense,
}

async fn loaded(app: &TestApp, staff: &Staff, days: &str, by: Dimension) -> FunnelPage {
    let query = FunnelQuery { days: days.to_owned(), by: by.as_str().to_owned() };
    page::load(&app.state, staff, &query).await.unwrap()
}

async fn each_step_has_those_who_came_so_far(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let add = async |name: &str, access| {
        let email = format!("ana@{}.example", name.to_lowercase());
        app.add(&staff, app.details(name, &email).await, access).await
    };
    add("Acorn", None).await;
    add("Bluewater", Some(Delivery::Email)).await;
    assert_eq!(loaded(app, &staff, "", Dimension::Month).await.all.counts, [2, 1, 0, 0, 0]);
    app.message().await;
    assert_eq!(loaded(app, &staff, "", Dimension::Month).await.all.counts, [2, 1, 1, 0, 0], "accepted by now");

    let cartograph = add("Cartograph", Some(Delivery::Link)).await;
    let mut ana = app.browser();
    ana.open(cartograph.link.as_ref().unwrap()).await;
    ana.submit("/api/invitations/activate", &[("password", "short")]).await;
    assert_eq!(loaded(app, &staff, "", Dimension::Month).await.all.counts, [3, 2, 2, 1, 0], "a form was sent");
    let delphi = add("Delphi", Some(Delivery::Link)).await;
    ana.open(delphi.link.as_ref().unwrap()).await;
    ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    assert_eq!(loaded(app, &staff, "", Dimension::Month).await.all.counts, [4, 3, 3, 2, 1]);

    let funnel = maya.open(paths::FUNNEL).await;
    let links = funnel.find(".chart a text.chart-value");
    assert_eq!(links[..5], ["4 · 100 %", "3 · 75 %", "3 · 75 %", "2 · 50 %", "1 · 25 %"]);
    assert_eq!(funnel.find(".funnel-table tbody tr:last-child td a"), ["4", "3", "3", "2", "1"]);
    let opened = funnel.attributes(".chart a", "href")[3].clone();
    let page = maya.open(&opened).await;
    assert_eq!(page.find("tbody th"), ["Cartograph", "Delphi"]);
    assert!(page.text().contains("Only partners of the funnel that came to “Form opened”."), "{}", page.text());

    // It is what they ever came to.
    maya.open(&paths::partner(delphi.partner)).await;
    maya.submit("/api/invitations/remove-access", &[]).await;
    assert_eq!(loaded(app, &staff, "", Dimension::Month).await.all.counts, [4, 3, 3, 2, 1]);
}

async fn a_link_that_is_only_opened_is_no_step(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Link)).await;
    let mut ana = app.browser();
    for _ in 0..3 {
        ana.open(known.link.as_ref().unwrap()).await;
    }
    let opened = async || loaded(app, &staff, "", Dimension::Month).await.all.counts[3];
    assert_eq!(opened().await, 0, "mail scanners open links");
    let invitation = ana.page.attribute("input[name='form[invitation]']", "value").unwrap();
    let other = InvitationId(app.state.id()).to_string();
    ana.call("/api/invitations/note-opened", &[("invitation", &other)]).await;
    app.browser().call("/api/invitations/note-opened", &[("invitation", &invitation)]).await;
    assert_eq!(opened().await, 0, "neither another invitation nor a browser without the link");
    ana.call("/api/invitations/note-opened", &[("invitation", &invitation)]).await;
    ana.call("/api/invitations/note-opened", &[("invitation", &invitation)]).await;
    assert_eq!(opened().await, 1);
}

async fn each_number_is_that_of_its_list(app: &TestApp) {
    let (staff, _) = app.maya().await;
    sample::fill(&app.state, 400).await.unwrap();
    for details in [("Acorn", Some(Delivery::Email)), ("Bluewater", None), ("Cartograph", Some(Delivery::Link))] {
        let (name, access) = details;
        let details = app.details(name, &format!("ana@{}.example", name.to_lowercase())).await;
        app.add(&staff, with(details, |form| form.contact.language = "de".to_owned()), access).await;
        app.wait(DAY);
    }
    app.emails().await;
    let mut compared = 0;
    for days in FunnelQuery::PERIODS {
        for dimension in Dimension::ALL {
            let FunnelPage { all, rows, .. } = loaded(app, &staff, days, dimension).await;
            assert!(!rows.is_empty(), "{dimension:?}");
            for FunnelRow { label, counts, cohort, .. } in rows.into_iter().chain([all]) {
                assert!(counts.is_sorted_by(|one, next| one >= next), "{counts:?}");
                for (step, count) in FunnelStep::ALL.into_iter().zip(counts) {
                    let cohort = cohort.at(step).to_string();
                    let query = PartnerQuery { cohort: cohort.clone(), ..PartnerQuery::default() };
                    let page = list::list(&app.state, &staff, &query).await.unwrap();
                    assert_eq!((page.total, page.rows.is_empty()), (count, count == 0), "{label}: {cohort}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

async fn periods_begin_with_a_day(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.alder(&staff, None).await;
    let added = async |days: &str| loaded(app, &staff, days, Dimension::Month).await.all.counts[0];
    app.wait(29 * DAY);
    assert_eq!(added("30").await, 1, "on the first of thirty days");
    app.wait(DAY);
    assert_eq!((added("30").await, added("90").await, added("x").await), (0, 1, 1));
    app.wait(335 * DAY);
    assert_eq!((added("365").await, added("all").await), (0, 1));
}

async fn the_median_is_that_of_all_who_activated(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    for (name, wait) in [("acorn", 10 * MINUTE), ("bluewater", 5 * HOUR), ("cartograph", 3 * DAY)] {
        let details = app.details(name, &format!("ana@{name}.example")).await;
        let known = app.add(&staff, details, Some(Delivery::Link)).await;
        app.wait(wait);
        let mut ana = app.browser();
        ana.open(known.link.as_ref().unwrap()).await;
        ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    }
    let page = loaded(app, &staff, "", Dimension::Month).await;
    assert_eq!((page.all.median.as_str(), page.all.median_hours), ("5 hours", Some(5)));
    let funnel = maya.open(paths::FUNNEL).await;
    assert!(funnel.text().contains("Half of those who activated did so within 5 hours"), "{}", funnel.text());
}

async fn the_same_is_a_file(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let reseller = app.program("Reseller").await;
    let details = app.details("Alder & Finch", "ana@alder.example").await;
    app.add(&staff, with(details, |form| form.partner.programs = vec![reseller.clone()]), Some(Delivery::Link)).await;
    app.add(&staff, app.details("Acorn", "ana@acorn.example").await, None).await;
    let address = maya.open(&format!("{}?by=program&days=30", paths::FUNNEL)).await.link("Export CSV");
    assert_eq!(address, "/funnel/export.csv?days=30&by=program");
    let file = maya.look(&address).await.text().await.unwrap().replace('"', "");
    let lines: Vec<&str> = file.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "program,added,invited,accepted,opened,active,median hours to activate",
            "Reseller,1,1,0,0,0,",
            "No program,1,0,0,0,0,",
            "All,2,1,0,0,0,",
        ]
    );
}

async fn a_funnel_without_partners_says_so(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let page = maya.open(paths::FUNNEL).await;
    assert!(page.text().contains("No partners were added in this period"), "{}", page.text());
    for strange in ["?days=x&by=y", "?days=-5", "?by=%00"] {
        assert_eq!(maya.open(&format!("{}{strange}", paths::FUNNEL)).await.status, 200, "{strange}");
    }
}

async fn viewers_see_it_and_contacts_do_not(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let (_, mut ana) = app.active_ana(&staff).await;
    assert_eq!(vera.open(paths::FUNNEL).await.h1(), "Funnel");
    assert_eq!(vera.look(paths::FUNNEL_CSV).await.status(), 200);
    assert_ne!(ana.open(paths::FUNNEL).await.h1(), "Funnel");
    assert_ne!(ana.look(paths::FUNNEL_CSV).await.status(), 200);
}

async fn a_list_of_the_funnel_is_refused_that_makes_no_sense(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for wrong in ["x", "active", "active.2026-13-01.", "active...x.y"] {
        let page = maya.open(&format!("{}?cohort={wrong}", paths::PARTNERS)).await;
        assert!(page.text().contains("Choose from the list."), "{wrong}: {}", page.text());
    }
    for unknown in ["active...program.x", "added...template.01990000-0000-7000-8000-000000000000", "added...language.x"]
    {
        let page = maya.open(&format!("{}?cohort={unknown}", paths::PARTNERS)).await;
        assert_eq!(page.status, 200, "{unknown}");
    }
}
