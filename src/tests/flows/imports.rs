//! Partners from a spreadsheet: looked at row by row, then added silently, without JavaScript.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{DAY, MINUTE};
use crate::paths;
use crate::server::audit::record;
use crate::server::imports::worker;
use crate::server::ops::cleanup;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;

on_both_engines! {
    every_row_is_told_about_before_anything_is_added,
    the_rows_that_are_ready_are_added_and_nobody_is_invited,
    what_was_added_meanwhile_is_left_out_and_the_rest_is_added,
    importing_twice_is_importing_once,
    rows_that_are_mended_come_in_with_the_next_file,
    pasted_rows_are_read_and_come_back_when_they_cannot_be,
    a_file_that_cannot_be_read_is_named_beside_the_field,
    only_its_author_sees_and_imports_it,
    viewers_and_other_sites_import_nothing,
    a_spreadsheet_is_forgotten_after_two_days_or_ten_others,
    a_long_file_is_checked_and_imported_while_one_may_leave,
    an_import_is_stopped_and_continued,
    an_import_goes_on_where_it_was_interrupted,
}

const IMPORT: &str = "/api/partners/import";
const ASSIGN: &str = "/api/partners/assign-columns";
const HEAD: &str = "Company;Contact;Email;Status;Programs;Phone;Job title;Notes\n";

async fn upload(browser: &mut Browser, text: &str) {
    browser.open(paths::PARTNERS_IMPORT).await;
    browser.upload(paths::PARTNERS_IMPORT_FILE, "file", text.as_bytes()).await;
}

/// The cells of the report under `head`, in the order of the rows.
fn cells(browser: &Browser, head: &str) -> Vec<String> {
    let cells = browser.page.find(&format!(".import-table td[data-label='{head}']"));
    // Without the fields below.
    cells.into_iter().map(|cell| cell.split("Edit").next().unwrap_or_default().to_owned()).collect()
}

/// A sheet with a row of each kind; Ana and Alder & Finch are here already.
fn mixed() -> String {
    [
        HEAD,
        "Bluewater;Jonas Paul Weber;jo@blue.example;signed;Reseller;'+49 30 123456;Buyer;x\n",
        "ALDER & finch;New Person;new@alder.example;;;;;\n",
        "Cartograph;Kim Roe;ANA@alder.example;;;;;\n",
        "Delta;Cher;cher@;Gold;Reseller, Wholesale;030 1;;\n",
        "bluewater;Other Person;other@blue.example;;;;;\n",
        "Echo;Eve Stone;JO@blue.example;;;;;\n",
        "Fjord;Finn Falk;finn@fjord.example;;\"Referral; Reseller\";;;\n",
    ]
    .concat()
}

async fn every_row_is_told_about_before_anything_is_added(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    assert_eq!(maya.open(paths::PARTNERS).await.link("Import a spreadsheet"), paths::PARTNERS_IMPORT);
    let alder = app.alder(&staff, None).await;
    assert_eq!(maya.open(paths::PARTNERS).await.link("Import"), paths::PARTNERS_IMPORT);
    upload(&mut maya, &mixed()).await;
    assert_eq!(maya.page.h1(), "Import 3 rows?");
    let text = maya.page.text();
    for words in
        ["1 more contact. 4 rows are left out.", "7 of 8 columns are imported", "importing sends no invitations"]
    {
        assert!(text.contains(words), "{words} is missing: {text}");
    }
    let states =
        ["All 7", "New partner 2", "Another contact 1", "Needs fixing 1", "Duplicate in file 1", "Already exists 2"];
    assert_eq!(maya.page.find(".choices a"), states);
    assert_eq!(cells(&maya, "Line"), ["2", "3", "4", "5", "6", "7", "8"]);
    let why = cells(&maya, "Why");
    assert_eq!(why[0], "");
    assert_eq!(why[1], "Alder & Finch is already a partner. You can add new@alder.example there as a contact.");
    assert_eq!(why[2], "This address is already used by Ana Ruiz at Alder & Finch.");
    assert_eq!(maya.page.link("Cartograph"), paths::partner(alder.partner));
    assert!(why[3].starts_with("Email: Enter an email address like name@company.com."), "{}", why[3]);
    assert!(why[4].starts_with("Becomes another contact of the partner in line 2."), "{}", why[4]);
    assert_eq!(why[5], "The email address is the same as in line 2.");
    let twice = maya.page.link("Duplicate in file");
    assert_eq!(maya.open(&twice).await.find(".import-table tbody tr").len(), 1);
    assert_eq!((app.rows("partner").await, app.rows("partner_import").await), (1, 1), "looking adds nothing");
}

