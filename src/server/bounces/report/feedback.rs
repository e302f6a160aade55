//! Complaints: reports in the Abuse Reporting Format (RFC 5965, RFC 6650), and those that big mailbox providers send.

use super::fields::{Fields, addresses};
use super::kind::{Found, Kind};
use super::parsed_message::ParsedMessage;

/// Types of feedback that are no complaint about an email: the wish to get none (RFC 5965, appendix), its opposite
/// (RFC 6430), and reports on authentication (RFC 6591).
const NO_COMPLAINTS: [&str; 5] = ["opt-out", "not-spam", "auth-failure", "dkim", "unsubscribe"];

pub fn read(parsed: &ParsedMessage) -> Option<Found> {
    let report = report(parsed)?;
    let kind = report.get("feedback-type").to_ascii_lowercase();
    let says = parsed.texts().next().unwrap_or_default().to_lowercase();
    let is_other = NO_COMPLAINTS.iter().any(|it| kind.starts_with(it))
        || (kind.is_empty()
            && ["opt-out report", "authentication failure report", "authentication-failure report"]
                .iter()
                .any(|it| says.contains(it)));
    let returned = parsed.returned();
    let named = [
        report.get("original-rcpt-to"),
        report.get("removal-recipient"),
        returned.get("x-hmxmroriginalrecipient"),
        parsed.headers.get("x-hmxmroriginalrecipient"),
        returned.get("to"),
    ];
    let recipient = named.iter().find_map(|value| addresses(value).next().map(str::to_owned));
    let kind = if is_other { Kind::Other } else { Kind::Complaint };
    Some(Found { kind, recipient, status: None, reply: String::new(), rule: "RFC 5965" })
}

/// The fields of the report; none of them where a provider has a form of its own.
fn report(parsed: &ParsedMessage) -> Option<Fields> {
    let part = parsed.parts.iter().find(|part| part.mime == "message/feedback-report");
    if let Some(part) = part {
        return Some(Fields::first(&part.text));
    }
    // Without its part: among the text.
    let is_report = parsed.report_type() == "feedback-report";
    let blocks =
        parsed.texts().flat_map(Fields::blocks).find(|block| block.has("feedback-type") && block.has("user-agent"));
    let is_of_provider = PROVIDERS.iter().any(|from| parsed.headers.get("from").to_ascii_lowercase().contains(from))
        && parsed.subject.contains("complaint about message from")
        || parsed.headers.has("x-hmxmroriginalrecipient");
    match blocks {
        Some(block) if is_report || (!parsed.is_answer() && !parsed.is_of_list() && block.has("version")) => {
            Some(block)
        }
        _ if is_report || is_of_provider => Some(Fields::default()),
        _ => None,
    }
}

/// Junk Mail Reporting Program of Microsoft, and Amazon SES.
const PROVIDERS: [&str; 2] = ["staff@hotmail.com", "complaints@email-abuse.amazonses.com"];
