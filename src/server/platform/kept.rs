//! Answers that are kept for a while, as they take long to find.

use super::clock::Clock;
use crate::domain::time::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError};
use tokio::sync::Mutex;

/// Answers by their question, each kept `TIMES` as long as it took to find: with 60, a sixtieth of the time goes into
/// finding it, however many ask.
pub struct Kept<Q, A, const TIMES: i64>(std::sync::Mutex<HashMap<Q, Slot<A>>>);

/// Locked while the answer is looked for: all who ask until then wait for the same one.
type Slot<A> = Arc<Mutex<Option<Found<A>>>>;

/// An answer, and until when it is kept.
type Found<A> = (Arc<A>, Timestamp);

fn kept<A>(found: &Option<Found<A>>, now: Timestamp) -> Option<Arc<A>> {
    found.as_ref().filter(|(_, until)| now < *until).map(|(answer, _)| Arc::clone(answer))
}

impl<Q, A, const TIMES: i64> Default for Kept<Q, A, TIMES> {
    fn default() -> Self {
        Self(Default::default())
    }
}

impl<Q: Eq + Hash, A, const TIMES: i64> Kept<Q, A, TIMES> {
    /// The answer to `question` that is kept, or else what `find` finds, which is kept if it `is_large`.
    ///
    /// # Errors
    /// Those of `find`; they are not kept.
    pub async fn answer<E>(
        &self,
        clock: &Clock,
        question: Q,
        find: impl Future<Output = Result<A, E>>,
        is_large: impl FnOnce(&A) -> bool,
    ) -> Result<Arc<A>, E> {
        let slot = {
            let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            slots.retain(|_, slot| slot.try_lock().map_or(true, |slot| kept(&slot, clock.now()).is_some()));
            Arc::clone(slots.entry(question).or_default())
        };
        let mut slot = slot.lock().await;
        let begun = clock.now();
        if let Some(answer) = kept(&slot, begun) {
            return Ok(answer);
        }
        let answer = Arc::new(find.await?);
        if is_large(&answer) {
            let found = clock.now();
            *slot = Some((Arc::clone(&answer), found.plus((found.0 - begun.0) * TIMES)));
        }
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::SECOND;
    use futures_util::FutureExt;
    use std::convert::Infallible;

    #[test]
    fn what_took_two_seconds_is_kept_for_two_minutes() {
        let clock = Clock::fixed(Timestamp(0));
        let kept = Kept::<_, _, 60>::default();
        let ask = |question: &'static str, answer: i64| {
            let find = async {
                clock.advance(2 * SECOND);
                Ok::<i64, Infallible>(answer)
            };
            *kept.answer(&clock, question, find, |answer| *answer > 10).now_or_never().unwrap().unwrap()
        };
        assert_eq!(ask("all", 11), 11);
        assert_eq!(ask("all", 12), 11, "kept");
        assert_eq!(ask("some", 13), 13, "another question");
        assert_eq!(ask("few", 1), 1);
        assert_eq!(ask("few", 2), 2, "too small to be kept");
        clock.advance(119 * SECOND);
        assert_eq!(ask("all", 14), 14, "it was kept long enough");
        assert_eq!(kept.0.lock().unwrap().len(), 1, "what is kept no longer takes no place");
    }
}
