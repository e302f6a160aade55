//! A proxy between the server and its PostgreSQL, which can cut the line or stop passing anything on.

use super::app::TestApp;
use crate::server::platform::db::Db;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// The one in between.
#[derive(Clone)]
pub struct Between {
    pub db: Db,
    /// Whether new connections are hung up on.
    is_down: Arc<AtomicBool>,
    /// Where our side of each connection to PostgreSQL is.
    ports: Arc<Mutex<Vec<u16>>>,
    /// Set, it ends the connections that are there: cut off, or else without a word.
    end: watch::Sender<bool>,
}

impl Between {
    /// The database of `app`, reached through it.
    pub async fn start(app: &TestApp) -> Self {
        let url = app.state.config.database_url();
        let (_, rest) = url.rsplit_once('@').unwrap();
        let server = rest.split('/').next().unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (is_down, ports) = (Arc::<AtomicBool>::default(), Arc::<Mutex<Vec<u16>>>::default());
        let (end, _) = watch::channel(false);
        let passing_on = (is_down.clone(), ports.clone(), end.clone());
        let to = server.parse::<SocketAddr>().unwrap();
        tokio::spawn(async move {
            let (is_down, ports, end) = passing_on;
            while let Ok((client, _)) = listener.accept().await {
                if !is_down.load(Ordering::SeqCst) {
                    tokio::spawn(forward(client, to, ports.clone(), end.subscribe()));
                }
            }
        });
        let db = Db::open(&url.replacen(&server, &address, 1)).await.unwrap();
        Self { db, is_down, ports, end }
    }

    /// Which of PostgreSQL's processes serve us.
    pub fn ports(&self) -> Vec<i32> {
        self.ports.lock().unwrap().iter().map(|port| i32::from(*port)).collect()
    }

    /// PostgreSQL is gone: all connections are cut, and there is no new one.
    pub fn cut(&self) {
        self.is_down.store(true, Ordering::SeqCst);
        self.end.send_replace(true);
    }

    /// It is there again.
    pub fn mend(&self) {
        self.is_down.store(false, Ordering::SeqCst);
    }

    /// A firewall forgets the existing connections: nothing arrives, and neither side is notified.
    pub fn forget(&self) {
        self.end.send_replace(false);
    }
}

async fn forward(mut client: TcpStream, to: SocketAddr, ports: Arc<Mutex<Vec<u16>>>, mut end: watch::Receiver<bool>) {
    let mut server = TcpStream::connect(to).await.unwrap();
    ports.lock().unwrap().push(server.local_addr().unwrap().port());
    end.mark_unchanged();
    let is_cut = tokio::select! {
        _ = tokio::io::copy_bidirectional(&mut client, &mut server) => true,
        _ = end.changed() => *end.borrow(),
    };
    if !is_cut {
        // Both ends stay open, and nothing passes.
        std::future::pending::<()>().await;
    }
}
