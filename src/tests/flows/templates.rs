//! *Email > Templates*: the words of invitations, from the first draft to the mail.

use crate::domain::ids::TemplateId;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::language::Language;
use crate::domain::time::{DAY, SECOND};
use crate::i18n::Recorded;
use crate::paths;
use crate::server::invitations::invite;
use crate::server::mailer::current::CurrentMailer;
use crate::server::mailer::transport::Mailer;
use crate::server::platform::db::read;
use crate::server::templates::store;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::fake_smtp::{Act, Play, Sink, Stage, through};
use crate::tests::people::with;
use crate::tests::time_limits::scaled;
use std::time::Duration;
use uuid::Uuid;

const SAVE: &str = "/api/templates/save";
const DELETE: &str = "/api/templates/delete";
const DUPLICATE: &str = "/api/templates/duplicate";
const MAKE_DEFAULT: &str = "/api/templates/make-default";
const REMOVE_LANGUAGE: &str = "/api/templates/remove-language";
const SEND_TEST: &str = "/api/templates/send-test";

on_both_engines! {
    a_template_is_added_copied_changed_and_deleted_and_the_log_tells,
    the_default_stays_until_another_takes_its_place,
    the_wizard_offers_a_template_and_its_words_are_sent,
    the_words_that_were_chosen_stay_when_an_invitation_is_followed_by_another,
    invitations_of_a_deleted_template_go_out_with_the_default,
    faults_are_named_where_they_are_and_nothing_typed_is_lost,
    names_tell_templates_apart,
    two_people_who_edit_one_template_do_not_overwrite_each_other,
    a_message_without_the_link_says_so_and_gets_it,
    a_preview_shows_the_chosen_contact_and_what_is_typed,
    somebody_is_written_to_in_their_language_or_the_organisations,
    a_template_is_written_in_several_languages_and_one_stays,
    the_second_mail_of_an_invitation_is_a_reminder,
    password_resets_have_words_that_can_be_changed,
    what_was_sent_stays_readable_as_it_was_sent,
    a_test_goes_to_whoever_asks_and_its_link_opens_nothing,
    a_test_tells_what_the_mail_server_said,
    a_test_that_stalls_holds_nobody_up,
    without_a_mail_server_a_test_is_a_file,
}

/// Adds a template by the form.
async fn add(browser: &mut Browser, name: &str, subject: &str, body: &str) {
    browser.open(paths::NEW_EMAIL_TEMPLATE).await;
    let page = browser.submit(SAVE, &[("name", name), ("subject", subject), ("body", body)]).await;
    assert_eq!(page.path, format!("{}?notice=template-added", paths::EMAIL_TEMPLATES), "{}", page.text());
}

/// Presses a button in the row of `template`.
async fn press(browser: &mut Browser, action: &str, template: TemplateId) {
    if !browser.page.path.starts_with(paths::EMAIL_TEMPLATES) || !browser.page.has_form(action) {
        browser.open(paths::EMAIL_TEMPLATES).await;
    }
    browser.submit(action, &[("template", &template.to_string())]).await;
}

