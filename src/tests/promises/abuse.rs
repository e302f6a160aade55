//! R34: nobody's mailbox is flooded through us, whoever asks and however often. The limits are counted
//! from the messages themselves, so that a restart forgets nothing and no header or field shifts them.

use crate::domain::invitation::Delivery;
use crate::domain::organisation::InvitationLifetime;
use crate::domain::time::{HOUR, MINUTE};
use crate::paths;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{Known, PASSWORD};
use std::collections::BTreeMap;

const RESEND: &str = "/api/invitations/resend";
const FORGOT: &str = "/api/account/forgot-password";

on_both_engines! {
    r34_one_person_gets_a_few_invitations_an_hour_however_often_one_clicks,
    r34_no_detour_leads_around_the_limit,
    r34_a_forgotten_password_is_mailed_a_few_times_an_hour,
    r34_a_new_address_is_mailed_a_few_times_an_hour,
    r34_an_old_link_mails_its_owner_a_few_times_an_hour,
}

/// How many clicks of each `app` got which status.
async fn click(browser: &Browser, endpoint: &str, field: (&str, &str), clicks: usize) -> BTreeMap<u16, usize> {
    let mut answers = BTreeMap::new();
    for n in 0..clicks {
        let fields = [
            (field.0.to_owned(), field.1.to_owned()),
            ("form[nonce]".to_owned(), n.to_string()),
            (format!("form[x{n}]"), "1".to_owned()),
            ("ip".to_owned(), format!("203.0.113.{n}")),
        ];
        let request = browser
            .form_request(endpoint, &fields)
            .header("accept", "application/json")
            .header("x-forwarded-for", format!("198.51.100.{}", n % 250))
            .header("forwarded", format!("for=198.51.100.{}", n % 250))
            .header("x-real-ip", format!("198.51.100.{}", n % 250))
            .header("user-agent", format!("Browser/{n}"));
        let status = request.send().await.unwrap().status().as_u16();
        *answers.entry(status).or_default() += 1;
    }
    answers
}

async fn r34_one_person_gets_a_few_invitations_an_hour_however_often_one_clicks(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let other = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    let person = ana.contact.to_string();
    assert_eq!(
        click(&maya, RESEND, ("form[person]", &person), 150).await,
        BTreeMap::from([(200, 4), (409, 146)]),
        "with the first one, five"
    );
    // Another instance, which is what a restart leaves: nothing but the database.
    let mut restarted = app.browser_at(&app.second_instance(|_| ()).await);
    restarted.cookies = maya.cookies.clone();
    assert_eq!(click(&restarted, RESEND, ("form[person]", &person), 50).await, BTreeMap::from([(409, 50)]));
    let to_ana = app.mails().await.iter().filter(|mail| mail.to == ana.email).count();
    assert_eq!(to_ana, 5);

    app.wait(18 * MINUTE);
    maya.open(&paths::partner(ana.partner)).await;
    maya.submit(RESEND, &[]).await;
    let text = maya.page.text();
    let words = "5 emails to Ana Ruiz within an hour are enough. You can send the next one in 42 minutes. If it is urgent, copy a link and pass it on.";
    assert!(text.contains(words), "{text}");
    let copied = maya.call("/api/invitations/mint-link", &[("form[person]", &person)]).await;
    assert!(copied.status < 400, "{copied:?}");
    let elsewhere = maya.call(RESEND, &[("form[person]", &other.contact.to_string())]).await;
    assert!(elsewhere.status < 400, "others are not affected: {elsewhere:?}");
    app.wait(42 * MINUTE);
    app.mails().await;
    assert!(maya.call(RESEND, &[("form[person]", &person)]).await.status < 400);
    assert_eq!(app.mail().await.to, ana.email);
}

