//! R34: what people tried who want to flood a mailbox or to phish in the organisation's name.

use crate::domain::auth::role::Role;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::invitations::delivery::Delivery;
use crate::domain::language::Language;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::paths;
use crate::server::authz::Editor;
use crate::server::outbox::limits::{
    MAX_BY_CONTACTS_PER_DAY, MAX_OF_PARTNER_PER_HOUR, MAX_PER_HOUR, MAX_UNASKED_PER_HOUR,
};
use crate::server::people::search_index;
use crate::server::platform::db::execute;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{Known, PASSWORD, with};
use crate::tests::received_email::ReceivedEmail;

on_both_engines! {
    r34_many_contacts_together_cannot_flood_one_mailbox,
    r34_strangers_and_contacts_together_cannot_flood_one_mailbox,
    r34_the_contacts_of_one_partner_cannot_send_without_end,
    r34_strangers_cannot_use_up_what_staff_send,
    r34_a_flood_silences_no_security_notice,
    r34_one_link_cannot_report_without_end,
    a_contact_cannot_write_to_a_stranger_in_their_own_words,
    nobody_can_put_a_link_into_a_name,
    an_old_name_is_no_link_in_any_email,
}

const CHANGE: &str = "/api/account/change-address";
const FORGOT: &str = "/api/account/forgot-password";
const INVITE: &str = "/api/portal/invite-colleague";

/// A contact of another company, active and signed in.
async fn contact(app: &TestApp, staff: &Editor, n: usize) -> (Known, Browser) {
    let known = app
        .add(staff, app.details(&format!("Company {n}"), &format!("c{n}@c{n}.example")).await, Some(Delivery::Link))
        .await;
    let browser = activated(app, &known).await;
    (known, browser)
}

async fn activated(app: &TestApp, known: &Known) -> Browser {
    let mut browser = app.browser();
    browser.open(known.link.as_ref().unwrap()).await;
    let page = browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    assert_eq!(page.path, paths::PORTAL, "{}", page.text());
    browser
}

/// Asks to sign in with `email`; what is wrong, if anything.
async fn change_address(browser: &mut Browser, email: &str) -> String {
    let fields = [("form[email]", email), ("form[current_password]", PASSWORD)];
    let answer = browser.call(CHANGE, &fields).await;
    if answer.status < 400 { String::new() } else { answer.body }
}

fn to_mailbox(emails: &[ReceivedEmail], name: &str) -> i64 {
    i64::try_from(emails.iter().filter(|message| message.to.to_lowercase().starts_with(name)).count()).unwrap()
}

async fn r34_many_contacts_together_cannot_flood_one_mailbox(app: &TestApp) {
    const SPELLINGS: [&str; 5] = [
        "victim@bank.example",
        "VICTIM@Bank.example",
        "victim+1@bank.example",
        "victim+invoice+2@BANK.EXAMPLE",
        "Victim+@bank.example",
    ];
    let staff = app.staff().await;
    let mut people = Vec::new();
    for n in 0..8 {
        people.push(contact(app, &staff, n).await.1);
    }
    app.wait(HOUR);
    let mut sent = 0;
    for (n, person) in people.iter_mut().enumerate() {
        let complaint = change_address(person, SPELLINGS[n % 5]).await;
        assert_eq!(complaint.is_empty(), (n as i64) < MAX_PER_HOUR, "{n}: {complaint}");
        assert!(complaint.is_empty() || complaint.contains("the limit of 5 emails per hour to"), "{complaint}");
        sent += to_mailbox(&app.emails().await, "victim");
    }
    assert_eq!(sent, MAX_PER_HOUR, "in the first hour");
    for _ in 0..10 {
        app.wait(HOUR);
        for person in &mut people {
            change_address(person, SPELLINGS[0]).await;
            person.call("/api/account/resend-address-change", &[]).await;
        }
        sent += to_mailbox(&app.emails().await, "victim");
    }
    assert_eq!(sent, MAX_BY_CONTACTS_PER_DAY, "within the day");
    let (_, mut late) = contact(app, &staff, 9).await;
    let complaint = change_address(&mut late, "victim@bank.example").await;
    assert!(complaint.contains("Today, victim@bank.example has already been sent 10 emails"), "{complaint}");
    assert_eq!(change_address(&mut late, "other@bank.example").await, "", "others are not affected");
    app.wait(DAY);
    assert_eq!(change_address(&mut late, "victim@bank.example").await, "", "and then again");
}

