//! Asks the server on this machine whether it is ready, as containers and monitoring do.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// Longer than the server takes to find out.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// What a server that is ready says.
pub const READY: &str = "ready";
/// A few lines are expected.
const MOST_HEARD: usize = 64 * 1024;

/// What is at an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Health {
    Ready,
    /// A Gangway, and what it misses.
    Unready(String),
    /// Something that takes connections and says nothing, or not all of it.
    Silent,
    /// Another program.
    Foreign,
}

/// What listens at `address`.
///
/// # Errors
/// Nothing does.
pub fn ask(address: SocketAddr) -> io::Result<Health> {
    let address = SocketAddr::new(reachable(address.ip()), address.port());
    let deadline = Instant::now() + PATIENCE;
    let answer = TcpStream::connect_timeout(&address, PATIENCE).and_then(|server| hear(server, address, deadline));
    match answer {
        Ok(answer) => Ok(understood(&answer)),
        Err(error) if [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()) => Ok(Health::Silent),
        Err(error) => Err(error),
    }
}

fn hear(mut server: TcpStream, address: SocketAddr, deadline: Instant) -> io::Result<String> {
    server.set_write_timeout(Some(PATIENCE))?;
    server.write_all(format!("GET /readyz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").as_bytes())?;
    let (mut heard, mut part) = (Vec::new(), [0; 4096]);
    while heard.len() < MOST_HEARD {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        server.set_read_timeout(Some(left))?;
        match server.read(&mut part)? {
            0 => break,
            length => heard.extend_from_slice(&part[..length]),
        }
    }
    Ok(String::from_utf8_lossy(&heard).into_owned())
}

fn understood(answer: &str) -> Health {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    match (head.split(' ').nth(1), body.trim_end()) {
        (Some("200"), READY) => Health::Ready,
        (Some("503"), why) => Health::Unready(why.to_owned()),
        _ => Health::Foreign,
    }
}

/// Who listens at every address listens here, too.
fn reachable(listen: IpAddr) -> IpAddr {
    match listen {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(address) if address.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_gangway_is_ready() {
        let unready = |why: &str| Health::Unready(why.to_owned());
        for (answer, health) in [
            ("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nready\n", Health::Ready),
            ("HTTP/1.1 503 Service Unavailable\r\na: b\r\n\r\nThe disk is full.\n", unready("The disk is full.")),
            ("HTTP/1.1 200 OK\r\n\r\n<html>", Health::Foreign),
            ("HTTP/1.1 200 OK\r\n\r\n", Health::Foreign),
            ("HTTP/1.1 404 Not Found\r\n\r\nready", Health::Foreign),
            ("220 mail.example ESMTP\r\n", Health::Foreign),
            ("", Health::Foreign),
        ] {
            assert_eq!(understood(answer), health, "{answer}");
        }
    }
}
