//! Files as other programs write them: they come in without being edited first.

use crate::domain::imports::RowState;
use crate::paths;
use crate::server::imports::jobs;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use encoding_rs::{MACINTOSH, UTF_8, WINDOWS_1252};
use rust_xlsxwriter::{Format, Workbook};
use yore::code_pages::CP850;

on_both_engines! {
    more_people_of_a_row_become_contacts,
    c_people_are_told_apart_however_headings_tell_them,
    c_other_addresses_are_noted_and_odd_ones_understood,
    names_in_parts_are_whole,
    rows_of_other_programs_come_in_whole,
    tables_are_read_as_other_programs_lay_them_out,
    a_company_that_stands_once_goes_for_the_rows_below_it,
    rows_that_were_left_out_are_fixed_and_imported_after_the_others,
    programs_are_read_whatever_separates_them,
    headings_say_how_names_stand_in_their_columns,
    merged_cells_go_for_all_their_rows_and_other_sheets_are_named,
    files_of_other_kinds_are_named,
    a_report_of_salesforce_comes_in_unedited,
    a_german_export_comes_in_unedited_with_its_words_matched_once,
    workbooks_come_in_as_their_text_would,
    a_workbook_that_claims_to_be_huge_ends_its_own_process,
    files_of_every_encoding_and_separator_come_in_alike,
    columns_are_known_by_the_words_of_other_programs,
    columns_that_are_not_known_are_assigned_and_remembered,
    words_that_are_not_known_are_matched_once_and_remembered,
    what_is_in_the_way_of_one_field_is_left_out_with_a_note,
    rows_are_fixed_on_the_page,
    what_is_here_already_is_left_or_completed,
    names_are_split_visibly,
    names_like_others_are_added_with_a_warning,
}

const IMPORT: &str = "/api/partners/import";
const ASSIGN: &str = "/api/partners/assign-columns";
const FIX: &str = "/api/partners/fix-row";
const GERMAN: &[u8] = include_bytes!("../data/imports/german.csv");
const SALESFORCE: &[u8] = include_bytes!("../data/imports/salesforce.csv");

async fn upload(browser: &mut Browser, file: &[u8]) {
    browser.open(paths::PARTNERS_IMPORT).await;
    browser.upload(paths::PARTNERS_IMPORT_FILE, "file", file).await;
}

/// The cells of the report under `head`, in the order of the rows.
fn cells(browser: &Browser, head: &str) -> Vec<String> {
    let cells = browser.page.find(&format!(".import-table td[data-label='{head}']"));
    // Without the fields below.
    cells.into_iter().map(|cell| cell.split("Edit").next().unwrap_or_default().to_owned()).collect()
}

/// Each row of the report as partner, contact and address.
fn rows(browser: &Browser) -> Vec<String> {
    let names = browser.page.find(".import-table th[scope=row]");
    let rest = cells(browser, "Contact").into_iter().zip(cells(browser, "Email"));
    names.into_iter().zip(rest).map(|(name, (contact, email))| format!("{name} | {contact} | {email}")).collect()
}

/// How a field of the file is read.
fn reading(browser: &Browser, heading: &str) -> String {
    let heads = browser.page.find(".import-columns th[scope=row]");
    let at = heads.iter().position(|head| head == heading).unwrap_or_else(|| panic!("{heading}: {heads:?}"));
    let row = format!(".import-columns tbody tr:nth-child({}) option[selected]", at + 1);
    browser.page.find(&row).pop().unwrap_or_default()
}

