//! R32: which addresses are one and the same, the same at every door. The rule is `domain/email.rs`:
//! plain letters before the @, compared without case; what surrounds an address is dropped, and what merely looks
//! alike is either another address or refused with a reason.

use crate::domain::imports::RowState;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::HOUR;
use crate::server::authz::Owner;
use crate::server::imports::jobs;
use crate::server::platform::csv::CsvFile;
use crate::server::platform::db::execute;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::{Answer, Browser};
use crate::tests::people::PASSWORD;

on_both_engines! {
    r32_the_same_addresses_are_the_same_at_every_door,
}

/// What an address is beside `Mike@Kelp.example`.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Is {
    Same,
    Different,
    Refused,
}

const TABLE: [(&str, Is); 30] = [
    ("Mike@Kelp.example", Is::Same),
    ("mike@kelp.example", Is::Same),
    ("MIKE@KELP.EXAMPLE", Is::Same),
    ("mike@Kelp.Example", Is::Same),
    (" mike@kelp.example ", Is::Same),
    // As people paste it.
    ("Mike Kelp <mike@kelp.example>", Is::Same),
    ("mailto:mike@kelp.example?subject=x", Is::Same),
    ("mike\u{ff20}kelp.example;", Is::Same),
    // Whether a provider drops tags and dots, only that provider knows.
    ("mike+partners@kelp.example", Is::Different),
    ("mi.ke@kelp.example", Is::Different),
    // These only look alike.
    ("rnike@kelp.example", Is::Different),
    ("mike@keIp.example", Is::Different),
    ("m1ke@kelp.example", Is::Different),
    ("mike@kelp.example.org", Is::Different),
    ("mike@xn--klp-dma.example", Is::Different),
    ("mike@k\u{435}lp.example", Is::Different),
    ("m\u{131}ke@kelp.example", Is::Refused),
    ("m\u{130}ke@kelp.example", Is::Refused),
    ("mi\u{212a}e@kelp.example", Is::Refused),
    ("m\u{456}ke@kelp.example", Is::Refused),
    ("\u{ff4d}ike@kelp.example", Is::Same),
    ("mike@k\u{e9}lp.example", Is::Different),
    ("mike@ke\u{301}lp.example", Is::Different),
    ("mike@kelp\u{3002}example", Is::Same),
    ("mike@kelp.example.", Is::Same),
    ("mike@kelp..example", Is::Refused),
    ("mike@[kelp.example]", Is::Refused),
    ("\"mike\"@kelp.example", Is::Refused),
    ("mike(c)@kelp.example", Is::Refused),
    ("mi\u{200b}ke@kelp.example", Is::Same),
];

/// The result of a form that adds or changes a person, for an address.
fn finding(answer: &Answer) -> Is {
    match answer.status {
        422 if answer.body.contains("already used by Ana Ruiz at Kelp") => Is::Same,
        422 => {
            assert!(answer.body.contains("\"email\""), "beside its field: {answer:?}");
            Is::Refused
        }
        status => {
            assert!(status < 400, "{answer:?}");
            Is::Different
        }
    }
}

/// What the report says of a row with an address.
async fn in_an_import(app: &TestApp, staff: &Owner, address: &str) -> Is {
    let mut sheet = CsvFile::with_bom();
    sheet.add_line(&["Company", "Contact", "Email"]);
    sheet.add_line(&["Third", "Trial Ruiz", address]);
    let id = jobs::keep(&app.state, staff, "file", "a.csv", sheet.finish().into_bytes()).await.unwrap();
    match jobs::get(&app.state, staff, id, None, 0).await.unwrap().rows[0].state {
        RowState::AlreadyExists => Is::Same,
        RowState::Ready => Is::Different,
        _ => Is::Refused,
    }
}

/// Deletes the people who were added on trial.
async fn forget(app: &TestApp) {
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, "delete from person where first_name = 'Trial'").unwrap();
    tx.commit().await.unwrap();
}

async fn r32_the_same_addresses_are_the_same_at_every_door(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let mike = app.add(&staff, app.details("Kelp", "Mike@Kelp.example").await, Some(Delivery::Link)).await;
    let mut browser = app.browser();
    browser.open(mike.link.as_ref().unwrap()).await;
    browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    let jo = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, None).await;
    let (jo, blue) = (jo.contact.to_string(), jo.partner.to_string());
    let status = app.status("Prospect").await;
    app.emails().await;

    for (address, is) in TABLE {
        let draft = app.state.id().to_string();
        let wizard = [
            ("draft", draft.as_str()),
            ("form[name]", "Third"),
            ("form[status]", &status),
            ("form[first_name]", "Trial"),
            ("form[last_name]", "Ruiz"),
            ("form[email]", address),
            ("form[access]", "on"),
        ];
        assert_eq!(finding(&maya.call("/api/onboarding/details", &wizard).await), is, "{address:?} in the wizard");

        let name = [("form[first_name]", "Trial"), ("form[last_name]", "Ruiz"), ("form[email]", address)];
        let member = ("form[portal_role]", "member");
        let edit = [("form[person]", jo.as_str()), ("form[first_name]", "Jo"), name[1], name[2], member];
        assert_eq!(finding(&maya.call("/api/partners/update-contact", &edit).await), is, "{address:?} in an edit");
        let back = [edit[0], edit[1], name[1], ("form[email]", "jo@b.example"), member];
        assert!(maya.call("/api/partners/update-contact", &back).await.status < 400);

        let new = [("form[partner]", blue.as_str()), name[0], name[1], name[2]];
        assert_eq!(finding(&maya.call("/api/partners/add-contact", &new).await), is, "{address:?} of a contact");
        forget(app).await;

        let colleague = [name[0], name[1], name[2], ("form[role]", "viewer"), ("form[delivery]", "link")];
        assert_eq!(finding(&maya.call("/api/staff/invite", &colleague).await), is, "{address:?} of a colleague");
        forget(app).await;

        assert_eq!(in_an_import(app, &staff, address).await, is, "{address:?} in a spreadsheet");

        let fields = [("form[email]", address), ("form[password]", PASSWORD)];
        let signed_in = app.browser().call("/api/account/sign-in", &fields).await.status < 400;
        assert_eq!(signed_in, is == Is::Same, "{address:?} at sign-in");

        app.wait(HOUR);
        app.emails().await;
        let asked = app.browser().call("/api/account/forgot-password", &[("email", address)]).await;
        assert_eq!(asked.status == 422, is == Is::Refused, "{address:?} of a forgotten password: {asked:?}");
        let to: Vec<String> = app.emails().await.into_iter().map(|message| message.to).collect();
        let expected: &[&str] = if is == Is::Same { &["Mike@Kelp.example"] } else { &[] };
        assert_eq!(to, expected, "{address:?}: to the address on file, and to no other");
        keep_signed_in(app, &mut maya).await;
    }
}

/// Keeps the session in use: the clock advances by hours here.
async fn keep_signed_in(app: &TestApp, maya: &mut Browser) {
    assert_eq!(maya.call("/api/account/load", &[]).await.status, 200);
    app.settle().await;
}
