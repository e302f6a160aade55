//! *Organisation > Settings*: what an owner sets up holds for pages and mails from then on.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::language::Language;
use crate::domain::organisation::accent::Accent;
use crate::domain::time::{DAY, HOUR, SECOND, Timestamp};
use crate::paths;
use crate::server::audit::record;
use crate::server::mailer::dates;
use crate::tests::app::{START, TestApp, on_both_engines};
use crate::tests::browser::Browser;

on_both_engines! {
    the_next_invitation_follows_what_was_saved,
    c19_a_link_works_until_the_minute_that_email_and_preview_name,
    an_invitation_on_its_way_keeps_its_time_until_it_is_sent_again,
    the_link_of_a_short_invitation_ends_with_it,
    a_password_mail_takes_replies_at_the_chosen_address,
    every_page_has_the_colour_as_soon_as_it_is_there,
    a_wrong_field_is_named_and_nothing_is_written,
    only_an_owner_saves_and_everybody_in_the_team_looks,
    nobody_overwrites_a_colleague_unseen,
    the_audit_log_keeps_what_was_and_what_is,
}

const SAVE: &str = "/api/organisation/save";

async fn save(maya: &mut Browser, fields: &[(&str, &str)]) {
    maya.open(paths::MANAGE_ORGANISATION).await;
    maya.submit(SAVE, fields).await;
    assert!(maya.page.text().contains("Your changes are saved."), "{}", maya.page.text());
}

async fn lasts(app: &TestApp) -> i64 {
    app.number("select expires_at - created_at from invitation order by created_at desc limit 1").await
}

async fn c19_a_link_works_until_the_minute_that_email_and_preview_name(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    maya.open(paths::MANAGE_ORGANISATION).await;
    for (zone, name) in [("America/Los_Angeles", "PST (UTC-8)"), ("Pacific/Auckland", "NZDT (UTC+13)"), ("UTC", "UTC")]
    {
        save(&mut maya, &[("time_zone", zone)]).await;
        let (company, email) = (format!("Alder in {name}"), format!("ana@{}.example", zone.len()));
        app.add(&staff, app.details(&company, &email).await, Some(Delivery::Email)).await;
        let text = app.message().await.text;
        let expires_at = app.number("select max(expires_at) from invitation").await;
        let said = dates::instant(Timestamp(expires_at), zone, Language::English);
        assert!(said.ends_with(name) && text.contains(&format!("works until {said}.")), "{said}: {text}");
        let preview = maya.get(&paths::email_template_preview(None, Language::English, "", "html")).await;
        assert!(preview.body.contains(name), "{}", preview.body);
    }
}

async fn the_next_invitation_follows_what_was_saved(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let page = maya.open(paths::MANAGE_ORGANISATION).await;
    assert_eq!(page.h1(), "Organisation");
    assert_eq!(
        (page.value("name"), page.value("reply_to"), page.value("lifetime")),
        ("Acme".into(), "".into(), "168".into())
    );
    assert!(page.text().contains(&app.url) && page.text().contains("GANGWAY_PUBLIC_URL"), "{}", page.text());
    app.alder(&staff, Some(Delivery::Email)).await;
    let message = app.message().await;
    assert_eq!(message.reply_to, "maya@acme.example", "nothing was chosen yet");
    assert!(
        message.html.contains(Accent::Teal.hex()) && message.text.contains("29 Nov 2026, 14:0"),
        "{}",
        message.text
    );
    assert_eq!(lasts(app).await, 7 * DAY);

    let changed =
        [("name", " Acme   Harbour "), ("reply_to", "Partners@acme.example"), ("lifetime", "720"), ("accent", "plum")];
    save(&mut maya, &changed).await;
    assert_eq!((maya.page.value("name"), maya.page.value("lifetime")), ("Acme Harbour".into(), "720".into()));
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    let message = app.message().await;
    assert_eq!(message.reply_to, "Partners@acme.example");
    assert_eq!(message.subject, "Ana, your Acme Harbour partner portal is ready");
    assert!(message.html.contains(Accent::Plum.hex()) && !message.html.contains(Accent::Teal.hex()));
    assert!(message.text.contains("22 Dec 2026"), "{}", message.text);
    assert_eq!(lasts(app).await, 30 * DAY);

    save(&mut maya, &[("reply_to", ""), ("lifetime", "12")]).await;
    app.add(&staff, app.details("Cartograph", "li@carto.example").await, Some(Delivery::Email)).await;
    let message = app.message().await;
    assert_eq!(message.reply_to, "maya@acme.example", "back to whoever invites");
    let until = app.state.now().plus(12 * HOUR).in_words();
    assert!(message.text.contains(&until), "a day alone would promise too much: {until} in {}", message.text);
    assert_eq!(lasts(app).await, 12 * HOUR);
}

async fn an_invitation_on_its_way_keeps_its_time_until_it_is_sent_again(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    save(&mut maya, &[("lifetime", "336")]).await;
    assert_eq!(lasts(app).await, 7 * DAY);
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/invitations/resend", &[]).await;
    let sent_again = app.number("select expires_at from invitation").await - 14 * DAY;
    assert!((START.0..=app.state.now().0).contains(&sent_again), "{sent_again}");
    assert!(lasts(app).await > 14 * DAY);
}

async fn the_link_of_a_short_invitation_ends_with_it(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    save(&mut maya, &[("lifetime", "1")]).await;
    let link = app.alder(&staff, Some(Delivery::Link)).await.link.unwrap();
    app.wait(HOUR - 10 * SECOND);
    assert!(app.browser().open(&link).await.has_form("/api/invitations/activate"));
    app.wait(11 * SECOND);
    assert!(!app.browser().open(&link).await.has_form("/api/invitations/activate"));
}