async fn a_template_is_added_copied_changed_and_deleted_and_the_log_tells(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let page = maya.open(paths::EMAIL_TEMPLATES).await;
    assert!(page.text().contains("InvitationDefault"), "{}", page.text());
    assert!(page.text().contains("No invitation"));
    add(&mut maya, "Welcome <b>", "Hello", "Come in.\n\n\n<script>alert(1)</script>").await;
    assert!(maya.page.text().contains("The template is added."));
    let welcome = app.template("Welcome <b>").await;
    maya.open(&maya.page.link("Welcome <b>")).await;
    assert_eq!(maya.page.path, paths::edit_email_template(welcome));
    assert_eq!(maya.page.h1(), "Edit Welcome <b>");
    assert_eq!(maya.page.value("body"), "Come in.\n\n\n<script>alert(1)</script>", "text stays text, as it was typed");

    press(&mut maya, DUPLICATE, welcome).await;
    let copy = app.template("Copy of Welcome <b>").await;
    assert_eq!(maya.page.path, format!("{}?notice=template-copied", paths::edit_email_template(copy)));
    maya.submit(SAVE, &[("name", "Farewell"), ("subject", "Bye {{ contact_first_name | you }}")]).await;
    assert_eq!(maya.page.path, format!("{}?notice=saved", paths::EMAIL_TEMPLATES));
    assert!(maya.page.text().contains("Bye {{ contact_first_name | you }}"), "{}", maya.page.text());
    press(&mut maya, DELETE, welcome).await;
    assert!(maya.page.text().contains("The template is deleted."));
    assert!(!maya.page.text().contains("Welcome"));
    assert_eq!(maya.open(&paths::edit_email_template(welcome)).await.status, 404);

    let log: Vec<String> = read!(&app.state.db, c =>
        sqlx::query_scalar("select what from audit where action like 'template_%' order by at, id").fetch_all(c))
    .unwrap();
    assert_eq!(
        log.iter().map(|what| Recorded::read(what)).collect::<Vec<_>>(),
        [
            "Maya Lindqvist added the email template \"Welcome <b>\".",
            "Maya Lindqvist duplicated the email template \"Welcome <b>\" as \"Copy of Welcome <b>\".",
            "Maya Lindqvist changed the email template \"Copy of Welcome <b>\".",
            "Maya Lindqvist deleted the email template \"Welcome <b>\".",
        ]
    );
}

async fn the_default_stays_until_another_takes_its_place(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let first = app.template("Invitation").await;
    let page = maya.open(paths::EMAIL_TEMPLATES).await;
    assert!(!page.has_form(DELETE) && !page.has_form(MAKE_DEFAULT), "the only template offers neither");
    let only = maya.call(DELETE, &[("template", &first.to_string())]).await;
    assert_eq!(only.status, 409);
    assert!(only.body.contains("This is the only template"), "{}", only.body);

    add(&mut maya, "Second", "Hi", "Hello.").await;
    let default = maya.call(DELETE, &[("template", &first.to_string())]).await;
    assert_eq!(default.status, 409);
    assert!(default.body.contains("Make another one the default first"), "{}", default.body);
    let second = app.template("Second").await;
    press(&mut maya, MAKE_DEFAULT, second).await;
    assert!(maya.page.text().contains("SecondDefault"), "{}", maya.page.text());
    assert_eq!(app.number("select count(*) from email_template where is_default and kind = 'invitation'").await, 1);
    press(&mut maya, DELETE, first).await;
    assert_eq!(app.rows("email_template").await, 4);

    // Asked for at once, one of them wins and the other one follows.
    add(&mut maya, "Third", "Hi", "Hello.").await;
    let third = app.template("Third").await;
    let (a, b) =
        tokio::join!(store::make_default(&app.state, &staff, second), store::make_default(&app.state, &staff, third));
    a.unwrap();
    b.unwrap();
    assert_eq!(app.number("select count(*) from email_template where is_default and kind = 'invitation'").await, 1);
}

async fn the_wizard_offers_a_template_and_its_words_are_sent(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    add(&mut maya, "Warm", "Warm words, {{ contact_first_name }}", "A *warm* welcome.").await;
    let warm = app.template("Warm").await.to_string();
    let draft = app.draft(&staff, app.details("Alder & Finch", "ana@alder.example").await).await;
    maya.open(&paths::wizard_invitation(draft)).await;
    maya.submit("/api/onboarding/finish", &[("template", &warm)]).await;
    let message = app.message().await;
    assert_eq!(message.subject, "Warm words, Ana");
    assert!(message.html.contains("<em>warm</em>"), "{}", message.html);
    assert!(message.link().starts_with("/activate/"), "the link is there though nobody asked for it");
    let text = maya.open(paths::EMAIL_TEMPLATES).await.text();
    assert!(text.contains("Warm words, {{ contact_first_name }}English1 invitation"), "{text}");
}

