//! Each URL once: links on pages and in mails, and redirects, all come here. `routes` says what answers there.

use crate::domain::catalog::choice::ChoiceKind;
use crate::domain::funnel::{Cohort, FunnelQuery};
use crate::domain::ids::{BulkId, ChoiceId, DraftId, EmailId, ImportId, PartnerId, PersonId, TemplateId};
use crate::domain::language::Language;
use crate::domain::notice::Notice;

/// Decides by role where to go.
pub const HOME: &str = "/";
/// Everyone signs in here.
pub const SIGN_IN: &str = "/sign-in";
/// Asks for a reset link.
pub const FORGOT_PASSWORD: &str = "/forgot-password";
/// The form behind a reset link.
pub const RESET_PASSWORD: &str = "/reset-password";
/// The form behind the link that confirms a new address.
pub const CONFIRM_ADDRESS: &str = "/confirm-address";
/// The form behind an activation link.
pub const ACTIVATE: &str = "/activate";
/// Asks for the password again before something sensitive.
pub const CONFIRM_PASSWORD: &str = "/confirm-password";
/// *My account*, for staff.
pub const ACCOUNT: &str = "/account";
/// *My account > Notifications*: what a member of the team is notified of.
pub const NOTIFICATIONS: &str = "/account/notifications";
/// *Needs attention*, the first page of staff.
pub const ATTENTION: &str = "/attention";
/// *Funnel*: how far partners have come.
pub const FUNNEL: &str = "/funnel";
/// The same as a file for spreadsheets.
pub const FUNNEL_CSV: &str = "/funnel/export.csv";
/// The list of partners.
pub const PARTNERS: &str = "/partners";
/// Starts a wizard.
pub const NEW_PARTNER: &str = "/partners/new";
/// Confirms giving or removing access for many partners at once.
pub const PARTNERS_BULK: &str = "/partners/bulk";
/// Where the list's form goes, with the partners that are ticked.
pub const PARTNERS_SELECTION: &str = "/partners/selection";
/// The list of partners as a file for spreadsheets.
pub const PARTNERS_CSV: &str = "/partners/export.csv";
pub const PARTNERS_WORKBOOK: &str = "/partners/export.xlsx";
/// Imports partners from a spreadsheet.
pub const PARTNERS_IMPORT: &str = "/partners/import";
/// Where such a spreadsheet goes.
pub const PARTNERS_IMPORT_FILE: &str = "/partners/import/file";
/// *Program > Programs*.
pub const MANAGE_PROGRAMS: &str = "/manage/programs";
/// *Program > Statuses*.
pub const MANAGE_STATUSES: &str = "/manage/statuses";
/// *Email > Mail*.
pub const MANAGE_MAIL: &str = "/manage/mail";
/// *Email > Mail > Mail server*.
pub const MANAGE_MAIL_SERVER: &str = "/manage/mail/server";
/// The same as the last step of the set-up.
pub const SET_UP_MAIL: &str = "/manage/mail/server?setup=yes";
/// *Organisation > Audit log*.
pub const MANAGE_AUDIT: &str = "/manage/audit";
/// The audit log as a file for spreadsheets.
pub const MANAGE_AUDIT_CSV: &str = "/manage/audit/export.csv";
/// *Organisation > Team*: the colleagues who run this Gangway.
pub const MANAGE_MEMBERS: &str = "/manage/team";
/// The form that invites a colleague.
pub const NEW_MEMBER: &str = "/manage/team/new";
/// *Organisation > Settings*: name, colour, and how invitations go out.
pub const MANAGE_ORGANISATION: &str = "/manage/organisation";
/// Where an owner's picture goes that becomes the logo.
pub const ORGANISATION_LOGO: &str = "/manage/organisation/logo";
/// Below it the organisation's logo, by its hash.
pub const LOGO: &str = "/logo";
/// *Program > Terms*: what partners accept as they activate.
pub const MANAGE_TERMS: &str = "/manage/terms";
/// *Help > Feedback*.
pub const MANAGE_HELP_FEEDBACK: &str = "/manage/help-feedback";
/// The help pages and the search over them.
pub const HELP: &str = "/help";
/// *Email > Templates*.
pub const EMAIL_TEMPLATES: &str = "/manage/email-templates";
/// The editor for a template that is not there yet.
pub const NEW_EMAIL_TEMPLATE: &str = "/manage/email-templates/new";
/// Below it the texts of each language.
pub const MESSAGES: &str = "/messages";
/// The terms of the program, below it each version.
pub const TERMS: &str = "/terms";
/// The partner portal.
pub const PORTAL: &str = "/portal";
/// *My company* in the portal.
pub const PORTAL_COMPANY: &str = "/portal/company";
/// *My programs* in the portal.
pub const PORTAL_PROGRAMS: &str = "/portal/programs";
/// *My team* in the portal.
pub const PORTAL_TEAM: &str = "/portal/team";
/// *My account*, for contacts.
pub const PORTAL_ACCOUNT: &str = "/portal/account";
/// Where all server functions live.
pub const API: &str = "/api";
/// The server functions whose form holds a template, a whole email, another text of several paragraphs, or a choice for each of many
/// columns.
pub const LARGE_FORMS: [&str; 8] = [
    "/api/mail-server/check-signature",
    "/api/partners/assign-columns",
    "/api/templates/save",
    "/api/templates/send-test",
    "/api/organisation/save-terms",
    "/api/organisation/save",
    "/api/manage/add-choice",
    "/api/manage/update-choice",
];
/// The server function that signs out: every frame posts there.
pub const SIGN_OUT: &str = "/api/account/sign-out";
/// Where the form goes that chooses the language.
pub const CHOOSE_LANGUAGE: &str = "/api/account/choose-language";

