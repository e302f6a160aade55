//! What each change to many partners is called while it is asked for, under way and done.

use super::labels::named;
use crate::domain::partners::bulk::{Bulk, Change, Plan};

/// How many partners a sentence names.
const IN_A_SENTENCE: usize = 5;

/// The title of the page that asks for it.
pub fn question(change: Change, count: i64) -> String {
    match change {
        Change::Give => t!(partners::give_question, count = count),
        Change::Resend => t!(partners::resend_question, count = count),
        Change::Remove => t!(partners::remove_access_question, count = count),
        Change::SetStatus => t!(partners::status_question, count = count),
        Change::SetManager => t!(partners::manager_question, count = count),
        Change::AddProgram => t!(partners::add_program_question, count = count),
        Change::RemoveProgram => t!(partners::remove_program_question, count = count),
        Change::Delete => t!(partners::delete_all_question, count = count),
    }
}

/// The same where it changes nothing.
pub fn nothing_to_do(change: Change) -> &'static str {
    match change {
        Change::Give => t!(partners::none_to_invite),
        Change::Resend => t!(partners::none_to_resend),
        Change::Remove => t!(partners::none_to_remove),
        Change::SetStatus | Change::SetManager | Change::AddProgram | Change::RemoveProgram | Change::Delete => {
            t!(partners::none_to_change)
        }
    }
}

/// The button that does it.
pub fn button(change: Change, count: i64) -> String {
    match change {
        Change::Give => t!(partners::give_to, count = count),
        Change::Resend => t!(partners::resend_to, count = count),
        Change::Remove => t!(partners::remove_access_of, count = count),
        Change::SetStatus => t!(partners::set_status).to_owned(),
        Change::SetManager => t!(partners::set_manager).to_owned(),
        Change::AddProgram => t!(partners::add_to_program).to_owned(),
        Change::RemoveProgram => t!(partners::remove_from_program).to_owned(),
        Change::Delete => t!(partners::delete_counted, count = count),
    }
}

/// What it means for them.
pub fn effect(plan: &Plan) -> String {
    let count = plan.tally.affected;
    let few = &plan.names[..plan.names.len().min(IN_A_SENTENCE)];
    match plan.change {
        Change::Give => t!(partners::give_effect, count = count, partners = &named(few, count)),
        Change::Resend => t!(partners::resend_effect, count = count, partners = &named(few, count)),
        Change::Remove => {
            t!(partners::remove_access_effect, partners = &named(few, plan.tally.partners - plan.tally.untouched))
        }
        Change::SetStatus => t!(partners::for_your_own_tracking_access_doesnt).to_owned(),
        Change::SetManager => t!(partners::manager_effect).to_owned(),
        Change::AddProgram => t!(partners::partners_already_in_the_program_stay).to_owned(),
        Change::RemoveProgram => t!(partners::partners_not_in_the_program_stay).to_owned(),
        Change::Delete => t!(partners::delete_all_effect, partners = &named(few, count)),
    }
}

/// The title of the page that follows it.
pub fn progress(bulk: &Bulk) -> String {
    let is_done = bulk.waiting == 0;
    let name = bulk.target.as_deref().unwrap_or_default();
    let words = match (bulk.change, is_done) {
        (_, false) if bulk.is_undo => t!(partners::undoing_the_change),
        (_, true) if bulk.is_undo => t!(partners::change_undone),
        (Change::Give, false) => t!(partners::giving_access),
        (Change::Give, true) => t!(partners::access_given),
        (Change::Resend, false) => t!(partners::sending_invitations_again),
        (Change::Resend, true) => t!(partners::invitations_sent_again),
        (Change::Remove, false) => t!(partners::removing_access),
        (Change::Remove, true) => t!(partners::access_removed),
        (Change::SetStatus, false) => return t!(partners::setting_status, name = name),
        (Change::SetStatus, true) => return t!(partners::status_set, name = name),
        (Change::SetManager, false) => return t!(partners::setting_manager, name = name),
        (Change::SetManager, true) => return t!(partners::manager_set, name = name),
        (Change::AddProgram, false) => return t!(partners::adding_to, name = name),
        (Change::AddProgram, true) => return t!(partners::added_to, name = name),
        (Change::RemoveProgram, false) => return t!(partners::removing_from, name = name),
        (Change::RemoveProgram, true) => return t!(partners::removed_from, name = name),
        (Change::Delete, false) => t!(partners::deleting_partners),
        (Change::Delete, true) => t!(partners::partners_deleted),
    };
    words.to_owned()
}

/// How many it was done to.
pub fn done(change: Change, count: i64) -> String {
    match change {
        Change::Give => t!(partners::were_given_access, count = count),
        Change::Resend => t!(partners::were_sent_again, count = count),
        Change::Remove => t!(partners::lost_access, count = count),
        Change::SetStatus | Change::SetManager | Change::AddProgram | Change::RemoveProgram => {
            t!(partners::were_changed, count = count)
        }
        Change::Delete => t!(partners::were_deleted, count = count),
    }
}
