//! Addresses, names and numbers as people paste and write them: cases C38 to C49.

use crate::domain::invitations::delivery::Delivery;
use crate::paths;
use crate::server::ops::key_rebuild;
use crate::server::platform::db::{execute, read};
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::invariants;
use crate::tests::people::{PASSWORD, with};

const DETAILS: &str = "/api/onboarding/details";
const FINISH: &str = "/api/onboarding/finish";
const SIGN_IN: &str = "/api/account/sign-in";

on_both_engines! {
    an_address_is_pasted_with_its_name,
    people_sign_in_as_their_address_is_written,
    people_with_one_name_are_taken_everywhere,
    nobody_is_called_by_what_cannot_be_seen,
    phone_numbers_are_kept_as_typed_and_dialled,
    letters_without_a_key_are_found_sorted_and_alike,
    stored_forms_of_another_version_are_written_anew,
}

async fn an_address_is_pasted_with_its_name(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for (n, (pasted, first, last, address)) in [
        ("Ana Ruiz <ana0@alder.example>", "Ana", "Ruiz", "ana0@alder.example"),
        ("\"Ruiz, Ana\" <ana1@alder.example>;", "Ana", "Ruiz", "ana1@alder.example"),
        ("mailto:ana2@alder.example?subject=x", "Typed", "Person", "ana2@alder.example"),
        ("Juan de la Cruz (juan@alder.example)", "Juan", "de la Cruz", "juan@alder.example"),
        ("Suharto <suharto@alder.example>", "Suharto", "", "suharto@alder.example"),
        ("\u{FEFF}ana5\u{FF20}m\u{fc}nchen.example\u{200B}", "Typed", "Person", "ana5@m\u{fc}nchen.example"),
    ]
    .into_iter()
    .enumerate()
    {
        let typed = if first == "Typed" { (first, last) } else { ("", "") };
        maya.open(paths::NEW_PARTNER).await;
        let company = format!("Company {n}");
        let fields = [("name", company.as_str()), ("first_name", typed.0), ("last_name", typed.1), ("email", pasted)];
        assert!(maya.submit(DETAILS, &fields).await.has_form(FINISH), "C40 {pasted}: {}", maya.page.text());
        maya.submit(FINISH, &[]).await;
        const KEPT: &str = "select p.first_name, p.last_name, p.email, p.name from person p join partner c on c.id = p.partner_id where c.name = $1";
        let kept: (String, String, String, String) =
            read!(&app.state.db, c => sqlx::query_as(KEPT).bind(&company).fetch_one(c)).unwrap();
        let name = format!("{first} {last}").trim().to_owned();
        assert_eq!(kept, (first.to_owned(), last.to_owned(), address.to_owned(), name), "C40 {pasted}");
    }
    maya.open(paths::NEW_MEMBER).await;
    let colleague = [("email", "Vera Vogel <vera@acme.example>"), ("role", "viewer"), ("delivery", "link")];
    maya.submit("/api/staff/invite", &colleague).await;
    assert_eq!(
        app.number("select count(*) from person where name = 'Vera Vogel' and email = 'vera@acme.example'").await,
        1
    );
}

async fn people_sign_in_as_their_address_is_written(app: &TestApp) {
    let staff = app.staff().await;
    let details = app.details("M\u{fc}nchen", "Ana@m\u{fc}nchen.example").await;
    let ana = app.add(&staff, details, Some(Delivery::Link)).await;
    let mut browser = app.browser();
    browser.open(ana.link.as_ref().unwrap()).await;
    assert_eq!(browser.page.value("email"), "Ana@m\u{fc}nchen.example", "C38");
    browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    for typed in [
        "ana@m\u{fc}nchen.example",
        "ana@mu\u{308}nchen.example",
        "ANA@M\u{dc}NCHEN.example",
        "ana@xn--mnchen-3ya.example",
        "ana\u{FF20}m\u{fc}nchen.example",
        "ana@m\u{fc}nchen.example\u{200B}",
        "\u{202A}ana@m\u{fc}nchen.example\u{202C}",
        "Ana Ruiz <ana@m\u{fc}nchen.example>;",
        "ana@m\u{fc}nchen.example.",
    ] {
        let fields = [("form[email]", typed), ("form[password]", PASSWORD)];
        let answer = app.browser().call(SIGN_IN, &fields).await;
        assert!(answer.status < 400, "C38 C39 {typed:?}: {answer:?}");
    }
    app.emails().await;
    app.browser().call("/api/account/forgot-password", &[("email", "ana@xn--mnchen-3ya.example")]).await;
    assert_eq!(app.message().await.to, "Ana@xn--mnchen-3ya.example", "C38");
    let asked = [("form[email]", "ana@z\u{fc}rich.example"), ("form[current_password]", PASSWORD)];
    assert!(browser.call("/api/account/change-address", &asked).await.status < 400);
    let emails = app.emails().await;
    let link = emails.iter().find(|email| email.to == "ana@xn--zrich-kva.example").expect("C38").link();
    browser.open(&link).await;
    browser.submit("/api/account/confirm-address", &[("current_password", PASSWORD)]).await;
    let fields = [("form[email]", "ana@xn--zrich-kva.example"), ("form[password]", PASSWORD)];
    assert!(app.browser().call(SIGN_IN, &fields).await.status < 400, "C38: a new address");
    app.emails().await;
}