async fn the_rows_that_are_ready_are_added_and_nobody_is_invited(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, None).await;
    upload(&mut maya, &mixed()).await;
    assert_eq!(maya.call(IMPORT, &[("import", "")]).await.status, 404, "without an id there is nothing to import");
    maya.submit(IMPORT, &[]).await;
    assert_eq!(maya.page.h1(), "2 partners added");
    assert!(maya.page.text().contains("1 more contact. 4 rows are left out."), "{}", maya.page.text());
    assert!(maya.page.text().contains("No invitations were sent."), "{}", maya.page.text());
    assert!(!maya.page.has_form(IMPORT));
    assert!(app.emails().await.is_empty());
    assert_eq!((app.rows("partner").await, app.rows("invitation").await), (3, 0));
    assert_eq!(app.contacts_with_access().await, 0);

    let report = maya.page.clone();
    let page = maya.open(&report.link("Bluewater")).await;
    for words in [
        "Bluewater",
        "Signed",
        "Reseller",
        "Jonas Paul Weber",
        "jo@blue.example",
        "+49 30 123456",
        "Buyer",
        "Maya Lindqvist added Bluewater with Jonas Paul Weber as main contact, without access.",
    ] {
        assert!(page.text().contains(words), "{words} is missing: {}", page.text());
    }
    let page = maya.open(&report.link("Fjord")).await;
    assert!(page.text().contains("Prospect") && page.text().contains("Referral"), "{}", page.text());
    assert_eq!(record::count(&app.state, "partner_added").await.unwrap(), 3);
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains("imported 2 partners from a spreadsheet"));

    // From here they are invited as all others are.
    let imported = report.link("Show these partners in the list");
    assert_eq!(maya.open(&imported).await.find("tbody input[name=id]").len(), 2);
    let invite = report.link("Invite 2 partners");
    assert_eq!(maya.open(&invite).await.h1(), "Give access to 2 people?", "these and no others");
    let all = format!("{}?do=give&all=on&access=none", paths::PARTNERS_BULK);
    assert_eq!(maya.open(&all).await.h1(), "Give access to 3 people?");
    assert_eq!(maya.open("/partners?q=weber").await.find("tbody tr").len(), 1, "the search finds them");
}

async fn what_was_added_meanwhile_is_left_out_and_the_rest_is_added(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    upload(
        &mut maya,
        "Company,Contact,Email\nAlder,Al Berg,a@a.example\nBlue,Jo Berg,b@b.example\nCarto,Kim Berg,c@c.example",
    )
    .await;
    assert_eq!(maya.page.h1(), "Import 3 partners?");
    app.add(&staff, app.details("Somebody else", "B@b.example").await, None).await;
    app.add(&staff, app.details("carto", "other@c.example").await, Some(Delivery::Email)).await;
    maya.submit(IMPORT, &[]).await;
    assert_eq!(maya.page.h1(), "1 partner added");
    assert_eq!(maya.page.find(".choices a"), ["All 3", "Added 1", "Already exists 2"]);
    assert_eq!(app.rows("partner").await, 3);
}

async fn importing_twice_is_importing_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, None).await;
    upload(&mut maya, &mixed()).await;
    let first = maya.post(IMPORT, &[]).await;
    let second = maya.post(IMPORT, &[]).await;
    assert_eq!((first.status, first.location()), (303, second.location()));
    assert_eq!(maya.open(&first.location().unwrap()).await.h1(), "2 partners added");
    assert_eq!(app.rows("partner").await, 3);
    assert_eq!(record::count(&app.state, "partners_imported").await.unwrap(), 1);

    // The same file once more: all that came in is known.
    upload(&mut maya, &mixed()).await;
    assert_eq!(maya.page.h1(), "There is nothing to import");
    assert_eq!(maya.page.find(".choices a"), ["All 7", "Needs fixing 1", "Already exists 6"]);
    assert!(!maya.page.has_form(IMPORT));
}

