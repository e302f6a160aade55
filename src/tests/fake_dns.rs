//! A DNS server over UDP and TCP that knows a table of records and remembers what it was asked.
//!
//! A line is a name, a type and the data, as in a zone file. In place of a type it may say what goes wrong.

use super::app::TestApp;
use crate::server::platform::dns::Dns;
use crate::server::state::AppState;
use hickory_resolver::proto::op::{Message, OpCode, ResponseCode};
use hickory_resolver::proto::rr::{Name, RData, Record, RecordType};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UdpSocket};

/// Long enough for an answer on this machine, short enough to wait for none.
const PATIENCE: Duration = Duration::from_millis(300);

/// What goes wrong with all questions about a name.
const SERVFAIL: &str = "SERVFAIL";
const REFUSED: &str = "REFUSED";
/// No answer at all.
const SILENCE: &str = "SILENCE";
/// An answer of random bytes.
const GARBAGE: &str = "GARBAGE";
/// The beginning of an answer.
const CUT: &str = "CUT";
/// An answer to another question.
const OTHER: &str = "OTHER";
/// Over UDP too long for one packet.
const LONG: &str = "LONG";

/// The running server.
#[derive(Clone)]
pub struct FakeDns {
    pub address: SocketAddr,
    zone: Arc<Mutex<Vec<Entry>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

/// A line of the table.
#[derive(Clone)]
struct Entry {
    name: Name,
    kind: String,
    data: String,
}

impl FakeDns {
    /// Knows the lines of `zone`.
    pub async fn start(zone: &str) -> Self {
        let (udp, tcp) = sockets().await;
        let server = Self { address: udp.local_addr().unwrap(), zone: Arc::default(), asked: Arc::default() };
        server.know(zone);
        let over_udp = server.clone();
        tokio::spawn(async move {
            let mut buffer = [0; 4_096];
            while let Ok((length, from)) = udp.recv_from(&mut buffer).await {
                if let Some(answer) = over_udp.answer(&buffer[..length], true) {
                    udp.send_to(&answer, from).await.ok();
                }
            }
        });
        let over_tcp = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = tcp.accept().await {
                tokio::spawn(over_tcp.clone().talk(stream));
            }
        });
        server
    }

    /// Knows the lines of `zone` from now on, and no others.
    pub fn know(&self, zone: &str) {
        let entry = |line: &str| {
            let mut words = line.splitn(3, ' ');
            let mut word = || words.next().unwrap_or_default().to_owned();
            let (name, kind, data) = (word(), word(), word());
            Entry { name: fqdn(&name), kind, data }
        };
        let lines = zone.lines().map(str::trim).filter(|line| !line.is_empty());
        *self.zone.lock().unwrap() = lines.map(entry).collect();
    }

    /// The questions so far: name and type.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// Asks this server.
    pub fn client(&self) -> Dns {
        Dns::within(Some(self.address), PATIENCE)
    }

    /// The same server as `app`, asking this DNS.
    pub fn asked_by(&self, app: &TestApp) -> AppState {
        AppState { dns: self.client(), ..app.state.clone() }
    }

    async fn talk(self, mut stream: TcpStream) -> Option<()> {
        loop {
            let length = stream.read_u16().await.ok()?;
            let mut question = vec![0; usize::from(length)];
            stream.read_exact(&mut question).await.ok()?;
            let answer = self.answer(&question, false)?;
            stream.write_u16(u16::try_from(answer.len()).unwrap()).await.ok()?;
            stream.write_all(&answer).await.ok()?;
        }
    }

    fn answer(&self, question: &[u8], is_udp: bool) -> Option<Vec<u8>> {
        let question = Message::from_vec(question).ok()?;
        let query = question.queries.first()?.clone();
        let (name, kind) = (query.name().to_lowercase(), query.query_type());
        self.asked.lock().unwrap().push(format!("{name} {kind}"));
        let zone = self.zone.lock().unwrap().clone();
        let at = |name: &Name, kind| {
            let here = zone.iter().filter(|entry| entry.name == *name);
            here.filter_map(|entry| entry.record(kind)).collect::<Vec<_>>()
        };
        let mut answer = Message::response(question.metadata.id, OpCode::Query);
        answer.metadata.recursion_available = true;
        answer.add_query(query);
        for entry in zone.iter().filter(|entry| entry.name == name) {
            match entry.kind.as_str() {
                SERVFAIL => answer.metadata.response_code = ResponseCode::ServFail,
                REFUSED => answer.metadata.response_code = ResponseCode::Refused,
                SILENCE => return None,
                GARBAGE => return Some(vec![0xC0; 40]),
                CUT => return Some(answer.to_vec().unwrap()[..14].to_vec()),
                OTHER => {
                    answer.queries.clear();
                    return answer.to_vec().ok();
                }
                LONG if is_udp => answer.metadata.truncation = true,
                _ => {}
            }
        }
        if !answer.metadata.truncation {
            answer.add_answers(at(&name, kind));
            for alias in at(&name, RecordType::CNAME) {
                if let RData::CNAME(target) = &alias.data {
                    answer.add_answers(at(&target.0, kind));
                }
                answer.answers.insert(0, alias);
            }
        }
        let is_known = zone.iter().any(|entry| name.zone_of(&entry.name));
        if !is_known {
            answer.metadata.response_code = ResponseCode::NXDomain;
        }
        answer.to_vec().ok()
    }
}

impl Entry {
    fn record(&self, kind: RecordType) -> Option<Record> {
        let data = (self.kind == kind.to_string()).then(|| RData::try_from_str(kind, &self.data).unwrap())?;
        Some(Record::from_rdata(self.name.clone(), 60, data))
    }
}

fn fqdn(name: &str) -> Name {
    let mut name = Name::from_ascii(name.to_ascii_lowercase()).unwrap();
    name.set_fqdn(true);
    name
}

/// One port for both: the one that is free for UDP may be taken for TCP.
async fn sockets() -> (UdpSocket, TcpListener) {
    loop {
        let udp = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        if let Ok(tcp) = TcpListener::bind(udp.local_addr().unwrap()).await {
            return (udp, tcp);
        }
    }
}
