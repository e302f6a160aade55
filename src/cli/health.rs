//! Asks the server on this machine whether it is ready, as containers and monitoring do.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than the server takes to find out.
const PATIENCE: Duration = Duration::from_secs(5);
/// A few lines are expected.
const MOST_HEARD: u64 = 64 * 1024;

/// What the server that listens at `address` answers, and whether it is ready.
///
/// # Errors
/// No server answers.
pub fn ask(address: SocketAddr) -> io::Result<(bool, String)> {
    let address = SocketAddr::new(reachable(address.ip()), address.port());
    let mut server = TcpStream::connect_timeout(&address, PATIENCE)?;
    server.set_read_timeout(Some(PATIENCE))?;
    server.write_all(format!("GET /readyz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").as_bytes())?;
    let mut answer = String::new();
    server.take(MOST_HEARD).read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::InvalidData)?;
    Ok((head.starts_with("HTTP/1.1 200 "), body.trim_end().to_owned()))
}

/// Who listens at every address listens here, too.
fn reachable(listen: IpAddr) -> IpAddr {
    match listen {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(address) if address.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    }
}