async fn r34_no_detour_leads_around_the_limit(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let person = ana.contact.to_string();
    let mut mails = app.mails().await.len();
    for n in 0..12 {
        let email = format!("ana{}@alder.example", n % 3);
        let edit = [
            ("form[person]", person.as_str()),
            ("form[first_name]", "Ana"),
            ("form[last_name]", "Ruiz"),
            ("form[email]", &email),
            ("form[portal_role]", "member"),
        ];
        maya.call("/api/partners/update-contact", &edit).await;
        mails += app.mails().await.len();
        maya.call("/api/invitations/remove-access", &[("form[person]", &person)]).await;
        maya.call("/api/invitations/give-access", &[("form[person]", &person), ("form[delivery]", "email")]).await;
        mails += app.mails().await.len();
    }
    assert_eq!(mails, 5);

    // What was taken back before it left, or could not be delivered, did not bother anybody.
    let Known { contact, email, .. } =
        app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    let person = contact.to_string();
    for _ in 0..8 {
        assert!(maya.call("/api/invitations/undo-send", &[("form[person]", &person)]).await.status < 400);
        let answer = maya.call(RESEND, &[("form[person]", &person)]).await;
        assert!(answer.status < 400, "{answer:?}");
    }
    assert_eq!(app.mail().await.to, email);
}

async fn r34_a_forgotten_password_is_mailed_a_few_times_an_hour(app: &TestApp) {
    let staff = app.staff().await;
    let (ana, _) = app.active_ana(&staff).await;
    let second = app.second_instance(|_| ()).await;
    let (here, there) = (app.browser(), app.browser_at(&second));
    for spelling in [ana.email.clone(), ana.email.to_uppercase()] {
        assert_eq!(click(&here, FORGOT, ("email", &spelling), 60).await, BTreeMap::from([(200, 60)]), "says the same");
        assert_eq!(click(&there, FORGOT, ("email", &spelling), 20).await, BTreeMap::from([(200, 20)]));
    }
    assert_eq!(app.mails().await.len(), 1);
    let mut mails = 1;
    for _ in 0..18 {
        app.wait(3 * MINUTE);
        click(&here, FORGOT, ("email", &ana.email), 2).await;
        mails += app.mails().await.len();
    }
    assert_eq!(mails, 3, "in an hour");
    app.wait(HOUR);
    click(&there, FORGOT, ("email", &ana.email), 2).await;
    assert_eq!(app.mails().await.len(), 1, "and then again");
    let page = app.browser().open(&format!("{}?asked=yes", paths::FORGOT_PASSWORD)).await.text();
    assert!(page.contains("At most three emails an hour go to one address."), "{page}");
}

async fn r34_a_new_address_is_mailed_a_few_times_an_hour(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    app.wait(HOUR);
    let asked = [("form[email]", "ana@new.example"), ("form[current_password]", PASSWORD)];
    assert!(ana.call("/api/account/change-address", &asked).await.status < 400);
    let person = known.contact.to_string();
    let mut mails = 0;
    for _ in 0..25 {
        click(&ana, "/api/account/resend-address-change", ("email", "evil@evil.example"), 3).await;
        click(&maya, "/api/partners/resend-address-change", ("form[person]", &person), 3).await;
        mails += app.mails().await.iter().filter(|mail| mail.to == "ana@new.example").count();
        app.wait(2 * MINUTE);
    }
    assert_eq!(mails, 5, "in 50 minutes");
    let page = ana.call("/api/account/resend-address-change", &[]).await;
    assert!(page.body.contains("You can send the next one in 10 minutes."), "{page:?}");
}

async fn r34_an_old_link_mails_its_owner_a_few_times_an_hour(app: &TestApp) {
    const FRESH: &str = "/api/invitations/request-fresh-link";
    let staff = app.staff().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let old = app.mail().await.link();
    app.wait(InvitationLifetime::DEFAULT.micros() + 1);
    let mut holder = app.browser();
    holder.open(&old).await;
    let mut mails = 0;
    for _ in 0..11 {
        assert_eq!(click(&holder, FRESH, ("email", "evil@evil.example"), 10).await, BTreeMap::from([(200, 10)]));
        for mail in app.mails().await {
            assert_eq!(mail.to, ana.email);
            mails += 1;
        }
        app.wait(5 * MINUTE);
    }
    assert_eq!(mails, 5, "in 55 minutes");
}
