//! Counters for Prometheus. They belong to this process and start at zero with it. Labels are words
//! from the code: nothing that was typed, and no part of a link.

use super::error::{Error, Result};
use crate::domain::time::Timestamp;
use crate::i18n::{self, Locale};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use std::fs;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

type Labels<const N: usize> = [(&'static str, &'static str); N];
type Seconds = Gauge<f64, AtomicU64>;

/// Pages come in milliseconds; a password hash takes tens of them, a busy database seconds.
const BUCKETS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// The state of the email queue at the moment of a scrape.
pub struct QueueSnapshot {
    /// Every state with its number of emails.
    pub counts: Vec<(&'static str, i64)>,
    /// Every report with the number of emails that it counts for.
    pub reports: Vec<(&'static str, i64)>,
    /// For how long the oldest due email has been waiting, in microseconds.
    pub oldest_due_age: i64,
    pub is_paused: bool,
    /// How long ago the worker looked for due emails, in microseconds; none while it does not run.
    pub worker_idle: Option<i64>,
}

/// What is counted, and the list that names it.
pub struct Metrics {
    registry: Registry,
    emails: Family<Labels<1>, Counter>,
    activations: Family<Labels<1>, Counter>,
    sign_ins: Family<Labels<1>, Counter>,
    requests: Family<Labels<2>, Histogram>,
    queue: Family<Labels<1>, Gauge>,
    reports: Family<Labels<1>, Gauge>,
    oldest_due: Seconds,
    paused: Gauge,
    outbox_looked: Seconds,
    memory: Gauge,
    open_files: Gauge,
}

impl Metrics {
    /// Everything at zero, for a process that began at `started`.
    pub fn new(started: Timestamp) -> Self {
        // Dashboards know one description of each, whatever the language of the console is.
        i18n::within(Locale::En, || Self::registered(started))
    }

    fn registered(started: Timestamp) -> Self {
        let mut registry = Registry::default();
        let requests = Family::new_with_constructor((|| Histogram::new(BUCKETS)) as fn() -> Histogram);
        let it = Self {
            emails: Family::default(),
            activations: Family::default(),
            sign_ins: Family::default(),
            requests,
            queue: Family::default(),
            reports: Family::default(),
            oldest_due: Seconds::default(),
            paused: Gauge::default(),
            outbox_looked: Seconds::default(),
            memory: Gauge::default(),
            open_files: Gauge::default(),
            registry: Registry::default(),
        };
        let ours = registry.sub_registry_with_prefix("gangway");
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        ours.register("build", t!(server::platform::metric_build), version);
        ours.register("mail_attempts", t!(server::platform::metric_mail_attempts), it.emails.clone());
        ours.register("activations", t!(server::platform::metric_activations), it.activations.clone());
        ours.register("sign_ins", t!(server::platform::metric_sign_ins), it.sign_ins.clone());
        ours.register_with_unit(
            "request_duration",
            t!(server::platform::metric_request_duration),
            Unit::Seconds,
            it.requests.clone(),
        );
        ours.register("mails", t!(server::platform::metric_mails), it.queue.clone());
        ours.register("mail_reports", t!(server::platform::metric_mail_reports), it.reports.clone());
        ours.register_with_unit(
            "mail_oldest_due_age",
            t!(server::platform::metric_oldest_due),
            Unit::Seconds,
            it.oldest_due.clone(),
        );
        ours.register("mail_paused", t!(server::platform::metric_paused), it.paused.clone());
        ours.register_with_unit(
            "outbox_looked_age",
            t!(server::platform::metric_outbox_looked),
            Unit::Seconds,
            it.outbox_looked.clone(),
        );
        let began = Seconds::default();
        began.set(seconds(started.0));
        registry.register("process_start_time_seconds", t!(server::platform::metric_started), began);
        registry.register("process_resident_memory_bytes", t!(server::platform::metric_memory), it.memory.clone());
        registry.register("process_open_fds", t!(server::platform::metric_open_files), it.open_files.clone());
        Self { registry, ..it }
    }

    /// Counts an attempt to send an email, by the label of its outcome.
    pub fn count_email(&self, result: &'static str) {
        self.emails.get_or_create(&[("result", result)]).inc();
    }

    /// Counts a password set by an invitation's link.
    pub fn activation<T>(&self, done: &Result<T>) {
        let result = match done {
            Ok(_) => "activated",
            Err(Error::Invalid(_)) => "password_refused",
            Err(Error::Conflict(_)) => "link_ended",
            Err(_) => "failed",
        };
        self.activations.get_or_create(&[("result", result)]).inc();
    }

    /// Counts an attempt to sign in.
    pub fn sign_in<T>(&self, done: &Result<T>) {
        let result = match done {
            Ok(_) => "signed_in",
            Err(Error::Invalid(_)) => "no_match",
            Err(_) => "failed",
        };
        self.sign_ins.get_or_create(&[("result", result)]).inc();
    }

    /// Renders everything in the format that Prometheus reads (OpenMetrics).
    ///
    /// # Errors
    /// The text could not be written.
    pub fn render(&self, queue: &QueueSnapshot) -> Result<String> {
        for (state, count) in &queue.counts {
            self.queue.get_or_create(&[("state", *state)]).set(*count);
        }
        for (report, count) in &queue.reports {
            self.reports.get_or_create(&[("report", *report)]).set(*count);
        }
        self.oldest_due.set(seconds(queue.oldest_due_age));
        self.paused.set(queue.is_paused.into());
        self.outbox_looked.set(queue.worker_idle.map_or(f64::INFINITY, seconds));
        self.memory.set(resident_memory());
        self.open_files.set(fs::read_dir("/proc/self/fd").map_or(0, |files| files.count() as i64));
        let mut text = String::new();
        encode(&mut text, &self.registry).map_err(|error| Error::Internal(Box::new(error)))?;
        Ok(text)
    }

    /// Counts a request that was answered `took` after it came.
    pub fn request(&self, group: &'static str, status: &'static str, took: Duration) {
        self.requests.get_or_create(&[("group", group), ("status", status)]).observe(took.as_secs_f64());
    }
}

fn seconds(micros: i64) -> f64 {
    micros as f64 / 1e6
}

/// In bytes; zero where the system does not say.
fn resident_memory() -> i64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<i64>().ok());
    kilobytes.unwrap_or_default() * 1024
}
