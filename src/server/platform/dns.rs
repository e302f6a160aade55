//! Questions to the DNS. That there is no such record is an answer; that no server answers is none.

use crate::domain::time::{MINUTE, Timestamp};
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{NameServerConfig, ResolveHosts, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::rr::{Name, RData, RecordType};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// How long a DNS server may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// Each question is asked so often again.
const AGAIN: usize = 1;
/// So many questions are open at once.
const AT_ONCE: usize = 32;

/// So long nothing is asked that can do without, after no server answered: each question would wait.
const SILENCE: i64 = MINUTE;

/// Why a question has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unanswered {
    /// No DNS server is known, or none answers: often there is no network.
    NoServer,
    /// A DNS server reports an error, or answers nonsense.
    Failed,
}

type Answer<T> = Result<T, Unanswered>;

/// Asks DNS servers and remembers their answers for as long as those allow; cheap to clone.
#[derive(Clone)]
pub struct Dns {
    /// None where no DNS server is known.
    resolver: Option<TokioResolver>,
    turns: Arc<Semaphore>,
    patience: Duration,
    /// Until when nothing is asked that can do without.
    silent_until: Arc<AtomicI64>,
}

impl Dns {
    /// Asks `server`, or else the servers that the system asks.
    pub fn new(server: Option<SocketAddr>) -> Self {
        Self::within(server, PATIENCE)
    }

    /// The same, waiting for `patience` each time.
    pub fn within(server: Option<SocketAddr>, patience: Duration) -> Self {
        let builder = match server {
            Some(server) => Ok(TokioResolver::builder_with_config(only(server), TokioRuntimeProvider::default())),
            None => TokioResolver::builder_tokio(),
        };
        let resolver = builder.and_then(|mut builder| {
            let options = builder.options_mut();
            options.timeout = patience;
            options.attempts = AGAIN;
            // Mail servers elsewhere don't read it either.
            options.use_hosts_file = ResolveHosts::Never;
            builder.build()
        });
        if let Err(error) = &resolver {
            tracing::warn!(error = %error, "No DNS server is known");
        }
        Self { resolver: resolver.ok(), patience, ..Self::none() }
    }

    /// Knows no server.
    pub fn none() -> Self {
        Self {
            resolver: None,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            patience: PATIENCE,
            silent_until: Arc::default(),
        }
    }

    /// Whether a question is worth its wait: no server was silent shortly before `now`.
    pub fn seems_there(&self, now: Timestamp) -> bool {
        now.0 >= self.silent_until.load(Ordering::Relaxed)
    }

    /// Remembers that no server answered at `now`.
    pub fn note_silence(&self, now: Timestamp) {
        self.silent_until.store(now.plus(SILENCE).0, Ordering::Relaxed);
    }

    /// Forgets what it was answered.
    pub fn forget(&self) {
        self.silent_until.store(0, Ordering::Relaxed);
        if let Some(resolver) = &self.resolver {
            resolver.clear_cache();
        }
    }

    /// The texts at `name`, each in one piece.
    pub async fn txt(&self, name: &str) -> Answer<Vec<String>> {
        let text = |data: &RData| match data {
            RData::TXT(text) => Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned()),
            _ => None,
        };
        self.ask(name, RecordType::TXT, text).await
    }

    /// The mail servers of `name`; the empty name says that it takes no email (RFC 7505).
    pub async fn mx(&self, name: &str) -> Answer<Vec<String>> {
        let host = |data: &RData| match data {
            RData::MX(mx) => Some(mx.exchange.to_ascii().trim_end_matches('.').to_owned()),
            _ => None,
        };
        self.ask(name, RecordType::MX, host).await
    }

    /// The addresses of `name`, of both families.
    pub async fn addresses(&self, name: &str) -> Answer<Vec<IpAddr>> {
        let address = |data: &RData| match data {
            RData::A(address) => Some(IpAddr::V4(address.0)),
            RData::AAAA(address) => Some(IpAddr::V6(address.0)),
            _ => None,
        };
        let (v4, v6) = tokio::join!(self.ask(name, RecordType::A, address), self.ask(name, RecordType::AAAA, address));
        Ok([v4?, v6?].concat())
    }

    async fn ask<T>(&self, name: &str, kind: RecordType, read: impl Fn(&RData) -> Option<T>) -> Answer<Vec<T>> {
        let Some(resolver) = &self.resolver else { return Err(Unanswered::NoServer) };
        // What is no name has no records.
        let Ok(mut name) = Name::from_ascii(name) else { return Ok(Vec::new()) };
        // Whole, or the domain of this machine would be tried behind it.
        name.set_fqdn(true);
        let asked = async {
            let _turn = self.turns.acquire().await;
            resolver.lookup(name, kind).await
        };
        // Several servers, each with its own patience, and TCP after UDP would add up.
        match timeout(self.patience * 2, asked).await {
            Ok(Ok(found)) => Ok(found.answers().iter().filter_map(|record| read(&record.data)).collect()),
            Ok(Err(NetError::Dns(DnsError::NoRecordsFound(_)))) => Ok(Vec::new()),
            Ok(Err(NetError::Io(_) | NetError::NoConnections | NetError::Timeout)) | Err(_) => {
                Err(Unanswered::NoServer)
            }
            Ok(Err(_)) => Err(Unanswered::Failed),
        }
    }
}

fn only(server: SocketAddr) -> ResolverConfig {
    let mut config = NameServerConfig::udp_and_tcp(server.ip());
    for connection in &mut config.connections {
        connection.port = server.port();
    }
    ResolverConfig::from_name_servers(vec![config])
}