async fn rows_that_are_mended_come_in_with_the_next_file(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, None).await;
    upload(&mut maya, &mixed()).await;
    maya.submit(IMPORT, &[]).await;
    let link = maya.page.link("Download 2 rows with errors");
    let file = maya.get(&link).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"partners-to-fix-2026-11-22.csv\"");
    assert_eq!(file.body.lines().count(), 3, "{}", file.body);
    assert!(file.body.contains(",\"why it was left out\"\r\n"), "{}", file.body);
    assert!(file.body.contains("\"The email address is the same as in line 2.\"\r\n"), "{}", file.body);
    let mended =
        file.body.replace("Cher", "Cher Bono").replace("cher@", "cher@delta.example").replace("Gold", "Signed");
    upload(&mut maya, &mended).await;
    assert_eq!(maya.page.find(".choices a"), ["All 2", "New partner 1", "Already exists 1"]);
    maya.submit(IMPORT, &[]).await;
    assert_eq!(maya.page.h1(), "1 partner added");
}

async fn pasted_rows_are_read_and_come_back_when_they_cannot_be(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::PARTNERS_IMPORT).await;
    let pasted = "Company\tE-Mail\n\"</textarea><b>Alder</b>\ta@a.example";
    maya.upload_with(paths::PARTNERS_IMPORT_FILE, "file", b"", &[("rows", pasted)]).await;
    assert!(
        maya.page.complaint("rows").contains("A quotation mark in line 2 is never closed."),
        "{}",
        maya.page.text()
    );
    assert_eq!((maya.page.value("rows").as_str(), maya.page.complaint("file").as_str()), (pasted, ""));
    // More than a cookie holds.
    let long = ["Company\tE-Mail\n", &"Alder\ta@a.example\n".repeat(5_001), "\"Blue\tb@b.example"].concat();
    maya.upload_with(paths::PARTNERS_IMPORT_FILE, "file", b"", &[("rows", &long)]).await;
    assert_eq!(maya.page.value("rows"), long);
    let good = "Company\tFirst name\tSurname\tE-Mail\r\nAlder & Finch\tAna\tRuiz\ta@a.example\r\n";
    maya.upload_with(paths::PARTNERS_IMPORT_FILE, "file", b"", &[("rows", good)]).await;
    assert_eq!(maya.page.h1(), "Import 1 partner?");
    assert!(maya.page.text().contains("All rows will be imported."), "{}", maya.page.text());
}

async fn a_file_that_cannot_be_read_is_named_beside_the_field(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for (file, complaint) in [
        (b"".as_slice(), "Choose a file, or paste rows from a spreadsheet."),
        (b"PK\x03\x04 xl/workbook.xml", "This workbook can't be read"),
        (b"\xFF\xFEC", "This file isn't text"),
        (b"Company,Contact,Email\n", "There are no rows below the column names"),
    ] {
        maya.open(paths::PARTNERS_IMPORT).await;
        // The text beside it stays.
        maya.upload_with(paths::PARTNERS_IMPORT_FILE, "file", file, &[("rows", " ")]).await;
        assert_eq!(maya.page.path, paths::PARTNERS_IMPORT);
        assert!(maya.page.complaint("file").contains(complaint), "{complaint}: {}", maya.page.text());
        assert_eq!(maya.page.value("rows"), " ");
    }
    assert_eq!(app.rows("partner_import").await, 0);
}

async fn only_its_author_sees_and_imports_it(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    upload(&mut maya, "Company,Contact,Email\nAlder,Al Berg,a@a.example\nBlue,Jo Berg,b@").await;
    let page = maya.page.path.clone();
    let id = page.rsplit('/').next().unwrap().to_owned();
    let file = maya.page.link("Download 1 row with errors");
    assert_eq!(adam.open(&page).await.status, 404);
    assert_eq!(adam.get(&file).await.status, 404);
    assert_eq!(adam.call(IMPORT, &[("import", &id)]).await.status, 404);
    assert_eq!(maya.get(&file.replace(&id, "x")).await.status, 404);
    assert_eq!(maya.get(&file).await.status, 200);
    assert_eq!(app.rows("partner").await, 0);
}

