//! What was found, in words, with the records to add.

use super::dkim::{self, Key};
use super::dmarc::{self, Dmarc};
use super::sending::{self, Sending, unanswered};
use super::spf::{self, Source, Verdict};
use crate::domain::email::international;
use crate::domain::sender_domain::{DnsField, DomainCheck, SenderDomain};
use crate::server::authz::Staff;
use crate::server::platform::dns::Unanswered;
use crate::server::state::AppState;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// How well something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Ok,
    NotNeeded,
    Missing,
    Wrong,
    /// The DNS says too little.
    Unclear,
    /// The DNS says nothing.
    Unchecked,
}

impl State {
    /// The word by which texts choose.
    fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NotNeeded => "not_needed",
            Self::Missing => "missing",
            Self::Wrong => "wrong",
            Self::Unclear => "unclear",
            Self::Unchecked => "unchecked",
        }
    }

    fn tone(self) -> &'static str {
        match self {
            Self::Ok => "success",
            Self::Missing | Self::Wrong => "critical",
            Self::Unclear => "warning",
            Self::NotNeeded | Self::Unchecked => "neutral",
        }
    }
}

/// A record to be added.
struct DnsRecord {
    kind: &'static str,
    name: String,
    value: String,
}

/// One of SPF, DKIM and DMARC.
pub struct Finding {
    pub name: &'static str,
    pub state: State,
    text: String,
    records: Vec<DnsRecord>,
}

impl Finding {
    fn new(name: &'static str, state: State, text: impl Into<String>) -> Self {
        Self { name, state, text: text.into(), records: Vec::new() }
    }

    fn with(self, records: impl IntoIterator<Item = DnsRecord>) -> Self {
        Self { records: records.into_iter().collect(), ..self }
    }

    /// What is to be done, in one line.
    pub fn in_words(&self) -> String {
        let records = self.records.iter().map(|record| format!("{} {} \"{}\"", record.name, record.kind, record.value));
        [self.text.clone()].into_iter().chain(records).collect::<Vec<_>>().join(" ")
    }

    /// `answer`, or why there is none.
    fn or_unchecked(name: &'static str, answer: Result<Self, Unanswered>) -> Self {
        answer.unwrap_or_else(|why| Self::new(name, State::Unchecked, unanswered(why)))
    }
}

/// SPF, DKIM and DMARC of the sender's domain.
///
/// # Errors
/// Why nothing can be checked.
pub async fn findings(app: &AppState) -> Result<Vec<Finding>, String> {
    let sending = sending::current(app)?;
    Ok(all(app, &sending).await)
}

/// The same as *Email > Mail > Mail server* shows it; asked `again`, it forgets earlier answers.
pub async fn page(app: &AppState, _: &Staff, again: bool) -> SenderDomain {
    let sending = match sending::current(app) {
        Ok(sending) => sending,
        Err(lead) => return SenderDomain { lead, ..SenderDomain::default() },
    };
    if again {
        app.dns.forget();
    }
    let findings = all(app, &sending).await;
    let (request, mailto) = request(&sending, &findings).unwrap_or_default();
    SenderDomain {
        lead: t!(server::sender_domain::lead, domain = &sending.shown()),
        request,
        request_hint: t!(server::sender_domain::request_hint).to_owned(),
        mailto,
        test_hint: t!(server::sender_domain::test_hint).to_owned(),
        checks: findings.into_iter().map(DomainCheck::from).collect(),
    }
}

impl From<Finding> for DomainCheck {
    fn from(finding: Finding) -> Self {
        let Finding { name, state, text, records } = finding;
        Self {
            name: name.to_owned(),
            tone: state.tone().to_owned(),
            state: t!(server::sender_domain::state, word = state.as_str()).to_owned(),
            text,
            fields: records.iter().flat_map(DnsRecord::fields).collect(),
        }
    }
}

impl DnsRecord {
    fn fields(&self) -> [DnsField; 3] {
        [("type", self.kind), ("name", &self.name), ("value", &self.value)].map(|(word, text)| DnsField {
            label: t!(server::sender_domain::field, word = word).to_owned(),
            text: text.to_owned(),
            copy: t!(server::sender_domain::copy_field, word = word).to_owned(),
        })
    }
}

const SPF: &str = "SPF";
const DKIM: &str = "DKIM";
const DMARC: &str = "DMARC";

