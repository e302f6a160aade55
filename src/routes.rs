//! Table of all addresses but the server functions': pattern, what answers, for whom.
//!
//! A new page or resource is one line here. `app` makes the pages' routes of it, `http` the resources'; who
//! is led to the sign-in page, the groups of the metrics and the permission test follow from the same lines.
//! Names of components and handlers are resolved where a table is expanded, so none is imported here.

use crate::domain::auth::permission::Permission;

/// Passes the table of pages to the macro `$emit`, by the frame around them and the chunk that browsers download. The
/// router takes the first that fits.
macro_rules! pages {
    ($emit:ident) => {
        $emit! {
            PlainPages {
                entry {
                    "/" => HomePage, Anyone;
                    "/sign-in" => auth::SignInPage, Anyone;
                    "/forgot-password" => auth::ForgotPasswordPage, Anyone;
                    "/reset-password" => auth::ResetPasswordPage, Anyone;
                    "/confirm-address" => auth::ConfirmAddressPage, Anyone;
                    "/confirm-password" => auth::ConfirmPasswordPage, Staff;
                    "/activate" => invitations::ActivatePage, Anyone;
                    "/terms/:version" => organisation::TermsPage, Anyone;
                }
            }
            StaffPages {
                adding {
                    "/partners/new/:draft" => onboarding::DetailsPage, Editors;
                    "/partners/new/:draft/invitation" => onboarding::InvitationPage, Editors;
                    "/partners/new/:draft/added" => onboarding::AddedPage, Editors;
                    "/partners/import" => imports::ImportPage, Editors;
                    "/partners/import/:import" => imports::ImportReportPage, Editors;
                    "/partners/:id/edit" => partners::EditPartnerPage, Editors;
                    "/partners/:id/contacts/new" => partners::NewContactPage, Editors;
                    "/partners/:id/contacts/:contact/edit" => partners::EditContactPage, Editors;
                    "/partners/:id/contacts/:contact/access" => partners::GiveAccessPage, Editors;
                    "/partners/:id/contacts/:contact/data" => partners::ContactDataPage, Owners;
                }
                partners {
                    "/attention" => partners::AttentionPage, Staff;
                    "/partners" => partners::PartnersPage, Staff;
                    "/partners/bulk" => partners::BulkConfirmPage, Staff;
                    "/partners/bulk/:bulk" => partners::BulkPage, Staff;
                    "/partners/:id" => partners::PartnerPage, Staff;
                }
                manage {
                    "/funnel" => funnel::FunnelPage, Staff;
                    "/account" => auth::AccountPage, Staff;
                    "/account/notifications" => auth::NotificationsPage, Staff;
                    "/manage/programs" => catalog::ManageProgramsPage, Staff;
                    "/manage/programs/new" => catalog::NewProgramPage, Editors;
                    "/manage/programs/:id" => catalog::EditProgramPage, Editors;
                    "/manage/statuses" => catalog::ManageStatusesPage, Staff;
                    "/manage/statuses/new" => catalog::NewStatusPage, Editors;
                    "/manage/statuses/:id" => catalog::EditStatusPage, Editors;
                    "/manage/audit" => audit::AuditPage, Staff;
                    "/manage/mail" => outbox::MailPage, Staff;
                    "/manage/mail/server" => mail_server::MailServerPage, Staff;
                    "/manage/team" => members::MembersPage, Staff;
                    "/manage/team/new" => members::NewMemberPage, Editors;
                    "/manage/team/:id" => members::MemberPage, Staff;
                    "/manage/organisation" => organisation::OrganisationPage, Staff;
                    "/manage/terms" => organisation::ManageTermsPage, Staff;
                    "/manage/help-feedback" => help::HelpFeedbackPage, Staff;
                    "/help" => help::HelpIndexPage, Staff;
                    "/help/:page" => help::HelpPage, Staff;
                    "/manage/email-templates" => templates::TemplatesPage, Staff;
                    "/manage/email-templates/new" => templates::EditTemplatePage, Editors;
                    "/manage/email-templates/:id/edit" => templates::EditTemplatePage, Editors;
                }
            }
            PortalPages {
                portal {
                    "/portal" => portal::WelcomePage, Contacts;
                    "/portal/company" => portal::CompanyPage, Contacts;
                    "/portal/programs" => portal::ProgramsPage, Contacts;
                    "/portal/team" => portal::TeamPage, Contacts;
                    "/portal/account" => auth::AccountPage, Contacts;
                }
            }
        }
    };
}