async fn invitations_of_a_deleted_template_go_out_with_the_default(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    add(&mut maya, "Warm", "Warm words", "Hello.").await;
    let warm = app.template("Warm").await;
    let draft = app.draft(&staff, app.details("Alder & Finch", "ana@alder.example").await).await;
    maya.open(&paths::wizard_invitation(draft)).await;
    maya.submit("/api/onboarding/finish", &[("template", &warm.to_string())]).await;
    let first = app.message().await;
    assert_eq!(first.subject, "Warm words");
    let text = maya.open(paths::EMAIL_TEMPLATES).await.text();
    assert!(text.contains("1 invitation not accepted yet: whatever is still sent for them"), "{text}");
    press(&mut maya, DELETE, warm).await;

    let id: Uuid =
        read!(&app.state.db, c => sqlx::query_scalar("select person_id from invitation").fetch_one(c)).unwrap();
    invite::resend(&app.state, &staff, crate::domain::ids::PersonId(id)).await.unwrap();
    assert_eq!(app.message().await.subject, "Reminder: activate your access to the Acme partner portal");
    assert_eq!(app.browser().open(&first.link()).await.h1(), "Ana, welcome to Acme's partner portal");
}

async fn faults_are_named_where_they_are_and_nothing_typed_is_lost(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::NEW_EMAIL_TEMPLATE).await;
    // Longer than any cookie.
    let body =
        format!("Hello {{{{ contact_frist_name }}}}\n\n{}\n{{{{ end", "Ünïcode & <more>. ".repeat(1_000).trim_end());
    let page = maya.submit(SAVE, &[("name", ""), ("subject", "{{ activation_link }}"), ("body", &body)]).await;
    assert_eq!(page.path, paths::NEW_EMAIL_TEMPLATE);
    assert_eq!(page.complaint("name"), "Enter the template name.");
    assert!(
        page.complaint("subject").starts_with("Move {{ activation_link }} to the message"),
        "{}",
        page.complaint("subject")
    );
    assert_eq!(
        page.complaint("body"),
        "Line 1, \"{{ contact_frist_name }}\": there is no placeholder of this name. Did you mean {{ contact_first_name }}? \
         Line 4, \"{{ end\": this {{ has no }} after it."
    );
    assert_eq!(page.value("body"), body);
    assert_eq!(app.rows("email_template").await, 4);
    let mended = body.replace("frist", "first").replace("{{ end", "end");
    let page = maya.submit(SAVE, &[("name", "Long"), ("subject", "Hi"), ("body", &mended)]).await;
    assert!(page.text().contains("The template is added."), "{}", page.text());
    let kept = "select body from email_template_text where name = 'Long'";
    let kept: String = read!(&app.state.db, c => sqlx::query_scalar(kept).fetch_one(c)).unwrap();
    assert_eq!(kept, mended);
    let long = app.template("Long").await;
    maya.open(&paths::edit_email_template(long)).await;
    let page = maya.submit(SAVE, &[("body", &"ü".repeat(20_001))]).await;
    assert_eq!(page.complaint("body"), "Use at most 20,000 characters; this has 20,001.");
}

async fn names_tell_templates_apart(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::NEW_EMAIL_TEMPLATE).await;
    let page = maya.submit(SAVE, &[("name", "  INVITATION ")]).await;
    assert_eq!(page.complaint("name"), "Another template has this name. Choose a different one.");
    let first = app.template("Invitation").await;
    for _ in 0..3 {
        press(&mut maya, DUPLICATE, first).await;
    }
    assert_eq!(maya.page.value("name"), "Copy 3 of Invitation");
    let page = maya.submit(SAVE, &[("name", "Copy of Invitation")]).await;
    assert_eq!(page.complaint("name"), "Another template has this name. Choose a different one.");
    let page = maya.submit(SAVE, &[("name", "copy 3 of invitation")]).await;
    assert!(page.text().contains("Your changes are saved."), "its own name is no obstacle: {}", page.text());
}

async fn two_people_who_edit_one_template_do_not_overwrite_each_other(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let (_, mut colleague) = app.maya().await;
    let editor = paths::edit_email_template(app.template("Invitation").await);
    for browser in [&mut maya, &mut colleague] {
        browser.open(&editor).await;
    }
    maya.submit(SAVE, &[("subject", "Maya's")]).await;
    let page = colleague.submit(SAVE, &[("subject", "Mine")]).await;
    assert!(page.text().contains("Someone else saved changes while you were editing."), "{}", page.text());
    assert_eq!(page.value("subject"), "Mine", "what was typed is kept");
    assert_eq!(maya.open(&editor).await.value("subject"), "Maya's");
}

