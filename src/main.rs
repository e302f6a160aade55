//! The program, which is [`gangway::cli`]. Of the browser's build there is none.

#[cfg(feature = "ssr")]
fn main() -> std::process::ExitCode {
    gangway::cli::main()
}

#[cfg(not(feature = "ssr"))]
fn main() {}