async fn r34_strangers_and_contacts_together_cannot_flood_one_mailbox(app: &TestApp) {
    let staff = app.staff().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let mut sent = to_mailbox(&app.emails().await, "ana");
    let mut people = Vec::new();
    for n in 0..4 {
        people.push(contact(app, &staff, n).await.1);
    }
    for _ in 0..5 {
        app.browser().call(FORGOT, &[("email", &known.email)]).await;
        app.settle().await;
        app.wait(11 * MINUTE - 30 * 1_000_000);
        for person in &mut people {
            change_address(person, &known.email).await;
        }
        sent += to_mailbox(&app.emails().await, "ana");
    }
    assert_eq!(sent, MAX_PER_HOUR, "in 53 minutes, whoever asks");
}

async fn r34_the_contacts_of_one_partner_cannot_send_without_end(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let reseller = app.program("Reseller").await;
    maya.open(&format!("{}/{reseller}", paths::MANAGE_PROGRAMS)).await;
    maya.submit("/api/manage/update-choice", &[("managers_invite", "own-domain"), ("seats", "")]).await;
    let details = app.details("Alder & Finch", "ana@alder.example").await;
    let known =
        app.add(&staff, with(details, |form| form.partner.programs = vec![reseller]), Some(Delivery::Link)).await;
    let mut ana = activated(app, &known).await;
    app.add(&staff, app.details("Bluewater", "taken@alder.example").await, None).await;
    let mut team = Vec::new();
    for n in 0..7 {
        let mate = app.colleague(&staff, known.partner, &format!("m{n}@alder.example"), Some(Delivery::Link)).await;
        team.push(activated(app, &mate).await);
    }
    app.wait(HOUR);
    let mut accepted = 0;
    for (n, mate) in team.iter_mut().enumerate() {
        for k in 0..5 {
            let complaint = change_address(mate, &format!("v{n}x{k}@bank.example")).await;
            assert!(complaint.is_empty() || complaint.contains("Your company has reached the limit"), "{complaint}");
            accepted += i64::from(complaint.is_empty());
        }
    }
    assert_eq!(accepted, MAX_OF_PARTNER_PER_HOUR);
    for email in ["free@alder.example", "taken@alder.example"] {
        let fields = [("form[first_name]", "Jo"), ("form[last_name]", "Weber"), ("form[email]", email)];
        let answer = ana.call(INVITE, &fields).await;
        assert!(answer.status == 409 && answer.body.contains("Your company has reached the limit"), "{answer:?}");
    }
    let (_, mut other) = contact(app, &staff, 1).await;
    assert_eq!(change_address(&mut other, "new@c1.example").await, "", "other partners are not affected");
    let invited = app.colleague(&staff, known.partner, "late@alder.example", Some(Delivery::Email)).await;
    assert_eq!(to_mailbox(&app.emails().await, &invited.email), 1, "nor is staff");
    app.wait(HOUR);
    assert_eq!(change_address(&mut team[6], "new@alder.example").await, "", "and then again");
}

