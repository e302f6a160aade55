//! R50: random lives of an invitation that three instances remind of, some of which stop in the middle.

use crate::domain::ids::{EmailId, InvitationId, PersonId};
use crate::domain::invitations::delivery::Delivery;
use crate::domain::invitations::invitation::ActivateForm;
use crate::domain::invitations::reminder::ReminderStep;
use crate::domain::outbox::DeliveryReport;
use crate::domain::text::ReportComment;
use crate::domain::time::{DAY, HOUR, Timestamp};
use crate::server::auth::sessions::Device;
use crate::server::authz::Editor;
use crate::server::bounces::record::{self, Report};
use crate::server::invitations::{activation, invite, reminders};
use crate::server::outbox::worker;
use crate::server::platform::db::read;
use crate::server::platform::random::Random;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::{PASSWORD, chosen};
use crate::tests::scaled_runs;
use uuid::Uuid;

on_both_engines! {
    r50_a_contact_is_never_reminded_after_an_end_and_never_twice_in_a_step,
}

/// The shortest time between a reminder and the email before it, with the cadence that ships.
const SHORTEST: i64 = 3 * DAY;

#[derive(Debug, Clone, Copy)]
enum Step {
    Wait(i64),
    Give,
    Resend,
    Remove,
    Activate,
    Report(DeliveryReport),
    NotMe,
    Skip,
    Stop,
    Resume,
}

impl Step {
    fn any(chance: &Random) -> Self {
        match chance.below(48) {
            0..=3 => Self::Give,
            4 => Self::Resend,
            5 => Self::Remove,
            6 => Self::Activate,
            7 => Self::Report(DeliveryReport::ALL[chance.below(6) as usize]),
            8 => Self::NotMe,
            9 => Self::Skip,
            10 => Self::Stop,
            11..=12 => Self::Resume,
            13..=20 => Self::Wait(HOUR + chance.below(DAY)),
            _ => Self::Wait(DAY + chance.below(3 * DAY)),
        }
    }

    /// Whether no reminder may follow, until staff invite again.
    fn ends(self) -> bool {
        match self {
            Self::Remove | Self::Activate | Self::NotMe | Self::Stop => true,
            Self::Report(what) => what >= DeliveryReport::Returned,
            _ => false,
        }
    }
}

/// Takes `step`; whether it was possible.
async fn take(app: &TestApp, staff: &Editor, person: PersonId, step: Step) -> bool {
    let state = &app.state;
    match step {
        Step::Wait(micros) => {
            app.wait(micros);
            true
        }
        Step::Give => invite::give_access(state, staff, person, &chosen(Delivery::Email, "")).await.is_ok(),
        Step::Resend => invite::resend(state, staff, person).await.is_ok(),
        Step::Remove => invite::remove_access(state, staff, person).await.is_ok(),
        Step::Activate => {
            let Ok(link) = invite::mint_link(state, staff, person).await else { return false };
            app.link_of(&link);
            let form = ActivateForm { password: PASSWORD.to_owned(), ..ActivateForm::default() };
            let Some(invitation) = live(app, person).await else { return false };
            activation::activate(state, Some(link), invitation, &form, Device::default()).await.is_ok()
        }
        Step::Report(what) => {
            let Some(email) = newest(app, person).await else { return false };
            let report = Report { email, what, recipient: None, reply: "550 5.1.1 unknown", source: "mta" };
            record::keep(state, report).await.unwrap();
            true
        }
        Step::NotMe => {
            let Ok(link) = invite::mint_link(state, staff, person).await else { return false };
            app.link_of(&link);
            let Some(invitation) = live(app, person).await else { return false };
            activation::report(state, Some(link), invitation, &ReportComment::parse("").unwrap()).await.is_ok()
        }
        Step::Skip => match next(app, person).await {
            Some(at) => reminders::change(state, staff, person, ReminderStep::Skip(at)).await.is_ok(),
            None => false,
        },
        Step::Stop => reminders::change(state, staff, person, ReminderStep::Stop).await.is_ok(),
        Step::Resume => reminders::change(state, staff, person, ReminderStep::Resume).await.is_ok(),
    }
}

async fn live(app: &TestApp, person: PersonId) -> Option<InvitationId> {
    const LIVE: &str = "select id from invitation where person_id = $1 and is_live";
    let id: Option<Uuid> =
        read!(&app.state.db, c => sqlx::query_scalar(LIVE).bind(person.0).fetch_optional(c)).unwrap();
    id.map(InvitationId)
}