async fn viewers_and_other_sites_import_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let sheet = b"Company,Contact,Email\nBlue,Jo Berg,b@b.example";
    upload(&mut maya, "Company,Contact,Email\nBlue,Jo Berg,b@").await;
    let file = maya.page.link("Download 1 row with errors");
    let page = vera.open(paths::PARTNERS_IMPORT).await;
    assert_eq!((page.status, page.has_form(paths::PARTNERS_IMPORT_FILE)), (403, false));
    assert!(page.text().contains("You have view-only access."), "{}", page.text());
    assert!(!vera.open(paths::PARTNERS).await.body.contains(paths::PARTNERS_IMPORT));
    assert_eq!(vera.get(&file).await.status, 403);
    assert!(ana.open(paths::PARTNERS_IMPORT).await.path.starts_with(paths::PORTAL));
    assert_eq!(app.browser().get(&file).await.status, 303);
    for browser in [&vera, &ana] {
        let request = browser.upload_request(paths::PARTNERS_IMPORT_FILE, "file", sheet);
        assert_eq!(request.send().await.unwrap().status(), 403);
    }
    let request = app.browser().upload_request(paths::PARTNERS_IMPORT_FILE, "file", sheet);
    let answer = request.header("referer", format!("{}{}", app.url, paths::PARTNERS_IMPORT)).send().await.unwrap();
    assert_eq!(answer.headers()["location"], "/sign-in?next=%2Fpartners%2Fimport");

    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "null")] {
        let mut request = maya.upload_request(paths::PARTNERS_IMPORT_FILE, "file", sheet).build().unwrap();
        request.headers_mut().remove("sec-fetch-site");
        request.headers_mut().insert(name, value.parse().unwrap());
        assert_eq!(http.execute(request).await.unwrap().status(), 403, "{name}: {value}");
    }
    for kind in ["application/x-www-form-urlencoded", "text/csv", "multipart/form-data", ""] {
        let mut request = maya.upload_request(paths::PARTNERS_IMPORT_FILE, "file", sheet).build().unwrap();
        request.headers_mut().insert("content-type", kind.parse().unwrap());
        assert_eq!(http.execute(request).await.unwrap().status(), 400, "{kind}");
    }
    assert_eq!(maya.get(paths::PARTNERS_IMPORT_FILE).await.status, 405);
    assert_eq!(app.rows("partner_import").await, 1);
}

async fn a_spreadsheet_is_forgotten_after_two_days_or_ten_others(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    upload(&mut maya, "Company,Contact,Email\nBlue,Jo Berg,b@b.example").await;
    let first = maya.page.path.clone();
    for _ in 0..10 {
        upload(&mut maya, "Company,Contact,Email\nBlue,Jo Berg,b@b.example").await;
    }
    let last = maya.page.path.clone();
    assert_eq!(app.rows("partner_import").await, 10);
    assert_eq!((maya.open(&first).await.status, maya.open(&last).await.status), (404, 200));
    cleanup::run(&app.state).await.unwrap();
    assert_eq!(app.rows("partner_import").await, 10);
    app.wait(2 * DAY + 1);
    cleanup::run(&app.state).await.unwrap();
    assert_eq!(app.rows("partner_import").await, 0);
}

/// Rows of so many companies.
fn companies(count: usize) -> String {
    let row = |n| format!("Company {n},Ana Ruiz,ana@company{n}.example,Signed,Reseller; Referral\n");
    ["Name,Contact,Email,Status,Programs\n".to_owned(), (0..count).map(row).collect()].concat()
}