async fn a_message_without_the_link_says_so_and_gets_it(app: &TestApp) {
    const NOTE: &str = "does not say where the link goes";
    let (_, mut maya) = app.maya().await;
    assert!(!maya.open(paths::NEW_EMAIL_TEMPLATE).await.text().contains(NOTE));
    add(&mut maya, "Bare", "Hi", "Welcome.").await;
    let bare = app.template("Bare").await;
    assert!(maya.open(&paths::edit_email_template(bare)).await.text().contains(NOTE));
    let preview = maya.get(&paths::email_template_preview(Some(bare), Language::English, "", "html")).await;
    assert!(preview.body.contains("/activate/unique-for-each-person\""), "{}", preview.body);
}

async fn a_preview_shows_the_chosen_contact_and_what_is_typed(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    maya.open(paths::NEW_EMAIL_TEMPLATE).await;
    assert!(maya.page.text().contains("Ana Ruiz of Alder & Finch (sample)"), "{}", maya.page.text());
    let mut details = app.details("Bluewater", "jonas@bluewater.example").await;
    details.contact.first_name = "Jonas".to_owned();
    let jonas = app.add(&staff, details, None).await;
    maya.open(paths::NEW_EMAIL_TEMPLATE).await;
    assert!(!maya.page.text().contains("(sample)"));
    assert_eq!(maya.page.value("contact"), jonas.contact.to_string());
    let frame = maya.page.attribute("iframe.preview-html", "src").unwrap();
    let saved = maya.get(&frame).await;
    assert!(saved.body.contains("Hello Jonas"), "{}", saved.body);
    let text = maya.get(&maya.page.attribute("iframe.preview-text", "src").unwrap()).await;
    assert!(text.body.starts_with("Subject: Jonas, your Acme partner portal is ready\n\n"), "{}", text.body);

    let button = maya.page.attribute("#update-text", "formaction").unwrap();
    assert_eq!(maya.page.attribute("#update-text", "formtarget"), maya.page.attribute("iframe.preview-text", "name"));
    let typed = maya.post_by(SAVE, &button, &[("subject", "New"), ("body", "For {{ partner_name }}")]).await;
    assert!(typed.body.starts_with("Subject: New\n\nFor Bluewater"), "{}", typed.body);
    let typed = maya.post_by(SAVE, &button, &[("subject", "New"), ("body", "a\n{{ moon }}")]).await;
    assert_eq!((typed.status, typed.header("content-type")), (422, "text/plain; charset=utf-8"));
    assert!(typed.body.contains("Line 2, \"{{ moon }}\""), "{}", typed.body);
    assert_eq!(app.rows("email_template").await, 4, "a preview saves nothing");
}

/// Opens the editor of the template of this name in a language.
async fn open_in(app: &TestApp, browser: &mut Browser, name: &str, language: Language) {
    let path = paths::edit_email_template_in(app.template(name).await, language);
    assert_eq!(browser.open(&path).await.status, 200);
}

