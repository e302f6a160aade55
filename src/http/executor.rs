//! The tasks that leptos starts while it renders. They speak the language of the request that they belong to.

use crate::i18n;
use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};

struct Tasks;

impl CustomExecutor for Tasks {
    fn spawn(&self, task: PinnedFuture<()>) {
        tokio::spawn(i18n::speaking(i18n::current(), task));
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        tokio::task::spawn_local(i18n::speaking(i18n::current(), task));
    }

    fn poll_local(&self) {}
}

/// Makes leptos use them, before it would choose others.
pub fn init() {
    if let Err(error) = Executor::init_custom_executor(Tasks) {
        tracing::error!(error = %error, "Pages may mix languages: leptos has an executor already");
    }
}
