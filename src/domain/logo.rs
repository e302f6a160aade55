//! The organisation's logo: a picture that is what it says it is.

use super::text::Invalid;
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

    /// Reads the first bytes of a picture.
    pub fn parse(bytes: &[u8]) -> Result<Self, Invalid> {
        if bytes.is_empty() {
            return Err(Invalid::new("Choose a picture."));
        }
        if bytes.len() > Self::MAX_BYTES {
            return Err(Invalid::new("The picture is larger than 512 KB. Save it smaller, then choose it again."));
        }
        let read = png(bytes).or_else(|| jpeg(bytes)).or_else(|| webp(bytes));
        let picture = read.ok_or_else(|| Invalid::new("This is no PNG, JPEG or WebP picture. Choose another file."))?;
        let fits = |side| (Self::MIN_SIDE..=Self::MAX_SIDE).contains(&side);
        if !fits(picture.width) || !fits(picture.height) {
            return Err(Invalid::new("Each side of the picture has to be 16 to 4096 pixels long."));
        }
        Ok(picture)
    }
}

fn big(bytes: &[u8]) -> i64 {
    bytes.iter().fold(0, |number, byte| number << 8 | i64::from(*byte))
}

fn little(bytes: &[u8]) -> i64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | i64::from(*byte))
}

fn png(bytes: &[u8]) -> Option<Picture> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")?.get(..13)?;
    Some(Picture { kind: PictureKind::Png, width: big(&header[..4]), height: big(&header[4..8]) })
}

/// Goes from segment to segment until the one that begins a frame.
fn jpeg(bytes: &[u8]) -> Option<Picture> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, after @ ..] = rest else { return None };
        match marker {
            // Any marker may be filled up to its place.
            0xff => rest = &rest[1..],
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let frame = after.get(..7)?;
                return Some(Picture { kind: PictureKind::Jpeg, width: big(&frame[5..7]), height: big(&frame[3..5]) });
            }
            // The picture began or ended without a frame.
            0xd8..=0xda | 0x00..=0x01 => return None,
            _ => rest = after.get(usize::try_from(big(after.get(..2)?)).ok().filter(|length| *length > 1)?..)?,
        }
    }
}

fn webp(bytes: &[u8]) -> Option<Picture> {
    let header = bytes.get(..30)?;
    if !header.starts_with(b"RIFF") || &header[8..12] != b"WEBP" {
        return None;
    }
    let (width, height) = match &header[12..16] {
        b"VP8X" => (little(&header[24..27]) + 1, little(&header[27..30]) + 1),
        b"VP8L" if header[20] == 0x2f => {
            let sides = little(&header[21..25]);
            ((sides & 0x3fff) + 1, (sides >> 14 & 0x3fff) + 1)
        }
        b"VP8 " if header[23..26] == [0x9d, 0x01, 0x2a] => {
            (little(&header[26..28]) & 0x3fff, little(&header[28..30]) & 0x3fff)
        }
        _ => return None,
    };
    Some(Picture { kind: PictureKind::Webp, width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn riff(chunk: &[u8; 4], data: &[u8]) -> Vec<u8> {
        [b"RIFF\x2a\0\0\0WEBP".as_slice(), chunk, b"\x1e\0\0\0", data, &[0; 16]].concat()
    }

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &sides, b"\x08\x06\0\0\0"].concat()
    }

    #[test]
    fn a_picture_says_what_it_is_and_how_large() {
        let jpeg: &[u8] = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc2\x00\x11\x08\x00\x30\x01\x40\x03";
        for (bytes, kind, width, height) in [
            (png_of(320, 48), PictureKind::Png, 320, 48),
            (jpeg.to_vec(), PictureKind::Jpeg, 320, 48),
            (riff(b"VP8X", b"\0\0\0\0\x3f\x01\0\x2f\0\0"), PictureKind::Webp, 320, 48),
            (riff(b"VP8L", &[0x2f, 0x3f, 0xc1, 0x0b, 0x00]), PictureKind::Webp, 320, 48),
            (riff(b"VP8 ", b"\0\0\0\x9d\x01\x2a\x40\x01\x30\0"), PictureKind::Webp, 320, 48),
        ] {
            assert_eq!(Picture::parse(&bytes), Ok(Picture { kind, width, height }));
            for cut in 0..bytes.len().min(18) {
                assert!(Picture::parse(&bytes[..cut]).is_err(), "{kind:?} cut at {cut}");
            }
        }
    }

    #[test]
    fn what_is_no_picture_or_no_logo_is_refused() {
        let too_long: &[u8] = b"\xff\xd8\xff\xe0\xff\xff";
        let no_end: &[u8] = b"\xff\xd8\xff\xe0\x00\x00\xff\xe0\x00\x00";
        for (bytes, why) in [
            (Vec::new(), "Choose a picture."),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "no PNG"),
            (b"GIF89a\x40\x01\x30\0".to_vec(), "no PNG"),
            (too_long.to_vec(), "no PNG"),
            (no_end.to_vec(), "no PNG"),
            (png_of(15, 48), "16 to 4096"),
            (png_of(4097, 48), "16 to 4096"),
            (png_of(u32::MAX, u32::MAX), "16 to 4096"),
            ([png_of(320, 48), vec![0; Picture::MAX_BYTES]].concat(), "512 KB"),
        ] {
            let Err(Invalid(complaint)) = Picture::parse(&bytes) else { panic!("{bytes:?} was kept") };
            assert!(complaint.contains(why), "{complaint}");
        }
    }
}