async fn somebody_is_written_to_in_their_language_or_the_organisations(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let mut greta = app.details("Bauwerk", "greta@bauwerk.example").await;
    greta.contact.language = "de".to_owned();
    let draft = app.draft(&staff, greta.clone()).await;
    let preview = maya.get(&paths::wizard_preview(draft, "", "text")).await;
    assert!(preview.body.contains("Ihr Zugang zum Partnerportal von Acme"), "{}", preview.body);
    maya.open(&paths::wizard_invitation(draft)).await;
    maya.submit("/api/onboarding/finish", &[]).await;
    let message = app.message().await;
    assert_eq!(message.subject, "Ana, Ihr Zugang zum Partnerportal von Acme");
    assert!(message.html.contains("lang=\"de\"") && message.html.contains("Zugang aktivieren</a>"), "{}", message.html);
    let ends = app.state.now().plus(7 * DAY).rfc3339();
    let (year, month, day) = (&ends[..4], &ends[5..7], &ends[8..10]);
    assert!(message.text.contains(&format!("gilt bis {day}.{month}.{year}")), "{}", message.text);

    // Without Polish, the organisation's language takes its place.
    open_in(app, &mut maya, "Invitation", Language::Polish).await;
    maya.submit(REMOVE_LANGUAGE, &[]).await;
    maya.open(paths::MANAGE_ORGANISATION).await;
    maya.submit("/api/organisation/save", &[("language", "fr")]).await;
    let polish = with(greta, |form| {
        form.partner.name = "Wisła".into();
        form.contact.email = "ola@wisla.example".into();
        form.contact.language = "pl".into();
    });
    app.add(&staff, polish.clone(), Some(Delivery::Email)).await;
    assert_eq!(app.message().await.subject, "Ana, votre accès au portail partenaires de Acme");
    let own = with(polish, |form| {
        form.partner.name = "Rhône".into();
        form.contact.email = "zoe@rhone.example".into();
        form.contact.language = String::new();
    });
    app.add(&staff, own, Some(Delivery::Email)).await;
    assert_eq!(app.message().await.subject, "Ana, votre accès au portail partenaires de Acme");
}

async fn a_template_is_written_in_several_languages_and_one_stays(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    add(&mut maya, "Warm", "Warm words", "Hello.").await;
    assert!(maya.page.text().contains("Warm words"));
    open_in(app, &mut maya, "Warm", Language::Italian).await;
    assert!(maya.page.text().contains("This template is not written in Italiano yet."), "{}", maya.page.text());
    assert!(maya.page.value("body").contains("la invita"), "it starts with the words that ship");
    maya.submit(SAVE, &[("subject", "Parole calde"), ("body", "Ciao.")]).await;
    assert!(maya.page.text().contains("English, Italiano"), "{}", maya.page.text());
    let warm = app.template("Warm").await;
    let mut details = app.details("Adriatico", "ugo@adriatico.example").await;
    details.contact.language = "it".to_owned();
    let draft = app.draft(&staff, details).await;
    maya.open(&paths::wizard_invitation(draft)).await;
    maya.submit("/api/onboarding/finish", &[("template", &warm.to_string())]).await;
    assert_eq!(app.message().await.subject, "Parole calde");

    press(&mut maya, DUPLICATE, warm).await;
    assert!(maya.page.text().contains("Italiano"), "a copy has all languages: {}", maya.page.text());
    open_in(app, &mut maya, "Warm", Language::Italian).await;
    maya.submit(REMOVE_LANGUAGE, &[]).await;
    assert!(maya.page.text().contains("The language is removed from the template."), "{}", maya.page.text());
    assert_eq!(maya.page.value("subject"), "Warm words");
    assert!(!maya.page.has_form(REMOVE_LANGUAGE), "the only language stays");
    let fields = [("template", &*warm.to_string()), ("version", "3"), ("language", "en")];
    let only = maya.call(REMOVE_LANGUAGE, &fields).await;
    assert!(
        only.status == 409 && only.body.contains("no other language than English"),
        "{} {}",
        only.status,
        only.body
    );
}

async fn the_second_mail_of_an_invitation_is_a_reminder(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    invite::resend(&app.state, &staff, ana.contact).await.unwrap();
    assert_eq!(app.message().await.subject, "Ana, your Acme partner portal is ready", "there was no mail before");
    open_in(app, &mut maya, "Reminder", Language::English).await;
    maya.submit(SAVE, &[("subject", "Still waiting, {{ contact_first_name }}")]).await;
    invite::resend(&app.state, &staff, ana.contact).await.unwrap();
    let reminder = app.message().await;
    assert_eq!(reminder.subject, "Still waiting, Ana");
    assert_eq!(app.browser().open(&reminder.link()).await.h1(), "Ana, welcome to Acme's partner portal");
}

