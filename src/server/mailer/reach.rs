//! The first of a host's addresses that answers: each is tried while those before it have not answered yet (RFC 8305).

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

/// How long all addresses of the host together may take to answer.
const REACHED_WITHIN: Duration = Duration::from_secs(9);
/// The head start of each address over the next one.
const HEAD_START: Duration = Duration::from_millis(250);

/// Connects to `host`, a name or an address, at the one of its addresses that answers first.
///
/// # Errors
/// What the last address to fail said, or that none answered in time.
pub async fn reach(host: &str, port: u16) -> io::Result<TcpStream> {
    let trial = async { race(in_turn(lookup_host((host, port)).await?), TcpStream::connect).await };
    let stream = timeout(REACHED_WITHIN, trial).await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
    // Otherwise each step waits for the acknowledgement of the one before, 40 ms a time.
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// IPv6 and IPv4 by turns, beginning with the family that the system prefers.
fn in_turn(addresses: impl Iterator<Item = SocketAddr>) -> Vec<SocketAddr> {
    let addresses: Vec<SocketAddr> = addresses.collect();
    let is_preferred = |address: &&SocketAddr| address.is_ipv6() == addresses[0].is_ipv6();
    let mut turns: Vec<(usize, &SocketAddr)> = addresses.iter().filter(is_preferred).enumerate().collect();
    turns.extend(addresses.iter().filter(|address| !is_preferred(address)).enumerate());
    // Stable: of two with the same number the preferred one comes first.
    turns.sort_by_key(|(number, _)| *number);
    turns.into_iter().map(|(_, address)| *address).collect()
}

/// The first connection that `connect` makes. The next address is tried after a head start, at once where one failed.
async fn race<Connection, Trial: Future<Output = io::Result<Connection>>>(
    addresses: Vec<SocketAddr>,
    connect: impl Fn(SocketAddr) -> Trial,
) -> io::Result<Connection> {
    let mut failure = io::Error::from(io::ErrorKind::HostUnreachable);
    let mut under_way = FuturesUnordered::new();
    let mut waiting = addresses.into_iter();
    loop {
        let patience = match waiting.next() {
            Some(address) => {
                under_way.push(connect(address));
                HEAD_START
            }
            None if under_way.is_empty() => return Err(failure),
            None => REACHED_WITHIN,
        };
        match timeout(patience, under_way.next()).await {
            Ok(Some(Ok(connection))) => return Ok(connection),
            Ok(Some(Err(error))) => failure = error,
            Ok(None) | Err(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::{pending, ready};
    use std::sync::Mutex;

    fn addresses(list: &[&str]) -> Vec<SocketAddr> {
        list.iter().map(|address| format!("{address}:25").replace("::1:", "[::1]:").parse().unwrap()).collect()
    }

    /// What an address is, by its last number: 1 takes the connection, 2 refuses it, 3 says nothing.
    async fn connect(address: SocketAddr) -> io::Result<SocketAddr> {
        match address.ip().to_string().chars().last() {
            Some('1') => Ok(address),
            Some('2') => Err(io::ErrorKind::ConnectionRefused.into()),
            _ => pending().await,
        }
    }

    #[tokio::test]
    async fn an_address_that_says_nothing_does_not_hold_up_those_behind_it() {
        for (list, first) in [
            (&["10.0.0.1", "10.0.1.1"][..], "10.0.0.1"),
            (&["10.0.0.3", "10.0.0.1"], "10.0.0.1"),
            (&["10.0.0.2", "10.0.0.1"], "10.0.0.1"),
            (&["10.0.0.3", "10.0.0.2", "10.0.0.3", "10.0.0.1"], "10.0.0.1"),
        ] {
            let reached = race(addresses(list), connect).await.unwrap();
            assert_eq!(reached, addresses(&[first])[0], "{list:?}");
        }
    }

    #[tokio::test]
    async fn where_all_addresses_refuse_the_last_reason_is_said() {
        let refused = race(addresses(&["10.0.0.2", "10.0.1.2"]), connect).await.unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
        assert_eq!(race(Vec::new(), connect).await.unwrap_err().kind(), io::ErrorKind::HostUnreachable);
    }

    #[tokio::test]
    async fn after_a_refusal_the_next_address_is_tried_at_once() {
        let tried = Mutex::new(0);
        let refuse = |_| {
            *tried.lock().unwrap() += 1;
            ready(io::Result::<()>::Err(io::ErrorKind::ConnectionRefused.into()))
        };
        let all = race(addresses(&["10.0.0.2"; 100]), refuse);
        assert!(timeout(HEAD_START * 10, all).await.is_ok());
        assert_eq!(tried.into_inner().unwrap(), 100);
    }

    #[test]
    fn the_families_take_turns_from_the_preferred_one_on() {
        let turns = |list: &[SocketAddr]| in_turn(list.iter().copied());
        let (v4, v6) = (addresses(&["10.0.0.1", "10.0.0.2", "10.0.0.3"]), addresses(&["::1"]));
        assert_eq!(turns(&[v4.clone(), v6.clone()].concat()), [v4[0], v6[0], v4[1], v4[2]]);
        assert_eq!(turns(&[v6.clone(), v4.clone()].concat()), [v6[0], v4[0], v4[1], v4[2]]);
        assert_eq!(turns(&[]), []);
    }
}