async fn all(app: &AppState, sending: &Sending) -> Vec<Finding> {
    let (spf, dkim, dmarc) = tokio::join!(spf(app, sending), dkim(app, sending), dmarc(app, sending));
    let answers = [(SPF, spf), (DKIM, dkim), (DMARC, dmarc)];
    answers.into_iter().map(|(name, answer)| Finding::or_unchecked(name, answer)).collect()
}

impl Sending {
    fn shown(&self) -> String {
        international::shown(&self.domain, &self.domain)
    }

    fn return_domain_shown(&self) -> String {
        international::shown(&self.return_domain, &self.return_domain)
    }

    /// What the provider or the mail server is called.
    fn server(&self) -> String {
        match self.provider {
            Some(provider) => t!(server::mail_server::provider, word = provider.word),
            None => self.host.clone(),
        }
    }
}

fn txt(name: &str, value: &str) -> DnsRecord {
    DnsRecord { kind: "TXT", name: name.to_owned(), value: value.to_owned() }
}

async fn spf(app: &AppState, sending: &Sending) -> Result<Finding, Unanswered> {
    let (server, shown) = (sending.server(), sending.return_domain_shown());
    let source = match sending.provider {
        Some(provider) if provider.includes.is_empty() => {
            let text = t!(server::sender_domain::spf_of_provider, server = &server);
            return Ok(Finding::new(SPF, State::NotNeeded, text));
        }
        Some(provider) => Source::Provider(provider.includes),
        None => host(app, sending).await?,
    };
    let found = spf::check(&app.dns, &sending.return_domain, &source).await?;
    let is_known = sending.provider.is_some();
    let (state, text) = match &found.verdict {
        Verdict::Missing if is_known => (State::Missing, t!(server::sender_domain::spf_missing, domain = &shown)),
        Verdict::Missing if found.proposed.is_none() => {
            (State::Missing, t!(server::sender_domain::spf_missing_unknown, domain = &shown))
        }
        Verdict::Missing => (State::Missing, t!(server::sender_domain::spf_missing_guessed, domain = &shown)),
        Verdict::Several(count) => {
            (State::Wrong, t!(server::sender_domain::spf_several, domain = &shown, count = *count as i64))
        }
        Verdict::Allowed => (State::Ok, t!(server::sender_domain::spf_allowed, server = &server, domain = &shown)),
        Verdict::NotAllowed if is_known => (State::Wrong, t!(server::sender_domain::spf_not_allowed, server = &server)),
        Verdict::NotAllowed | Verdict::Unclear if server.is_empty() => {
            (State::Unclear, t!(server::sender_domain::spf_server_unknown).to_owned())
        }
        Verdict::NotAllowed => (State::Unclear, t!(server::sender_domain::spf_not_listed, server = &server)),
        Verdict::Unclear => (State::Unclear, t!(server::sender_domain::spf_unclear, server = &server)),
        Verdict::Open => (State::Wrong, t!(server::sender_domain::spf_open, domain = &shown)),
        Verdict::TooManyLookups => (State::Wrong, t!(server::sender_domain::spf_too_many).to_owned()),
        Verdict::Broken(term) => (State::Wrong, t!(server::sender_domain::spf_broken, term = term)),
    };
    let records = found.proposed.map(|record| txt(&sending.return_domain, &record));
    Ok(Finding::new(SPF, state, text).with(records))
}

async fn host(app: &AppState, sending: &Sending) -> Result<Source, Unanswered> {
    let name = sending.host.clone();
    let addresses = match name.parse() {
        Ok(address) => vec![address],
        Err(_) if name.is_empty() => Vec::new(),
        Err(_) => app.dns.addresses(&name).await?,
    };
    Ok(Source::Host { name, addresses })
}

