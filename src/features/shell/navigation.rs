//! Where the frame leads.

use crate::i18n::Message;
use crate::paths;

/// An entry of the navigation.
pub struct NavItem {
    pub href: &'static str,
    pub icon: &'static str,
    pub text: Message,
    /// Whether pages below this address are other entries' pages.
    pub exact: bool,
}

/// Entries that belong together, under a name where they need one.
pub struct Group {
    pub name: Option<Message>,
    pub items: &'static [NavItem],
}

/// The pages of staff.
pub const STAFF: &[Group] = &[
    Group {
        name: None,
        items: &[
            NavItem { href: paths::ATTENTION, icon: "home", text: || t!(shell::needs_attention), exact: false },
            NavItem { href: paths::PARTNERS, icon: "users", text: || t!(shell::partners), exact: false },
            NavItem { href: paths::FUNNEL, icon: "funnel", text: || t!(shell::funnel), exact: false },
        ],
    },
    Group {
        name: Some(|| t!(shell::program)),
        items: &[
            NavItem { href: paths::MANAGE_PROGRAMS, icon: "programs", text: || t!(shell::programs), exact: false },
            NavItem { href: paths::MANAGE_STATUSES, icon: "tag", text: || t!(shell::statuses), exact: false },
            NavItem { href: paths::MANAGE_TERMS, icon: "terms", text: || t!(shell::terms), exact: false },
        ],
    },
    Group {
        name: Some(|| t!(shell::email)),
        items: &[
            NavItem { href: paths::EMAIL_TEMPLATES, icon: "mail", text: || t!(shell::templates), exact: false },
            NavItem { href: paths::MANAGE_MAIL, icon: "inbox", text: || t!(shell::mail), exact: false },
        ],
    },
    Group {
        name: Some(|| t!(shell::organisation)),
        items: &[
            NavItem { href: paths::MANAGE_ORGANISATION, icon: "company", text: || t!(shell::settings), exact: false },
            NavItem { href: paths::MANAGE_MEMBERS, icon: "user", text: || t!(shell::team), exact: false },
            NavItem { href: paths::MANAGE_AUDIT, icon: "clock", text: || t!(shell::audit_log), exact: false },
        ],
    },
    Group { name: None, items: &[NavItem { href: paths::HELP, icon: "help", text: || t!(shell::help), exact: false }] },
];

/// The pages of the partner portal.
pub const PORTAL: &[Group] = &[Group {
    name: None,
    items: &[
        NavItem { href: paths::PORTAL, icon: "home", text: || t!(shell::welcome), exact: true },
        NavItem { href: paths::PORTAL_COMPANY, icon: "company", text: || t!(shell::my_company), exact: false },
        NavItem { href: paths::PORTAL_PROGRAMS, icon: "programs", text: || t!(shell::my_programs), exact: false },
        NavItem { href: paths::PORTAL_TEAM, icon: "users", text: || t!(shell::my_team), exact: false },
    ],
}];