async fn people_with_one_name_are_taken_everywhere(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let details = app.details("Alder", "suharto@alder.example").await;
    let details = with(details, |form| {
        "Suharto".clone_into(&mut form.contact.first_name);
        form.contact.last_name.clear();
    });
    let known = app.add(&staff, details, Some(Delivery::Email)).await;
    let message = app.message().await;
    assert!(message.text.contains("Suharto,") && !message.text.contains("Suharto ,"), "C42: {}", message.text);
    assert!(message.raw.contains("To: Suharto <suharto@alder.example>"), "C42: {}", message.raw);
    let page = maya.open(&paths::partner(known.partner)).await;
    assert!(page.find("h3").contains(&"Suharto".to_owned()), "C42: {}", page.text());
    maya.open(&paths::new_contact(known.partner)).await;
    let fields = [("first_name", "Sukarno"), ("last_name", "."), ("email", "sukarno@alder.example")];
    maya.submit("/api/partners/add-contact", &fields).await;
    maya.open(paths::NEW_MEMBER).await;
    let fields =
        [("first_name", "Megawati"), ("email", "megawati@acme.example"), ("role", "viewer"), ("delivery", "link")];
    maya.submit("/api/staff/invite", &fields).await;
    for name in ["Suharto", "Sukarno", "Megawati"] {
        let found = "select count(*) from person where name = $1 and last_name = ''";
        let found: i64 = read!(&app.state.db, c => sqlx::query_scalar(found).bind(name).fetch_one(c)).unwrap();
        assert_eq!(found, 1, "C42 {name}");
    }
}

async fn nobody_is_called_by_what_cannot_be_seen(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for nothing in ["\u{3164}", "\u{2800}", "\u{200D}", "\u{AD}", "\u{FFA0}", "\u{E0041}", "\u{115F}", "\u{200E}"] {
        maya.open(paths::NEW_PARTNER).await;
        let fields = [("name", nothing), ("first_name", nothing), ("last_name", nothing), ("email", nothing)];
        let page = maya.submit(DETAILS, &fields).await;
        assert_eq!(page.complaint("name"), "Enter the partner name.", "C43 {nothing:?}");
        assert_eq!(page.complaint("first_name"), "Enter the first name.", "C43 {nothing:?}");
        assert_eq!(page.complaint("email"), "Enter the email address.", "C43 {nothing:?}");
    }
    maya.open(paths::NEW_PARTNER).await;
    let fields = [
        ("name", "\u{200F}\u{5e9}\u{5e8}\u{5d4} Cohen (\u{5d9}\u{5e9}\u{5e8}\u{5d0}\u{5dc})"),
        ("first_name", "\u{639}\u{644}\u{64a}\u{200E} 2"),
        ("last_name", "Ana\u{AD}"),
        ("email", "sara@alder.example"),
    ];
    assert!(maya.submit(DETAILS, &fields).await.has_form(FINISH), "C44: {}", maya.page.text());
    maya.submit(FINISH, &[]).await;
    let name: String =
        read!(&app.state.db, c => sqlx::query_scalar("select name from person where last_name = 'Ana'").fetch_one(c))
            .unwrap();
    assert_eq!(name, "\u{639}\u{644}\u{64a} 2 Ana", "C44");
}

async fn phone_numbers_are_kept_as_typed_and_dialled(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, None).await;
    for (typed, in_berlin, elsewhere) in [
        ("030 123456", Some("tel:+4930123456"), None),
        ("0044 20 7946 0000", Some("tel:+442079460000"), Some("tel:+442079460000")),
        ("+49 (0)30 123456 ext. 7", Some("tel:+4930123456"), Some("tel:+4930123456")),
        ("112", None, None),
    ] {
        for (zone, dialled) in [("Europe/Berlin", in_berlin), ("UTC", elsewhere)] {
            let mut tx = app.state.db.begin().await.unwrap();
            execute!(&mut tx, "update organisation set time_zone = $1", zone).unwrap();
            tx.commit().await.unwrap();
            maya.open(&paths::edit_contact(ana.partner, ana.contact)).await;
            maya.submit("/api/partners/update-contact", &[("phone", typed)]).await;
            assert!(maya.page.text().contains(typed), "C46 {typed}: {}", maya.page.text());
            assert_eq!(maya.page.attribute("a[href^='tel:']", "href").as_deref(), dialled, "C46 {typed} in {zone}");
        }
    }
}

