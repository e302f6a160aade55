//! What each change to many partners is called while it is asked for, under way and done.

use super::labels::named;
use crate::domain::partners::bulk::{Bulk, Change, Plan};
use crate::domain::plural::{counted, partners, people};

/// How many partners a sentence names.
const IN_A_SENTENCE: usize = 5;

/// The title of the page that asks for it.
pub fn question(change: Change, count: i64) -> String {
    match change {
        Change::Give => ["Give access to ", &people(count), "?"].concat(),
        Change::Resend => ["Send the invitation again to ", &people(count), "?"].concat(),
        Change::Remove => ["Remove the access of ", &people(count), "?"].concat(),
        Change::SetStatus => ["Set the status of ", &partners(count)].concat(),
        Change::AddProgram => ["Add ", &partners(count), " to a program"].concat(),
        Change::RemoveProgram => ["Remove ", &partners(count), " from a program"].concat(),
        Change::Delete => ["Delete ", &partners(count), "?"].concat(),
    }
}

/// The same where it changes nothing.
pub fn nothing_to_do(change: Change) -> &'static str {
    match change {
        Change::Give => "No contacts to invite",
        Change::Resend => "No invitations to send again",
        Change::Remove => "No access to remove",
        Change::SetStatus | Change::AddProgram | Change::RemoveProgram | Change::Delete => "No partners to change",
    }
}

/// The button that does it.
pub fn button(change: Change, count: i64) -> String {
    match change {
        Change::Give => ["Give access to ", &people(count)].concat(),
        Change::Resend => ["Send again to ", &people(count)].concat(),
        Change::Remove => ["Remove the access of ", &people(count)].concat(),
        Change::SetStatus => t!(partners::set_status).to_owned(),
        Change::AddProgram => t!(partners::add_to_program).to_owned(),
        Change::RemoveProgram => t!(partners::remove_from_program).to_owned(),
        Change::Delete => ["Delete ", &partners(count)].concat(),
    }
}

/// What it means for them.
pub fn effect(plan: &Plan) -> String {
    let count = plan.tally.affected;
    let few = &plan.names[..plan.names.len().min(IN_A_SENTENCE)];
    let they = if count == 1 { "The main contact of " } else { "The main contacts of " };
    let get = if count == 1 { " gets" } else { " get" };
    match plan.change {
        Change::Give => {
            let what = " an email with a link that activates the partner portal.";
            [they, &named(few, count), get, what].concat()
        }
        Change::Resend => {
            let what = " the email with the activation link again. Earlier links keep working.";
            [they, &named(few, count), get, what].concat()
        }
        Change::Remove => {
            let what = " who has access loses it at once: links stop working, sessions end, and emails that still \
                        wait are not sent. Partners and contacts stay, and you can give access again at any time.";
            ["Every contact of ", &named(few, plan.tally.partners - plan.tally.untouched), what].concat()
        }
        Change::SetStatus => t!(partners::for_your_own_tracking_access_doesnt).to_owned(),
        Change::AddProgram => t!(partners::partners_already_in_the_program_stay).to_owned(),
        Change::RemoveProgram => t!(partners::partners_not_in_the_program_stay).to_owned(),
        Change::Delete => {
            let what = " and all their contacts will be deleted: links stop working and sessions end at once. \
                        You can't undo this.";
            [&named(few, count), what].concat()
        }
    }
}

/// The title of the page that follows it.
pub fn progress(bulk: &Bulk) -> String {
    let is_done = bulk.waiting == 0;
    let target = bulk.target.as_deref().unwrap_or_default();
    let (doing, done) = match bulk.change {
        _ if bulk.is_undo => (t!(partners::undoing_the_change), t!(partners::change_undone)),
        Change::Give => (t!(partners::giving_access), t!(partners::access_given)),
        Change::Resend => (t!(partners::sending_invitations_again), t!(partners::invitations_sent_again)),
        Change::Remove => (t!(partners::removing_access), t!(partners::access_removed)),
        Change::SetStatus => ("Setting the status to ", "Status set to "),
        Change::AddProgram => ("Adding to ", "Added to "),
        Change::RemoveProgram => ("Removing from ", "Removed from "),
        Change::Delete => (t!(partners::deleting_partners), t!(partners::partners_deleted)),
    };
    [if is_done { done } else { doing }, target].concat()
}

/// How many it was done to.
pub fn done(change: Change, count: i64) -> String {
    match change {
        Change::Give => counted(count, "partner was given access", t!(partners::partners_were_given_access)),
        Change::Resend => counted(count, "invitation was sent again", t!(partners::invitations_were_sent_again)),
        Change::Remove => counted(count, "partner lost access", t!(partners::partners_lost_access)),
        Change::SetStatus | Change::AddProgram | Change::RemoveProgram => {
            counted(count, "partner was changed", t!(partners::partners_were_changed))
        }
        Change::Delete => counted(count, "partner was deleted", t!(partners::partners_were_deleted)),
    }
}
