//! Where the frame leads.

use crate::paths;

/// An entry of the navigation.
pub struct NavItem {
    pub href: &'static str,
    pub icon: &'static str,
    pub text: &'static str,
    /// Whether pages below this address are other entries' pages.
    pub exact: bool,
}

/// Entries that belong together, under a name where they need one.
pub struct Group {
    pub name: Option<&'static str>,
    pub items: &'static [NavItem],
}

/// The pages of staff.
pub const STAFF: &[Group] = &[
    Group { name: None, items: &[NavItem { href: paths::PARTNERS, icon: "users", text: "Partners", exact: false }] },
    Group {
        name: Some("Program"),
        items: &[
            NavItem { href: paths::MANAGE_PROGRAMS, icon: "programs", text: "Programs", exact: false },
            NavItem { href: paths::MANAGE_STATUSES, icon: "tag", text: "Statuses", exact: false },
            NavItem { href: paths::MANAGE_TERMS, icon: "terms", text: "Terms", exact: false },
        ],
    },
    Group {
        name: Some("Email"),
        items: &[
            NavItem { href: paths::EMAIL_TEMPLATES, icon: "mail", text: "Templates", exact: false },
            NavItem { href: paths::MANAGE_MAIL, icon: "inbox", text: "Mail", exact: false },
        ],
    },
    Group {
        name: Some("Organisation"),
        items: &[
            NavItem { href: paths::MANAGE_ORGANISATION, icon: "company", text: "Settings", exact: false },
            NavItem { href: paths::MANAGE_MEMBERS, icon: "user", text: "Team", exact: false },
            NavItem { href: paths::MANAGE_AUDIT, icon: "clock", text: "Audit log", exact: false },
        ],
    },
    Group { name: None, items: &[NavItem { href: paths::HELP, icon: "help", text: "Help", exact: false }] },
];

/// The pages of the partner portal.
pub const PORTAL: &[Group] = &[Group {
    name: None,
    items: &[
        NavItem { href: paths::PORTAL, icon: "home", text: "Welcome", exact: true },
        NavItem { href: paths::PORTAL_COMPANY, icon: "company", text: "My company", exact: false },
        NavItem { href: paths::PORTAL_PROGRAMS, icon: "programs", text: "My programs", exact: false },
        NavItem { href: paths::PORTAL_TEAM, icon: "users", text: "My team", exact: false },
    ],
}];
