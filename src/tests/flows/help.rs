//! The help pages, the search over them, and what their readers say.

use crate::domain::invitations::invitation::{Access, EmailState};
use crate::domain::invitations::refusal::Refusal;
use crate::domain::time::Timestamp;
use crate::features::invitations::AccessStatus;
use crate::paths;
use crate::server::platform::db::execute;
use crate::tests::app::{TestApp, on_both_engines};
use scraper::{Html, Selector};

const ANSWER: &str = "/api/help/answer";
const ARTICLE: &str = "/help/invite-partners";

on_both_engines! {
    the_article_tells_the_main_job_with_its_contents_above,
    every_link_in_the_help_leads_to_a_page,
    every_page_under_manage_has_a_help_page_about_it,
    each_state_of_an_email_leads_to_what_the_help_says_of_it,
    the_search_finds_pages_by_their_words,
    an_answer_is_stored_with_who_and_when_and_shown_to_those_who_manage,
    an_answer_needs_a_yes_or_a_no_and_keeps_the_comment,
    an_answer_that_cannot_be_stored_says_so_and_stays,
    feedback_of_nobody_says_so,
}

async fn the_article_tells_the_main_job_with_its_contents_above(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let page = maya.open(ARTICLE).await;
    assert_eq!(page.h1(), "How to invite partners");
    let anchors = page.find(".help-contents a");
    assert_eq!(anchors, page.find(".help-text h2"), "the contents name every part");
    assert_eq!(page.link("Invite by email"), "#by-email");
    assert!(!page.find("#by-email").is_empty());
    for words in [
        "Add a new partner",
        "Partner name",
        "Status",
        "Partner programs",
        "Main contact",
        "Access to the partner portal",
        "Next",
        "Template",
        "Don't send an email: I'll share the link myself",
        "Copy",
        "Did this answer your question?",
    ] {
        assert!(page.text().contains(words), "{words} is missing: {}", page.text());
    }
    assert_eq!(maya.open("/help/nothing").await.status, 404);
}

fn links(body: &str) -> Vec<String> {
    let selector = Selector::parse("main a[href^='/']").unwrap();
    Html::parse_document(body).select(&selector).map(|link| link.attr("href").unwrap().to_owned()).collect()
}

async fn every_link_in_the_help_leads_to_a_page(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let pages: Vec<String> = links(&maya.open(paths::HELP).await.body);
    assert!(pages.len() > 5, "{pages:?}");
    for page in pages {
        for link in links(&maya.open(&page).await.body) {
            assert_eq!(maya.open(&link).await.status, 200, "{link} on {page}");
        }
    }
}

/// Found by the name that the navigation has for the page, and leading to it.
async fn every_page_under_manage_has_a_help_page_about_it(app: &TestApp) {
    const MANAGE: &str = ".side-wide .nav-name + .nav a";
    let (_, mut maya) = app.maya().await;
    let page = maya.open(paths::HELP).await;
    let (titles, addresses) = (page.find(MANAGE), page.attributes(MANAGE, "href"));
    assert!(titles.len() >= 8 && titles.len() == addresses.len(), "{titles:?} {addresses:?}");
    for (title, address) in titles.iter().zip(addresses) {
        let found = maya.open(&format!("{}?q={}", paths::HELP, title.replace(' ', "+"))).await;
        let mut is_told = false;
        for help in found.attributes(".help-entries a", "href") {
            is_told |= maya.open(&help).await.attributes(".help-text a", "href").contains(&address);
        }
        assert!(is_told, "no help page that a search for {title} finds leads to {address}");
    }
}

async fn each_state_of_an_email_leads_to_what_the_help_says_of_it(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let (at, reply) = (Timestamp(0), String::new);
    let why = || Refusal { words: "The mailbox is full.".to_owned(), is_of_address: false };
    let states = [
        EmailState::Queued,
        EmailState::Scheduled { at },
        EmailState::Sending,
        EmailState::Retrying { next_at: at, why: why(), reply: reply() },
        EmailState::Accepted { at, reply: reply() },
        EmailState::Delivered { at, answered: false },
        EmailState::Delayed { at, why: why(), reply: reply() },
        EmailState::Bounced { at, why: why(), reply: reply() },
        EmailState::Complained { at },
        EmailState::Filed { at },
        EmailState::Failed { at, why: why(), reply: reply() },
        EmailState::Cancelled { reply: reply() },
    ];
    let expired = AccessStatus::of(&Access::Invited, Some(&states[4]), Some(at));
    for status in states.iter().map(AccessStatus::of_email).chain([expired]) {
        let help = status.help().expect("a part of the help");
        let (page, anchor) = help.split_once('#').unwrap();
        let heading = maya.open(page).await.find(&format!(".help-text h3#{anchor}"));
        assert!(heading.concat().contains(status.label), "{}: {heading:?}", status.label);
    }
    assert_eq!(AccessStatus::of(&Access::None, None, None).help(), None);
}

