//! Email templates that were stored before a rule was added, or by another program.

use crate::domain::invitations::delivery::Delivery;
use crate::paths;
use crate::server::ops::doctor::{self, Severity};
use crate::server::ops::startup;
use crate::server::platform::config::environment::Environment;
use crate::server::platform::db::execute;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::captured_log;

on_both_engines! {
    r28_a_stored_template_that_a_new_rule_refuses_leaks_no_link,
}

/// Subjects and bodies of invitations that could be saved once.
const OLD: [(&str, &str); 5] = [
    ("Come in", "[x](https://evil.example/?u={{ activation_link }})\n\n{{ activation_link }}"),
    ("Come in", "https://evil.example/?{{ activation_link }}"),
    ("Come in: {{ activation_link }}", "{{ activation_link }}"),
    ("=\u{202E}x", "{{ activation_link }}"),
    ("Come in {{ nobody }}", "{{ activation_link }}"),
];

async fn r28_a_stored_template_that_a_new_rule_refuses_leaks_no_link(app: &TestApp) {
    const STORE: &str = "
        update email_template_text
        set subject = $1, body = $2
        where is_current and kind = 'invitation' and language = 'en'";
    let (staff, mut maya) = app.maya().await;
    let findings = async || {
        let config = (*app.state.config).clone();
        let found = doctor::examine(config, &Environment::default()).await;
        found.into_iter().filter(|it| it.about == "Email templates").collect::<Vec<_>>()
    };
    assert!(findings().await.is_empty());
    startup::check_templates(&app.state).await.unwrap();
    assert!(!captured_log::text().contains("breaks a rule"));
    let list = maya.open(paths::EMAIL_TEMPLATES).await.text();
    assert!(!list.contains("Not used"), "{list}");
    for (n, (subject, body)) in OLD.into_iter().enumerate() {
        let mut tx = app.state.db.begin().await.unwrap();
        execute!(&mut tx, STORE, subject, body).unwrap();
        tx.commit().await.unwrap();
        let email = format!("a{n}@alder.example");
        app.add(&staff, app.details("Alder", &email).await, Some(Delivery::Email)).await;
        let message = app.message().await;
        assert_eq!(message.subject, "Ana, your Acme partner portal is ready", "the text that ships: {subject}: {body}");
        assert!(!message.raw.contains("evil.example") && message.link().starts_with(paths::ACTIVATE));

        let found = findings().await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].severity, Severity::Warning);
        assert!(found[0].message.starts_with("Invitation (English) isn't used: "), "{}", found[0].message);
        let list = maya.open(paths::EMAIL_TEMPLATES).await.text();
        assert!(list.contains("Not used: English. Save it again to see why."), "{list}");
    }
    startup::check_templates(&app.state).await.unwrap();
    assert!(captured_log::text().contains("Email template breaks a rule, default is sent"));
    // Whoever saves it again sees why.
    let template = app.template("Invitation").await;
    maya.open(&paths::edit_email_template(template)).await;
    maya.submit("/api/templates/save", &[("language", "en")]).await;
    assert!(!maya.page.complaint("subject").is_empty(), "{}", maya.page.text());
    maya.submit("/api/templates/save", &[("subject", "Come in"), ("body", "Hello\n\n{{ activation_link }}")]).await;
    assert!(findings().await.is_empty());
}
