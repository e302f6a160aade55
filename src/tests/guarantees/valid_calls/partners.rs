//! Calls by staff about partners, their contacts and their access.

use super::{ValidCall, call};
use crate::tests::guarantees::scenario::Caller::Maya;
use crate::tests::guarantees::scenario::Ids;

/// A time that staff can choose.
const TOMORROW: &str = "2026-11-25T09:00";

pub fn calls(ids: &Ids) -> Vec<ValidCall> {
    [access(ids), partners(ids), contacts(ids), bulk(ids), wizard(ids)].into_iter().flatten().collect()
}

fn access(ids: &Ids) -> Vec<ValidCall> {
    vec![
        call(
            "invitations/give-access",
            Maya,
            &[
                ("form[person]", &ids.weber),
                ("form[partner]", &ids.alder),
                ("form[delivery]", "email"),
                ("form[template]", &ids.template),
                ("form[when]", "later"),
                ("form[send_at]", TOMORROW),
                ("form[note]", "As discussed on Tuesday."),
            ],
        ),
        call("invitations/resend", Maya, &[("form[person]", &ids.ana)]),
        call("invitations/extend", Maya, &[("form[person]", &ids.ana)]),
        call("invitations/change-reminders", Maya, &[("form[person]", &ids.ana), ("form[step]", "stop")]),
        call("invitations/mint-link", Maya, &[("form[person]", &ids.ana)]),
        call("invitations/undo-send", Maya, &[("form[person]", &ids.kim)]),
        call("invitations/remove-access", Maya, &[("form[person]", &ids.ana)]),
    ]
}

fn partners(ids: &Ids) -> Vec<ValidCall> {
    vec![
        call(
            "partners/update",
            Maya,
            &[
                ("form[partner]", &ids.alder),
                ("form[version]", &ids.alder_version),
                ("form[name]", "Alder & Sons"),
                ("form[website]", "https://alder.example"),
                ("form[status]", &ids.status),
                ("form[programs][]", &ids.first_program),
                ("form[partner_manager]", &ids.maya),
                ("form[domains]", "alder.example, alder.test"),
            ],
        ),
        call("partners/decline-offer", Maya, &[("partner", &ids.delta)])
            .after("update partner set offer = 'invite' where name = 'Delta'"),
        call("partners/delete", Maya, &[("partner", &ids.delta)]),
        call("partners/set-status", Maya, &[("partner", &ids.delta), ("status", &ids.status)])
            .after("update partner set status_id = (select id from status order by position desc limit 1)"),
        call("partners/set-programs", Maya, &[("partner", &ids.delta), ("programs[0]", &ids.first_program)]),
        call("partners/list-view", Maya, &[("form[columns][]", "email"), ("form[size]", "100")]),
        call("partners/import", Maya, &[("import", &ids.import)]),
        call("partners/stop-import", Maya, &[("import", &ids.import)])
            .after("update partner_import set stage = 'importing', next_part = 0"),
        call(
            "partners/assign-columns",
            Maya,
            &[
                ("form[import]", &ids.import),
                ("form[columns][0]", "name"),
                ("form[words][0]", "status:Gold"),
                ("form[choices][0]", &ids.status),
                ("form[fills_gaps]", "on"),
                ("form[create]", "programs:Wholesale"),
            ],
        ),
        call(
            "partners/fix-row",
            Maya,
            &[
                ("form[import]", &ids.import),
                ("form[line]", "2"),
                ("form[name]", "Fjord"),
                ("form[first_name]", "Finn"),
                ("form[last_name]", "Falk"),
                ("form[email]", "finn@fjord.example"),
            ],
        ),
    ]
}

/// The fields of a contact, at this address.
fn contact<'a>(email: &'a str, more: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let fields = [
        ("form[first_name]", "Finn"),
        ("form[last_name]", "Falk"),
        ("form[email]", email),
        ("form[job_title]", "Buyer"),
        ("form[phone]", "+49 30 123456"),
        ("form[language]", "de"),
    ];
    [more, &fields].concat()
}

