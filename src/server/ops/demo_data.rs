//! The cast of the demonstration. All companies are invented; all addresses end in `.example`, which can't be
//! registered (RFC 2606).

use crate::domain::auth::role::Role;
use crate::domain::outbox::DeliveryReport;
use crate::server::platform::error::{Error, Result};

/// Company | first name | last name | email | job title | phone | status | programs | days ago | fate
const DEMO_PARTNERS: &str = include_str!("demo_partners.txt");

/// First name | last name | email | role
const DEMO_COLLEAGUES: &str = include_str!("demo_colleagues.txt");

/// What its partners read first.
pub fn demo_welcome() -> String {
    let items = [
        t!(server::defaults::demo_welcome_news),
        t!(server::defaults::demo_welcome_material),
        t!(server::defaults::demo_welcome_questions),
    ];
    [t!(server::defaults::demo_welcome), "\n\n- ", &items.join("\n- ")].concat()
}

/// What they read about each program.
pub fn demo_programs() -> [(&'static str, String); 3] {
    let described = |text: &str, links: &str| [text, links].join("\n\n");
    [
        (
            t!(server::defaults::reseller),
            described(t!(server::defaults::demo_reseller), t!(server::defaults::demo_reseller_links)),
        ),
        (
            t!(server::defaults::referral),
            described(t!(server::defaults::demo_referral), t!(server::defaults::demo_referral_links)),
        ),
        (
            t!(server::defaults::technology),
            described(t!(server::defaults::demo_technology), t!(server::defaults::demo_technology_links)),
        ),
    ]
}

/// One partner of the demonstration.
pub struct DemoPartner {
    pub company: &'static str,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub email: &'static str,
    pub job_title: &'static str,
    pub phone: &'static str,
    pub status: &'static str,
    pub programs: Vec<&'static str>,
    pub days_ago: i64,
    pub state: DemoState,
}

/// How far the contact came.
#[derive(Debug, Clone, Copy)]
pub enum DemoState {
    NoAccess,
    Accepted,
    Retrying {
        reply: &'static str,
    },
    Failed {
        reply: &'static str,
    },
    /// Accepted, and then a report came.
    Reported {
        what: DeliveryReport,
        reply: &'static str,
    },
    /// Began with the form behind the link.
    Opened,
    /// Invited with a copied link.
    Link,
    /// Invited by email, and never came.
    Expired,
    /// Activated this many days after the invitation.
    Active {
        after: i64,
    },
}

/// A member of the organisation in the demonstration.
pub struct DemoColleague {
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub email: &'static str,
    pub role: Role,
}

impl DemoColleague {
    pub fn name(&self) -> String {
        [self.first_name, self.last_name].join(" ")
    }
}

/// All partners, in the order of the file.
pub fn demo_partners() -> Result<Vec<DemoPartner>> {
    parsed(DEMO_PARTNERS, partner)
}

/// All colleagues, in the order of the file.
pub fn demo_colleagues() -> Result<Vec<DemoColleague>> {
    parsed(DEMO_COLLEAGUES, colleague)
}

fn parsed<T>(lines: &'static str, parse: fn(&'static str) -> Option<T>) -> Result<Vec<T>> {
    lines.lines().map(|line| parse(line).ok_or_else(|| Error::internal(["demonstration: ", line].concat()))).collect()
}

fn colleague(line: &'static str) -> Option<DemoColleague> {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let [first_name, last_name, email, role] = columns[..] else { return None };
    Some(DemoColleague { first_name, last_name, email, role: Role::parse(role)? })
}

fn partner(line: &'static str) -> Option<DemoPartner> {
    let columns: Vec<&str> = line.splitn(10, '|').map(str::trim).collect();
    let [company, first_name, last_name, email, job_title, phone, status, programs, days_ago, state] = columns[..]
    else {
        return None;
    };
    let programs = programs.split(',').map(str::trim).filter(|program| !program.is_empty()).collect();
    let (days_ago, state) = (days_ago.parse().ok()?, parse_state(state)?);
    Some(DemoPartner { company, first_name, last_name, email, job_title, phone, status, programs, days_ago, state })
}

fn parse_state(text: &'static str) -> Option<DemoState> {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    Some(match word {
        "none" => DemoState::NoAccess,
        "accepted" => DemoState::Accepted,
        "retrying" => DemoState::Retrying { reply: rest },
        "failed" => DemoState::Failed { reply: rest },
        "opened" => DemoState::Opened,
        "link" => DemoState::Link,
        "expired" => DemoState::Expired,
        "active" => DemoState::Active { after: rest.parse().ok()? },
        word => DemoState::Reported { what: DeliveryReport::parse(word)?, reply: rest },
    })
}