/// Passes the table of resources to the macro `$emit`: what is answered beside pages and server functions, each
/// with its group in the metrics.
macro_rules! resources {
    ($emit:ident) => {
        $emit! {
            "/activate/:token" => get(links::activation), Anyone, "links";
            "/reset-password/:token" => get(links::reset), Anyone, "links";
            "/confirm-address/:token" => get(links::address), Anyone, "links";
            "/live" => get(live::stream), Staff, "live";
            "/partners/new" => get(pages::new_partner), Staff, "pages";
            "/funnel/export.csv" => get(export::funnel), Staff, "exports";
            "/partners/selection" => post(selections::keep), Staff, "pages";
            "/partners/export.csv" => get(export::partners), Staff, "exports";
            "/partners/export.xlsx" => get(export::partners_workbook), Staff, "exports";
            "/partners/:id/contacts/:contact/data.json" => get(export::contact_data), Owners, "exports";
            "/manage/team/:id/data.json" => get(export::member_data), Owners, "exports";
            "/partners/import/file" => post(imports::upload), Editors, "pages";
            "/partners/import/:import/failed-rows.csv" => get(imports::failed_rows), Editors, "exports";
            "/manage/audit/export.csv" => get(export::audit), Staff, "exports";
            "/logo/:name" => get(logos::show), Anyone, "files";
            "/messages/:name" => get(messages::show), Anyone, "files";
            "/manage/organisation/logo" => post(logos::upload), Owners, "pages";
            "/partners/new/:draft/preview" => get(previews::wizard).post(previews::wizard_typed), Staff, "pages";
            "/partners/:id/preview" => get(previews::contact).post(previews::contact_typed), Staff, "pages";
            "/manage/email-templates/:template/preview" =>
                get(previews::saved_template).post(previews::typed_template), Staff, "pages";
            "/manage/mail/:mail/:attempt" => get(previews::sent), Staff, "pages";
        }
    };
}

/// One line of the table.
pub struct Route {
    /// The address, with `:name` for each part that varies.
    pub pattern: &'static str,
    /// What the pattern begins with, up to the first part that varies.
    stem: &'static str,
    /// Whom it is for. Server functions and handlers check for themselves; this only spares a visitor a page that
    /// could show nothing, and is what the permission test holds them to.
    pub permission: Permission,
    /// The group it is counted under in the metrics.
    pub group: &'static str,
    /// The chunk of the browser's part that has it, if it is a page.
    pub chunk: Option<&'static str>,
}

impl Route {
    /// Looks at the stem first: each request is compared with the whole table.
    fn matches(&self, path: &str) -> bool {
        let mut given = path.split('/');
        let matches_next = |part: &str| {
            given.next().is_some_and(|given| if is_parameter(part) { !given.is_empty() } else { part == given })
        };
        path.starts_with(self.stem) && self.pattern.split('/').all(matches_next) && given.next().is_none()
    }
}

const fn stem(pattern: &str) -> &str {
    let mut end = 0;
    while end < pattern.len() && pattern.as_bytes()[end] != b':' {
        end += 1;
    }
    pattern.split_at(end).0
}

fn is_parameter(part: &str) -> bool {
    part.starts_with(':')
}

macro_rules! page_rows {
    ($($frame:ident { $($chunk:ident { $($pattern:literal => $($page:ident)::+, $permission:ident;)* })* })*) => {
        &[$($($(Route {
            pattern: $pattern,
            stem: stem($pattern),
            permission: Permission::$permission,
            group: "pages",
            chunk: Some(stringify!($chunk)),
        },)*)*)*]
    };
}

macro_rules! resource_rows {
    ($($pattern:literal => $handler:expr, $permission:ident, $group:literal;)*) => {
        &[$(Route {
            pattern: $pattern,
            stem: stem($pattern),
            permission: Permission::$permission,
            group: $group,
            chunk: None,
        },)*]
    };
}

/// All pages.
pub static PAGES: &[Route] = pages!(page_rows);

/// All that is neither a page nor a server function.
pub static RESOURCES: &[Route] = resources!(resource_rows);

/// The route that answers `path`. As for the router, a part that is written out comes before one that varies.
pub fn find(path: &str) -> Option<&'static Route> {
    let varying = |route: &Route| route.pattern.split('/').map(is_parameter);
    let matching = PAGES.iter().chain(RESOURCES).filter(|route| route.matches(path));
    matching.min_by(|one, other| varying(one).cmp(varying(other)))
}