fn contacts(ids: &Ids) -> Vec<ValidCall> {
    let changed = [("form[person]", ids.ana.as_str()), ("form[portal_role]", "manager")];
    let added = [
        ("form[partner]", ids.alder.as_str()),
        ("form[portal_role]", "manager"),
        ("form[access]", "on"),
        ("form[delivery]", "email"),
        ("form[template]", &ids.template),
        ("form[when]", "later"),
        ("form[send_at]", TOMORROW),
        ("form[note]", "As discussed on Tuesday."),
    ];
    vec![
        call("partners/update-contact", Maya, &contact("finn@alder.example", &changed)),
        call("partners/add-contact", Maya, &contact("finn@alder.example", &added)),
        call("partners/remove-contact", Maya, &[("form[person]", &ids.weber)]),
        call("partners/erase-contact", Maya, &[("form[person]", &ids.kim), ("form[with_partner]", "on")]),
        call("partners/make-main-contact", Maya, &[("form[person]", &ids.weber)]),
        call("partners/resend-address-change", Maya, &[("form[person]", &ids.jo)]),
        call("partners/cancel-address-change", Maya, &[("form[person]", &ids.jo)]),
        call("partners/approve-colleague", Maya, &[("form[request]", &ids.contact_request)]),
        call("partners/decline-colleague", Maya, &[("form[request]", &ids.contact_request)]),
    ]
}

fn bulk(ids: &Ids) -> Vec<ValidCall> {
    let confirmation = [
        ("form[bulk]", "01990000-0000-7000-8000-000000000000"),
        ("form[change]", "give"),
        ("form[include_recent]", ""),
        ("form[affected]", "1"),
        ("form[target]", ""),
        ("form[note]", ""),
        ("form[template]", ids.template.as_str()),
        ("form[when]", "later"),
        ("form[send_at]", TOMORROW),
        ("form[selection][selection]", ""),
        ("form[selection][all]", "on"),
        ("form[selection][q]", "Delta"),
        ("form[selection][status]", ""),
        ("form[selection][program]", ""),
        ("form[selection][access]", ""),
        ("form[selection][import]", ""),
    ];
    vec![
        call("partners/start-bulk", Maya, &confirmation),
        call("partners/test-bulk", Maya, &confirmation),
        call("partners/continue-bulk", Maya, &[("bulk", &ids.bulk)]).after("update bulk_item set outcome = 'failed'"),
        call("partners/undo-bulk", Maya, &[("bulk", &ids.bulk)]).after("update bulk set change = 'remove-program'"),
        call("partners/cancel-bulk-emails", Maya, &[("bulk", &ids.bulk)])
            .after("update bulk_item set email_id = (select id from queued_email where state = 'queued' limit 1)"),
        call("partners/stop-bulk", Maya, &[("bulk", &ids.bulk)]).after("update bulk_item set outcome = 'waiting'"),
    ]
}

fn wizard(ids: &Ids) -> Vec<ValidCall> {
    let details = [
        ("draft", ids.draft.as_str()),
        ("form[name]", "Fjord & Co"),
        ("form[website]", "https://fjord.example"),
        ("form[status]", &ids.status),
        ("form[programs][]", &ids.first_program),
        ("form[access]", "on"),
    ];
    let details = contact("finn@fjord.example", &details);
    let invitation = [
        ("draft", ids.draft.as_str()),
        ("form[delivery]", "email"),
        ("form[template]", &ids.template),
        ("form[when]", "later"),
        ("form[send_at]", TOMORROW),
        ("form[note]", "As discussed on Tuesday."),
    ];
    vec![
        call("onboarding/discard", Maya, &[("draft", &ids.draft)]),
        call("onboarding/keep", Maya, &details),
        call("onboarding/details", Maya, &details),
        call("onboarding/keep-invitation", Maya, &invitation),
        call("onboarding/finish", Maya, &invitation),
    ]
}