async fn letters_without_a_key_are_found_sorted_and_alike(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let names = [
        "Moor",
        "\u{141}\u{f3}d\u{17a} Logistik",
        "Linde",
        "\u{d8}sterbro A/S",
        "Wei\u{df}bach GmbH",
        "\u{110}or\u{111}evi\u{107}",
        "I\u{15f}\u{131}k",
    ];
    for (n, name) in names.iter().enumerate() {
        app.add(&staff, app.details(name, &format!("n{n}@alder.example")).await, None).await;
    }
    for (typed, name) in [
        ("lodz", names[1]),
        ("osterbro", names[3]),
        ("weissbach", names[4]),
        ("WEISSBACH", names[4]),
        ("WEI\u{1e9e}BACH", names[4]),
        ("dordevic", names[5]),
        ("isik", names[6]),
        ("I\u{15e}IK", names[6]),
    ] {
        let page = maya.open(&format!("{}?q={typed}", paths::PARTNERS)).await;
        let found = page.find("tbody th");
        assert!(found.len() == 1 && found[0].contains(name), "C49 {typed}: {found:?}");
    }
    let contact = with(app.details("M\u{fc}ller & S\u{f6}hne Coca-Cola", "ana@miller.example").await, |form| {
        "Jean-Luc".clone_into(&mut form.contact.first_name);
        "O\u{2019}Brien".clone_into(&mut form.contact.last_name);
    });
    app.add(&staff, contact, None).await;
    for typed in [
        "mueller",
        "soehne",
        "S\u{f6}hne+M\u{fc}ller",
        "jean+luc",
        "jeanluc",
        "obrien",
        "o%27brien",
        "brien+jean-luc",
        "coca+cola",
        "cocacola",
        "cola+miller.example+mueller+obrien+jean+luc",
        "muller,+soehne",
    ] {
        let page = maya.open(&format!("{}?q={typed}", paths::PARTNERS)).await;
        assert_eq!(page.find("tbody .cell-name"), ["M\u{fc}ller & S\u{f6}hne Coca-Cola"], "C49 {typed}");
        let found = maya.call("/api/partners/find", &[("q", &typed.replace('+', " ").replace("%27", "'"))]).await;
        assert!(found.body.contains("Coca-Cola") && !found.body.contains("Linde"), "C49 {typed}: {}", found.body);
    }
    assert!(
        maya.open(&format!("{}?q=mueller+moor", paths::PARTNERS)).await.find("tbody th").is_empty(),
        "C49: all words"
    );
    app.add(&staff, app.details("3 Quay 2", "jo1@quay.example").await, None).await;
    for (typed, count) in [("quay+1", 0), ("quay+2", 1), ("quay+3", 1), ("jo+quay+2", 1)] {
        let found = maya.open(&format!("{}?q={typed}", paths::PARTNERS)).await.find("tbody th").len();
        assert_eq!(found, count, "{typed}: a single letter beside other words begins one");
    }
    let page = maya.open(paths::PARTNERS).await;
    let order = page.find("tbody th");
    let place = |name: &str| order.iter().position(|found| found.contains(name)).unwrap();
    assert!(place(names[2]) < place(names[1]) && place(names[1]) < place(names[0]), "C49: {order:?}");
    let mueller = "M\u{fc}ller & S\u{f6}hne Coca-Cola";
    for (name, alike) in [
        ("Lodz Logistik", names[1]),
        ("WEISSBACH", names[4]),
        ("Osterbro AS", names[3]),
        ("Mueller + Soehne Coca Cola", mueller),
        ("Muller Sohne Coca-Cola GmbH", mueller),
    ] {
        let answer = maya.call("/api/onboarding/duplicates", &[("name", name), ("email", "")]).await;
        assert!(answer.body.contains(alike), "C49 {name}: {}", answer.body);
    }
}

async fn stored_forms_of_another_version_are_written_anew(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.add(&staff, app.details("\u{141}\u{f3}d\u{17a}", "ana@alder.example").await, None).await;
    let mut tx = app.state.db.begin().await.unwrap();
    for spoil in [
        "update partner set name_key = 'x', company_key = 'x', search_key = 'x', contact_key = 'x'",
        "update status set name_key = 'x' || name_key",
        "update audit set search_key = 'x'",
        "delete from key_version",
    ] {
        execute!(&mut tx, spoil).unwrap();
    }
    tx.commit().await.unwrap();
    key_rebuild::ensure(&app.state).await.unwrap();
    key_rebuild::ensure(&app.state).await.unwrap();
    invariants::check(app).await;
    assert!(maya.open(&format!("{}?q=lodz", paths::PARTNERS)).await.text().contains("\u{141}\u{f3}d\u{17a}"), "C49");
    assert!(maya.open(&format!("{}?q=lodz", paths::MANAGE_AUDIT)).await.find("tbody tr").len() == 1, "C49");
    assert_eq!(app.number("select count(*) from status where name_key like 'x%'").await, 0);
    assert_eq!(app.number("select count(*) from key_version").await, 1);
}
