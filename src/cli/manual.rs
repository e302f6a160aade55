//! What packages hold beside the program: its manual pages, and what completes its commands in shells.

use clap::Command;
use clap_complete::Shell;
use std::env;
use std::io;
use std::path::{Path, PathBuf};

/// The hidden command that writes them into a folder.
const COMMAND: &str = "write-manual";

/// The folder, if that is what the program was started for. Packages are built with it, people never see it.
pub fn asked_for() -> Option<PathBuf> {
    let mut arguments = env::args().skip(1);
    (arguments.next()? == COMMAND).then(|| arguments.next().map(PathBuf::from))?
}

/// Writes them into `folder`.
///
/// # Errors
/// A file cannot be written.
pub fn write(command: Command, folder: &Path) -> io::Result<()> {
    for shell in [Shell::Bash, Shell::Fish, Shell::Zsh] {
        clap_complete::generate_to(shell, &mut command.clone(), "gangway", folder)?;
    }
    clap_mangen::generate_to(command.mut_subcommand("help", |help| help.hide(true)), folder)
}
