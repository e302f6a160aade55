//! From where a request came, for the audit log: known to everything that runs in its task.

use std::future::Future;

tokio::task_local! {
    static ORIGIN: String;
}

/// Runs `work` as something that came from `origin`, for example `203.0.113.7, Firefox on Linux`.
pub async fn scope<F: Future>(origin: String, work: F) -> F::Output {
    ORIGIN.scope(origin, work).await
}

/// From where the present work came; empty for what the server does by itself.
pub fn current() -> String {
    ORIGIN.try_with(String::clone).unwrap_or_default()
}

/// "Firefox on Linux" from what the browser says of itself; only to tell people's own browsers apart.
pub fn browser_name(agent: &str) -> String {
    const BROWSERS: [(&str, &str); 5] =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    const SYSTEMS: [(&str, &str); 6] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let named =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (named(&BROWSERS), named(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        _ => "Unknown browser".to_owned(),
    }
}
