//! Calls by staff about everything under *Manage*, and about the help.

use super::{ValidCall, call};
use crate::tests::guarantees::scenario::Caller::Maya;
use crate::tests::guarantees::scenario::Ids;

pub fn calls(ids: &Ids) -> Vec<ValidCall> {
    [catalog(ids), help(), message(ids), mail_server(ids), templates(ids), organisation(ids), members(ids)]
        .into_iter()
        .flatten()
        .collect()
}

fn catalog(ids: &Ids) -> Vec<ValidCall> {
    let status = |choice, name| {
        [
            ("form[kind]", "status"),
            ("form[choice]", choice),
            ("form[name]", name),
            ("form[tone]", "warning"),
            ("form[rule]", "invite"),
        ]
    };
    let program = [("kind", "program"), ("choice", ids.first_program.as_str())];
    let unused = [("kind", "program"), ("choice", ids.last_program.as_str())];
    vec![
        call("manage/add-choice", Maya, &status("", "On hold")),
        call("manage/update-choice", Maya, &status(&ids.status, "Prospects")),
        call("manage/move-choice", Maya, &[&program[..], &[("to", "down")]].concat()),
        call("manage/archive-choice", Maya, &program),
        call("manage/restore-choice", Maya, &program).after("update program set archived_at = 1"),
        call("manage/delete-choice", Maya, &unused),
    ]
}

fn help() -> Vec<ValidCall> {
    let answer = [("form[page]", "invite-partners"), ("form[helpful]", "yes"), ("form[comment]", "Good")];
    vec![call("help/answer", Maya, &answer)]
}

fn message(ids: &Ids) -> Vec<ValidCall> {
    vec![
        call("mail/send-test", Maya, &[]),
        call("mail/pause", Maya, &[]),
        call("mail/resume", Maya, &[])
            .after("insert into email_pause (id, at, why, ends_at) values (1, 1, 'paused', null)"),
        call("mail/retry", Maya, &[("queued_email", &ids.queued_email)])
            .after("update queued_email set state = 'failed', finished_at = 1"),
        call("mail/retry-all", Maya, &[]).after("update queued_email set attempts = 1 where state = 'queued'"),
        call("mail/cancel", Maya, &[("queued_email", &ids.queued_email)]),
    ]
}

fn mail_server(ids: &Ids) -> Vec<ValidCall> {
    // Its version is any id.
    const STORED: &str = "
        insert into mail_server (id, version, host, port, encryption, sender_name, sender)
        select 1, id, 'localhost', 25, 'none', '', 'p@acme.example'
        from person
        where role = 'owner'";
    let form = [
        ("form[version]", ""),
        ("form[host]", "localhost"),
        ("form[port]", ids.mail_port.as_str()),
        ("form[encryption]", "none"),
        ("form[user]", "ana"),
        ("form[password]", "s3cret"),
        ("form[sender_name]", "Acme"),
        ("form[sender]", "partners@acme.example"),
    ];
    vec![
        call("mail-server/save", Maya, &form),
        call("mail-server/send-test", Maya, &form),
        call("mail-server/remove", Maya, &[("version", &ids.maya)]).after(STORED),
    ]
}

fn templates(ids: &Ids) -> Vec<ValidCall> {
    let form = |template, version| {
        [
            ("form[template]", template),
            ("form[version]", version),
            ("form[name]", "Short and warm"),
            ("form[language]", "en"),
            ("form[subject]", "Welcome"),
            ("form[body]", "Hello\n\n{{ activation_link }}"),
            ("form[contact]", ""),
        ]
    };
    let template = [("template", ids.template.as_str())];
    let language = [("version", ids.template_version.as_str()), ("language", "de")];
    vec![
        call("templates/save", Maya, &form("", "")),
        call("templates/save", Maya, &form(&ids.template, &ids.template_version)),
        call("templates/remove-language", Maya, &[&template[..], &language].concat()),
        call("templates/duplicate", Maya, &template),
        call("templates/make-default", Maya, &template),
        call("templates/delete", Maya, &template),
        call("templates/send-test", Maya, &form("", "")),
    ]
}

fn organisation(ids: &Ids) -> Vec<ValidCall> {
    vec![
        call(
            "organisation/save",
            Maya,
            &[
                ("form[version]", &ids.organisation_version),
                ("form[name]", "Acme partners"),
                ("form[reply_to]", "reply@acme.example"),
                ("form[lifetime]", "24"),
                ("form[reminders]", "3, 7, 14"),
                ("form[accent]", "plum"),
                ("form[language]", "de"),
                ("form[time_zone]", "Europe/Berlin"),
                ("form[welcome]", "Welcome **back**."),
            ],
        ),
        call("organisation/remove-logo", Maya, &[]),
        call("organisation/hide-checklist", Maya, &[]),
        call("organisation/show-checklist", Maya, &[]).after("update organisation set checklist_closed_at = 1"),
        call("organisation/save-terms", Maya, &[("form[version]", "1"), ("form[text]", "Be very kind.")]),
    ]
}

fn members(ids: &Ids) -> Vec<ValidCall> {
    vec![
        call(
            "staff/invite",
            Maya,
            &[
                ("form[first_name]", "Bea"),
                ("form[last_name]", "Vogel"),
                ("form[email]", "bea@acme.example"),
                ("form[role]", "viewer"),
                ("form[delivery]", "email"),
            ],
        ),
        call("staff/withdraw", Maya, &[("form[person]", &ids.adam)]),
        call("staff/change-role", Maya, &[("form[person]", &ids.adam), ("form[role]", "viewer")]),
        call("staff/remove", Maya, &[("form[person]", &ids.adam)]),
    ]
}