async fn the_search_finds_pages_by_their_words(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::HELP).await;
    assert!(maya.page.find(".help-entries h2").len() > 5);
    let page = maya.open("/help?q=activation+LINKS").await;
    assert_eq!(page.find(".help-entries h2")[0], "Activation links", "a title counts more");
    assert_eq!(page.value("q"), "activation LINKS");
    for (word, title) in [
        ("bounce", "When an email does not arrive"),
        ("undeliverable", "When an email does not arrive"),
        ("resend", "When an email does not arrive"),
        ("Excel", "How to import partners"),
    ] {
        let found = maya.open(&format!("/help?q={word}")).await.find(".help-entries h2");
        assert!(found.contains(&title.to_owned()), "{word}: {found:?}");
    }
    assert_eq!(maya.open("/help?q=seven+days+robots").await.find(".help-entries h2").len(), 0);
    let page = maya.open("/help?q=%3Cb%3Ezebra").await;
    assert!(page.text().contains("No help page has \"<b>zebra\""), "{}", page.text());
    assert_eq!(page.link("Show all help pages"), paths::HELP);
}

async fn an_answer_is_stored_with_who_and_when_and_shown_to_those_who_manage(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(ARTICLE).await;
    maya.submit(ANSWER, &[("helpful", "no"), ("comment", "Where is\r\n<b>the button</b>?")]).await;
    assert_eq!(maya.page.path, format!("{ARTICLE}?notice=thanks"));
    assert!(maya.page.text().contains("Thanks for your feedback."));
    maya.open(ARTICLE).await;
    maya.submit(ANSWER, &[("helpful", "yes")]).await;
    maya.open("/help/activation-links").await;
    maya.submit(ANSWER, &[("helpful", "yes")]).await;

    let page = maya.open(paths::MANAGE_HELP_FEEDBACK).await;
    for label in ["Yes", "No"] {
        assert_eq!(page.find(&format!("td[data-label='{label}']")).len(), 2, "{}", page.text());
    }
    assert_eq!(page.find("td[data-label='Yes']"), ["1", "1"]);
    assert_eq!(page.find("td[data-label='No']"), ["0", "1"]);
    assert_eq!(page.find("td[data-label='Answer']"), ["Yes", "Yes", "No"], "newest first");
    assert_eq!(page.find("td[data-label='Comment']")[2], "Where is <b>the button</b>?");
    assert_eq!(page.find("td[data-label='Who']"), ["Maya Lindqvist", "Maya Lindqvist", "Maya Lindqvist"]);
    assert!(page.find("td[data-label='When']")[0].starts_with("22 Nov 2026"));
    assert_eq!(app.audit_entries("help_answered").await, 3);
}

async fn an_answer_needs_a_yes_or_a_no_and_keeps_the_comment(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(ARTICLE).await;
    maya.submit(ANSWER, &[("comment", "</textarea><b>x</b>")]).await;
    assert_eq!(maya.page.complaint("helpful"), "Choose Yes or No.");
    assert_eq!(maya.page.value("comment"), "</textarea><b>x</b>");
    // Four bytes a character: as much as the cookie that brings it back must hold.
    let long = "🛳".repeat(501);
    maya.submit(ANSWER, &[("helpful", "yes"), ("comment", &long)]).await;
    assert_eq!(maya.page.complaint("comment"), "Use at most 500 characters; this has 501.");
    assert_eq!(maya.page.value("comment"), long);
    assert_eq!(app.rows("help_feedback").await, 0);
    let fields = [("form[page]", "nothing"), ("form[helpful]", "yes")];
    assert_eq!(maya.call(ANSWER, &fields).await.status, 404);
}

async fn an_answer_that_cannot_be_stored_says_so_and_stays(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(ARTICLE).await;
    rename_table(app, "alter table help_feedback rename to out_of_reach").await;
    maya.submit(ANSWER, &[("helpful", "no"), ("comment", "Still here")]).await;
    rename_table(app, "alter table out_of_reach rename to help_feedback").await;
    assert!(maya.page.text().contains("Your answer could not be stored."), "{}", maya.page.text());
    assert_eq!(maya.page.value("comment"), "Still here");
    assert_eq!(maya.page.attribute("input[type=radio][checked]", "value").as_deref(), Some("no"));
    maya.submit(ANSWER, &[]).await;
    assert_eq!(app.rows("help_feedback").await, 1, "and then it can be sent again");
}

async fn rename_table(app: &TestApp, sql: &'static str) {
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, sql).unwrap();
    tx.commit().await.unwrap();
}

async fn feedback_of_nobody_says_so(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let page = maya.open(paths::MANAGE_HELP_FEEDBACK).await;
    assert!(page.text().contains("No feedback yet"), "{}", page.text());
    assert_eq!(page.link("Open the help"), paths::HELP);
}
