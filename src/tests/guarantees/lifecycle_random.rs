//! R6 and R21: random lives of an invitation and of what follows it, beside a model that says after every
//! step which links may work and which sessions are honoured. The model's own rules are in `life.rs`.

use super::lifecycle_model::{Ask, ChangeLink, Life, Link, Reset, ResetLink};
use crate::domain::auth::pending_email::Confirmation;
use crate::domain::auth::role::PortalRole;
use crate::domain::email::EmailAddress;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::invitations::invitation::{ActivateForm, Activation};
use crate::domain::partners::contact::ContactInput;
use crate::domain::password::Password;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::paths;
use crate::server::auth::sessions::Device;
use crate::server::auth::sessions::{self, NewSession};
use crate::server::auth::{account, email_confirmations, password_resets};
use crate::server::authz::Editor;
use crate::server::invitations::{activation, invite};
use crate::server::partners::contacts;
use crate::server::platform::error::Result;
use crate::server::platform::random::Random;
use crate::server::platform::token::PlainToken;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::PASSWORD;
use crate::tests::people::chosen;
use crate::tests::received_email::ReceivedEmail;
use crate::tests::scaled_runs;

on_both_engines! {
    r06_r21_exactly_the_links_and_sessions_of_the_live_promise_work,
}

/// What staff and the invited person can do.
#[derive(Debug, Clone, Copy)]
enum Step {
    Give(Delivery),
    Resend,
    Copy,
    Remove,
    EditAddress,
    Wait,
    /// With one of the links that went out, the newest first.
    Activate(usize),
    /// Confirms a new address by one of the links that were sent for one, the newest first.
    Confirm(usize),
    SignIn,
    AskReset,
    /// Chooses a new password by one of the links that were sent for that, the newest first.
    Reset(usize),
    /// Chooses a new password in one of the browsers that were ever signed in, the newest first.
    ChangePassword(usize),
}

impl Step {
    fn any(chance: &Random) -> Self {
        let which = |of: i64| chance.below(of) as usize;
        match chance.below(26) {
            0..=1 => Self::Give(Delivery::Email),
            2..=3 => Self::Give(Delivery::Link),
            4..=5 => Self::Resend,
            6..=8 => Self::Copy,
            9 => Self::Remove,
            10..=11 => Self::EditAddress,
            12..=13 => Self::Wait,
            14..=16 => Self::Activate(which(4)),
            17..=18 => Self::Confirm(which(2)),
            19..=20 => Self::SignIn,
            21..=22 => Self::AskReset,
            23..=24 => Self::Reset(which(2)),
            _ => Self::ChangePassword(which(3)),
        }
    }
}

/// Whether what was `done` is what the model `expected`.
fn as_expected<T>(step: Step, done: Result<T>, expected: bool) -> Option<T> {
    assert_eq!(done.is_ok(), expected, "{step:?}: {:?}", done.as_ref().err());
    done.ok()
}

/// Returns the link that was passed on by hand.
async fn by_staff(app: &TestApp, staff: &Editor, life: &mut Life, step: Step) -> Option<PlainToken> {
    let (app, now) = (&app.state, app.state.now().0);
    let may_renew = life.has_access && !life.is_active;
    match step {
        Step::Give(delivery) => {
            let given = invite::give_access(app, staff, life.person, &chosen(delivery, "")).await;
            let given = as_expected(step, given, !life.has_access)?;
            life.has_access = true;
            life.promise(now, delivery == Delivery::Email);
            given
        }
        Step::Resend => {
            let sent = invite::resend(app, staff, life.person).await;
            as_expected(step, sent, may_renew)?;
            life.renew(now, true);
            None
        }
        Step::Copy => {
            let link = invite::mint_link(app, staff, life.person).await;
            let link = as_expected(step, link, may_renew)?;
            life.renew(now, false);
            Some(link)
        }
        Step::Remove => {
            let removed = invite::remove_access(app, staff, life.person).await;
            as_expected(step, removed, life.has_access)?;
            life.remove();
            None
        }
        _ => {
            life.edits += 1;
            let email = format!("ana{}@{}.example", life.edits, life.person.0.simple());
            let input = ContactInput {
                first_name: "Ana".to_owned(),
                last_name: "Ruiz".to_owned(),
                email: email.clone(),
                ..ContactInput::default()
            };
            let edited = contacts::update(app, staff, life.person, input.parse().unwrap(), PortalRole::Manager).await;
            // Active people keep their address until they confirm the new one; five a day are enough.
            let today = life.asked.iter().filter(|ask| ask.at > now - DAY).count();
            let edited = as_expected(step, edited, !life.is_active || today < 5)?;
            assert_eq!(edited.waits, life.is_active, "{step:?}");
            if life.is_active {
                life.ask(Ask { at: now, email });
            } else {
                life.email = email;
            }
            if may_renew {
                let emailed = life.live.is_some_and(|(_, _, emailed)| emailed);
                life.promise(now, emailed);
            }
            None
        }
    }
}

