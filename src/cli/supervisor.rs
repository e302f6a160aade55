//! Notifies systemd, or another service manager, of the server's state. Without `NOTIFY_SOCKET` it does nothing.

use crate::server::state::AppState;
use sd_notify::NotifyState;

/// The server answers. From now on a sign of life goes out for as long as email is looked after, as often as asked.
pub fn ready(app: &AppState) {
    notify(NotifyState::Ready);
    if let Some(patience) = sd_notify::watchdog_enabled() {
        let app = app.clone();
        tokio::spawn(async move {
            let mut signs = tokio::time::interval(patience / 2);
            loop {
                signs.tick().await;
                if app.outbox_is_alive() {
                    notify(NotifyState::Watchdog);
                }
            }
        });
    }
}

/// The server stops because it was asked to.
pub fn stopping() {
    notify(NotifyState::Stopping);
}

fn notify(state: NotifyState) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::warn!(error = %error, "Failed to notify the service manager");
    }
}