/// C54, C64, and both files of "Found beside them": the title of a job, the foot of a report.
async fn a_report_of_salesforce_comes_in_unedited(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    upload(&mut maya, SALESFORCE).await;
    let states =
        ["All 25", "New partner 15", "Another contact 2", "Needs fixing 2", "Duplicate in file 1", "Passed over 5"];
    assert_eq!(maya.page.find(".choices a"), states);
    assert_eq!((reading(&maya, "Title").as_str(), reading(&maya, "Salutation").as_str()), ("Job title", "Ignore"));
    maya.submit(IMPORT, &[]).await;
    assert_eq!(maya.page.h1(), "15 partners added");
    assert_eq!((app.rows("partner").await, app.rows("person").await), (15, 18), "17 contacts and Maya");
    let page = maya.open("/partners?q=pinebrook").await;
    let page = page.link("Pinebrook Systems, Inc.");
    let page = maya.open(&page).await.text();
    for words in ["Dana Whitlock", "Owen Tran", "Director, Channel Sales", "(415) 555-0110"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(app.emails().await.is_empty());
}

/// C46, C54, C55, C57.
async fn a_german_export_comes_in_unedited_with_its_words_matched_once(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    upload(&mut maya, GERMAN).await;
    assert_eq!(maya.page.find(".choices a"), ["All 20", "New partner 17", "Another contact 2", "Needs fixing 1"]);
    let words = maya.page.find(".import-words th[scope=row]");
    assert_eq!(words, ["Status: Aktiv", "Status: Interessent", "Status: Inaktiv"], "the most frequent first");
    let signed = app.status("Signed").await;
    let prospect = app.status("Prospect").await;
    maya.submit(ASSIGN, &[("choices][0", &signed), ("choices][1", &prospect), ("choices][2", "new")]).await;
    assert_eq!(app.rows("status").await, 4, "choosing adds nothing");
    maya.submit(IMPORT, &[]).await;
    assert_eq!(maya.page.h1(), "17 partners added");
    assert_eq!((app.rows("person").await, app.rows("status").await), (20, 5), "19 contacts and Maya; Inaktiv is new");
    let page = maya.open("/partners?q=alpenglanz").await.link("Alpenglanz GmbH");
    let page = maya.open(&page).await.text();
    for words in ["Petra Huber", "Max Gruber", "Nina Roth", "Signed", "Reseller", "Deutsch"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

/// C58.
async fn workbooks_come_in_as_their_text_would(app: &TestApp) {
    app.stay_in_memory().await;
    let (_, mut maya) = app.maya().await;
    for file in [
        include_bytes!("../data/imports/partners.xlsx").as_slice(),
        include_bytes!("../data/imports/partners.xls"),
        include_bytes!("../data/imports/partners.ods"),
    ] {
        upload(&mut maya, file).await;
        assert_eq!(maya.page.h1(), "Import 2 partners?", "{}", maya.page.text());
        assert_eq!(
            rows(&maya),
            ["Müller & Söhne | Jörg Groß | joerg@mueller.example", "Łódź Logistik | Zofia Wróbel | zofia@lodz.example"]
        );
        assert_eq!(cells(&maya, "Line"), ["4", "5"]);
        assert_eq!(reading(&maya, "Titel"), "Job title");
    }
    upload(&mut maya, include_bytes!("../data/imports/locked.xlsx")).await;
    assert!(maya.page.complaint("file").starts_with("This workbook needs a password."), "{}", maya.page.text());
}

/// C58: a few kilobytes that would fill the memory.
async fn a_workbook_that_claims_to_be_huge_ends_its_own_process(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    upload(&mut maya, include_bytes!("../data/imports/far-cells.xlsx")).await;
    let complaint = maya.page.complaint("file");
    assert!(complaint.starts_with("This workbook can't be read"), "{complaint}");
}

/// C50, C57, C60.
async fn files_of_every_encoding_and_separator_come_in_alike(app: &TestApp) {
    app.stay_in_memory().await;
    let (_, mut maya) = app.maya().await;
    let text = "Firma;Ansprechpartner;E-Mail;Stadt\nMüller Straßenbau;Jörg Groß;joerg@mueller.example;Köln\n";
    let utf16 = |mark: &[u8], order: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(order)).collect()
    };
    for mark in [";", ",", "\t", "|"] {
        let text = text.replace(';', mark);
        for (name, bytes) in [
            ("UTF-8", UTF_8.encode(&text).0.into_owned()),
            ("UTF-8 with mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
            ("Windows-1252", WINDOWS_1252.encode(&text).0.into_owned()),
            ("Mac OS Roman", MACINTOSH.encode(&text.replace('\n', "\r")).0.into_owned()),
            ("CP850", CP850.encode(&text).unwrap().into_owned()),
            ("UTF-16LE", utf16(b"\xFF\xFE", u16::to_le_bytes, &text)),
            ("UTF-16BE", utf16(b"\xFE\xFF", u16::to_be_bytes, &text)),
            ("UTF-16LE without mark", utf16(b"", u16::to_le_bytes, &text)),
            ("told by sep=", format!("sep={mark}\r\n{}", text.replace('\n', "\r\n")).into_bytes()),
        ] {
            upload(&mut maya, &bytes).await;
            assert_eq!(maya.page.h1(), "Import 1 partner?", "{name} {mark:?}: {}", maya.page.text());
            assert_eq!(rows(&maya), ["Müller Straßenbau | Jörg Groß | joerg@mueller.example"], "{name} {mark:?}");
        }
    }
}

/// C51, C55.
async fn columns_are_known_by_the_words_of_other_programs(app: &TestApp) {
    app.stay_in_memory().await;
    let (_, mut maya) = app.maya().await;
    // Company, first name, last name or whole name, address, in the columns' order; then what they are read as.
    for (head, row) in [
        // HubSpot, Salesforce, Pipedrive, Dynamics, Outlook, Google (old and new), LinkedIn
        (
            "Record ID,First Name,Last Name,Email,Phone Number,Associated Company,Job Title",
            "1,Ana,Ruiz,ana@x.example,,Alder,Buyer",
        ),
        ("Salutation,First Name,Last Name,Account Name,Email", "Ms.,Ana,Ruiz,Alder,ana@x.example"),
        (
            "Person - Name,Person - Email - Work,Person - Phone - Work,Person - Organization",
            "Ana Ruiz,ana@x.example,,Alder",
        ),
        ("(Do Not Modify) Contact,Full Name,Email,Company Name,Business Phone", "x,Ana Ruiz,ana@x.example,Alder,"),
        (
            "Title,First Name,Middle Name,Last Name,Company,Job Title,E-mail Address,E-mail 2 Address",
            "Ms.,Ana,,Ruiz,Alder,Buyer,ana@x.example,",
        ),
        (
            "Name,Given Name,Family Name,E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title",
            "Ana Ruiz,Ana,Ruiz,ana@x.example,Alder,Buyer",
        ),
        (
            "First Name,Last Name,E-mail 1 - Value,Organization Name,Organization Title",
            "Ana,Ruiz,ana@x.example,Alder,Buyer",
        ),
        (
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            "Ana,Ruiz,https://www.linkedin.com/in/ana,ana@x.example,Alder,Buyer,1 May 2026",
        ),
        // German, French, Spanish, Italian, Dutch, Polish, Portuguese
        ("Firma,Vorname,Name,E-Mail-Adresse", "Alder,Ana,Ruiz,ana@x.example"),
        ("Société,Prénom,Nom,Courriel", "Alder,Ana,Ruiz,ana@x.example"),
        ("Empresa,Nombre,Apellidos,Correo electrónico", "Alder,Ana,Ruiz,ana@x.example"),
        ("Azienda,Nome,Cognome,Indirizzo e-mail", "Alder,Ana,Ruiz,ana@x.example"),
        ("Bedrijf,Voornaam,Achternaam,E-mailadres", "Alder,Ana,Ruiz,ana@x.example"),
        ("Nazwa firmy,Imię,Nazwisko,Adres e-mail", "Alder,Ana,Ruiz,ana@x.example"),
        ("Empresa,Nome,Sobrenome,Endereço de e-mail", "Alder,Ana,Ruiz,ana@x.example"),
        // Other ways to say it
        ("COMPANY*,Contact Name,Primary Email (required)", "Alder,Ana Ruiz,ana@x.example"),
        ("Organisation,Ansprechpartner,Mail", "Alder,\"Ruiz, Ana\",ana@x.example"),
        ("Kunde,Kontaktperson,Geschäftliche E-Mail", "Alder,Ana Ruiz,ana@x.example"),
        ("name,company,anything", "Ana Ruiz,Alder,ana@x.example"),
        ("Accountname,Ansprechpartner,E-Mail-Adresse", "Alder,Ana Ruiz,ana@x.example"),
        ("Nombre de la cuenta,Nombre contacto,Correo", "Alder,Ana Ruiz,ana@x.example"),
        ("Primäres zugeordnetes Unternehmen,Vorname,Nachname,E-Mail", "Alder,Ana,Ruiz,ana@x.example"),
        ("Entreprise associée,Prénom,Nom,E-mail", "Alder,Ana,Ruiz,ana@x.example"),
        ("Personne - Nom,Personne - E-mail - Travail,Personne - Organisation", "Ana Ruiz,ana@x.example,Alder"),
        ("Reseller,Contact Person Name,E-mail", "Alder,Ana Ruiz,ana@x.example"),
        ("companyName,givenName,surname,mail", "Alder,Ana,Ruiz,ana@x.example"),
        ("Customer,Customer Name,Contact,Email", "10001,Alder,Ana Ruiz,ana@x.example"),
        ("Company Name,Associated Company,Contact,Email,Work Email", ",Alder,Ana Ruiz,,ana@x.example"),
        ("Primary Contact,Company,Email", "Ana Ruiz,Alder,ana@x.example"),
    ] {
        upload(&mut maya, format!("{head}\n{row}\n").as_bytes()).await;
        assert_eq!(maya.page.h1(), "Import 1 partner?", "{head}: {}", maya.page.text());
        assert_eq!(rows(&maya), ["Alder | Ana Ruiz | ana@x.example"], "{head}");
    }
}

/// C55.
async fn columns_that_are_not_known_are_assigned_and_remembered(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let file = "Bezug,Wer,Wohin\nAlder,Ana Ruiz,see card\nBirch,Bo Berg,bo@birch.example\n";
    upload(&mut maya, file.as_bytes()).await;
    assert_eq!(maya.page.h1(), "Which column is which?");
    assert!(maya.page.text().contains("Choose the columns for: Partner name, Email."), "{}", maya.page.text());
    assert!(!maya.page.has_form(IMPORT));
    maya.submit(ASSIGN, &[("columns][0", "name"), ("columns][1", "contact"), ("columns][2", "email")]).await;
    assert_eq!(maya.page.h1(), "Import 1 partner?");
    upload(&mut maya, "WOHIN,Wer,bezug\nco@cedar.example,Co Dee,Cedar\n".as_bytes()).await;
    assert_eq!(rows(&maya), ["Cedar | Co Dee | co@cedar.example"], "the next file needs no choice");
    // A heading alone means something else in the file of another program.
    upload(&mut maya, "Wer,Company,Contact,Email\nx,Dill,Di Eder,di@dill.example\n".as_bytes()).await;
    assert_eq!(rows(&maya), ["Dill | Di Eder | di@dill.example"]);
    assert_eq!(reading(&maya, "Wer"), "Ignore");
    // Without names of columns, too.
    upload(&mut maya, "Dogwood;Di Eder;di@dogwood.example\nElm;Ed Falk;ed@elm.example\n".as_bytes()).await;
    assert_eq!((maya.page.h1().as_str(), reading(&maya, "Column 3").as_str()), ("Which column is which?", "Email"));
}

async fn words_that_are_not_known_are_matched_once_and_remembered(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let file = "Company,Contact,Email,Status,Programs,Language\n\
        Alder,Ana Ruiz,ana@x.example,Gold,\"Reseller, Wholesale\",Klingon\n\
        Birch,Bo Berg,bo@x.example,gold,Wholesale,de-AT\n";
    upload(&mut maya, file.as_bytes()).await;
    assert_eq!(maya.page.h1(), "Import 2 partners?", "nothing holds a row back");
    let why = cells(&maya, "Why");
    for words in
        ["Status \"Gold\" is left out", "Programs \"Wholesale\" is left out", "Language \"Klingon\" is left out"]
    {
        assert!(why[0].contains(words), "{words}: {why:?}");
    }
    let signed = app.status("Signed").await;
    maya.submit(ASSIGN, &[("create", "programs:Wholesale"), ("choices][0", &signed), ("choices][2", "fr")]).await;
    assert!(!cells(&maya, "Why")[0].contains("left out"), "{:?}", cells(&maya, "Why"));
    maya.submit(IMPORT, &[]).await;
    let alder = maya.page.link("Alder");
    let page = maya.open(&alder).await.text();
    for words in ["Signed", "Reseller", "Wholesale", "Français"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    upload(&mut maya, b"Company,Contact,Email,Status\nCedar,Co Dee,co@x.example,GOLD\n").await;
    maya.submit(IMPORT, &[]).await;
    let cedar = maya.page.link("Cedar");
    assert!(maya.open(&cedar).await.text().contains("Signed"), "remembered");
}

/// C46, C40, C48.
async fn what_is_in_the_way_of_one_field_is_left_out_with_a_note(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let long = "x".repeat(100);
    for (field, cell, note) in [
        ("Website", "not a web address", "Website \"not a web address\" is left out."),
        ("Job title", long.as_str(), "Job title"),
        ("Phone", "n/a", ""),
        ("Phone", "-", ""),
        ("Phone", "k. A.", ""),
        ("Phone", "call the front desk", "Phone \"call the front desk\" is left out."),
        ("Job title", "n/a", ""),
        ("Website", "unknown", ""),
        ("Website", "(leer)", ""),
        ("Job title", "None", ""),
        ("Phone", "NULL", ""),
        ("Phone", "<null>", ""),
        ("Phone", "4.93012E11", "Phone \"4.93012E11\" is left out."),
        ("Phone", "+49 30 123456 (office hours); +49 170 1234567", "Only the first phone number is used"),
    ] {
        upload(&mut maya, format!("Company,Contact,Email,{field}\nAlder,Ana Ruiz,ana@x.example,{cell}\n").as_bytes())
            .await;
        assert_eq!(maya.page.h1(), "Import 1 partner?", "{field} {cell}: {}", maya.page.text());
        let why = &cells(&maya, "Why")[0];
        assert!(if note.is_empty() { !why.contains("left out") } else { why.contains(note) }, "{field} {cell}: {why}");
    }
    // No part of what is no address is taken: it would be another's.
    for cell in ["ana ruiz@x.example", "https://x.example/?to=q@a.example", "foo bar@x.example (old)"] {
        upload(&mut maya, format!("Company,Contact,Email\nAlder,Ana Ruiz,{cell}\n").as_bytes()).await;
        assert_eq!(maya.page.find(".choices a"), ["All 1", "Needs fixing 1"], "{cell}: {}", maya.page.text());
    }
    for (row, expected) in [
        ("\"=\"\"Alder\"\"\",\"=\"\"Ana Ruiz\"\"\",\"=\"\"ana@x.example\"\"\"", "Alder | Ana Ruiz | ana@x.example"),
        ("www.alder.example,Ana Ruiz,ana@x.example", "alder.example | Ana Ruiz | ana@x.example"),
        ("https://www.alder.example/,Ana Ruiz,ana@x.example", "alder.example | Ana Ruiz | ana@x.example"),
        ("Alder,Ana Ruiz,\"ana@x.example; office@x.example\"", "Alder | Ana Ruiz | ana@x.example"),
        ("Alder,,zentrale@x.example", "Alder | Alder | zentrale@x.example"),
        ("Alder,,ana.ruiz@x.example", "Alder | Ana Ruiz | ana.ruiz@x.example"),
        ("Alder,,Ana Ruiz <ar@x.example>", "Alder | Ana Ruiz | ar@x.example"),
        ("Alder,Suharto,s@x.example", "Alder | Suharto | s@x.example"),
        ("https://alder.example/about?x=1,Ana Ruiz,ana@x.example", "alder.example | Ana Ruiz | ana@x.example"),
        ("www.alder.example/de/,Ana Ruiz,ana@x.example", "alder.example | Ana Ruiz | ana@x.example"),
        ("Alder,null null,ana.ruiz@x.example", "Alder | Ana Ruiz | ana.ruiz@x.example"),
        ("Alder,NaN,zentrale@x.example", "Alder | Alder | zentrale@x.example"),
        ("Alder,(blank),zentrale@x.example", "Alder | Alder | zentrale@x.example"),
        ("Alder,Christopher Null,c@x.example", "Alder | Christopher Null | c@x.example"),
        ("Alder,Nan Goldin,n@x.example", "Alder | Nan Goldin | n@x.example"),
        ("M&uuml;ller &amp; S&#246;hne,Ana Ruiz,a@x.example", "Müller & Söhne | Ana Ruiz | a@x.example"),
        ("AT&T,Ana Ruiz,a@x.example", "AT&T | Ana Ruiz | a@x.example"),
        ("Alder,Ana Ruiz,Ana Ruiz <SMTP:ana@x.example>", "Alder | Ana Ruiz | ana@x.example"),
        ("Alder,Ana evil.com,ana@x.example", "Alder | Ana | ana@x.example"),
        ("Alder,=?utf-8?Q?Ana_Ru=C3=ADz?= <a@x.example>,ana.ruiz@x.example", "Alder | Ana Ruiz | ana.ruiz@x.example"),
        ("Alder,,=?utf-8?Q?Ana_Ru=C3=ADz?= <ana.ruiz@x.example>", "Alder | Ana Ruiz | ana.ruiz@x.example"),
        ("Alder,\"Ana Ruiz, Alder\",ana@x.example", "Alder | Ana Ruiz | ana@x.example"),
        ("Alder,\"Alder, Ana Ruiz\",ana@x.example", "Alder | Ana Ruiz | ana@x.example"),
        ("\"M12 \"X\" Ltd\",Ana Ruiz,ana@x.example", "M12 \"X\" Ltd | Ana Ruiz | ana@x.example"),
        ("'Alder','Ana Ruiz',ana@x.example", "Alder | Ana Ruiz | ana@x.example"),
        ("Alder,\\N,zentrale@x.example", "Alder | Alder | zentrale@x.example"),
        (
            "Alder,Ana Ruiz,\"=HYPERLINK(\"\"mailto:ana@x.example\"\",\"\"ana@x.example\"\")\"",
            "Alder | Ana Ruiz | ana@x.example",
        ),
        ("Alder,,\"=HYPERLINK(\"\"mailto:ana@x.example\"\",\"\"Ana Ruiz\"\")\"", "Alder | Ana Ruiz | ana@x.example"),
        ("Alder,Ana Ruiz,Courriel : ana@x.example", "Alder | Ana Ruiz | ana@x.example"),
    ] {
        upload(&mut maya, format!("Company,Contact,Email\n{row}\n").as_bytes()).await;
        assert_eq!(rows(&maya), [expected], "{row}");
        assert_eq!(maya.page.h1(), "Import 1 partner?", "{row}: {}", maya.page.text());
    }
}

async fn rows_are_fixed_on_the_page(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    upload(&mut maya, b"Company,Contact,Email\nAlder,Ana Ruiz,ana@x\nAlder,Bo Berg,bo@x.example\n").await;
    assert_eq!(maya.page.find(".choices a"), ["All 2", "New partner 1", "Needs fixing 1"]);
    assert_eq!(maya.page.find(".import-fix[open]").len(), 1, "what needs fixing is open");
    // The first form on the page is that of the first row.
    maya.submit(FIX, &[("email", "ana@x.example")]).await;
    assert_eq!(maya.page.find(".choices a"), ["All 2", "New partner 1", "Another contact 1"]);
    maya.submit(IMPORT, &[]).await;
    let alder = maya.page.link("Alder");
    let page = maya.open(&alder).await.text();
    let [ana, bo] = ["Ana Ruiz", "Bo Berg"].map(|name| page.find(name).unwrap_or(usize::MAX));
    assert!(ana < bo, "the first row is the main contact: {page}");
}

/// What was in the way is seen after importing, too.
async fn rows_that_were_left_out_are_fixed_and_imported_after_the_others(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    upload(&mut maya, b"Company,Contact,Email\nAlder,Ana Ruiz,ana@x\nBirch,Bo Berg,bo@x.example\n").await;
    maya.submit(IMPORT, &[]).await;
    assert_eq!(maya.page.h1(), "1 partner added");
    maya.submit(FIX, &[("email", "still none")]).await;
    assert_eq!(maya.page.h1(), "1 partner added", "{}", maya.page.text());
    maya.submit(FIX, &[("email", "ana@x.example")]).await;
    assert_eq!(maya.page.h1(), "Import 1 partner?", "{}", maya.page.text());
    assert_eq!(maya.page.find(".choices a"), ["All 2", "New partner 1", "Added 1"]);
    maya.submit(IMPORT, &[]).await;
    assert_eq!(maya.page.h1(), "2 partners added");
    assert_eq!(app.rows("partner").await, 2);
    assert!(!maya.page.has_form(FIX), "nothing is left to fix");
}

/// C64: first and last names in columns that are called after the contact, and a column that is called like both.
async fn names_in_parts_are_whole(app: &TestApp) {
    app.stay_in_memory().await;
    let (_, mut maya) = app.maya().await;
    for (head, row) in [
        ("Firma;Ansprechpartner Name;Ansprechpartner Vorname;E-Mail", "Alder;Ruiz;Ana;ana@x.example"),
        ("Firma;Kontakt Vorname;Kontakt Name;E-Mail", "Alder;Ana;Ruiz;ana@x.example"),
        ("Société;Nom du contact;Prénom du contact;E-mail", "Alder;Ruiz;Ana;ana@x.example"),
        ("Société;Contact - Nom;Contact - Prénom;E-mail", "Alder;Ruiz;Ana;ana@x.example"),
        ("Azienda;Nome referente;Cognome referente;E-mail", "Alder;Ana;Ruiz;ana@x.example"),
        ("Empresa;Nombre contacto;Apellidos contacto;Correo", "Alder;Ana;Ruiz;ana@x.example"),
        ("Empresa;Nome do contacto;Apelido do contacto;E-mail", "Alder;Ana;Ruiz;ana@x.example"),
        ("Société;Nom interlocuteur;Prénom interlocuteur;E-mail", "Alder;Ruiz;Ana;ana@x.example"),
        ("Firma;Kontaktperson Name;Kontaktperson Vorname;E-Mail", "Alder;Ruiz;Ana;ana@x.example"),
        ("Bedrijf;Contactpersoon;Voornaam;E-mail", "Alder;Ruiz;Ana;ana@x.example"),
        ("Company;Contact Name;Contact Surname;Email", "Alder;Ana;Ruiz;ana@x.example"),
        // The whole name stands beside one part of it.
        ("Company;Contact;First Name;Email", "Alder;Ana Ruiz;Ana;ana@x.example"),
        ("Company;Contact;Surname;Email", "Alder;Ana Ruiz;Ruiz;ana@x.example"),
        ("Company,First,Last,Email", "Alder,Ana,Ruiz,ana@x.example"),
        ("Company,Given,Family,Email", "Alder,Ana,Ruiz,ana@x.example"),
        ("Company,Contact First,Contact Last,Email", "Alder,Ana,Ruiz,ana@x.example"),
        ("Firma;Vor- und Zuname;E-Mail", "Alder;Ana Ruiz;ana@x.example"),
        ("Company,Contact,Last contact,Email", "Alder,Ana Ruiz,2026-05-01,ana@x.example"),
    ] {
        upload(&mut maya, format!("{head}\n{row}\n").as_bytes()).await;
        assert_eq!(rows(&maya), ["Alder | Ana Ruiz | ana@x.example"], "C64 {head}: {}", maya.page.text());
    }
}

/// C40, C51, C54, C55: what other programs make of rows and cells.
async fn rows_of_other_programs_come_in_whole(app: &TestApp) {
    app.stay_in_memory().await;
    let (_, mut maya) = app.maya().await;
    const ANA: &str = "Alder | Ana Ruiz | ana@x.example";
    const BEN: &str = "Alder | Ben Ott | ben@x.example";
    for (file, expected) in [
        // Numbers by which others know a company.
        ("Customer,Name,Email\nC-1001,Alder,ana.ruiz@x.example", &["Alder | Ana Ruiz | ana.ruiz@x.example"] as &[_]),
        ("Kunde;Name;Ansprechpartner;E-Mail\n10001;Alder;Ana Ruiz;ana@x.example", &[ANA]),
        ("Cliente;Nome;Contatto;E-mail\n0001/26;Alder;Ana Ruiz;ana@x.example", &[ANA]),
        ("*ContactName,EmailAddress,FirstName,LastName\nAlder,ana@x.example,Ana,Ruiz", &[ANA]),
        ("Customer,Name,Contact,Email\nCUST-0017,Alder,Ana Ruiz,ana@x.example", &[ANA]),
        // Other headings.
        ("Nazwa kontrahenta;Osoba do kontaktu;E-mail\nAlder;Ana Ruiz;ana@x.example", &[ANA]),
        ("Relatienaam;Contactpersoon;E-mail\nAlder;Ana Ruiz;ana@x.example", &[ANA]),
        ("Sales account,First name,Last name,Emails\nAlder,Ana,Ruiz,ana@x.example", &[ANA]),
        ("Firm Name,Contact,Email\nAlder,Ana Ruiz,ana@x.example", &[ANA]),
        ("Agency,Contact,Email\nAlder,Ana Ruiz,ana@x.example", &[ANA]),
        ("Company (legal name),Contact,E-mail (work)\nAlder,Ana Ruiz,ana@x.example", &[ANA]),
        // Other addresses of one person.
        (
            "Person - Name,Person - Email - Work,Person - Email - Home,Person - Email - Other,Organization - Name\n\
             Ana Ruiz,,ana@x.example,other@x.example,Alder",
            &[ANA],
        ),
        ("Account Name,First Name,Last Name,Email,Secondary Email\nAlder,Ana,Ruiz,,ana@x.example", &[ANA]),
        ("Company,First Name,Last Name,E-mail Address,E-mail 2 Address\nAlder,Ana,Ruiz,,ana@x.example", &[ANA]),
        ("Company,Contact,Email 1,Email 2\nAlder,Ana Ruiz,ana@x.example,other@x.example", &[ANA]),
        // Companies as rows, and people in the cells of companies.
        (
            "Company Type,Display Name,Related Company,Email\nCompany,Alder,,office@x.example\n\
             Individual,\"Alder, Ana Ruiz\",Alder,ana@x.example",
            &["Alder | Alder | office@x.example", ANA],
        ),
        ("Company name,Associated Contact\nAlder,Ana Ruiz (ana@x.example);Ben Ott (ben@x.example)", &[ANA, BEN]),
        ("Company,Contact\nAlder,Ana Ruiz <ana@x.example>", &[ANA]),
        ("Company,Contact,Email\nAlder,Ana Ruiz <ana@x.example>,", &[ANA]),
        ("Company,Email\nAlder,Ana Ruiz <ana@x.example>; Ben Ott <ben@x.example>", &[ANA, BEN]),
        ("Company,Email\nAlder,\"Ana Ruiz <ana@x.example>, Ben Ott <ben@x.example>\"", &[ANA, BEN]),
        ("Company,Contacts\nAlder,\"Ana Ruiz <ana@x.example>, Ben Ott <ben@x.example>\"", &[ANA, BEN]),
        ("Company,Contact,Email\nAlder,Ana Ruiz; Ben Ott,ana@x.example; ben@x.example", &[ANA, BEN]),
        // More people in columns.
        (
            "Firma;Ansprechpartner 1;E-Mail 1;Ansprechpartner 2;E-Mail 2\nAlder;Ana Ruiz;ana@x.example;Ben Ott;ben@x.example",
            &[ANA, BEN],
        ),
        (
            "Company,Billing Contact,Billing Email,Technical Contact,Technical Email\nAlder,Ana Ruiz,ana@x.example,Ben Ott,ben@x.example",
            &[ANA, BEN],
        ),
        // A line that Excel put in quotes.
        ("Firma;Ansprechpartner;E-Mail\n\"Alder;Ana Ruiz;ana@x.example\"\nAlder;Ben Ott;ben@x.example", &[ANA, BEN]),
    ] {
        upload(&mut maya, format!("{file}\n").as_bytes()).await;
        assert_eq!(rows(&maya), expected, "{file}: {}", maya.page.text());
        assert!(!maya.page.text().contains("Needs fixing"), "{file}: {}", maya.page.text());
    }
    // Notes are longer than what is imported.
    let notes = "x".repeat(40_000);
    upload(&mut maya, format!("Company,Contact,Email,Notes\nAlder,Ana Ruiz,ana@x.example,{notes}\n").as_bytes()).await;
    assert_eq!(rows(&maya), [ANA]);
    let company = "Alder ".repeat(22);
    upload(&mut maya, format!("Company,Contact,Email\n{company},Ana Ruiz,ana@x.example\n").as_bytes()).await;
    assert_eq!(maya.page.h1(), "Import 1 partner?");
    assert!(cells(&maya, "Why")[0].contains("names have at most 120 characters"), "{:?}", cells(&maya, "Why"));
}

async fn tables_are_read_as_other_programs_lay_them_out(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    const ANA: &str = "Alder | Ana Ruiz | ana@x.example";
    const BEN: &str = "Alder | Ben Ott | ben@x.example";
    let mut wrong = Vec::new();
    for (file, expected) in [
        // Airtable, and what people write: as many names as addresses.
        ("Company;Contacts;Emails\nAlder;Ana Ruiz, Ben Ott;ana@x.example, ben@x.example", [ANA, BEN].as_slice()),
        ("Company;Contacts;Emails\nAlder;Ana Ruiz & Ben Ott;ana@x.example, ben@x.example", &[ANA, BEN]),
        ("Firma;Kontakte;E-Mails\nAlder;Ana Ruiz und Ben Ott;ana@x.example / ben@x.example", &[ANA, BEN]),
        ("Company;Contacts;Emails\nAlder;Ana Ruiz and Ben Ott;ana@x.example and ben@x.example", &[ANA, BEN]),
        ("Company;Contact;Email\nAlder;Ruiz, Ana;ana@x.example, ana2@x.example", &[ANA]),
        // DATEV
        (
            "Konto;Name (Adressattyp Unternehmen);Name (Adressattyp natürl. Person);Vorname (Adressattyp natürl. Person);E-Mail\n\
             10001;Alder;Ruiz;Ana;ana@x.example",
            &[ANA],
        ),
        // monday: `Person` is a colleague there.
        ("Name,Person,Status,Company,Email\nAna Ruiz,Maya Lindqvist,Signed,Alder,ana@x.example", &[ANA]),
        ("Company,Person,Email\nAlder,Ana Ruiz,ana@x.example", &[ANA]),
        ("Name,Person,Email\nAlder,Ana Ruiz,ana@x.example", &[ANA]),
        // WooCommerce
        (
            "Billing Company,Billing First Name,Billing Last Name,Billing Email Address,Shipping Company,Shipping First Name\n\
             Alder,Ana,Ruiz,ana@x.example,Birch,Ben",
            &[ANA],
        ),
        // Notion
        (
            "Company,Contact,Email\nAlder (https://www.notion.so/Alder-0123?pvs=21),Ana Ruiz (https://www.notion.so/Ana-1),ana@x.example",
            &[ANA],
        ),
        // Exact, AFAS
        (
            "Bedrijf;Voornaam;Tussenvoegsel;Achternaam;E-mail\nAlder;Ana;van der;Dijk;ana@x.example\nAlder;Ben;;Ott;ben@x.example",
            &["Alder | Ana van der Dijk | ana@x.example", BEN],
        ),
        // Xero
        (
            "*ContactName,EmailAddress,FirstName,LastName,Person1FirstName,Person1LastName,Person1Email\n\
             Alder,ana@x.example,Ana,Ruiz,Ben,Ott,ben@x.example",
            &[ANA, BEN],
        ),
        ("Company,Contact 1,Email 1\nAlder,Ana Ruiz,ana@x.example", &[ANA]),
        // Close, Calendly, Eventbrite
        ("lead_name,primary_contact_name,primary_contact_primary_email\nAlder,Ana Ruiz,ana@x.example", &[ANA]),
        ("Lead Name,Contact,Email\nAlder,Ana Ruiz,ana@x.example", &[ANA]),
        ("Attendee Name,Attendee Email,Company\nAna Ruiz,ana@x.example,Alder", &[ANA]),
        ("Attendee first name,Attendee surname,Attendee email,Company\nAna,Ruiz,ana@x.example,Alder", &[ANA]),
        ("Invitee Name,Invitee Email,Company\nAna Ruiz,ana@x.example,Alder", &[ANA]),
        // HubSpot: a company that is only associated.
        (
            "Company name,Associated Company,Contact,Email\n,Alder,Ana Ruiz,ana@x.example\nAlder,,Ben Ott,ben@x.example",
            &[ANA, BEN],
        ),
        // A report in groups, with the company on a line of its own.
        (
            "Company,Contact,Email\nAlder,,\n,Ana Ruiz,ana@x.example\n,Ben Ott,ben@x.example\nBirch,,\n,Co Dee,co@y.example",
            &[ANA, BEN, "Birch | Co Dee | co@y.example"],
        ),
        ("Company,Contact,Email\nAlder\n,Ana Ruiz,ana@gmail.com", &["Alder | Ana Ruiz | ana@gmail.com"]),
        // Two lines of headings.
        (
            "Company,,Contact,,\nName,Website,First name,Last name,Email\nAlder,alder.example,Ana,Ruiz,ana@x.example",
            &[ANA],
        ),
        (
            "Firma;;Ansprechpartner;;\nName;Webseite;Vorname;Name;E-Mail\nAlder;alder.example;Ana;Ruiz;ana@x.example",
            &[ANA],
        ),
        // Single quotes.
        ("'Company','Contact','Email'\n'Alder','Ana Ruiz','ana@x.example'", &[ANA]),
        (
            "'Company','Contact','Email'\n'Alder, O''Neil','Ana Ruiz','ana@x.example'",
            &["Alder, O'Neil | Ana Ruiz | ana@x.example"],
        ),
        (
            "Company,Contact,Email\n'Alder, North','Ana Ruiz','ana@x.example'",
            &["Alder, North | Ana Ruiz | ana@x.example"],
        ),
        // Other languages.
        ("Företag;Förnamn;Efternamn;E-post\nAlder;Ana;Ruiz;ana@x.example", &[ANA]),
        ("Virksomhed;Kontaktperson;E-mail\nAlder;Ana Ruiz;ana@x.example", &[ANA]),
        ("Yritys;Etunimi;Sukunimi;Sähköposti\nAlder;Ana;Ruiz;ana@x.example", &[ANA]),
        ("Firma;Jméno;Příjmení;E-mail\nAlder;Ana;Ruiz;ana@x.example", &[ANA]),
        ("Cégnév;Kapcsolattartó;E-mail cím\nAlder;Ana Ruiz;ana@x.example", &[ANA]),
        ("Firma;Prenume;Nume;E-mail\nAlder;Ana;Ruiz;ana@x.example", &[ANA]),
        ("Şirket;Ad;Soyad;E-posta\nAlder;Ana;Ruiz;ana@x.example", &[ANA]),
        ("会社名,氏名,メールアドレス\nAlder,Ana Ruiz,ana@x.example", &[ANA]),
        ("会社名,名,姓,メールアドレス\nAlder,Ana,Ruiz,ana@x.example", &[ANA]),
        ("公司名称,联系人,电子邮件\nAlder,Ana Ruiz,ana@x.example", &[ANA]),
        ("회사명,담당자,이메일\nAlder,Ana Ruiz,ana@x.example", &[ANA]),
        ("Компания;Имя;Фамилия;Электронная почта\nAlder;Ana;Ruiz;ana@x.example", &[ANA]),
        ("Компанія;Ім'я;Прізвище;Ел. пошта\nAlder;Ana;Ruiz;ana@x.example", &[ANA]),
        ("Εταιρεία;Όνομα;Επώνυμο;Email\nAlder;Ana;Ruiz;ana@x.example", &[ANA]),
    ] {
        upload(&mut maya, format!("{file}\n").as_bytes()).await;
        // Without lines that only name a group.
        let found: Vec<String> = rows(&maya).into_iter().filter(|row| !row.ends_with(" |  | ")).collect();
        if found != expected || maya.page.text().contains("Needs fixing") {
            wrong.push(format!("{file}\n  {found:?} {:?}", cells(&maya, "Why")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where that is plain: else a row without its company needs fixing.
async fn a_company_that_stands_once_goes_for_the_rows_below_it(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let head = "Company,Contact,Email\n";
    let grouped = "Alder,Ana Ruiz,ana@alder.example\n,Ben Ott,ben@alder.example\nBirch,Co Dee,co@birch.example\n\
                   ,Di Eder,di@birch.example\n,Ed Falk,ed@birch.example\n";
    upload(&mut maya, [head, grouped].concat().as_bytes()).await;
    assert_eq!(maya.page.find(".choices a"), ["All 5", "New partner 2", "Another contact 3"], "{}", maya.page.text());
    assert!(cells(&maya, "Why")[1].contains("The partner is that of the row above."), "{:?}", cells(&maya, "Why"));
    for other in [",Fay Gold,fay@elm.example\n", ",Fay Gold,\n,Gus Hill,\n,Hal Ivy,hal@birch.com\n"] {
        upload(&mut maya, [head, grouped, other].concat().as_bytes()).await;
        assert!(cells(&maya, "Why")[1].contains("Partner name"), "{other}: {:?}", cells(&maya, "Why"));
    }
    let public = "Alder,Ana Ruiz,ana@gmail.com\n,Ben Ott,ben@gmail.com\n";
    upload(&mut maya, [head, public].concat().as_bytes()).await;
    assert_eq!(maya.page.find(".choices a"), ["All 2", "New partner 1", "Needs fixing 1"]);
}

/// Contacts side by side.
/// Of each row two people come in.
async fn c_people_are_told_apart_however_headings_tell_them(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for head in [
        "Firma;Kontakt A Name;Kontakt A Mail;Kontakt B Name;Kontakt B Mail",
        "Company;Person A Name;Person A Email;Person B Name;Person B Email",
        "Company;Person A;Person A Email;Person B;Person B Email",
        "Firma;AP1;AP1 E-Mail;AP2;AP2 E-Mail",
        "Firma;AP 1 Name;AP 1 Mail;AP 2 Name;AP 2 Mail",
        "Company;CEO Name;CEO Email;CTO Name;CTO Email",
        "Company;Contact;Email;Deputy;Deputy Email",
        "Firma;Ansprechpartner;E-Mail;Stellvertreter;Stellvertreter E-Mail",
        "Company;Name;Email;Name;Email",
        "Company;Name;Email;Name.1;Email.1",
        "Company;Contact;Email;Contact;Email",
    ] {
        let file = format!("{head}\nAlder;Ana Ruiz;ana@x.example;Bo Berg;bo@x.example\n");
        upload(&mut maya, file.as_bytes()).await;
        let people = ["Alder | Ana Ruiz | ana@x.example", "Alder | Bo Berg | bo@x.example"];
        assert_eq!(rows(&maya), people, "{head}");
    }
}

async fn c_other_addresses_are_noted_and_odd_ones_understood(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let file = "Company;Contact;Email;E-mail 2 Address\nAlder;Ana Ruiz;ana@x.example;ruiz@x.example\n\
        Birch;Bo Berg;bo@x.example;BO@x.example\nCedar;Cy Dee;;cy@x.example\n";
    upload(&mut maya, file.as_bytes()).await;
    let why = cells(&maya, "Why");
    assert!(why[0].contains("Only the first email address is used, not ruiz@x.example."), "{why:?}");
    assert!(!why[1].contains("Only the first") && !why[2].contains("Only the first"), "{why:?}");
    let file = "Company,First Name,Last Name,E-mail Address,E-mail Type,E-mail Display Name\n\
        Alder,Ana,Ruiz,/o=ExchangeLabs/ou=Group/cn=Recipients/cn=1f-ana,EX,Ana Ruiz (ana@x.example)\n\
        Birch,Bo,Berg,bo @ x.example,SMTP,Bo\n";
    upload(&mut maya, file.as_bytes()).await;
    assert_eq!(rows(&maya), ["Alder | Ana Ruiz | ana@x.example", "Birch | Bo Berg | bo@x.example"]);
    for heading in ["Accounts", "Default Address Company", "Zugehöriger Unternehmensname"] {
        let file = format!("{heading};Ansprechp.;E-Mail\nAlder;Ana Ruiz;ana@x.example\n");
        upload(&mut maya, file.as_bytes()).await;
        assert_eq!(rows(&maya), ["Alder | Ana Ruiz | ana@x.example"], "{heading}");
    }
}

async fn more_people_of_a_row_become_contacts(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let file = "Company,Contact,Email,Contact 2 Name,Contact 2 Email,Website\n\
        Alder,Ana Ruiz,ana@x.example,Bo Berg,bo@x.example,alder.example\n\
        Birch,,,Co Dee,co@x.example,\n";
    upload(&mut maya, file.as_bytes()).await;
    assert_eq!(maya.page.find(".choices a"), ["All 4", "New partner 2", "Another contact 1", "Needs fixing 1"]);
    assert_eq!(cells(&maya, "Line"), ["2", "3", "2", "3"]);
    assert!(cells(&maya, "Why")[2].contains("Becomes another contact of the partner in line 2."));
    maya.submit(IMPORT, &[]).await;
    assert_eq!((app.rows("partner").await, app.rows("person").await), (2, 4), "three contacts and Maya");
}

/// Words between names: `|`, `/`, lines.
async fn programs_are_read_whatever_separates_them(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for programs in
        ["Reseller;Referral", "Reseller, Referral", "Reseller | Referral", "Reseller / Referral", "Reseller\nReferral"]
    {
        upload(
            &mut maya,
            format!("Company,Contact,Email,Programs\nAlder,Ana Ruiz,a@x.example,\"{programs}\"\n").as_bytes(),
        )
        .await;
        assert_eq!(cells(&maya, "Why"), [""], "{programs}: {}", maya.page.text());
        assert_eq!(reading(&maya, "Programs"), "Programs");
    }
}

/// C64: the heading says which comes first. And a column that repeats what two others hold is no company.
async fn headings_say_how_names_stand_in_their_columns(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for (heading, name) in [
        ("\"Name, Vorname\"", "Ruiz Ana"),
        ("\"Nachname, Vorname\"", "\"Ruiz, Ana\""),
        ("Cognome e nome", "Ruiz Ana"),
        ("Last Name First Name", "Ruiz Ana"),
        ("Vorname Name", "Ana Ruiz"),
    ] {
        upload(&mut maya, format!("Firma,{heading},E-Mail\nAlder,{name},ana@x.example\n").as_bytes()).await;
        assert_eq!(rows(&maya), ["Alder | Ana Ruiz | ana@x.example"], "{heading}: {}", maya.page.text());
    }
    upload(&mut maya, b"Id,FirstName,LastName,Name,Email,Account ID\n1,Ana,Ruiz,Ana Ruiz,ana@x.example,001\n").await;
    assert_eq!(maya.page.h1(), "Which column is which?");
    assert_eq!(reading(&maya, "Name"), "Ignore");
}

/// Cells that were merged, and sheets beside the one that is read.
async fn merged_cells_go_for_all_their_rows_and_other_sheets_are_named(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let mut workbook = Workbook::new();
    let plain = Format::new();
    let partners = workbook.add_worksheet().set_name("Partners").unwrap();
    partners.merge_range(0, 0, 0, 2, "Partners of 2026", &plain).unwrap();
    partners.write_row(1, 0, ["Company", "Contact", "Email"]).unwrap();
    partners.merge_range(2, 0, 3, 0, "Alder", &plain).unwrap();
    partners.write_row(2, 1, ["Ana Ruiz", "ana@x.example"]).unwrap();
    partners.write_row(3, 1, ["Bo Berg", "bo@x.example"]).unwrap();
    workbook.add_worksheet().set_name("Leads").unwrap().write_row(0, 0, ["Company", "Contact", "Email"]).unwrap();
    workbook.add_worksheet().set_name("Notes").unwrap().write(0, 0, "seen in May").unwrap();
    upload(&mut maya, &workbook.save_to_buffer().unwrap()).await;
    assert_eq!(rows(&maya), ["Alder | Ana Ruiz | ana@x.example", "Alder | Bo Berg | bo@x.example"]);
    assert_eq!(cells(&maya, "Line"), ["3", "4"]);
    assert!(maya.page.text().contains("To import the others (Leads)"), "{}", maya.page.text());

    // The merged column is the last, another one lies before the table.
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.merge_range(1, 0, 2, 0, "", &plain).unwrap();
    sheet.write_row(0, 1, ["Contact", "Email", "Company"]).unwrap();
    sheet.write_row(1, 1, ["Ana Ruiz", "ana@x.example"]).unwrap();
    sheet.write_row(2, 1, ["Bo Berg", "bo@x.example"]).unwrap();
    sheet.merge_range(1, 3, 3, 3, "Alder", &plain).unwrap();
    upload(&mut maya, &workbook.save_to_buffer().unwrap()).await;
    assert_eq!(rows(&maya), ["Alder | Ana Ruiz | ana@x.example", "Alder | Bo Berg | bo@x.example"]);
}

/// What people choose who look for their contacts.
async fn files_of_other_kinds_are_named(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    // An archive as `zip` writes it, as far as anyone looks.
    let archive = b"PK\x03\x04\x14\0\0\0\x08\0partners.csv and what it holds";
    for (file, words) in [
        (b"BEGIN:VCARD\nFN:Ana Ruiz\nEND:VCARD".as_slice(), "This is a vCard file."),
        (b"%PDF-1.7\n", "This is a PDF file."),
        (b"{\\rtf1\\ansi", "This is a RTF file."),
        (b"[{\"email\": \"a@x.example\"}]", "This is a JSON file."),
        (archive, "This is an archive or a document, not a workbook."),
    ] {
        upload(&mut maya, file).await;
        assert!(maya.page.complaint("file").starts_with(words), "{words}: {}", maya.page.complaint("file"));
    }
}

/// C54.
async fn what_is_here_already_is_left_or_completed(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let alder = app.alder(&staff, None).await;
    let file = "Company,First name,Last name,Email,Job title,Website\n\
        Alder & Finch,Ana,Ruiz,ana@alder.example,Head of sales,alder.example\n\
        Alder & Finch,Bo,Berg,bo@alder.example,,\n";
    upload(&mut maya, file.as_bytes()).await;
    assert_eq!(maya.page.find(".choices a"), ["All 2", "Already exists 2"], "left alone unless asked");
    maya.submit(ASSIGN, &[("fills_gaps", "on")]).await;
    assert_eq!(maya.page.find(".choices a"), ["All 2", "Another contact 1", "Updates 1"]);
    let why = cells(&maya, "Why");
    assert!(why[0].contains("Adds Job title: Head of sales, Website: alder.example."), "{why:?}");
    assert!(why[1].starts_with("Becomes another contact of Alder & Finch."), "{why:?}");
    maya.submit(IMPORT, &[]).await;
    assert_eq!(maya.page.h1(), "2 rows imported");
    let page = maya.open(&paths::partner(alder.partner)).await.text();
    for words in ["Head of sales", "alder.example", "Bo Berg"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let import = jobs::keep(&app.state, &staff, "file", "a.csv", file.as_bytes().to_vec()).await.unwrap();
    let report = jobs::get(&app.state, &staff, import, None, 0).await.unwrap();
    assert_eq!(report.count(RowState::AlreadyExists), 2, "nothing is left to add");
}

async fn names_like_others_are_added_with_a_warning(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, None).await;
    let file = "Company,Contact,Email\nAlder und Finch GmbH,Ana Ruiz,ana@x.example\nBlueSky,Bo Berg,bo@x.example\n\
        Blue-Sky Ltd,Co Dee,co@x.example\nBirch,Di Eder,di@x.example\n";
    upload(&mut maya, file.as_bytes()).await;
    assert_eq!(maya.page.h1(), "Import 4 partners?", "{}", maya.page.text());
    let why = cells(&maya, "Why");
    assert!(why[0].starts_with("Looks like Alder & Finch, which is already a partner."), "{why:?}");
    assert_eq!([&*why[1], &*why[3]], ["", ""]);
    assert!(why[2].starts_with("Looks like the partner in line 3."), "{why:?}");
}

/// C42, C64.
async fn names_are_split_visibly(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    upload(
        &mut maya,
        "Company,Contact,Email\nAlder,\"Ruiz, Ana\",a@x.example\nBirch,\"Smith, Jane, Jr.\",b@x.example\n\
         Cedar,Dr. Ana Ruiz,c@x.example\nDogwood,Juan de la Cruz,d@x.example\n"
            .as_bytes(),
    )
    .await;
    assert_eq!(cells(&maya, "Contact"), ["Ana Ruiz", "Jane Smith", "Ana Ruiz", "Juan de la Cruz"]);
    assert_eq!(maya.page.find(".import-fix").len(), 4, "and each can be changed before it is imported");
    upload(
        &mut maya,
        "Company,First name,Last name,Email\nAlder,Dr. Heike,Muster,a@x.example\nBirch,Ana,\"Ruiz, PhD\",b@x.example\n\
         Cedar,M. Night,Shyamalan,c@x.example\nDogwood,Frau,Muster,d@x.example\nElm,,,Jo Berg e@x.example\n"
            .as_bytes(),
    )
    .await;
    let contacts = ["Heike Muster", "Ana Ruiz", "M. Night Shyamalan", "Muster", "Jo Berg"];
    assert_eq!(cells(&maya, "Contact"), contacts, "C64: in two columns");
}