/// Returns the session that begins with it.
async fn by_the_person(app: &TestApp, life: &mut Life, step: Step) -> Option<NewSession> {
    let (app_, now) = (&app.state, app.state.now().0);
    match step {
        Step::Activate(index) => {
            let link = life.links.iter().nth_back(index)?;
            let works = life.may_activate(link.promise, now);
            let form = ActivateForm { password: PASSWORD.to_owned(), ..ActivateForm::default() };
            let session =
                activation::activate(app_, Some(link.token.clone()), link.invitation, &form, Device::default()).await;
            let session = as_expected(step, session, works)?;
            (life.is_active, life.live, life.password) = (true, None, PASSWORD);
            Some(session)
        }
        Step::Confirm(index) => {
            let link = life.changes.iter().nth_back(index)?;
            let (change, works) = (link.change, life.may_confirm(link.change, now));
            let (token, shown) = (Some(link.token.clone()), &life.asked[change - 1].email);
            let session = email_confirmations::confirm(app_, token, shown, life.password, Device::default()).await;
            let session = as_expected(step, session, works)?;
            life.confirm(change);
            Some(session)
        }
        // Who never chose a password has none to try.
        Step::SignIn if !life.sessions.is_empty() => {
            let session = account::sign_in(app_, &life.email, life.password, Device::default()).await;
            as_expected(step, session, life.is_active)
        }
        Step::AskReset => {
            password_resets::add(app_, &EmailAddress::parse(&life.email).unwrap()).await.unwrap();
            // Three an hour are enough.
            let lately = life.resets.iter().filter(|reset| reset.asked > now - HOUR).count();
            if life.is_active && lately < 3 {
                life.resets.push(Reset { asked: now, is_open: true });
            }
            None
        }
        Step::Reset(index) => {
            let link = life.reset_links.iter().nth_back(index)?;
            let works = life.may_reset(link.reset, now);
            let new = life.another_password();
            let token = Some(link.token.clone());
            let password = Password::parse(new).unwrap();
            let session = password_resets::complete(app_, token, &life.email, password, Device::default()).await;
            let session = as_expected(step, session, works)?;
            life.choose(new, None);
            Some(session)
        }
        Step::ChangePassword(index) => {
            let index = life.sessions.len().checked_sub(index + 1)?;
            let token = &life.sessions[index].0;
            let live = sessions::find(app_, token).await.unwrap()?;
            let new = life.another_password();
            account::change_password(app_, &live, life.password, Password::parse(new).unwrap()).await.unwrap();
            life.choose(new, Some(index));
            None
        }
        _ => None,
    }
}

async fn take(app: &TestApp, staff: &Editor, life: &mut Life, step: Step) {
    let mut passed_on = None;
    match step {
        Step::Give(_) | Step::Resend | Step::Copy | Step::Remove | Step::EditAddress => {
            passed_on = by_staff(app, staff, life, step).await;
        }
        Step::Wait => app.wait(3 * DAY),
        _ => {
            if let Some(session) = by_the_person(app, life, step).await {
                app.secrets.note(session.token.expose());
                life.sessions.push((session.token, true));
            }
        }
    }
    // Slowly enough for the limit of emails an hour.
    app.wait(15 * MINUTE);
    for message in app.emails().await {
        passed_on = keep_link(life, &message).or(passed_on);
    }
    if let (Some(token), Some((promise, _, _))) = (passed_on, life.live) {
        app.link_of(&token);
        let Activation::Ready(welcome) = activation::resolve_link(&app.state, Some(token.clone()), None).await.unwrap()
        else {
            panic!("a fresh link works")
        };
        life.links.push(Link { token, promise, invitation: welcome.invitation });
    }
}

