//! The organisation's logo: a picture of an owner's on every page, and nothing but a picture.

use crate::domain::auth::role::Role;
use crate::domain::organisation::logo::Picture;
use crate::paths;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::png;

on_both_engines! {
    every_frame_shows_the_logo_by_its_name,
    a_logo_is_kept_by_browsers_and_does_nothing,
    a_bad_file_is_named_beside_the_field,
    a_name_that_was_never_handed_out_is_not_found,
    without_a_logo_there_is_the_name,
    only_an_owner_changes_the_logo,
    no_other_site_uploads_anything,
}

const REMOVE: &str = "/api/organisation/remove-logo";

async fn upload(maya: &mut Browser, picture: &[u8]) -> String {
    maya.open(paths::MANAGE_ORGANISATION).await;
    maya.upload(paths::ORGANISATION_LOGO, "logo", picture).await;
    assert!(maya.page.text().contains("The logo is saved."), "{}", maya.page.text());
    maya.page.attribute(".logo .logo-image", "src").unwrap()
}

async fn every_frame_shows_the_logo_by_its_name(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let logo = upload(&mut maya, &png(320, 48)).await;
    for page in app.every_frame(&staff, &mut maya).await {
        let shown = |name| page.attribute(".logo .logo-image", name);
        assert_eq!(shown("src").as_ref(), Some(&logo), "{}", page.path);
        assert_eq!(shown("alt").as_deref(), Some("Acme"), "{}", page.path);
        assert_eq!((shown("width").as_deref(), shown("height").as_deref()), (Some("320"), Some("48")), "{}", page.path);
        assert!(page.find(".logo-name").is_empty(), "{}", page.path);
        assert!(page.find("title")[0].contains("Acme"), "{}", page.path);
    }
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains("Maya Lindqvist changed the organisation's logo."));
}

async fn a_logo_is_kept_by_browsers_and_does_nothing(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let picture = [png(320, 48), b"<script>alert(1)</script>".to_vec()].concat();
    let first = upload(&mut maya, &picture).await;
    let mut visitor = app.browser();
    let logo = visitor.get(&first).await;
    assert_eq!((logo.status, logo.header("content-type")), (200, "image/png"));
    assert_eq!(logo.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(logo.header("x-content-type-options"), "nosniff");
    assert_eq!(logo.header("content-security-policy"), "default-src 'none'; sandbox; frame-ancestors 'none'");
    assert_eq!(logo.header("set-cookie"), "");
    assert_eq!(logo.body, String::from_utf8_lossy(&picture));

    let second = upload(&mut maya, &png(64, 64)).await;
    assert_ne!(first, second, "another picture has another address");
    assert_eq!(visitor.get(&second).await.status, 200);
    for gone in [first.as_str(), &second.replace(".png", ".webp"), "/logo/x.png", "/logo/x", "/logo/"] {
        assert_eq!(visitor.get(gone).await.status, 404, "{gone}");
    }
    assert_eq!(app.rows("logo").await, 1);
}

async fn a_bad_file_is_named_beside_the_field(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let large = [png(320, 48), vec![0; Picture::MAX_BYTES]].concat();
    let photograph = [png(4000, 3000), vec![0; 9 << 20]].concat();
    for (file, complaint) in [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "Choose a PNG, JPEG or WebP image."),
        (Vec::new(), "Choose an image."),
        (png(5000, 48), "16 to 4096 pixels"),
        (large, "larger than 512 KB"),
        (photograph, "larger than 512 KB"),
    ] {
        maya.open(paths::MANAGE_ORGANISATION).await;
        maya.upload(paths::ORGANISATION_LOGO, "logo", &file).await;
        assert_eq!(maya.page.h1(), "Organisation");
        assert!(maya.page.complaint("logo").contains(complaint), "{}", maya.page.text());
        assert_eq!(maya.page.value("name"), "Acme", "the other form is as it was");
    }
    assert_eq!(app.rows("logo").await, 0);
}

async fn without_a_logo_there_is_the_name(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let logo = upload(&mut maya, &png(320, 48)).await;
    maya.submit(REMOVE, &[]).await;
    assert!(maya.page.text().contains("The logo is removed."), "{}", maya.page.text());
    assert_eq!(maya.page.find(".logo-name")[0], "Acme");
    assert!(!maya.page.has_form(REMOVE));
    assert_eq!(maya.get(&logo).await.status, 404);
    assert_eq!(maya.call(REMOVE, &[]).await.status, 200, "once more changes nothing");
    assert_eq!(maya.open(paths::MANAGE_AUDIT).await.text().matches("removed the organisation's logo").count(), 1);
}

async fn only_an_owner_changes_the_logo(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let logo = upload(&mut maya, &png(320, 48)).await;
    let (_, ana) = app.active_ana(&staff).await;
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    let (_, vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let page = adam.open(paths::MANAGE_ORGANISATION).await;
    assert!(!page.has_form(paths::ORGANISATION_LOGO) && !page.has_form(REMOVE));
    assert_eq!(page.attribute("main .logo-image", "src").as_ref(), Some(&logo));
    for browser in [&ana, &adam, &vera] {
        let request = browser.upload_request(paths::ORGANISATION_LOGO, "logo", &png(64, 64));
        assert_eq!(request.send().await.unwrap().status(), 403);
    }
    let request = app.browser().upload_request(paths::ORGANISATION_LOGO, "logo", &png(64, 64));
    let answer = request.header("referer", format!("{}{}", app.url, paths::MANAGE_ORGANISATION)).send().await.unwrap();
    assert_eq!(answer.headers()["location"], "/sign-in?next=%2Fmanage%2Forganisation");
    assert_eq!(app.number("select width from logo").await, 320);
}

async fn no_other_site_uploads_anything(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    upload(&mut maya, &png(320, 48)).await;
    let request = || maya.upload_request(paths::ORGANISATION_LOGO, "logo", &png(64, 64)).build().unwrap();
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "null")] {
        let mut request = request();
        request.headers_mut().remove("sec-fetch-site");
        request.headers_mut().insert(name, value.parse().unwrap());
        assert_eq!(http.execute(request).await.unwrap().status(), 403, "{name}: {value}");
    }
    for kind in ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data", ""] {
        let mut request = request();
        request.headers_mut().insert("content-type", kind.parse().unwrap());
        assert_eq!(http.execute(request).await.unwrap().status(), 400, "{kind}");
    }
    assert_eq!(maya.get(paths::ORGANISATION_LOGO).await.status, 405);
    assert_eq!(app.number("select width from logo").await, 320);
}

async fn a_name_that_was_never_handed_out_is_not_found(app: &TestApp) {
    for name in ["%00.png", "%F0%9F%A6%80.png", "a.png", ".png", "png"] {
        assert_eq!(app.browser().get(&format!("/logo/{name}")).await.status, 404, "{name}");
    }
}