async fn password_resets_have_words_that_can_be_changed(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.active_ana(&staff).await;
    open_in(app, &mut maya, "Password reset", Language::English).await;
    let page = maya.submit(SAVE, &[("body", "{{ activation_link }}")]).await;
    assert!(page.complaint("body").contains("there is no placeholder of this name"), "{}", page.complaint("body"));
    maya.submit(SAVE, &[("subject", "Forgotten?"), ("body", "Here: {{ reset_link }}")]).await;
    let mut ana = app.browser();
    ana.open(paths::FORGOT_PASSWORD).await;
    ana.submit("/api/account/forgot-password", &[("email", "ana@alder.example")]).await;
    let message = app.message().await;
    assert_eq!(message.subject, "Forgotten?");
    assert!(message.html.contains("Choose a new password</a>"), "{}", message.html);
    assert!(message.link().starts_with("/reset-password/"), "{}", message.link());
    let id = app.template("Password reset").await.to_string();
    for action in [DUPLICATE, DELETE] {
        assert_eq!(maya.call(action, &[("template", &id)]).await.status, 409, "{action}");
    }
}

async fn what_was_sent_stays_readable_as_it_was_sent(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    add(&mut maya, "Warm", "Warm words for {{ contact_first_name }}", "Hello {{ partner_name }}.").await;
    let warm = app.template("Warm").await;
    let draft = app.draft(&staff, app.details("Alder & Finch", "ana@alder.example").await).await;
    maya.open(&paths::wizard_invitation(draft)).await;
    maya.submit("/api/onboarding/finish", &[("template", &warm.to_string())]).await;
    let sent = app.message().await;
    maya.open(&paths::edit_email_template(warm)).await;
    maya.submit(SAVE, &[("subject", "Cold words")]).await;
    press(&mut maya, DELETE, warm).await;

    maya.open(paths::PARTNERS).await;
    maya.open(&maya.page.link("Alder & Finch")).await;
    let text = maya.page.text();
    assert!(text.contains("The mail server accepted the invitation to Ana Ruiz. Read it"), "{text}");
    assert!(text.contains("Warm, version 1, English"), "{text}");
    let path = maya.page.link("Read it");
    let read = maya.get(&path).await;
    assert!(
        read.body.contains("Warm words for Ana") && read.body.contains("Hello Alder &amp; Finch."),
        "{}",
        read.body
    );
    assert!(!read.body.contains(&sent.link()), "its link is nobody's to keep");
    assert!(read.header("content-security-policy").contains("sandbox"));
    assert_eq!(app.browser().get(&path).await.status, 303, "it asks to sign in");
    assert_eq!(maya.get(&path.replace("/1", "/9")).await.status, 404);
}

async fn a_test_goes_to_whoever_asks_and_its_link_opens_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, None).await;
    maya.open(paths::NEW_EMAIL_TEMPLATE).await;
    let page = maya.submit_by(SAVE, SEND_TEST, &[("name", ""), ("subject", "Try {{ partner_name }}")]).await;
    assert!(page.text().contains("The mail server accepted the test for maya@acme.example: 250 OK"), "{}", page.text());
    assert_eq!((page.value("subject").as_str(), page.complaint("name").as_str()), ("Try {{ partner_name }}", ""));
    let message = app.message().await;
    assert_eq!((message.to.as_str(), message.subject.as_str()), ("maya@acme.example", "[Test] Try Alder & Finch"));
    assert_eq!(app.browser().open(&message.link()).await.h1(), "This link does not work");
    assert_eq!((app.rows("queued_email").await, app.rows("token").await, app.rows("invitation").await), (0, 0, 0));

    // One click after the other; each request takes a second.
    let fields = [("form[subject]", "Again"), ("form[body]", "Hello.")];
    let soon = maya.call(SEND_TEST, &fields).await;
    assert_eq!(soon.status, 409);
    assert!(soon.body.contains("Wait 10 seconds"), "{}", soon.body);
    let (_, mut colleague) = app.maya().await;
    assert_eq!(colleague.call(SEND_TEST, &fields).await.status, 200, "others need not wait");
    app.wait(10 * SECOND);
    let later = maya.call(SEND_TEST, &fields).await;
    assert_eq!(later.status, 200, "{}", later.body);
    assert_eq!(app.emails().await.len(), 2);
    assert_eq!(app.audit_entries("mail_tested").await, 3);
    let broken = maya.call(SEND_TEST, &[("form[subject]", "{{"), ("form[body]", "")]).await;
    assert_eq!(broken.status, 422);
}

