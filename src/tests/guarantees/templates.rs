//! R27 to R29: templates are data, values are text, and a preview can do nothing.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::language::Language;
use crate::domain::organisation::accent::Accent;
use crate::domain::templates::form::{TemplateBody, TemplateForm, TemplateSubject};
use crate::domain::templates::text::TemplateKind;
use crate::paths;
use crate::server::authz::Editor;
use crate::server::invitations::invite;
use crate::server::mailer::render::Values;
use crate::server::mailer::template::Template;
use crate::server::platform::db::execute;
use crate::server::templates::fill;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::PASSWORD;
use crate::tests::time_limits::scaled;
use std::io::{self, Seek};
use std::sync::Arc;
use std::time::{Duration, Instant};

const SAVE: &str = "/api/templates/save";

on_both_engines! {
    r27_names_are_text_in_every_preview,
    r28_nothing_in_a_template_is_evaluated,
    r28_f39_floods_are_refused_quickly,
    r28_f39_a_damaged_template_holds_no_mail_up,
    r29_a_preview_runs_nothing_and_loads_nothing,
    r29_previews_are_for_staff_and_their_own_forms,
}

/// What template engines would run, and what of it would give them away.
const POLYGLOTS: [&str; 12] = [
    "${7*7}",
    "#{7*7}",
    "*{7*7}",
    "<%= 7*7 %>",
    "{% include '/etc/passwd' %}",
    "{{=7*7}}",
    "{{7*7}}",
    "{{ config.items() }}",
    "{{#each this}}{{/each}}",
    "{{constructor.constructor('return 7*7')()}}",
    "${{<%[%'\"}}%\\.",
    "@(7*7)[[${7*7}]]",
];

fn values() -> Values {
    let word = |word: &str| word.to_owned();
    Values {
        contact_first_name: word("Ana"),
        contact_last_name: word("Ruiz"),
        partner_name: word("Alder"),
        organisation_name: word("Acme"),
        inviter_name: word("Maya"),
        manager_name: word("Maya"),
        link: word("https://acme.example/activate/abc"),
        expires_on: word("29 Nov 2026"),
        accent: Accent::default(),
        note: String::new(),
    }
}

fn form<'a>(subject: &'a str, body: &'a str) -> [(&'a str, &'a str); 4] {
    [("form[language]", "en"), ("form[name]", "Trial"), ("form[subject]", subject), ("form[body]", body)]
}

async fn r27_names_are_text_in_every_preview(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let mut details = app.details("</title><script>alert(1)</script>", "ana@alder.example").await;
    details.contact.first_name = "<img src=x onerror=alert(1)>".to_owned();
    details.contact.last_name = "{{ activation_link }}".to_owned();
    let ana = app.add(&staff, details, None).await;
    let text = "{{ contact_first_name }} {{ contact_last_name }} {{ partner_name }}";
    maya.open(paths::NEW_EMAIL_TEMPLATE).await;
    assert!(!maya.page.body.contains("<img src=x"), "the list of contacts is text");
    let target = paths::email_template_preview(None, Language::English, "", "html");
    let fields = [("subject", text), ("body", text), ("contact", &ana.contact.to_string())];
    let preview = maya.post_by(SAVE, &target, &fields).await;
    assert_eq!(preview.find("script, img"), Vec::<String>::new());
    assert_eq!(
        preview.body.matches("&lt;img src=x onerror=alert(1)&gt; {{ activation_link }} &lt;/title&gt;").count(),
        2
    );
}

async fn r28_nothing_in_a_template_is_evaluated(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for polyglot in POLYGLOTS {
        let text = format!("a {polyglot} b");
        let is_text = TemplateBody::parse(&text, TemplateKind::Invitation).is_ok();
        assert_eq!(is_text, !polyglot.contains("{{"), "{polyglot}");
        let answer = maya.call(SAVE, &form(&text, &text)).await;
        assert_eq!(answer.status == 422, !is_text, "{polyglot}: {}", answer.body);
        let preview =
            maya.call(&paths::email_template_preview(None, Language::English, "", "text"), &form("Hi", &text)).await;
        if is_text {
            // Between two stars words are emphasised, which plain text shows without them.
            let plain = if text.matches('*').count() == 2 { text.replace('*', "") } else { text.clone() };
            assert!(preview.body.contains(&plain), "{polyglot}: {}", preview.body);
            maya.call("/api/templates/delete", &[("template", &app.template("Trial").await.to_string())]).await;
        }
        assert!(!preview.body.contains("a 49 b") && !preview.body.contains("root:"), "{polyglot}: {}", preview.body);
    }
    assert_eq!(app.rows("email_template").await, 4);
}

