//! The organisation's logo: a picture that is what it says it is.

use crate::domain::text::Invalid;
use serde::{Deserialize, Serialize};

/// The logo as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    pub href: String,
    pub width: i64,
    pub height: i64,
}

/// What a logo may be. No SVG: it can carry scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    Png,
    Jpeg,
    Webp,
}

impl PictureKind {
    const ALL: [Self; 3] = [Self::Png, Self::Jpeg, Self::Webp];

    /// The word in the database, and the ending of its address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Webp => "webp",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The content type (RFC 9110).
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }
}

/// A picture by what its bytes say, never by its name or by what the browser called it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    pub kind: PictureKind,
    pub width: i64,
    pub height: i64,
}

impl Picture {
    /// The most bytes of a logo.
    pub const MAX_BYTES: usize = 512 * 1024;
    /// The longest side, in pixels: a small file can unpack to a picture that stops a browser.
    const MAX_SIDE: i64 = 4096;
    /// The shortest: anything smaller is no logo but a dot.
    const MIN_SIDE: i64 = 16;

    /// Checks a file of `size` bytes, in whose `header` a picture was recognised or not.
    pub fn checked(size: usize, header: Option<Self>) -> Result<Self, Invalid> {
        if size == 0 {
            return Err(Invalid::new(t!(organisation::choose_a_picture)));
        }
        if size > Self::MAX_BYTES {
            return Err(Invalid::new(t!(organisation::the_picture_is_larger_than_512)));
        }
        let picture = header.ok_or_else(|| Invalid::new(t!(organisation::this_is_no_png_jpeg_or)))?;
        let fits = |side| (Self::MIN_SIDE..=Self::MAX_SIDE).contains(&side);
        if !fits(picture.width) || !fits(picture.height) {
            return Err(Invalid::new(t!(organisation::each_side_of_the_picture_has)));
        }
        Ok(picture)
    }
}