async fn dkim(app: &AppState, sending: &Sending) -> Result<Finding, Unanswered> {
    let Some(provider) = sending.provider else {
        return Ok(Finding::new(DKIM, State::Unclear, t!(server::sender_domain::dkim_unknown)));
    };
    let (server, place) = (sending.server(), t!(server::sender_domain::dkim_place, word = provider.word));
    let mut revoked = None;
    for selector in provider.selectors {
        let name = dkim::record_name(selector, &sending.domain);
        match dkim::key(&app.dns, selector, &sending.domain).await? {
            Key::Published => {
                let text = t!(server::sender_domain::dkim_published, name = &name);
                return Ok(Finding::new(DKIM, State::Ok, text));
            }
            Key::Revoked | Key::Invalid => revoked = Some(name),
            Key::Missing => {}
        }
    }
    Ok(match revoked {
        Some(name) => {
            let text = t!(server::sender_domain::dkim_wrong, name = &name, server = &server, place = &place);
            Finding::new(DKIM, State::Wrong, text)
        }
        None if provider.has_no_other_selectors => {
            let text =
                t!(server::sender_domain::dkim_missing, domain = &sending.shown(), server = &server, place = &place);
            Finding::new(DKIM, State::Missing, text).with(keys_of_fastmail(sending))
        }
        None => Finding::new(
            DKIM,
            State::Unclear,
            t!(server::sender_domain::dkim_unclear, server = &server, place = &place),
        ),
    })
}

/// The only provider whose records follow from the domain.
fn keys_of_fastmail(sending: &Sending) -> Vec<DnsRecord> {
    let selectors = sending.provider.filter(|provider| provider.word == "fastmail").map_or(&[][..], |it| it.selectors);
    let record = |selector: &&str| DnsRecord {
        kind: "CNAME",
        name: dkim::record_name(selector, &sending.domain),
        value: [selector, ".", &sending.domain, ".dkim.fmhosted.com"].concat(),
    };
    selectors.iter().map(record).collect()
}

async fn dmarc(app: &AppState, sending: &Sending) -> Result<Finding, Unanswered> {
    let (domain, shown) = (&sending.domain, sending.shown());
    let proposed = |at: &str| {
        let value = ["v=DMARC1; p=none; rua=mailto:", &sending.address].concat();
        [txt(&dmarc::record_name(at), &value)]
    };
    Ok(match dmarc::check(&app.dns, domain).await? {
        Dmarc::Missing => {
            let text = t!(server::sender_domain::dmarc_missing, domain = &shown);
            Finding::new(DMARC, State::Missing, text).with(proposed(domain))
        }
        Dmarc::Several { at } => {
            let text = t!(server::sender_domain::dmarc_several, name = &dmarc::record_name(&at));
            Finding::new(DMARC, State::Wrong, text)
        }
        Dmarc::Invalid { at } => {
            let text = t!(server::sender_domain::dmarc_invalid, name = &dmarc::record_name(&at));
            Finding::new(DMARC, State::Wrong, text).with(proposed(&at))
        }
        Dmarc::Found { at, policy } => {
            let text =
                t!(server::sender_domain::dmarc_found, name = &dmarc::record_name(&at), policy = policy.as_str());
            Finding::new(DMARC, State::Ok, text)
        }
    })
}

/// What to send to the administrator of the DNS, and what opens it in a mail program.
fn request(sending: &Sending, findings: &[Finding]) -> Option<(String, String)> {
    let to_do = findings.iter().filter(|finding| matches!(finding.state, State::Missing | State::Wrong));
    let sections: Vec<String> = to_do.map(section).collect();
    if sections.is_empty() {
        return None;
    }
    let domain = sending.shown();
    let subject = t!(server::sender_domain::request_subject, domain = &domain);
    let greeting = t!(server::sender_domain::request_greeting).to_owned();
    let lead = t!(server::sender_domain::request_lead, domain = &domain);
    let text = [&[greeting, lead][..], &sections].concat().join("\n\n");
    let encoded = |text: &str| utf8_percent_encode(&text.replace('\n', "\r\n"), NON_ALPHANUMERIC).to_string();
    let mailto = ["mailto:?subject=", &encoded(&subject), "&body=", &encoded(&text)].concat();
    Some((text, mailto))
}

/// A heading and the records; where the right ones are not known, what is wrong.
fn section(finding: &Finding) -> String {
    let heading = match (finding.state, finding.records.as_slice()) {
        (_, []) => return [finding.name, ": ", &finding.text].concat(),
        (State::Missing, _) => t!(server::sender_domain::request_add, name = finding.name),
        _ => t!(server::sender_domain::request_replace, name = finding.name),
    };
    let line = |field: DnsField| [&field.label, ": ", &field.text].concat();
    let records = finding.records.iter().map(|record| record.fields().map(line).join("\n"));
    [heading].into_iter().chain(records).collect::<Vec<_>>().join("\n\n")
}