async fn r28_f39_floods_are_refused_quickly(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let mebibyte = "x".repeat(1 << 20);
    let blocks = "{{#each a}}".repeat(10_000);
    for flood in [&mebibyte, &"{{".repeat(1 << 19), &blocks, &"{{ x }}".repeat(100_000)] {
        let asked = Instant::now();
        assert!(
            TemplateBody::parse(flood, TemplateKind::Invitation).is_err()
                && TemplateSubject::parse(flood, TemplateKind::Invitation).is_err()
        );
        assert!(asked.elapsed() < scaled(Duration::from_millis(50)), "{:?}", asked.elapsed());
        for endpoint in
            [SAVE, "/api/templates/send-test", &paths::email_template_preview(None, Language::English, "", "html")]
        {
            let status = maya.call(endpoint, &form("Hi", flood)).await.status;
            assert!([413, 422].contains(&status), "{endpoint}: {status}");
        }
    }
    // The longest text that is no flood fits through the door, however it is encoded.
    let longest = "\u{1F600}".repeat(TemplateBody::MAX);
    assert_eq!(maya.call(SAVE, &form("Hi", &longest)).await.status, 200);
    assert_eq!(app.rows("email_template").await, 5);
}

/// Contents that the database might have after other programs wrote to it: no subject and body that could be saved.
const DAMAGED: [(&str, &str); 5] = [
    ("Hi {{", "Hello"),
    ("Hi", "{{ contact_first_name"),
    ("Hi {{ nobody }}", "Hello {{ nothing | there }}"),
    ("{{#each a}}", "{{#each a}}{{/each}}"),
    ("Hi {{ reset_link }} {{ activation_link }}", "{{ reset_link }} {{ activation_link }} {{ confirmation_link }}"),
];

/// Whether `link` leads to its form.
async fn leads_to_its_form(app: &TestApp, link: &str) -> bool {
    let page = app.browser().open(link).await.clone();
    ["/api/invitations/activate", "/api/account/reset-password", "/api/account/confirm-address"]
        .iter()
        .any(|action| page.has_form(action))
}

/// Has an email of each kind sent about a new person, the `n`th; returns the subjects of those with a link, each of
/// which leads to its form.
async fn one_of_each(app: &TestApp, staff: &Editor, n: usize) -> Vec<String> {
    let email = format!("ana{n}@alder.example");
    let known = app.add(staff, app.details("Alder", &email).await, Some(Delivery::Email)).await;
    let mut emails = app.emails().await;
    invite::resend(&app.state, staff, known.contact).await.unwrap();
    emails.extend(app.emails().await);
    assert!(leads_to_its_form(app, &emails[1].link()).await, "the reminder's link");
    let mut ana = app.browser();
    ana.open(&emails[0].link()).await;
    assert_eq!(ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await.path, paths::PORTAL);
    ana.call("/api/account/forgot-password", &[("email", &email)]).await;
    app.settle().await;
    let new = format!("ana{n}@new.example");
    let asked = [("form[email]", new.as_str()), ("form[current_password]", PASSWORD)];
    assert!(ana.call("/api/account/change-address", &asked).await.status < 400);
    let more = app.emails().await;
    let with_form: Vec<_> = more.into_iter().filter(|message| message.link().len() > 43).collect();
    for message in &with_form {
        assert!(leads_to_its_form(app, &message.link()).await, "{}", message.subject);
    }
    emails.extend(with_form);
    emails.into_iter().map(|message| message.subject).collect()
}

async fn r28_f39_a_damaged_template_holds_no_mail_up(app: &TestApp) {
    const DAMAGE: &str = "update email_template_text set subject = $1, body = $2";
    let (staff, mut maya) = app.maya().await;
    let shipped = one_of_each(app, &staff, 0).await;
    assert_eq!(shipped.len(), TemplateKind::ALL.len());
    let worded = "select count(*) from email_attempt where text_id is not null";
    let before = app.number(worded).await;
    assert_eq!(before, 4);
    for (n, (subject, body)) in (1..).zip(DAMAGED) {
        let mut tx = app.state.db.begin().await.unwrap();
        execute!(&mut tx, DAMAGE, subject, body).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(one_of_each(app, &staff, n).await, shipped, "{subject:?} {body:?}: the words that ship");
    }
    assert_eq!(app.number(worded).await, before, "no attempt says that it was worded by what is damaged");
    assert_eq!(app.number("select count(*) from queued_email where state <> 'accepted'").await, 0, "nothing waits");

    // People who look at the damaged text can correct it.
    maya.open(paths::EMAIL_TEMPLATES).await;
    let editor = maya.page.link("Invitation");
    assert!(maya.open(&editor).await.value("body").contains("{{ reset_link }}"), "{}", maya.page.text());
}

/// The log says why an email does not have the chosen text.
#[test]
fn r28_f39_a_damaged_template_is_told_in_the_log() {
    for (subject, body) in DAMAGED {
        let mut log = tempfile::tempfile().unwrap();
        let lines = tracing_subscriber::fmt().with_writer(Arc::new(log.try_clone().unwrap())).finish();
        let template = Template::shipped(TemplateKind::Invitation, Language::English, subject, body);
        let (message, wording) =
            tracing::subscriber::with_default(lines, || fill::fill_now(&template, &values())).unwrap();
        assert!(wording.is_none() && message.text.contains("https://acme.example/activate/abc"), "{}", message.text);
        log.rewind().unwrap();
        let told = io::read_to_string(log).unwrap();
        assert!(
            told.contains("ERROR") && told.contains("Invalid email template, default used"),
            "{subject:?} {body:?}: {told}"
        );
    }
}

