//! R10: a link works up to its last instant and no longer, by one clock, even if that clock or the local time changes.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::invitations::invitation::{ActivateForm, Activation};
use crate::domain::organisation::settings::InvitationLifetime;
use crate::domain::time::{DAY, HOUR, SECOND, Timestamp};
use crate::paths;
use crate::server::auth::sessions::Device;
use crate::server::invitations::{activation, invite};
use crate::server::platform::db::execute;
use crate::server::platform::token::PlainToken;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::{PASSWORD, chosen};

const LIFETIME: i64 = InvitationLifetime::DEFAULT.micros();
const ACTIVATE: &str = "/api/invitations/activate";

on_both_engines! {
    r10_a_link_works_until_its_last_instant,
    r10_a_clock_that_goes_back_moves_no_end,
    r10_clocks_on_the_walls_that_change_move_no_end,
}

async fn r10_a_link_works_until_its_last_instant(app: &TestApp) {
    let staff = app.staff().await;
    let link = app.alder(&staff, Some(Delivery::Link)).await.link.unwrap();
    let made = app.state.now();
    app.wait(LIFETIME - 2 * SECOND);
    let mut browser = app.browser();
    browser.open(&link).await;
    let fields = browser.page.fill_in(ACTIVATE, &[("password", PASSWORD)]);
    assert_eq!(app.state.now(), made.plus(LIFETIME), "two requests took two seconds");
    app.wait(1);
    let answer = browser.form_request(ACTIVATE, &fields).header("accept", "application/json").send().await.unwrap();
    assert_eq!(answer.status(), 409);
    app.wait(-1);
    let answer = browser.form_request(ACTIVATE, &fields).header("accept", "application/json").send().await.unwrap();
    assert!(answer.status().as_u16() < 400);
}

fn set_clock(app: &TestApp, to: Timestamp) {
    app.wait(to.0 - app.state.now().0);
}

/// What the holder of `link` sees now. Takes no time.
async fn look(app: &TestApp, link: &str) -> Activation {
    let token = PlainToken::parse(link.rsplit('/').next().unwrap());
    activation::resolve_link(&app.state, token, None).await.unwrap()
}

async fn assert_works(app: &TestApp, link: &str) {
    let seen = look(app, link).await;
    assert!(matches!(seen, Activation::Ready(_)), "at {}: {seen:?}", app.state.now().rfc3339());
}

async fn assert_expired(app: &TestApp, link: &str) {
    let seen = look(app, link).await;
    assert!(matches!(seen, Activation::Expired { .. }), "at {}: {seen:?}", app.state.now().rfc3339());
}

/// `link` works at `end` and not an instant longer; then the clock stays there.
async fn assert_ends(app: &TestApp, link: &str, end: Timestamp) {
    set_clock(app, end);
    let Activation::Ready(shown) = look(app, link).await else { panic!("over before {}", end.rfc3339()) };
    assert_eq!(shown.expires_at, end, "what is shown is what is so");
    app.wait(1);
    assert_expired(app, link).await;
    let token = PlainToken::parse(link.rsplit('/').next().unwrap());
    let form = ActivateForm { password: PASSWORD.to_owned(), ..ActivateForm::default() };
    assert!(activation::activate(&app.state, token, shown.invitation, &form, Device::default()).await.is_err());
}

async fn r10_a_clock_that_goes_back_moves_no_end(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let made = app.state.now();
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let (link, end) = (ana.link.unwrap(), made.plus(LIFETIME));
    set_clock(app, made.plus(-2 * HOUR));
    assert_works(app, &link).await;
    // Nor does opening the page in the meantime.
    assert!(app.browser().open(&link).await.has_form(ACTIVATE));
    maya.open(&paths::partner(ana.partner)).await;
    assert_ends(app, &link, end).await;
    for step in [-HOUR, -90 * SECOND, -1] {
        set_clock(app, end.plus(step));
        assert_works(app, &link).await;
        assert_ends(app, &link, end).await;
    }
    // A link that is made in an hour that was there before lasts as long as any other.
    set_clock(app, end.plus(-HOUR));
    let link = app.link_of(&invite::mint_link(&app.state, &staff, ana.contact).await.unwrap());
    assert_ends(app, &link, end.plus(LIFETIME - HOUR)).await;
}

/// A place, when its clocks change, and a time in the hour that is skipped or shown twice, with the instant it
/// means.
const CHANGES: [(&str, &str, &str, &str); 4] = [
    ("America/New_York", "2027-03-14T07:00:00Z", "2027-03-14T02:30", "2027-03-14T07:30:00Z"),
    ("Europe/Berlin", "2027-03-28T01:00:00Z", "2027-03-28T02:30", "2027-03-28T01:30:00Z"),
    ("Australia/Lord_Howe", "2027-04-03T15:00:00Z", "2027-04-04T01:45", "2027-04-03T14:45:00Z"),
    ("Europe/Berlin", "2027-10-31T01:00:00Z", "2027-10-31T02:30", "2027-10-31T00:30:00Z"),
];

async fn move_to(app: &TestApp, zone: &str) {
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, "update organisation set time_zone = $1", zone).unwrap();
    tx.commit().await.unwrap();
}

/// So much of `2027-03-14T07:00:00Z` as the clock needs.
fn instant(text: &str) -> Timestamp {
    let (day, time) = text.trim_end_matches('Z').split_once('T').unwrap();
    let parts = time.split(':').map(|part| part.parse::<i64>().unwrap());
    Timestamp::parse_day(day).unwrap().plus(parts.fold(0, |all, part| all * 60 + part) * SECOND)
}

async fn r10_clocks_on_the_walls_that_change_move_no_end(app: &TestApp) {
    let staff = app.staff().await;
    for (n, (zone, change, typed, meant)) in CHANGES.into_iter().enumerate() {
        let (change, leaves) = (instant(change), instant(meant));
        move_to(app, zone).await;
        set_clock(app, change.plus(-3 * DAY));
        let made = app.state.now();
        let ana =
            app.add(&staff, app.details("Alder", &format!("ana{n}@alder.example")).await, Some(Delivery::Link)).await;
        let link = ana.link.unwrap();
        let jo = app.add(&staff, app.details("Blue", &format!("jo{n}@blue.example")).await, None).await;
        invite::give_access(&app.state, &staff, jo.contact, &chosen(Delivery::Email, typed)).await.unwrap();

        set_clock(app, leaves.plus(-1));
        assert!(app.emails().await.is_empty(), "{zone}: not before {typed}");
        app.wait(1);
        let planned = app.message().await.link();
        for around in [-1, 0, 1] {
            set_clock(app, change.plus(around));
            assert_works(app, &link).await;
        }
        // The organisation may move, too.
        move_to(app, "Asia/Kolkata").await;
        assert_ends(app, &link, made.plus(LIFETIME)).await;
        assert_ends(app, &planned, leaves.plus(LIFETIME)).await;
    }
}
