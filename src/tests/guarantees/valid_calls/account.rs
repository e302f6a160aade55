//! Calls about one's own account, and by holders of a link.

use super::{ValidCall, call};
use crate::tests::guarantees::scenario::Caller::{
    Ana, FirstOwner, Jo, JoWithAddressLink, JoWithResetLink, Maya, Nobody,
};
use crate::tests::guarantees::scenario::Ids;
use crate::tests::people::{OTHER_PASSWORD, PASSWORD};

pub fn calls(ids: &Ids) -> Vec<ValidCall> {
    [account(ids), invitations(ids)].into_iter().flatten().collect()
}

fn account(ids: &Ids) -> Vec<ValidCall> {
    vec![
        call(
            "account/sign-in",
            Nobody,
            &[("form[email]", "jo@blue.example"), ("form[password]", PASSWORD), ("form[next]", "")],
        ),
        call("account/sign-out", Jo, &[]),
        call("account/choose-language", Jo, &[("language", "de")]),
        call("account/forgot-password", Nobody, &[("email", "jo@blue.example")]),
        call(
            "account/reset-password",
            JoWithResetLink,
            &[("form[account]", "jo@blue.example"), ("form[password]", OTHER_PASSWORD)],
        )
        // The link was good for an hour, which is just over.
        .after("update password_reset set expires_at = expires_at + 3600000000"),
        call("account/confirm-password", Jo, &[("form[password]", PASSWORD), ("form[next]", "")]),
        call("account/change-password", Jo, &[("form[current]", PASSWORD), ("form[password]", OTHER_PASSWORD)]),
        call(
            "account/change-address",
            Jo,
            &[("form[email]", "jo@newer.example"), ("form[current_password]", PASSWORD)],
        ),
        call(
            "account/notifications",
            Maya,
            &[
                ("form[partners]", "all"),
                ("form[activated]", "daily"),
                ("form[not_delivered]", "daily"),
                ("form[requested]", "daily"),
                ("form[wrong_recipient]", "daily"),
                ("form[finished]", "daily"),
            ],
        ),
        call("account/resend-address-change", Jo, &[]),
        call("account/cancel-address-change", Jo, &[]),
        call(
            "account/confirm-address",
            JoWithAddressLink,
            &[("form[account]", "jo@new.example"), ("form[current_password]", PASSWORD)],
        ),
        call("account/fresh-address-link", JoWithAddressLink, &[]).after("update address_change set expires_at = 1"),
        call("account/revoke-session", Jo, &[("session", &ids.jo_session)]),
        call(
            "portal/invite-colleague",
            Jo,
            &[
                ("form[first_name]", "Zoe"),
                ("form[last_name]", "Falk"),
                ("form[email]", "zoe@blue.example"),
                ("form[job_title]", "Buyer"),
            ],
        ),
    ]
}

fn invitations(ids: &Ids) -> Vec<ValidCall> {
    vec![
        call("invitations/note-opened", Ana, &[("invitation", &ids.ana_invitation)]),
        call(
            "invitations/activate",
            Ana,
            &[("form[invitation]", &ids.ana_invitation), ("form[password]", PASSWORD), ("form[terms]", "1")],
        ),
        call(
            "invitations/set-up",
            FirstOwner,
            &[
                ("form[organisation]", "Acme two"),
                ("form[first_name]", "Olga"),
                ("form[last_name]", "Orlov"),
                ("form[email]", "olga@acme.example"),
                ("form[password]", PASSWORD),
            ],
        ),
        call("invitations/report", Ana, &[("form[invitation]", &ids.ana_invitation), ("form[comment]", "Not me")]),
        call("invitations/request-fresh-link", Ana, &[])
            .after("update invitation set expires_at = 1 where email = 'ana@alder.example'"),
    ]
}
