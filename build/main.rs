//! Makes Rust of the texts in `locales/`: a function for each message, so that a missing one, or a missing
//! value, does not compile.

mod catalogue;
mod code;

use catalogue::Catalogue;
use std::env::var;
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=locales");
    let catalogue = Catalogue::read(Path::new("locales")).map_err(|problems| problems.join("\n"))?;
    let out = var("OUT_DIR")?;
    let out = Path::new(&out);
    fs::write(out.join("locale.rs"), code::locale(&catalogue))?;
    fs::write(out.join("messages.rs"), code::functions(&catalogue))?;
    if var("CARGO_FEATURE_SSR").is_ok() {
        fs::write(out.join("tables.rs"), code::tables(&catalogue, out)?)?;
    }
    Ok(())
}