async fn a_long_file_is_checked_and_imported_while_one_may_leave(app: &TestApp) {
    app.stay_in_memory().await;
    let (_, mut maya) = app.maya().await;
    upload(&mut maya, &companies(5_000)).await;
    let report = maya.page.path.clone();
    app.settle().await;
    assert_eq!(maya.open(&report).await.h1(), "Import 5,000 partners?");
    assert_eq!(maya.page.find(".import-table tbody tr").len(), 100);
    let next = maya.page.link("Next page");
    assert_eq!(maya.open(&next).await.find("td[data-label='Line']")[0], "102");
    maya.submit(IMPORT, &[]).await;
    app.settle().await;
    assert_eq!(maya.open(&report).await.h1(), "5,000 partners added");
    assert_eq!(app.rows("person").await, 5_001);
    assert_eq!(record::count(&app.state, "partners_imported").await.unwrap(), 1);
    let recent = maya.open(paths::PARTNERS_IMPORT).await.find(".import-recent li");
    assert_eq!(recent.len(), 1);
    assert!(recent[0].ends_with("5,000 of 5,000 rows imported"), "{recent:?}");
}

/// As it stands while the second of three parts is due.
async fn in_between(app: &TestApp, maya: &mut Browser) -> String {
    upload(maya, &companies(150)).await;
    let report = maya.page.path.clone();
    app.change("update partner_import set part_count = 1").await;
    maya.submit(IMPORT, &[]).await;
    app.change("update partner_import set part_count = 3, stage = 'importing', next_part = 1, done_at = null").await;
    report
}

async fn an_import_is_stopped_and_continued(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let report = in_between(app, &mut maya).await;
    let page = maya.open(&report).await;
    assert_eq!(page.h1(), "Importing partners");
    assert!(
        page.text().contains("50 of 150 rows done. You can leave this page; the work continues."),
        "{}",
        page.text()
    );
    assert!(!page.has_form(IMPORT) && !page.has_form(ASSIGN));
    let fields = [("form[name]", "Company 120"), ("form[first_name]", "Bo"), ("form[email]", "bo@b.example")];
    let import = report.rsplit('/').next().unwrap().to_owned();
    let fix = [&[("form[import]", &*import), ("form[line]", "122")], &fields[..]].concat();
    assert_eq!(maya.call("/api/partners/fix-row", &fix).await.status, 409, "nothing is fixed under its hands");

    maya.open(&report).await;
    maya.submit("/api/partners/stop-import", &[]).await;
    assert_eq!(maya.page.h1(), "Import 100 partners?");
    assert_eq!(maya.page.find(".choices a"), ["All 150", "New partner 100", "Added 50"]);
    assert_eq!(maya.call("/api/partners/stop-import", &[("import", &import)]).await.status, 409);
    assert_eq!(app.rows("partner").await, 50);

    maya.open(&report).await;
    maya.submit(IMPORT, &[]).await;
    assert_eq!(maya.page.h1(), "150 partners added");
    assert_eq!((app.rows("partner").await, app.rows("person").await), (150, 151));
}

async fn an_import_goes_on_where_it_was_interrupted(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let report = in_between(app, &mut maya).await;
    worker::resume_all(&app.state).await.unwrap();
    app.settle().await;
    assert_eq!(app.rows("partner").await, 50, "another instance may be at it");
    app.wait(2 * MINUTE);
    assert!(maya.open(&report).await.text().contains("It was interrupted and continues automatically"));
    assert!(maya.page.has_form(IMPORT), "or by hand");
    worker::resume_all(&app.state).await.unwrap();
    app.settle().await;
    assert_eq!(maya.open(&report).await.h1(), "150 partners added");
    assert_eq!((app.rows("partner").await, app.rows("person").await), (150, 151));

    // Rows that are still being checked are checked again from the first on.
    upload(&mut maya, &companies(151)).await;
    let report = maya.page.path.clone();
    app.change("update partner_import set stage = 'checking', next_part = 2 where done_at is null").await;
    assert_eq!(maya.open(&report).await.h1(), "Checking rows");
    app.wait(2 * MINUTE);
    worker::resume_all(&app.state).await.unwrap();
    app.settle().await;
    assert_eq!(maya.open(&report).await.h1(), "Import 1 partner?");
    assert_eq!(maya.page.find(".choices a"), ["All 151", "New partner 1", "Already exists 150"]);
}
