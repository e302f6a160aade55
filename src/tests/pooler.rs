//! A connection pooler like PgBouncer with `pool_mode = transaction` and one connection: all its clients take turns on
//! it, one transaction each.

use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;

/// Where the pooler in front of the PostgreSQL at `server` answers.
pub async fn start(server: SocketAddr) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let shared = Arc::<Mutex<Option<TcpStream>>>::default();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            tokio::spawn(serve(client, server, shared.clone()));
        }
    });
    address
}

/// Answers one client, until it goes.
async fn serve(mut client: TcpStream, server: SocketAddr, shared: Arc<Mutex<Option<TcpStream>>>) -> Option<()> {
    let mut own = sign_in(&mut client, server).await?;
    {
        let mut shared = shared.lock().await;
        if shared.is_none() {
            shared.replace(own);
        } else {
            own.write_all(b"X\0\0\0\x04").await.ok()?;
        }
    }
    let mut question = message(&mut client).await?;
    loop {
        let mut turn = shared.lock().await;
        let server = turn.as_mut()?;
        loop {
            if question[0] == b'X' {
                return Some(());
            }
            server.write_all(&question).await.ok()?;
            if matches!(question[0], b'Q' | b'S') && answer(server, &mut client).await? == b'I' {
                break;
            }
            question = message(&mut client).await?;
        }
        drop(turn);
        question = message(&mut client).await?;
    }
}

/// Lets the client sign in at a connection of its own.
async fn sign_in(client: &mut TcpStream, server: SocketAddr) -> Option<TcpStream> {
    let mut own = TcpStream::connect(server).await.ok()?;
    let mut hello = rest(client, Vec::new()).await?;
    // It may ask for TLS first, which there is none of.
    if hello.len() == 8 {
        client.write_all(b"N").await.ok()?;
        hello = rest(client, Vec::new()).await?;
    }
    own.write_all(&hello).await.ok()?;
    loop {
        let said = message(&mut own).await?;
        client.write_all(&said).await.ok()?;
        match said[0] {
            b'Z' => return Some(own),
            // Of the ways to sign in, 0 is done and 12 the end of another.
            b'R' if ![0, 12].contains(&said[8]) => own.write_all(&message(client).await?).await.ok()?,
            _ => {}
        }
    }
}

/// Passes an answer on, and returns the state of the transaction after it.
async fn answer(server: &mut TcpStream, client: &mut TcpStream) -> Option<u8> {
    loop {
        let said = message(server).await?;
        client.write_all(&said).await.ok()?;
        if said[0] == b'Z' {
            return Some(said[5]);
        }
    }
}

/// A message with its kind in front.
async fn message(from: &mut TcpStream) -> Option<Vec<u8>> {
    let kind = from.read_u8().await.ok()?;
    rest(from, vec![kind]).await
}

/// What follows `head`: a length that counts itself, and so much more.
async fn rest(from: &mut TcpStream, head: Vec<u8>) -> Option<Vec<u8>> {
    let length = from.read_u32().await.ok()?;
    let mut all = [head, length.to_be_bytes().to_vec()].concat();
    let begin = all.len();
    all.resize(begin + length as usize - 4, 0);
    from.read_exact(&mut all[begin..]).await.ok()?;
    Some(all)
}