/// Has as many emails queued by strangers as may leave within an hour, like one that was.
async fn use_up(app: &TestApp) {
    const COPY: &str = "
        insert into queued_email (
            id, invitation_id, password_reset_id, report_id, address_change_id, address_notice, security_notice_id, state, message_id,
            attempts, fence, due_at, recipient_key, asker, reply, created_at, finished_at
        )
        select $1, invitation_id, password_reset_id, report_id, address_change_id, address_notice, security_notice_id, 'accepted',
            message_id, 0, 0, due_at, $2, 'visitor', '', $3, $3
        from queued_email
        where password_reset_id is not null
        order by id
        limit 1";
    let mut tx = app.state.db.begin().await.unwrap();
    for _ in 0..MAX_UNASKED_PER_HOUR {
        execute!(&mut tx, COPY, app.state.id(), vec![7_u8; 32], app.state.now().0).unwrap();
    }
    tx.commit().await.unwrap();
}

async fn r34_strangers_cannot_use_up_what_staff_send(app: &TestApp) {
    app.stay_in_memory().await;
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    let invited = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    app.browser().call(FORGOT, &[("email", &known.email)]).await;
    app.emails().await;
    app.wait(HOUR);
    use_up(app).await;
    let usual = app.browser().call(FORGOT, &[("email", "nobody@nowhere.example")]).await;
    let answer = app.browser().call(FORGOT, &[("email", &known.email)]).await;
    assert_eq!((answer.status, &answer.body), (usual.status, &usual.body), "strangers see the same page as always");
    assert!(app.emails().await.is_empty());
    let complaint = change_address(&mut ana, "ana@new.example").await;
    assert!(complaint.contains("Too many emails are leaving right now."), "{complaint}");
    let answer = maya.call("/api/invitations/resend", &[("form[person]", &invited.contact.to_string())]).await;
    assert!(answer.status < 400, "{answer:?}");
    assert_eq!(app.message().await.to, invited.email);
    app.wait(HOUR);
    app.browser().call(FORGOT, &[("email", &known.email)]).await;
    assert_eq!(app.message().await.to, known.email, "and then again");
}

async fn r34_a_flood_silences_no_security_notice(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    for n in 0..MAX_PER_HOUR {
        let (_, mut person) = contact(app, &staff, usize::try_from(n).unwrap()).await;
        assert_eq!(change_address(&mut person, &known.email).await, "");
    }
    app.emails().await;
    // The mailbox is full. A reset still gets there, and what happens to the account, too.
    app.browser().call(FORGOT, &[("email", &known.email)]).await;
    assert_eq!(to_mailbox(&app.emails().await, "ana"), 1);
    maya.open(&paths::edit_contact(known.partner, known.contact)).await;
    maya.submit("/api/partners/update-contact", &[("email", "ana@new.example")]).await;
    let emails = app.emails().await;
    assert_eq!(to_mailbox(&emails, "ana@alder"), 1, "the notice: {emails:#?}");
    let link = emails.iter().find(|message| message.to == "ana@new.example").unwrap().link();
    let mut ana = app.browser();
    ana.open(&link).await;
    use_up(app).await;
    ana.submit("/api/account/confirm-address", &[("current_password", PASSWORD)]).await;
    let told = app.message().await;
    assert!(told.to == known.email && told.subject.contains("has changed"), "{told:?}");
}

async fn r34_one_link_cannot_report_without_end(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let mut stranger = app.browser();
    stranger.open(&app.message().await.link()).await;
    let mut emails = Vec::new();
    for _ in 0..20 {
        stranger.open(paths::ACTIVATE).await;
        stranger.submit("/api/invitations/report", &[("comment", "Not me. Ask li@evil.com")]).await;
        assert!(stranger.page.text().contains("has been notified."), "the answer is the same");
        emails.extend(app.emails().await);
        app.wait(11 * MINUTE);
    }
    assert_eq!((emails.len(), app.rows("activation_report").await), (3, 3));
    for message in emails {
        assert!(message.text.contains("li@\u{2060}evil.\u{2060}com"), "{}", message.text);
        assert!(![&message.text, &message.html].iter().any(|part| part.contains("evil.com")), "{message:?}");
    }
    maya.call("/api/invitations/resend", &[("form[person]", &known.contact.to_string())]).await;
    app.emails().await;
    for comment in ["see evil.com", "https://evil.example/x", "evil\u{3002}com", "ｗｗｗ．evil.example", "192.0.2.7/x"]
    {
        stranger.open(paths::ACTIVATE).await;
        stranger.submit("/api/invitations/report", &[("comment", comment)]).await;
        assert_eq!(stranger.page.complaint("comment"), "Remove the web address. It isn't allowed here.", "{comment}");
    }
}