async fn a_password_mail_takes_replies_at_the_chosen_address(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    save(&mut maya, &[("reply_to", "partners@acme.example"), ("accent", "rust")]).await;
    let mut browser = app.browser();
    browser.open(paths::FORGOT_PASSWORD).await;
    browser.submit("/api/account/forgot-password", &[("email", "maya@acme.example")]).await;
    let message = app.message().await;
    assert_eq!(message.reply_to, "partners@acme.example");
    assert!(message.html.contains(Accent::Rust.hex()));
}

async fn every_page_has_the_colour_as_soon_as_it_is_there(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    save(&mut maya, &[("accent", "violet"), ("name", "Harbour <b>")]).await;
    for page in app.every_frame(&staff, &mut maya).await {
        assert_eq!(page.attribute("html", "data-accent").as_deref(), Some("violet"), "{}", page.path);
        assert_eq!(page.find(".logo-name").first().map(String::as_str), Some("Harbour <b>"), "{}", page.path);
    }
}

async fn a_wrong_field_is_named_and_nothing_is_written(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::MANAGE_ORGANISATION).await;
    let wrong = [("name", "https://evil.example"), ("reply_to", "a@x.example\r\nBcc: b@x.example")];
    maya.submit(SAVE, &wrong).await;
    assert!(maya.page.complaint("name").contains("web address"), "{}", maya.page.text());
    assert!(!maya.page.complaint("reply_to").is_empty(), "{}", maya.page.text());
    assert_eq!(maya.page.value("name"), "https://evil.example", "what was typed is kept");
    for (field, value) in [
        ("lifetime", "0"),
        ("lifetime", "721"),
        ("lifetime", "100000"),
        ("lifetime", "-1"),
        ("lifetime", "soon"),
        ("accent", "red; background: url(//evil.example)"),
        ("accent", ""),
    ] {
        let good = [("name", "Other"), ("reply_to", ""), ("lifetime", "24"), ("accent", "blue"), ("version", "1")];
        let names: Vec<String> = good.iter().map(|(name, _)| format!("form[{name}]")).collect();
        let form = good
            .iter()
            .zip(&names)
            .map(|((name, good), full)| (full.as_str(), if *name == field { value } else { *good }));
        let answer = maya.call(SAVE, &form.collect::<Vec<_>>()).await;
        assert_eq!(answer.status, 422, "{field} {value}");
        assert!(answer.body.contains(&format!("\"{field}\"")), "{}", answer.body);
    }
    let kept = "
        select count(*)
        from organisation
        where name = 'Acme' and reply_to = '' and invitation_hours = 168 and accent = 'teal' and version = 1";
    assert_eq!(app.number(kept).await, 1);
    assert_eq!(record::count(&app.state, "organisation_changed").await.unwrap(), 0);
}

async fn only_an_owner_saves_and_everybody_in_the_team_looks(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    save(&mut maya, &[("reply_to", "partners@acme.example"), ("lifetime", "24"), ("accent", "green")]).await;
    for (role, name) in [(Role::Admin, "Adam"), (Role::Viewer, "Vera")] {
        let (_, mut browser) = app.colleague_as(role, name).await;
        let page = browser.open(paths::MANAGE_ORGANISATION).await;
        assert!(!page.has_form(SAVE), "{role:?}");
        for fact in
            ["Acme", "partners@acme.example", "1 day", "Green", &app.url, "Only owners can change these settings."]
        {
            assert!(page.text().contains(fact), "{fact} for {role:?}: {}", page.text());
        }
        assert_eq!(browser.call(SAVE, &[("form[version]", "2")]).await.status, 403, "{role:?}");
    }
}

async fn nobody_overwrites_a_colleague_unseen(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let (_, mut olga) = app.colleague_as(Role::Owner, "Olga").await;
    maya.open(paths::MANAGE_ORGANISATION).await;
    save(&mut olga, &[("reply_to", "olga@acme.example")]).await;
    maya.submit(SAVE, &[("name", "Maya's")]).await;
    assert!(maya.page.text().contains("Someone else saved changes while you were editing."), "{}", maya.page.text());
    let kept = "select count(*) from organisation where name = 'Acme' and reply_to = 'olga@acme.example'";
    assert_eq!(app.number(kept).await, 1);
    assert_eq!(record::count(&app.state, "organisation_changed").await.unwrap(), 1);
    save(&mut maya, &[("name", "Maya's")]).await;
    assert_eq!(maya.page.value("reply_to"), "olga@acme.example");
    save(&mut maya, &[("accent", "rose")]).await;
}

async fn the_audit_log_keeps_what_was_and_what_is(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    save(&mut maya, &[("reply_to", "partners@acme.example"), ("lifetime", "1"), ("accent", "blue")]).await;
    save(&mut maya, &[("name", "Harbour"), ("reply_to", "")]).await;
    let rows = maya.open(paths::MANAGE_AUDIT).await.find(".audit-table tbody tr");
    assert!(rows[0].contains("Maya Lindqvist changed the organisation's settings."), "{rows:?}");
    for change in ["Name: Acme → Harbour", "Reply-to address: partners@acme.example → nothing"] {
        assert!(rows[0].contains(change), "{change} in {rows:?}");
    }
    assert!(!rows[0].contains("Invitation lifetime"), "what stayed is left out: {rows:?}");
    for change in ["nothing → partners@acme.example", "7 days → 1 hour", "Sea teal → Blue"] {
        assert!(rows[1].contains(change), "{change} in {rows:?}");
    }
}