async fn next(app: &TestApp, person: PersonId) -> Option<Timestamp> {
    const NEXT: &str = "select next_reminder_at from invitation where person_id = $1 and is_live";
    let at: Option<Option<i64>> =
        read!(&app.state.db, c => sqlx::query_scalar(NEXT).bind(person.0).fetch_optional(c)).unwrap();
    at.flatten().map(Timestamp)
}

/// The newest email that invited `person` and was accepted.
async fn newest(app: &TestApp, person: PersonId) -> Option<EmailId> {
    const NEWEST: &str = "
        select m.id
        from queued_email m
        join invitation i on i.id = m.invitation_id
        where i.person_id = $1 and i.is_live and m.state = 'accepted'
        order by m.created_at desc, m.id desc
        limit 1";
    let id: Option<Uuid> =
        read!(&app.state.db, c => sqlx::query_scalar(NEWEST).bind(person.0).fetch_optional(c)).unwrap();
    id.map(EmailId)
}

/// When each email to `person` was accepted, and whether it was a reminder.
async fn emails(app: &TestApp, person: PersonId) -> Vec<(i64, bool)> {
    const ALL: &str = "
        select m.finished_at, m.is_reminder
        from queued_email m
        join invitation i on i.id = m.invitation_id
        where i.person_id = $1 and m.state = 'accepted'
        order by m.finished_at, m.id";
    read!(&app.state.db, c => sqlx::query_as(ALL).bind(person.0).fetch_all(c)).unwrap()
}

/// All three instances look at once. One may be stopped before it does anything.
async fn look(app: &TestApp, chance: &Random) {
    let stopped = chance.below(6) as usize;
    let looks: Vec<_> = (0..3)
        .map(|instance| {
            let state = AppState { stopping: Default::default(), ..app.state.clone() };
            if instance == stopped {
                state.stopping.cancel();
            }
            tokio::spawn(async move { reminders::queue_due(&state).await.unwrap() })
        })
        .collect();
    for look in looks {
        look.await.unwrap();
    }
    // Sometimes the server is killed before an email leaves, and restarts later.
    if chance.below(5) > 0 {
        app.wait(HOUR / 60);
        worker::drain(&app.state).await.unwrap();
    }
}

async fn r50_a_contact_is_never_reminded_after_an_end_and_never_twice_in_a_step(app: &TestApp) {
    app.stay_in_memory().await;
    let staff = app.staff().await;
    let runs = scaled_runs::size("REMINDED", 25);
    let chance = Random::seeded(scaled_runs::seed());
    let (mut steps, mut reminded) = (0, 0);
    for run in 0..runs {
        let known = app.add(&staff, app.details("Alder", &format!("run{run}@alder.example")).await, None).await;
        let person = known.contact;
        let mut taken = Vec::new();
        // As many reminders as there were when something ended them.
        let mut ended_at = None;
        for number in 0..40 {
            let step = if number == 0 { Step::Give } else { Step::any(&chance) };
            let done = take(app, &staff, person, step).await;
            taken.push((step, done));
            steps += 1;
            let before = emails(app, person).await.iter().filter(|(_, is_reminder)| *is_reminder).count();
            if done && step.ends() {
                ended_at.get_or_insert(before);
            } else if done && matches!(step, Step::Give | Step::Resend | Step::Resume) {
                ended_at = None;
            }
            look(app, &chance).await;
            let emails = emails(app, person).await;
            let count = emails.iter().filter(|(_, is_reminder)| *is_reminder).count();
            assert!(ended_at.is_none_or(|ended| count == ended), "run {run}: reminded after an end: {taken:?}");
            for pair in emails.windows(2) {
                let [(one, _), (other, is_reminder)] = pair else { continue };
                assert!(!is_reminder || other - one >= SHORTEST, "run {run}: reminded too soon: {taken:?}");
            }
        }
        reminded += emails(app, person).await.iter().filter(|(_, is_reminder)| *is_reminder).count();
    }
    assert!(runs < 25 || reminded > 20, "{reminded} reminders");
    scaled_runs::held(
        "R50",
        Some(app.engine()),
        &format!(
            "{runs} random lives, {steps} steps, {reminded} reminders by three instances: none after an end, none twice"
        ),
    );
}