async fn a_contact_cannot_write_to_a_stranger_in_their_own_words(app: &TestApp) {
    const NAMES: &str =
        "update person set first_name = 'Your payout', last_name = 'is on hold', language = $2 where id = $1";
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    for (n, language) in Language::ALL.into_iter().enumerate() {
        let mut tx = app.state.db.begin().await.unwrap();
        execute!(&mut tx, NAMES, known.contact.0, language.code()).unwrap();
        tx.commit().await.unwrap();
        let stranger = format!("victim{n}@bank.example");
        assert_eq!(change_address(&mut ana, &stranger).await, "");
        let emails = app.emails().await;
        let message = emails.iter().find(|message| message.to == stranger).unwrap();
        for part in [&message.raw, &message.subject, &message.text, &message.html] {
            assert!(!part.contains("payout") && !part.contains("on hold"), "{language:?}: {part}");
        }
        let greeting = message.text.lines().next().unwrap();
        assert!(!greeting.contains("  ") && !greeting.contains(" ,"), "{language:?}: {greeting}");
        app.wait(DAY);
    }
    // Whom staff ask is named: they vouch for the name.
    maya.open(&paths::edit_contact(known.partner, known.contact)).await;
    maya.submit(
        "/api/partners/update-contact",
        &[("first_name", "Ana"), ("language", "en"), ("email", "ana@new.example")],
    )
    .await;
    let emails = app.emails().await;
    let message = emails.iter().find(|message| message.to == "ana@new.example").unwrap();
    assert!(message.text.starts_with("Hello Ana,"), "{}", message.text);

    let reseller = app.program("Reseller").await;
    maya.open(&format!("{}/{reseller}", paths::MANAGE_PROGRAMS)).await;
    maya.submit("/api/manage/update-choice", &[("managers_invite", "own-domain"), ("seats", "")]).await;
    maya.call("/api/partners/set-programs", &[("partner", &known.partner.to_string()), ("programs[0]", &reseller)])
        .await;
    let fields =
        [("form[first_name]", "Your payout"), ("form[last_name]", "is on hold"), ("form[email]", "jo@alder.example")];
    assert!(ana.call(INVITE, &fields).await.status < 400);
    let message = app.message().await;
    assert_eq!(message.to, "jo@alder.example");
    for part in [&message.raw, &message.subject, &message.text, &message.html] {
        assert!(!part.contains("Your payout") && !part.contains("is on hold,"), "{part}");
    }
    assert_eq!(message.subject, "Your Acme partner portal is ready");
}

/// What mail programs link, or read as something else.
const LINKS: [&str; 20] = [
    "see acme-payout.com",
    "ACME-PAYOUT.COM",
    "acme-payout.com.Dear",
    "(evil.io)",
    "t.co/x",
    "www.acme",
    "http://acme",
    "mailto:acme",
    "ana@evil",
    "ana＠evil",
    "192.0.2.7",
    "evil\u{3002}com",
    "evil\u{FF0E}com",
    "evil\u{FF61}com",
    "evil\u{2024}com",
    "ｅｖｉｌ．ｃｏｍ",
    "пример.рф",
    "例子.中国",
    "evil.xn--p1ai",
    "=?utf-8?q?Evil?=",
];

