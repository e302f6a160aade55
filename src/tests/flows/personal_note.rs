//! Invitations with a personal note, in the forms that invite.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::DAY;
use crate::paths;
use crate::tests::app::{TestApp, on_both_engines};

const FINISH: &str = "/api/onboarding/finish";
const GIVE: &str = "/api/invitations/give-access";
const NOTE: (&str, &str) = ("note", "Ana, as discussed on Tuesday: <b>welcome</b>");
const SHOWN: &str = "Ana, as discussed on Tuesday: &lt;b&gt;welcome&lt;/b&gt;";

on_both_engines! {
    a_note_goes_with_one_email_and_stays_in_what_was_sent,
    a_note_is_in_the_preview_of_each_form_that_invites,
    access_is_given_with_a_template_and_a_note_of_its_own,
    a_contact_is_added_with_a_time_and_a_note,
    a_note_that_is_too_long_is_refused_beside_its_field,
    a_note_that_no_mail_server_took_goes_to_the_mended_address,
}

async fn a_note_goes_with_one_email_and_stays_in_what_was_sent(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let draft = app.draft(&staff, app.details("Alder & Finch", "ana@alder.example").await).await;
    maya.open(&paths::wizard_invitation(draft)).await;
    maya.submit(FINISH, &[NOTE]).await;
    let first = app.message().await;
    assert!(first.text.starts_with("Ana, as discussed on Tuesday: <b>welcome</b>"), "{}", first.text);
    assert!(first.html.contains(SHOWN), "{}", first.html);
    let partner = maya.page.link("Open partner");
    maya.open(&partner).await;
    let sent = maya.page.attribute("a[href^='/manage/mail/']", "href").unwrap();
    assert!(maya.get(&sent).await.body.contains(SHOWN));
    maya.submit("/api/invitations/resend", &[]).await;
    assert!(!app.message().await.text.contains("as discussed"), "it was for one email");
}

async fn a_note_is_in_the_preview_of_each_form_that_invites(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    let draft = app.draft(&staff, app.details("Bluewater", "jo@blue.example").await).await;
    let person = known.contact.to_string();
    for (path, whose) in [
        (paths::wizard_preview(draft, "", "html"), ("form[person]", "")),
        (paths::invitation_preview(known.partner, "", "html"), ("form[person]", person.as_str())),
        (paths::invitation_preview(known.partner, "", "html"), ("form[first_name]", "Ana")),
    ] {
        let preview = maya.call(&path, &[whose, ("form[note]", NOTE.1)]).await;
        assert!(preview.body.contains(SHOWN), "{path}: {}", preview.body);
        assert!(preview.body.contains("Hello Ana"), "{path}: {}", preview.body);
    }
    assert!(maya.get(&paths::invitation_preview(known.partner, &person, "text")).await.body.contains("Hello Ana"));
}

async fn access_is_given_with_a_template_and_a_note_of_its_own(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    maya.open(paths::EMAIL_TEMPLATES).await;
    maya.submit("/api/templates/duplicate", &[]).await;
    let copy = maya.page.path.split('/').nth(3).unwrap().to_owned();
    maya.submit("/api/templates/save", &[("name", "Warm"), ("subject", "A warm welcome"), ("body", "Come in.")]).await;
    maya.open(&paths::partner(known.partner)).await;
    maya.open(&maya.page.link("Choose template, time and note")).await;
    assert!(maya.page.text().contains("To Ana Ruiz <ana@alder.example>"), "{}", maya.page.text());
    let page = maya.submit(GIVE, &[("template", &copy), NOTE]).await;
    assert!(page.path.starts_with(&paths::partner(known.partner)), "{}", page.path);
    assert!(page.text().contains("Access to the portal is given."), "{}", page.text());
    let message = app.message().await;
    assert_eq!(message.subject, "A warm welcome");
    assert!(message.html.contains(SHOWN), "{}", message.html);
    let page = maya.open(&paths::give_access(known.partner, known.contact)).await;
    assert!(page.text().contains("Ana Ruiz already has access."), "{}", page.text());
}

async fn a_contact_is_added_with_a_time_and_a_note(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Link)).await;
    maya.open(&paths::new_contact(known.partner)).await;
    let tomorrow = app.state.now().plus(DAY).rfc3339()[..16].to_owned();
    let fields = [
        ("first_name", "Jo"),
        ("last_name", "Weber"),
        ("email", "jo@alder.example"),
        ("when", "later"),
        ("send_at", tomorrow.as_str()),
        NOTE,
    ];
    maya.submit("/api/partners/add-contact", &fields).await;
    assert!(maya.page.text().contains("as a contact, with a scheduled invitation."), "{}", maya.page.text());
    assert!(app.emails().await.is_empty());
    app.wait(DAY);
    assert!(app.message().await.html.contains(SHOWN));
}

async fn a_note_that_is_too_long_is_refused_beside_its_field(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    maya.open(&paths::give_access(known.partner, known.contact)).await;
    maya.submit(GIVE, &[("note", &"a".repeat(501))]).await;
    let complaint = "Use at most 500 characters; this has 501.";
    assert_eq!(maya.page.complaint("note"), complaint);
    assert_eq!(maya.page.find("details.more-fields[open]").len(), 1, "what is wrong is in sight");
    maya.submit(GIVE, &[("delivery", "link")]).await;
    assert_eq!(app.rows("queued_email").await, 0, "by link there is no email for it");
}

async fn a_note_that_no_mail_server_took_goes_to_the_mended_address(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    maya.open(&paths::give_access(known.partner, known.contact)).await;
    let tomorrow = app.state.now().plus(DAY).rfc3339()[..16].to_owned();
    maya.submit(GIVE, &[("when", "later"), ("send_at", &tomorrow), NOTE]).await;
    maya.open(&paths::edit_contact(known.partner, known.contact)).await;
    maya.submit("/api/partners/update-contact", &[("email", "ana.ruiz@alder.example")]).await;
    app.wait(DAY);
    let message = app.message().await;
    assert_eq!(message.to, "ana.ruiz@alder.example");
    assert!(message.html.contains(SHOWN));
}