/// The link in an invitation: it exchanges the token for a cookie and leads to [`ACTIVATE`].
pub fn activation_link(token: &str) -> String {
    format!("{ACTIVATE}/{token}")
}

/// The link in a reset mail: it exchanges the token for a cookie and leads to [`RESET_PASSWORD`].
pub fn reset_link(token: &str) -> String {
    format!("{RESET_PASSWORD}/{token}")
}

/// The link that confirms a new address: it exchanges the token for a cookie and leads to
/// [`CONFIRM_ADDRESS`].
pub fn address_link(token: &str) -> String {
    format!("{CONFIRM_ADDRESS}/{token}")
}

/// *My account*, for staff or for contacts.
pub fn account(is_staff: bool) -> &'static str {
    if is_staff { ACCOUNT } else { PORTAL_ACCOUNT }
}

/// A partner's page.
pub fn partner(id: PartnerId) -> String {
    format!("{PARTNERS}/{id}")
}

/// The form for a partner's company details.
pub fn edit_partner(id: PartnerId) -> String {
    format!("{PARTNERS}/{id}/edit")
}

/// The form for another contact.
pub fn new_contact(partner: PartnerId) -> String {
    format!("{PARTNERS}/{partner}/contacts/new")
}

/// How far a bulk change of access has come, and its result list.
pub fn bulk(id: BulkId) -> String {
    format!("{PARTNERS_BULK}/{id}")
}

/// What is to be said of each row of a spreadsheet, before it is imported and after.
pub fn partner_import(id: ImportId) -> String {
    format!("{PARTNERS_IMPORT}/{id}")
}

/// The rows of a spreadsheet that need fixing, as a file.
pub fn failed_rows(id: &str) -> String {
    [PARTNERS_IMPORT, "/", id, "/failed-rows.csv"].concat()
}

/// The form for a contact's details.
pub fn edit_contact(partner: PartnerId, contact: PersonId) -> String {
    format!("{PARTNERS}/{partner}/contacts/{contact}/edit")
}

/// The same, to fix an address that a mail server refused: the field has the focus.
pub fn fix_address(partner: PartnerId, contact: PersonId) -> String {
    [&edit_contact(partner, contact), "?fix=email"].concat()
}

/// What is held about a contact, to be exported or erased.
pub fn contact_data(partner: PartnerId, contact: PersonId) -> String {
    format!("{PARTNERS}/{partner}/contacts/{contact}/data")
}

/// The same as a file.
pub fn contact_data_file(partner: PartnerId, contact: PersonId) -> String {
    [&contact_data(partner, contact), ".json"].concat()
}

/// The form that gives a contact access, with everything there is to choose.
pub fn give_access(partner: PartnerId, contact: PersonId) -> String {
    format!("{PARTNERS}/{partner}/contacts/{contact}/access")
}

/// The invitation as a contact of `partner` would get it; `view` is `html` or `text`. GET shows it in the default words,
/// POST as typed.
pub fn invitation_preview(partner: PartnerId, contact: &str, view: &str) -> String {
    format!("{PARTNERS}/{partner}/preview?contact={contact}&view={view}")
}

/// The partners who have this program or status.
pub fn partners_with(kind: ChoiceKind, id: ChoiceId) -> String {
    format!("{PARTNERS}?{}={id}", kind.noun())
}

/// The partners of a bar of the funnel.
pub fn partners_of_cohort(cohort: &Cohort) -> String {
    format!("{PARTNERS}?cohort={cohort}")
}

/// `page` of the funnel for what `query` asks.
pub fn funnel(page: &str, query: &FunnelQuery) -> String {
    format!("{page}?days={}&by={}", query.period(), query.dimension().as_str())
}

