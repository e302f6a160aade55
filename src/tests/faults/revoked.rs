//! Access ends, or is taken up, at every moment of its mail's way (F30).

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::DAY;
use crate::paths;
use crate::server::invitations::invite;
use crate::server::mailer::outcome::SendOutcome;
use crate::server::mailer::smtp::SmtpSession;
use crate::server::outbox::compose::message;
use crate::server::outbox::delivery;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::invariants::Watch;
use crate::tests::people::{Known, PASSWORD};

const ACTIVATE: &str = "/api/invitations/activate";

on_both_engines! {
    f30_what_ends_while_its_mail_leaves_is_ended,
    f30_removing_access_while_a_password_is_sent_ends_it_one_way_or_the_other,
}

/// What happens in between.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meanwhile {
    Removed,
    Activated,
}

async fn happens(app: &TestApp, what: Meanwhile, staff: &crate::server::authz::Owner, ana: &Known, link: &str) {
    match what {
        Meanwhile::Removed => invite::remove_access(&app.state, staff, ana.contact).await.unwrap(),
        Meanwhile::Activated => {
            let mut browser = app.browser();
            browser.open(link).await;
            assert_eq!(browser.submit(ACTIVATE, &[("password", PASSWORD)]).await.path, paths::PORTAL);
        }
    }
}

/// Before the mail is claimed, before it is written, before it leaves and before its reply is known.
const MOMENTS: usize = 4;

async fn f30_what_ends_while_its_mail_leaves_is_ended(app: &TestApp) {
    let staff = app.staff().await;
    let replies = [SendOutcome::Accepted("250 taken".to_owned()), SendOutcome::Retry("451 later".to_owned())];
    for (n, (meanwhile, reply)) in [Meanwhile::Removed, Meanwhile::Activated]
        .into_iter()
        .flat_map(|it| replies.clone().map(|reply| (it, reply)))
        .enumerate()
    {
        for moment in 0..MOMENTS {
            let what = format!("{meanwhile:?} at {moment}, {reply:?}");
            let details = app.details(&format!("Partner {n}.{moment}"), &format!("ana{moment}@p{n}.example")).await;
            let ana = app.add(&staff, details, Some(Delivery::Email)).await;
            let copied = invite::mint_link(&app.state, &staff, ana.contact).await.unwrap();
            let copied = app.link_of(&copied);
            if moment == 0 {
                happens(app, meanwhile, &staff, &ana, &copied).await;
                assert!(app.emails().await.is_empty(), "{what}: nothing leaves");
            } else {
                let claim = delivery::claim(&app.state).await.unwrap().unwrap();
                if moment == 1 {
                    happens(app, meanwhile, &staff, &ana, &copied).await;
                }
                let (letter, wording) = message::compose(&app.state, &claim).await.unwrap();
                if moment == 2 {
                    happens(app, meanwhile, &staff, &ana, &copied).await;
                }
                app.state.mailer.deliver(&letter, &mut SmtpSession::default()).await;
                if moment == 3 {
                    happens(app, meanwhile, &staff, &ana, &copied).await;
                }
                delivery::complete(&app.state, &claim, wording.as_ref(), &reply).await.unwrap();
                let emailed = app.emails().await.remove(0).link();
                let page = app.browser().open(&emailed).await.clone();
                assert!(!page.has_form(ACTIVATE), "{what}: {}", page.text());
            }
            app.wait(DAY);
            assert!(app.emails().await.is_empty(), "{what}: and nothing leaves later");
            let page = app.browser().open(&copied).await.clone();
            assert!(!page.has_form(ACTIVATE), "{what}: {}", page.text());
        }
    }
    let active = app.active_contacts().await;
    assert_eq!(active, 2 * MOMENTS as i64, "whoever was faster is in, and nobody else");
}

async fn f30_removing_access_while_a_password_is_sent_ends_it_one_way_or_the_other(app: &TestApp) {
    let staff = app.staff().await;
    let watch = Watch::over(app);
    for n in 0..6 {
        let details = app.details(&format!("Partner {n}"), &format!("ana@p{n}.example")).await;
        let ana = app.add(&staff, details, Some(Delivery::Link)).await;
        let mut browser = app.browser();
        browser.open(ana.link.as_ref().unwrap()).await;
        let form = browser.page.fill_in(ACTIVATE, &[("password", PASSWORD)]);
        let sent = tokio::spawn(browser.form_request(ACTIVATE, &form).header("accept", "application/json").send());
        // As the password is hashed, before and after it.
        for _ in 0..n * 200 {
            tokio::task::yield_now().await;
        }
        invite::remove_access(&app.state, &staff, ana.contact).await.unwrap();
        let answer = sent.await.unwrap().unwrap();
        assert!(answer.status().as_u16() < 500, "{}", answer.status());
        for cookie in answer.headers().get_all("set-cookie") {
            app.secrets.note(cookie.to_str().unwrap());
        }
        let live = "select count(*) from person p where p.role = 'contact' and (p.access_at is not null
             or p.activated_at is not null or exists (select 1 from session s where s.person_id = p.id))";
        assert_eq!(app.number(live).await, 0, "activated and then removed, or refused");
    }
    watch.end().await;
}