/// Who may see `path`. An address that leads nowhere is anyone's: it says that there is no page.
pub fn permission(path: &str) -> Permission {
    find(path).map_or(Permission::Anyone, |route| route.permission)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalog::choice::ChoiceKind;
    use crate::domain::funnel::{Cohort, FunnelQuery};
    use crate::domain::ids::{BulkId, ChoiceId, DraftId, EmailId, ImportId, PartnerId, PersonId, TemplateId};
    use crate::domain::language::Language;
    use crate::domain::notice::Notice;
    use crate::paths;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    /// Constants of `paths` that are the address of no page or resource: roots, and server functions.
    const NO_ROUTES: &[&str] = &["API", "CHOOSE_LANGUAGE", "LOGO", "MESSAGES", "SIGN_OUT", "TERMS"];

    /// The name of each constant in `paths`, beside its address.
    fn constants() -> Vec<(&'static str, String)> {
        let named = |line: &'static str| line.strip_prefix("pub const ")?.split_once(": &str = ");
        let constants = include_str!("paths.rs").lines().filter_map(named);
        constants.map(|(name, address)| (name, address.trim_matches(['"', ';']).to_owned())).collect()
    }

    /// The name of each function in `paths`, beside an address it gives.
    fn functions() -> Vec<(&'static str, String)> {
        macro_rules! called {
            ($($name:ident($($argument:expr),*),)*) => {
                vec![$((stringify!($name), String::from(paths::$name($($argument),*))),)*]
            };
        }
        let id = Uuid::from_u128(7);
        called![
            activation_link("token"),
            reset_link("token"),
            address_link("token"),
            account(true),
            partner(PartnerId(id)),
            edit_partner(PartnerId(id)),
            new_contact(PartnerId(id)),
            bulk(BulkId(id)),
            partner_import(ImportId(id)),
            failed_rows("7"),
            edit_contact(PartnerId(id), PersonId(id)),
            fix_address(PartnerId(id), PersonId(id)),
            contact_data(PartnerId(id), PersonId(id)),
            contact_data_file(PartnerId(id), PersonId(id)),
            member_data_file(PersonId(id)),
            give_access(PartnerId(id), PersonId(id)),
            invitation_preview(PartnerId(id), "7", "html"),
            partners_with(ChoiceKind::Program, ChoiceId(id)),
            partners_of_cohort(&Cohort::parse("added..").unwrap()),
            funnel(paths::FUNNEL, &FunnelQuery::default()),
            manage_choices(ChoiceKind::Program),
            new_choice(ChoiceKind::Program),
            new_choice(ChoiceKind::Status),
            edit_choice(ChoiceKind::Program, ChoiceId(id)),
            edit_choice(ChoiceKind::Status, ChoiceId(id)),
            member(PersonId(id)),
            logo("hash", "png"),
            messages("name"),
            terms(7),
            help("slug"),
            wizard_details(DraftId(id)),
            wizard_invitation(DraftId(id)),
            wizard_added(DraftId(id)),
            wizard_preview(DraftId(id), "7", "html"),
            edit_email_template(TemplateId(id)),
            edit_email_template_in(TemplateId(id), Language::German),
            email_template_preview(None, Language::German, "7", "html"),
            sent_email(EmailId(id), 1),
            mail_server_of("sendgrid", false),
            mail_server_checked("sendgrid", "1"),
            mail_tried(paths::MANAGE_MAIL, EmailId(id)),
            with_notice(paths::HOME, Notice::Saved),
            without_notice(paths::HOME),
            with_asked(paths::ACTIVATE),
        ]
    }

    #[test]
    fn each_address_in_paths_has_a_route_and_each_route_an_address() {
        let functions = functions();
        let named = |line: &'static str| line.strip_prefix("pub fn ")?.split('(').next();
        let defined: BTreeSet<&str> = include_str!("paths.rs").lines().filter_map(named).collect();
        assert_eq!(defined, functions.iter().map(|(name, _)| *name).collect(), "each function of paths.rs is called");

        let mut reached = BTreeSet::new();
        for (name, address) in constants().into_iter().chain(functions) {
            let path = address.split('?').next().unwrap();
            let route = find(path).map(|route| route.pattern);
            assert_eq!(route.is_none(), NO_ROUTES.contains(&name), "paths::{name}, {path}: {route:?}");
            reached.extend(route);
        }
        let patterns: BTreeSet<&str> = PAGES.iter().chain(RESOURCES).map(|route| route.pattern).collect();
        assert_eq!(reached, patterns);
    }

    #[test]
    fn the_route_of_a_path_is_the_routers() {
        for (path, pattern) in [
            ("/", Some("/")),
            ("/partners", Some("/partners")),
            ("/partners/new", Some("/partners/new")),
            ("/partners/import", Some("/partners/import")),
            ("/partners/bulk/edit", Some("/partners/bulk/:bulk")),
            ("/partners/7/edit", Some("/partners/:id/edit")),
            ("/partners/7/nothing", None),
            ("/partners/", None),
            ("", None),
            ("/nothing", None),
        ] {
            assert_eq!(find(path).map(|route| route.pattern), pattern, "{path}");
        }
    }

    #[test]
    fn no_page_stands_behind_one_that_fits_its_address() {
        for (n, page) in PAGES.iter().enumerate() {
            let earlier = PAGES[..n].iter().find(|earlier| earlier.matches(page.pattern));
            assert_eq!(earlier.map(|earlier| earlier.pattern), None, "the router never gets to {}", page.pattern);
        }
    }
}
