//! How often anonymous visitors may ask, decided in memory before anything looks into the database.

use super::client::Networks;
use super::clock::Clock;
use governor::Quota;
use governor::clock::Clock as Ticking;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::state::{InMemoryState, NotKeyed};
use std::hash::{BuildHasher, Hash, RandomState};
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

type Limiter<K, S> = governor::RateLimiter<K, S, Clock, NoOpMiddleware<Duration>>;
/// Keys are cut to 16 bits, so that a flood from ever new networks fills no memory.
type Keyed = Limiter<u16, HashMapStateStore<u16>>;

/// One who asks, as far as that can be told without the database.
#[derive(Debug, Clone, Copy)]
pub enum Client<'a> {
    /// A browser with our signature: its id.
    Known(&'a [u8]),
    /// Anyone else, by the networks it is in.
    Stranger(&'a Networks),
}

/// Requests per second that are let through, after a first burst.
#[derive(Debug, Clone, Copy)]
pub struct Rates {
    pub known: [u32; 2],
    /// For the narrowest network; each wider one gets twice as many.
    pub network: [u32; 2],
    pub strangers: [u32; 2],
}

impl Rates {
    /// A page asks a dozen things, a script adds partners by the dozen, and an office opens its invitations together.
    pub const DEFAULT: Self = Self { known: [200, 2_000], network: [5, 200], strangers: [100, 1_000] };
    /// Lines about refused sign-ins.
    const LINES: [u32; 2] = [5, 100];
    /// Questions whether the server is ready: a balancer asks a few times a second.
    const PROBES: [u32; 2] = [100, 1_000];
}

/// How long a refusal takes.
const REFUSAL_DELAY: Duration = Duration::from_secs(1);
/// How long the answer to a probe takes where there are too many: a balancer gives up after a second, and its own probe
/// is among them.
const PROBE_DELAY: Duration = Duration::from_millis(250);
/// How many answers are delayed at a time: a quarter of all connections, which leaves enough for everyone else.
const DELAYED: usize = 1_024;

/// The limits of this process.
pub struct RateLimiter {
    known: Keyed,
    networks: [Keyed; 3],
    strangers: Limiter<NotKeyed, InMemoryState>,
    lines: Limiter<NotKeyed, InMemoryState>,
    probes: Limiter<NotKeyed, InMemoryState>,
    delayed: Semaphore,
    hasher: RandomState,
}

impl RateLimiter {
    /// With full budgets.
    pub fn new(clock: &Clock, rates: Rates) -> Self {
        let keyed = |rates| Keyed::hashmap_with_clock(quota(rates), clock.clone());
        let direct = |rates| Limiter::direct_with_clock(quota(rates), clock.clone());
        Self {
            known: keyed(rates.known),
            networks: [1, 2, 4].map(|times| keyed(rates.network.map(|rate| rate.saturating_mul(times)))),
            strangers: direct(rates.strangers),
            lines: direct(Rates::LINES),
            probes: direct(Rates::PROBES),
            delayed: Semaphore::new(DELAYED),
            hasher: RandomState::new(),
        }
    }

    /// Whether this request may go on. What a network has used up costs the others nothing.
    pub fn admits(&self, visitor: Client<'_>) -> bool {
        match visitor {
            Client::Known(id) => self.known.check_key(&self.key(id)).is_ok(),
            Client::Stranger(networks) => {
                let mut each = self.networks.iter().zip(networks.each());
                each.all(|(limiter, network)| network.is_none_or(|name| limiter.check_key(&self.key(name)).is_ok()))
                    && self.strangers.check().is_ok()
            }
        }
    }

    /// Waits before the answer to a probe where there are too many.
    pub async fn pace_probe(&self, clock: &Clock) {
        if self.probes.check().is_err() {
            self.delay(clock, PROBE_DELAY).await;
        }
    }

    /// Waits before a refusal is sent.
    pub async fn delay_refusal(&self, clock: &Clock) {
        self.delay(clock, REFUSAL_DELAY).await;
    }

    /// A flood that asks again after each answer gets slow so, and takes little of the processor.
    async fn delay(&self, clock: &Clock, delay: Duration) {
        if let Ok(_place) = self.delayed.try_acquire() {
            clock.sleep(delay).await;
        }
    }

    /// Whether another line about a refusal may be logged: a flood must not fill the disk.
    pub fn may_log(&self) -> bool {
        self.lines.check().is_ok()
    }

    fn key(&self, name: impl Hash) -> u16 {
        self.hasher.hash_one(name) as u16
    }
}

fn quota([per_second, burst]: [u32; 2]) -> Quota {
    let rate = |rate| NonZeroU32::new(rate).unwrap_or(NonZeroU32::MIN);
    Quota::per_second(rate(per_second)).allow_burst(rate(burst))
}

/// Time that never goes back, unlike that of the wall.
impl Ticking for Clock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
        match self {
            Self::System => BEGAN.elapsed(),
            Self::Fixed(_) => Duration::from_micros(u64::try_from(Self::now(self).0).unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{SECOND, Timestamp};
    use std::net::IpAddr;

    const RATES: Rates = Rates { known: [1, 3], network: [1, 2], strangers: [100, 20] };

    fn limiter() -> (Clock, RateLimiter) {
        let clock = Clock::fixed(Timestamp(0));
        (clock.clone(), RateLimiter::new(&clock, RATES))
    }

    fn let_in(limiter: &RateLimiter, address: &str, times: usize) -> usize {
        let networks = Networks::of(address.parse::<IpAddr>().ok());
        (0..times).filter(|_| limiter.admits(Client::Stranger(&networks))).count()
    }

    #[test]
    fn a_network_that_asks_too_often_waits_alone() {
        let (clock, limiter) = limiter();
        assert_eq!(let_in(&limiter, "203.0.113.7", 9), 2);
        assert_eq!(let_in(&limiter, "203.0.113.8", 9), 2);
        clock.advance(SECOND);
        assert_eq!(let_in(&limiter, "203.0.113.7", 9), 1);
    }

    #[test]
    fn who_changes_the_address_within_a_network_is_one_visitor() {
        let (_, limiter) = limiter();
        let of = |address: &str| let_in(&limiter, address, 9);
        assert_eq!(of("2001:db8:0:100::1") + of("2001:db8:0:100:ffff::9"), 2, "one /64");
        assert_eq!(of("2001:db8:0:101::1") + of("2001:db8:0:1ff::1"), 2, "the rest of its /56");
        let site = |n| format!("2001:db8:0:{n:x}00::1");
        assert_eq!((2..9).map(|n| of(&site(n))).sum::<usize>(), 4, "the rest of its /48");
        assert_eq!(of("2001:db8:1::1"), 2, "another /48");
    }

    #[test]
    fn visitors_who_cannot_be_told_apart_share_what_all_strangers_have() {
        let (_, limiter) = limiter();
        assert_eq!(let_in(&limiter, "127.0.0.1", 99), 20);
        assert_eq!(let_in(&limiter, "203.0.113.7", 9), 0);
        assert!(limiter.admits(Client::Known(b"a")), "who was here before is let in");
    }

    #[tokio::test]
    async fn a_refusal_takes_a_second_unless_too_many_wait() {
        let (clock, limiter) = limiter();
        limiter.delay_refusal(&clock).await;
        assert_eq!(Clock::now(&clock), Timestamp(SECOND));
        let _taken = limiter.delayed.try_acquire_many(DELAYED as u32).unwrap();
        limiter.delay_refusal(&clock).await;
        assert_eq!(Clock::now(&clock), Timestamp(SECOND));
    }

    #[tokio::test]
    async fn probes_wait_once_there_are_too_many() {
        let (clock, limiter) = limiter();
        for _ in 0..1_000 {
            limiter.pace_probe(&clock).await;
        }
        assert_eq!(Clock::now(&clock), Timestamp(0));
        limiter.pace_probe(&clock).await;
        assert_eq!(Clock::now(&clock), Timestamp(SECOND / 4), "less than balancers wait");
    }

    #[test]
    fn a_known_browser_has_a_budget_of_its_own() {
        let (_, limiter) = limiter();
        let of = |id: &[u8]| (0..9).filter(|_| limiter.admits(Client::Known(id))).count();
        assert_eq!((of(b"a"), of(b"b")), (3, 3));
    }
}