const WORDS: [(&str, &str); 2] = [("form[subject]", "Hi"), ("form[body]", "Hello.")];

/// Maya at an instance whose mails go another way.
async fn maya_with(app: &TestApp, mailer: CurrentMailer) -> Browser {
    let (_, mut maya) = app.maya().await;
    maya.base = app.second_instance(|app| app.mailer = mailer).await;
    maya
}

async fn a_test_tells_what_the_mail_server_said(app: &TestApp) {
    let sink = Sink::start([Play::recipient("550 5.1.1 no such mailbox")]).await;
    let mut maya = maya_with(app, through(app, &sink).mailer).await;
    let answer = maya.call(SEND_TEST, &WORDS).await;
    assert_eq!(answer.status, 409, "{}", answer.body);
    for words in ["The test for maya@acme.example wasn't sent.", "no such mailbox"] {
        assert!(answer.body.contains(words), "{}", answer.body);
    }
    app.wait(10 * SECOND);
    maya.open(paths::NEW_EMAIL_TEMPLATE).await;
    let page = maya.submit_by(SAVE, SEND_TEST, &[("subject", "Once more")]).await;
    assert!(page.text().contains("The mail server accepted the test for maya@acme.example: 250"), "{}", page.text());
    assert_eq!(sink.deliveries().iter().filter(|delivery| !delivery.data.is_empty()).count(), 1);
}

async fn a_test_that_stalls_holds_nobody_up(app: &TestApp) {
    let sink = Sink::start([Play::At(Stage::Dot, Act::Stall)]).await;
    let mut maya = maya_with(app, through(app, &sink).mailer).await;
    let staff = app.staff().await;
    let test = tokio::spawn(async move { maya.call(SEND_TEST, &WORDS).await });
    sink.arrival().await;
    let adding = app.alder(&staff, Some(Delivery::Link));
    tokio::time::timeout(scaled(Duration::from_secs(5)), adding)
        .await
        .expect("others write while the test is on its way");
    sink.release();
    assert_eq!(test.await.unwrap().status, 200);
}

async fn without_a_mail_server_a_test_is_a_file(app: &TestApp) {
    let folder = app.folder.path().join("tests");
    let files = Mailer::Files { folder: folder.clone(), from: "Acme <partners@acme.example>".parse().unwrap() };
    let answer = maya_with(app, files.into()).await.call(SEND_TEST, &WORDS).await;
    assert!(answer.body.contains("saved as a file on the server"), "{}", answer.body);
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 1);
}

async fn the_words_that_were_chosen_stay_when_an_invitation_is_followed_by_another(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    add(&mut maya, "Warm", "A warm welcome", "Come in: {{ activation_link }}").await;
    let warm = app.template("Warm").await.to_string();
    let draft = app.draft(&staff, app.details("Alder & Finch", "ana@alder.example").await).await;
    maya.open(&paths::wizard_invitation(draft)).await;
    maya.submit("/api/onboarding/finish", &[("template", &warm)]).await;
    maya.open(paths::PARTNERS).await;
    maya.open(&maya.page.link("Alder & Finch")).await;
    let (partner, edit) =
        (maya.page.path.clone(), maya.page.attribute(".contact a[href*='/contacts/']", "href").unwrap());
    maya.open(&edit).await;
    maya.submit("/api/partners/update-contact", &[("email", "ana.ruiz@alder.example")]).await;
    let message = app.message().await;
    assert_eq!((message.to.as_str(), message.subject.as_str()), ("ana.ruiz@alder.example", "A warm welcome"));
    app.wait(8 * DAY);
    maya.open(&partner).await;
    maya.submit("/api/invitations/resend", &[]).await;
    assert_eq!(app.message().await.subject, "A warm welcome", "though the one before ran out");
}