#[test]
fn r28_f39_rendering_is_bounded_whatever_is_saved() {
    for unit in [
        "{{ partner_name }}",
        "> ",
        "[",
        "![",
        "*",
        "_a",
        "`",
        "<",
        "- ",
        "[a](",
        "[a]: ",
        "\\",
        "&",
        "# ",
        "~~",
        "1. ",
        "<!--",
        "[x](https://a.example \"",
        "```\n",
        "    ",
        "|",
    ] {
        let body = unit.repeat(TemplateBody::MAX / unit.chars().count());
        let form = TemplateForm { subject: "Hi".to_owned(), body, ..TemplateForm::default() };
        let Ok(text) = form.text(TemplateKind::Invitation) else { continue };
        let template = Template::shipped(TemplateKind::Invitation, Language::English, "Hi", text.body.as_str());
        let asked = Instant::now();
        let message = fill::fill_now(&template, &values()).unwrap().0;
        // 5 ms in a release build; unoptimised code on a busy machine takes its time.
        assert!(asked.elapsed() < scaled(Duration::from_secs(1)), "{unit:?}: {:?}", asked.elapsed());
        assert!(message.html.len() < 2_000_000, "{unit:?}: {}", message.html.len());
        assert_eq!(message.html.matches("href=\"https://acme.example/activate/abc\"").count(), 1, "{unit:?}");
    }
}

/// What has run in mail previews and Markdown before.
const SCRIPTS: [&str; 12] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/pixel.png)",
    "<style>@import 'https://evil.example'</style>",
    "</td></table><form action='https://evil.example'><button>x</button></form>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
];

async fn r29_a_preview_runs_nothing_and_loads_nothing(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let body = SCRIPTS.join("\n\n");
    assert_eq!(maya.call(SAVE, &form("<script>alert(1)</script>", &body)).await.status, 200);
    let id = app.template("Trial").await.to_string();
    maya.open(&paths::edit_email_template(id.parse().unwrap())).await;
    assert_eq!(
        maya.page.find("main script, main img, main svg[onload]"),
        Vec::<String>::new(),
        "the editor shows text"
    );
    for frame in ["iframe.preview-html", "iframe.preview-text"] {
        assert_eq!(maya.page.attribute(frame, "sandbox").as_deref(), Some(""), "nothing is allowed in the frame");
    }
    let saved = maya.get(&maya.page.attribute("iframe.preview-html", "src").unwrap()).await;
    let typed = maya.post_by(SAVE, &maya.page.attribute("#update-html", "formaction").unwrap(), &[]).await;
    for preview in [saved, typed] {
        assert_eq!(preview.status, 200);
        let policy = preview.header("content-security-policy");
        for rule in ["default-src 'none'", "sandbox", "frame-ancestors 'self'"] {
            assert!(policy.contains(rule), "{policy}");
        }
        for rule in ["allow-scripts", "allow-same-origin", "script-src", "http"] {
            assert!(!policy.contains(rule), "{policy}");
        }
        assert_eq!(
            (preview.header("x-content-type-options"), preview.header("cache-control")),
            ("nosniff", "no-store, no-transform")
        );
        assert_eq!(
            preview.find("script, img, svg, iframe, form, button, math, [onerror], [onload]"),
            Vec::<String>::new()
        );
        for link in preview.attributes("a", "href") {
            assert!(link == "#" || link.starts_with(&app.url), "{link}");
        }
    }
}

async fn r29_previews_are_for_staff_and_their_own_forms(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let (_, ana) = app.active_ana(&staff).await;
    let nobody = app.browser();
    let path = paths::email_template_preview(None, Language::English, "", "html");
    let fields: Vec<_> = form("Hi", "Hello.").map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    for (browser, expected) in [(&maya, 200), (&ana, 403), (&nobody, 401)] {
        let status = browser.form_request(&path, &fields).send().await.unwrap().status().as_u16();
        assert_eq!(status, expected);
    }
    for site in ["cross-site", "same-site", "none"] {
        let mut request = maya.form_request(&path, &fields).build().unwrap();
        request.headers_mut().insert("sec-fetch-site", site.parse().unwrap());
        let answer = reqwest::Client::new().execute(request).await.unwrap();
        assert_eq!(answer.status().as_u16(), 403, "{site}");
        assert!(!answer.text().await.unwrap().contains("Hello."), "{site}");
    }
    for mut browser in [ana, nobody] {
        let page = browser.get(&path).await;
        assert_eq!(page.status, 303, "led to a page of their own");
    }
}