async fn nobody_can_put_a_link_into_a_name(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Link)).await;
    let ana = activated(app, &known).await;
    let mut ana = ana;
    let partner = known.partner.to_string();
    let person = known.contact.to_string();
    for text in LINKS {
        for field in ["first_name", "last_name", "job_title"] {
            let name = format!("form[{field}]");
            let usual = [
                ("form[first_name]", "Jo"),
                ("form[last_name]", "Weber"),
                ("form[job_title]", "Sales"),
                ("form[email]", "jo@alder.example"),
                ("form[role]", "admin"),
                ("form[delivery]", "email"),
                ("form[portal_role]", "member"),
                ("form[partner]", partner.as_str()),
                ("form[person]", person.as_str()),
            ];
            let fields = usual.map(|(key, value)| (key, if key == name { text } else { value }));
            let answer = ana.call(INVITE, &fields).await;
            assert!(answer.status == 422 && answer.body.contains(field), "{field} {text}: {answer:?}");
            for endpoint in ["partners/add-contact", "partners/update-contact"] {
                let answer = maya.call(&format!("/api/{endpoint}"), &fields).await;
                assert!(answer.status == 422 && answer.body.contains(field), "{endpoint} {field} {text}: {answer:?}");
            }
            if field != "job_title" {
                let answer = maya.call("/api/staff/invite", &fields).await;
                assert_eq!(answer.status, 422, "{field} {text}: {answer:?}");
            }
        }
    }
    assert_eq!((app.contacts().await, app.members_in(Role::Admin).await), (1, 0));
    assert!(app.emails().await.is_empty());
}

async fn an_old_name_is_no_link_in_any_email(app: &TestApp) {
    const OLD: [(&str, &str); 3] = [
        ("Your payout is on hold, see acme-payout.com", "and https://acme-payout.com/x"),
        ("=?utf-8?q?acme-payout=2Ecom?=", "pay@acme-payout.com"),
        ("ａｃｍｅ－ｐａｙｏｕｔ．ｃｏｍ", "acme-payout\u{3002}com"),
    ];
    let staff = app.staff().await;
    let set = async |person: PersonId, partner: Option<PartnerId>, first: &str, last: &str| {
        let mut tx = app.state.db.begin().await.unwrap();
        execute!(&mut tx, "update person set first_name = $2, last_name = $3 where id = $1", person.0, first, last)
            .unwrap();
        if let Some(partner) = partner {
            search_index::refresh_search(&mut tx, partner).await.unwrap();
        }
        tx.commit().await.unwrap();
    };
    for (n, (first, last)) in OLD.into_iter().enumerate() {
        let known =
            app.add(&staff, app.details("Alder", &format!("a{n}@alder.example")).await, Some(Delivery::Email)).await;
        set(known.contact, Some(known.partner), first, last).await;
        set(staff.id, None, first, last).await;
        let mut emails = app.emails().await;
        let mut ana = app.browser();
        ana.open(&emails[0].link()).await;
        ana.submit("/api/invitations/report", &[]).await;
        ana.open(paths::ACTIVATE).await;
        ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
        ana.call(FORGOT, &[("email", &known.email)]).await;
        emails.extend(app.emails().await);
        change_address(&mut ana, &format!("new{n}@alder.example")).await;
        emails.extend(app.emails().await);
        assert_eq!(emails.len(), 5, "invitation, report, reset, link to the new address, notice: {emails:#?}");
        for message in emails {
            for part in [&message.subject, &message.text, &message.html, &message.raw] {
                for link in ["payout.com", "payout\u{3002}com", "ｐａｙｏｕｔ．ｃｏｍ", "pay@acme"] {
                    assert!(!part.contains(link), "{link}: {part}");
                }
            }
            assert!(!message.raw.contains("=?utf-8?q?acme"), "no program decodes it: {}", message.raw);
            let text = [&message.subject, &message.text].map(|part| part.as_str()).concat();
            let words = text.split_whitespace().filter(|word| word.contains("://")).count();
            assert!(words <= 1, "its own link alone: {text}");
        }
        app.wait(HOUR);
    }
}
