//! Time limits for this machine: one that is slow, or busy with other work, gets longer ones. The browser tests do the
//! same in `end2end/support/timeouts.mjs`.

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// What [`measure_loop`] takes unoptimised on an idle machine of 2024.
const USUAL_LOOP: Duration = Duration::from_millis(10);

/// How much slower than usual this machine is when a test first asks; `TIMEOUT_FACTOR` sets it instead.
static FACTOR: LazyLock<f64> = LazyLock::new(|| {
    let set = env::var("TIMEOUT_FACTOR").ok();
    let measured = || load().max(measure_loop().div_duration_f64(USUAL_LOOP));
    factor(set.as_deref(), measured)
});

/// A limit of `usual` on an idle machine, as it is on this one. A test that passes never waits for it.
pub fn scaled(usual: Duration) -> Duration {
    usual.mul_f64(*FACTOR)
}

fn factor(set: Option<&str>, measured: impl FnOnce() -> f64) -> f64 {
    let set = set.and_then(|set| set.parse().ok()).filter(|factor: &f64| factor.is_finite() && *factor > 0.0);
    set.unwrap_or_else(|| measured().clamp(1.0, 10.0))
}

/// Processes that want a core, for each core; none where the system does not tell.
fn load() -> f64 {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").ok();
    let load = load.as_deref().and_then(|all| all.split(' ').next()?.parse::<f64>().ok());
    load.map_or(0.0, |load| load / cores as f64)
}

fn measure_loop() -> Duration {
    let start = Instant::now();
    let mut sum = 0_u64;
    for n in 0..1_000_000_u64 {
        sum = black_box(sum).wrapping_add(n * 7);
    }
    // Looking at the result keeps the loop from being optimised away.
    black_box(sum);
    start.elapsed()
}

#[test]
fn a_busy_machine_gets_longer_limits_within_reason() {
    assert_eq!(factor(None, || 0.3), 1.0, "a fast machine gets no shorter ones");
    assert_eq!(factor(None, || 6.0), 6.0);
    assert_eq!(factor(None, || 400.0), 10.0);
    assert_eq!(factor(Some("2.5"), || panic!("nothing is measured")), 2.5);
    assert_eq!(factor(Some("soon"), || 4.0), 4.0);
}
