//! Clocks that jump, and clocks that disagree (F22).

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{HOUR, MINUTE, SECOND};
use crate::server::mailer::outcome::SendOutcome;
use crate::server::outbox::{delivery, worker};
use crate::server::platform::clock::Clock;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};

on_both_engines! {
    f22_a_clock_that_goes_back_delays_and_loses_nothing,
    f22_a_clock_that_jumps_ahead_sends_no_second_result,
    f22_instances_that_disagree_take_nothing_from_each_other,
}

async fn f22_a_clock_that_goes_back_delays_and_loses_nothing(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let claim = delivery::claim(&app.state).await.unwrap().unwrap();
    app.wait(-2 * HOUR);
    assert!(delivery::claim(&app.state).await.unwrap().is_none(), "its lease goes on");
    let due = delivery::next_due(&app.state).await.unwrap().unwrap();
    assert!(due > app.state.now(), "nobody looks again and again meanwhile");
    let details = app.details("Bluewater", "jo@blue.example").await;
    app.add(&staff, details, Some(Delivery::Email)).await;
    assert_eq!(app.message().await.to, "jo@blue.example", "what comes now leaves now");
    let done = SendOutcome::Accepted("250 taken".to_owned());
    assert!(delivery::complete(&app.state, &claim, None, &done).await.unwrap());
    app.wait(5 * HOUR);
    assert!(app.emails().await.is_empty());
}

async fn f22_a_clock_that_jumps_ahead_sends_no_second_result(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let slow = delivery::claim(&app.state).await.unwrap().unwrap();
    app.wait(2 * HOUR);
    assert_eq!(app.emails().await.len(), 1, "it looks as if its worker had died");
    let late = SendOutcome::Retry("451 late".to_owned());
    assert!(!delivery::complete(&app.state, &slow, None, &late).await.unwrap(), "who was taken for dead says nothing");
    app.wait(-2 * HOUR);
    assert_eq!(worker::drain(&app.state).await.unwrap(), 0);
    app.wait(5 * HOUR);
    assert!(app.emails().await.is_empty());
}

async fn f22_instances_that_disagree_take_nothing_from_each_other(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let off_by = |micros| AppState { clock: Clock::fixed(app.state.now().plus(micros)), ..app.state.clone() };
    let (ahead, behind) = (off_by(90 * SECOND), off_by(-90 * SECOND));
    let claim = delivery::claim(&app.state).await.unwrap().unwrap();
    for other in [&ahead, &behind] {
        assert!(delivery::claim(other).await.unwrap().is_none(), "a lease outlasts what clocks differ by");
    }
    let later = SendOutcome::Retry("451 later".to_owned());
    assert!(delivery::complete(&app.state, &claim, None, &later).await.unwrap());
    assert_eq!(worker::drain(&behind).await.unwrap(), 0, "nothing is early");
    app.wait(10 * MINUTE);
    assert_eq!(app.emails().await.len(), 1);
    assert_eq!(worker::drain(&off_by(HOUR)).await.unwrap(), 0);
}