/// The list of programs, or of statuses.
pub fn manage_choices(kind: ChoiceKind) -> &'static str {
    match kind {
        ChoiceKind::Program => MANAGE_PROGRAMS,
        ChoiceKind::Status => MANAGE_STATUSES,
    }
}

/// The form for a new program or status.
pub fn new_choice(kind: ChoiceKind) -> String {
    format!("{}/new", manage_choices(kind))
}

/// The form for a program or status.
pub fn edit_choice(kind: ChoiceKind, id: ChoiceId) -> String {
    format!("{}/{id}", manage_choices(kind))
}

/// A colleague's page.
pub fn member(id: PersonId) -> String {
    format!("{MANAGE_MEMBERS}/{id}")
}

/// What is held about a colleague, as a file.
pub fn member_data_file(id: PersonId) -> String {
    format!("{MANAGE_MEMBERS}/{id}/data.json")
}

/// The texts of a language, for a browser.
pub fn messages(name: &str) -> String {
    format!("{MESSAGES}/{name}")
}

/// The logo with this hash, of this kind.
pub fn logo(hash: &str, kind: &str) -> String {
    format!("{LOGO}/{hash}.{kind}")
}

/// A version of the terms, to be read.
pub fn terms(version: i64) -> String {
    format!("{TERMS}/{version}")
}

/// A help page.
pub fn help(slug: &str) -> String {
    format!("{HELP}/{slug}")
}

/// Wizard, step 1.
pub fn wizard_details(draft: DraftId) -> String {
    format!("{NEW_PARTNER}/{draft}")
}

/// Wizard, step 2.
pub fn wizard_invitation(draft: DraftId) -> String {
    format!("{NEW_PARTNER}/{draft}/invitation")
}

/// Wizard, end page.
pub fn wizard_added(draft: DraftId) -> String {
    format!("{NEW_PARTNER}/{draft}/added")
}

/// The mail as this draft's contact would get it; `view` is `html` or `text`.
pub fn wizard_preview(draft: DraftId, template: &str, view: &str) -> String {
    format!("{NEW_PARTNER}/{draft}/preview?template={template}&view={view}")
}

/// The editor of a template.
pub fn edit_email_template(id: TemplateId) -> String {
    format!("{EMAIL_TEMPLATES}/{id}/edit")
}

/// The same, to write it in this language.
pub fn edit_email_template_in(id: TemplateId, language: Language) -> String {
    [&edit_email_template(id), "?language=", language.code()].concat()
}

/// The mail of a template as `contact` would get it in this language; `view` is `html` or `text`. GET
/// shows it as saved, POST as typed.
pub fn email_template_preview(id: Option<TemplateId>, language: Language, contact: &str, view: &str) -> String {
    let id = id.map_or("new".to_owned(), |id| id.to_string());
    let language = language.code();
    format!("{EMAIL_TEMPLATES}/{id}/preview?language={language}&contact={contact}&view={view}")
}

/// A message as it was sent, by its attempt.
pub fn sent_email(id: EmailId, attempt: i64) -> String {
    format!("{MANAGE_MAIL}/{id}/{attempt}")
}

/// The stream of news.
pub const LIVE: &str = "/live";

/// `path` with a notice for its page, in place of one that is there already.
pub fn with_notice(path: &str, notice: Notice) -> String {
    let path = without_notice(path);
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}notice={}", notice.code())
}

/// The page of a link at `path`, once a new link was asked for there.
pub fn with_asked(path: &str) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}asked=yes")
}

/// *Mail server*, filled in for a provider.
pub fn mail_server_of(provider: &str, is_set_up: bool) -> String {
    let page = if is_set_up { [SET_UP_MAIL, "&"].concat() } else { [MANAGE_MAIL_SERVER, "?"].concat() };
    [&page, "provider=", provider].concat()
}

/// The mail server, filled for `provider`, with the sender's domain checked for the time `check`.
pub fn mail_server_checked(provider: &str, check: &str) -> String {
    match provider.bytes().all(|byte| byte.is_ascii_lowercase()) {
        true if !provider.is_empty() => [&mail_server_of(provider, false), "&check=", check].concat(),
        _ => [MANAGE_MAIL_SERVER, "?check=", check].concat(),
    }
}

/// The queue as `path` shows it, with the result of an email that was retried.
pub fn mail_tried(path: &str, id: EmailId) -> String {
    let path = without_notice(if path.starts_with(MANAGE_MAIL) { path } else { MANAGE_MAIL });
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}tried={id}")
}

/// `path` without its notices, which are about something earlier.
pub fn without_notice(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let is_notice = |pair: &str| pair.starts_with("notice=") || pair.starts_with("tried=");
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_notice(pair)).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}
