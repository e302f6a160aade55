//! How a person is invited: by email or link, with which template, and when.

use super::delivery::Delivery;
use crate::domain::forms::FieldErrors;
use crate::domain::ids::TemplateId;
use crate::domain::templates::text::TemplateChoice;
use crate::domain::text::{Invalid, PersonalNote};
use serde::{Deserialize, Serialize};

/// An invitation as chosen in a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvitationForm {
    /// `email` or `link` (Don't send an email).
    pub delivery: String,
    /// A template's id; empty for the default.
    pub template: String,
    /// `now`, `later`, or empty for what `send_at` says.
    pub when: String,
    /// When to send it, `2026-11-25T09:00` in the organisation's time zone; empty for at once.
    pub send_at: String,
    /// Plain words above those of the template, in this one email.
    pub note: String,
}

/// An invitation, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationChoice {
    pub delivery: Delivery,
    /// As typed, for the server, which knows the zone; empty for at once, and always by link.
    pub send_at: String,
    /// None for the default template.
    pub template: Option<TemplateId>,
    /// Empty by link.
    pub note: String,
}

impl InvitationForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<InvitationChoice, FieldErrors> {
        let delivery = Delivery::parse(&self.delivery)
            .ok_or_else(|| FieldErrors::one("delivery", t!(invitations::choose_how_the_invitation_goes_out)))?;
        let template = parse_template(&self.template)?;
        if delivery == Delivery::Link {
            return Ok(InvitationChoice { delivery, send_at: String::new(), template, note: String::new() });
        }
        let send_at = parse_send_at(&self.when, &self.send_at)?;
        let note = PersonalNote::parse(&self.note).map_err(|Invalid(why)| FieldErrors::one("note", why))?;
        Ok(InvitationChoice { delivery, send_at, template, note: note.as_str().to_owned() })
    }

    /// Whether a time is chosen rather than "now".
    pub fn is_scheduled(&self) -> bool {
        is_scheduled(&self.when, &self.send_at)
    }
}

/// Reads the id of a template; none for the default.
pub fn parse_template(id: &str) -> Result<Option<TemplateId>, FieldErrors> {
    match id {
        "" => Ok(None),
        id => id
            .parse()
            .map(Some)
            .map_err(|_| FieldErrors::one("template", t!(invitations::choose_a_template_from_the_list))),
    }
}

/// The time that a form asks for, as typed; empty for at once. A time that was typed before **Send now** was chosen
/// does not count.
pub fn parse_send_at(when: &str, send_at: &str) -> Result<String, FieldErrors> {
    match (when, send_at.trim()) {
        ("now", _) => Ok(String::new()),
        ("later", "") => Err(FieldErrors::one("send_at", t!(invitations::choose_a_date_and_time_or))),
        (_, send_at) => Ok(send_at.to_owned()),
    }
}

/// Whether a form asks for a time.
pub fn is_scheduled(when: &str, send_at: &str) -> bool {
    when == "later" || (when != "now" && !send_at.trim().is_empty())
}

/// What a form that invites can offer, and who the email would be from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationOptions {
    pub templates: Vec<TemplateChoice>,
    pub email_to_files: bool,
    /// Where times are chosen.
    pub time_zone: String,
    /// The sender of emails, as readers see it.
    pub from: String,
    /// Where replies go, if not to the person who invites.
    pub reply_to: String,
}

impl InvitationOptions {
    /// `template`, or else the default one.
    pub fn template_or_default(&self, template: &str) -> String {
        if !template.is_empty() {
            return template.to_owned();
        }
        let default = self.templates.iter().find(|template| template.is_default);
        default.map(|template| template.id.to_string()).unwrap_or_default()
    }

    /// Whether `delivery` is by link; without a mail server it is, unless an email was chosen.
    pub fn is_by_link(&self, delivery: &str) -> bool {
        delivery == "link" || (delivery.is_empty() && self.email_to_files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_counts_unless_now_was_chosen() {
        assert_eq!(parse_send_at("", "2026-11-25T09:00").unwrap(), "2026-11-25T09:00");
        assert_eq!(parse_send_at("later", " 2026-11-25T09:00 ").unwrap(), "2026-11-25T09:00");
        assert_eq!(parse_send_at("now", "2026-11-25T09:00").unwrap(), "");
        assert_eq!(parse_send_at("", "").unwrap(), "");
        assert!(parse_send_at("later", " ").is_err());
    }
}
