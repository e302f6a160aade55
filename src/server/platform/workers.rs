//! Work for the processor, kept off the threads that answer requests.

use super::error::{Error, Result};
use crate::i18n;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tracing::Span;

/// How much of it is done at once: the rest waits in line.
const PLACES: usize = 2;

/// A bounded pool for work that takes long with what users write: Markdown, emails, spreadsheets.
#[derive(Clone)]
pub struct Workers(Arc<Semaphore>);

impl Default for Workers {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(PLACES)))
    }
}

impl Workers {
    /// Does `work` on a thread of the pool, in the language of the request. Its place stays taken until it ends, also
    /// if nobody waits for it any more.
    ///
    /// # Errors
    /// It panicked.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let permit = self.place().await?;
        let (locale, span) = (i18n::current(), Span::current());
        let work = move || {
            let _permit = permit;
            span.in_scope(|| i18n::within(locale, work))
        };
        Ok(tokio::task::spawn_blocking(work).await?)
    }

    /// A place in the pool for work that is done elsewhere, until it is dropped.
    pub async fn place(&self) -> Result<OwnedSemaphorePermit> {
        self.0.clone().acquire_owned().await.map_err(|_| Error::Busy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use std::sync::mpsc;

    #[tokio::test]
    async fn no_more_is_done_at_once_than_there_are_places() {
        let workers = Workers::default();
        let (began, begun) = mpsc::channel();
        let (end, ended) = mpsc::channel::<()>();
        let ended = Arc::new(std::sync::Mutex::new(ended));
        let tasks: Vec<_> = (0..PLACES + 1)
            .map(|n| {
                let (workers, began, ended) = (workers.clone(), began.clone(), ended.clone());
                tokio::spawn(async move {
                    let work = move || {
                        began.send(n).unwrap();
                        ended.lock().unwrap().recv().unwrap();
                    };
                    workers.run(work).await.unwrap();
                })
            })
            .collect();
        let begun = tokio::task::spawn_blocking(move || {
            let first: Vec<usize> = begun.iter().take(PLACES).collect();
            assert_eq!(first.len(), PLACES);
            assert!(begun.try_recv().is_err(), "the last one waits");
            begun
        });
        let begun = begun.await.unwrap();
        (0..=PLACES).for_each(|_| end.send(()).unwrap());
        for task in tasks {
            task.await.unwrap();
        }
        assert!(begun.try_recv().is_ok(), "and then has its turn");
    }

    #[tokio::test]
    async fn it_speaks_the_language_of_its_request() {
        let spoken = i18n::speaking(Locale::De, async { Workers::default().run(i18n::current).await.unwrap() });
        assert_eq!(spoken.await, Locale::De);
    }
}
