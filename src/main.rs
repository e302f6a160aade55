//! The program, which is [`gangway::cli`], with the files of its pages inside. Of the browser's build there is none.

/// What `scripts/site.sh` built. In development it is read from its folder, so that it may change while the program runs.
#[cfg(feature = "ssr")]
#[derive(rust_embed::Embed)]
#[folder = "target/site"]
#[allow_missing = true]
struct Site;

#[cfg(feature = "ssr")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[cfg(feature = "ssr")]
fn main() -> std::process::ExitCode {
    gangway::cli::main(gangway::cli::Program { assets: Site::get, commit: option_env!("GANGWAY_COMMIT") })
}

#[cfg(not(feature = "ssr"))]
fn main() {}