/// The activation link in `message`; one of another kind is kept.
fn keep_link(life: &mut Life, message: &ReceivedEmail) -> Option<PlainToken> {
    let link = message.link();
    // To an old address, which is notified and can do nothing with it.
    let token = PlainToken::parse(link.rsplit('/').next().unwrap())?;
    if link.starts_with(paths::CONFIRM_ADDRESS) {
        life.changes.push(ChangeLink { token, change: life.asked.len() });
    } else if link.starts_with(paths::RESET_PASSWORD) {
        life.reset_links.push(ResetLink { token, reset: life.resets.len() - 1 });
    } else {
        return Some(token);
    }
    None
}

/// Every link that ever went out and every session that ever began, as the model has them.
async fn assert_as_modelled(app: &TestApp, life: &Life, after: &str) {
    let (app, now) = (&app.state, app.state.now().0);
    for (index, link) in life.links.iter().enumerate() {
        let seen = activation::resolve_link(app, Some(link.token.clone()), None).await.unwrap();
        let works = matches!(seen, Activation::Ready(_));
        assert_eq!(works, life.may_activate(link.promise, now), "link {index} after {after}: {seen:?}");
    }
    for (index, link) in life.changes.iter().enumerate() {
        let seen = email_confirmations::resolve_link(app, Some(link.token.clone()), None).await.unwrap();
        let works = matches!(seen, Confirmation::Ready { .. });
        assert_eq!(works, life.may_confirm(link.change, now), "change {index} after {after}: {seen:?}");
    }
    for (index, link) in life.reset_links.iter().enumerate() {
        let works = password_resets::address(app, Some(link.token.clone())).await.unwrap();
        let expected = life.may_reset(link.reset, now).then(|| life.email.clone());
        assert_eq!(works, expected, "reset {index} after {after}");
    }
    for (index, (token, is_live)) in life.sessions.iter().enumerate() {
        let found = sessions::find(app, token).await.unwrap();
        assert_eq!(found.is_some(), *is_live, "session {index} after {after}");
    }
}

async fn r06_r21_exactly_the_links_and_sessions_of_the_live_promise_work(app: &TestApp) {
    app.stay_in_memory().await;
    let staff = app.staff().await;
    let runs = scaled_runs::size("RUNS", 30);
    let longest = scaled_runs::size("STEPS", 15) as i64;
    let chance = Random::seeded(scaled_runs::seed());
    let (mut steps, mut begun, mut ended) = (0, 0, 0);
    for run in 0..runs {
        let known = app.add(&staff, app.details("Alder", &format!("run{run}@alder.example")).await, None).await;
        let mut life = Life::new(known);
        let mut taken = Vec::new();
        // Some begin with an account, to which more can happen.
        let first = [Step::Give(Delivery::Link), Step::Activate(0)];
        let mut first = first.into_iter().skip(run % 3 * 2);
        for _ in 0..=chance.below(longest) {
            let step = first.next().unwrap_or_else(|| Step::any(&chance));
            steps += 1;
            taken.push(step);
            take(app, &staff, &mut life, step).await;
            assert_as_modelled(app, &life, &format!("run {run}: {taken:?}")).await;
        }
        begun += life.sessions.len();
        ended += life.sessions.iter().filter(|(_, is_live)| !is_live).count();
    }
    assert!(runs < 30 || ended > 0 && ended < begun, "sessions began and ended: {begun}, {ended}");
    scaled_runs::held(
        "R6",
        Some(app.engine()),
        &format!(
            "{runs} random invitation lifecycles, {steps} steps, {begun} sessions, {ended} of which ended: after each \
             step exactly the links and sessions of the model work"
        ),
    );
}
