//! The organisation's logo. Its address follows from its content, so that browsers may keep it for good.

use crate::domain::organisation::logo::{Logo, Picture, PictureKind};
use crate::domain::text::Invalid;
use crate::paths;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::Owner;
use crate::server::platform::db::{execute, read};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use imagesize::ImageType;
use sha2::{Digest, Sha256};

/// The logo that pages show.
pub async fn current(app: &AppState) -> Result<Option<Logo>> {
    const GET: &str = "select hash, kind, width, height from logo";
    let row: Option<(String, String, i64, i64)> = read!(&app.db, c => sqlx::query_as(GET).fetch_optional(c))?;
    Ok(row.map(|(hash, kind, width, height)| Logo { href: paths::logo(&hash, &kind), width, height }))
}

/// Its bytes, as long as it is the one with this hash.
pub async fn content(app: &AppState, hash: &str) -> Result<(PictureKind, Vec<u8>)> {
    const GET: &str = "select kind, content from logo where hash = $1";
    if !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Error::NotFound);
    }
    let row: Option<(String, Vec<u8>)> = read!(&app.db, c => sqlx::query_as(GET).bind(hash).fetch_optional(c))?;
    let (kind, content) = row.ok_or(Error::NotFound)?;
    Ok((PictureKind::parse(&kind).ok_or(Error::NotFound)?, content))
}

/// Makes `content` the logo.
pub async fn save(app: &AppState, owner: &Owner, content: &[u8]) -> Result<()> {
    const SAVE: &str = "
        insert into logo (id, hash, kind, width, height, content, created_at)
        values (1, $1, $2, $3, $4, $5, $6)
        on conflict (id) do update set hash = excluded.hash, kind = excluded.kind, width = excluded.width,
            height = excluded.height, content = excluded.content, created_at = excluded.created_at";
    let picture = parse(content).map_err(|invalid| Error::field("logo", invalid.0))?;
    let hash: String = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut tx = app.db.begin().await?;
    let kind = picture.kind.as_str();
    execute!(&mut tx, SAVE, &hash, kind, picture.width, picture.height, content, app.now().0)?;
    let what = recorded!(server::events::logo_changed, actor = &owner.name);
    record::write(&mut tx, app, Entry::of(&**owner, "logo_changed", what)).await?;
    tx.commit().await
}

/// Goes back to the name alone.
pub async fn remove(app: &AppState, owner: &Owner) -> Result<()> {
    let mut tx = app.db.begin().await?;
    if execute!(&mut tx, "delete from logo")? == 0 {
        return Ok(());
    }
    let what = recorded!(server::events::logo_removed, actor = &owner.name);
    record::write(&mut tx, app, Entry::of(&**owner, "logo_removed", what)).await?;
    tx.commit().await
}

/// Reads the type of image `bytes`, without decoding it.
pub fn parse(bytes: &[u8]) -> std::result::Result<Picture, Invalid> {
    Picture::checked(bytes.len(), header(bytes))
}

fn header(bytes: &[u8]) -> Option<Picture> {
    let kind = match imagesize::image_type(bytes).ok()? {
        ImageType::Png => PictureKind::Png,
        ImageType::Jpeg => PictureKind::Jpeg,
        ImageType::Webp => PictureKind::Webp,
        _ => return None,
    };
    let size = imagesize::blob_size(bytes).ok()?;
    Some(Picture { kind, width: i64::try_from(size.width).ok()?, height: i64::try_from(size.height).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &sides, b"\x08\x06\0\0\0"].concat()
    }

    fn riff(chunk: &[u8; 4], data: &[u8]) -> Vec<u8> {
        [b"RIFF\x2a\0\0\0WEBP".as_slice(), chunk, b"\x1e\0\0\0", data, &[0; 16]].concat()
    }

    fn padded(start: &[u8]) -> Vec<u8> {
        [start, &[0; 16]].concat()
    }

    fn pictures() -> [(Vec<u8>, PictureKind); 6] {
        let jpeg: &[u8] = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x11\x08\x00\x30\x01\x40\x03";
        let frame_first: &[u8] = b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x30\x01\x40\x03";
        [
            (png(320, 48), PictureKind::Png),
            (jpeg.to_vec(), PictureKind::Jpeg),
            (frame_first.to_vec(), PictureKind::Jpeg),
            (riff(b"VP8X", b"\0\0\0\0\x3f\x01\0\x2f\0\0"), PictureKind::Webp),
            (riff(b"VP8L", &[0x2f, 0x3f, 0xc1, 0x0b, 0x00]), PictureKind::Webp),
            (riff(b"VP8 ", b"\0\0\0\x9d\x01\x2a\x40\x01\x30\0"), PictureKind::Webp),
        ]
    }

    #[test]
    fn a_picture_says_what_it_is_and_how_large() {
        for (bytes, kind) in pictures() {
            assert_eq!(parse(&bytes), Ok(Picture { kind, width: 320, height: 48 }));
        }
    }

    #[test]
    fn a_picture_that_is_cut_off_is_refused() {
        for (bytes, kind) in pictures() {
            for cut in 0..bytes.len() {
                let read = parse(&bytes[..cut]);
                assert!(read.is_err() || read == parse(&bytes) && cut > 10, "{kind:?} cut at {cut}: {read:?}");
            }
        }
    }

    #[test]
    fn what_is_no_picture_or_no_logo_is_refused() {
        for (bytes, why) in [
            (Vec::new(), "Choose an image."),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "PNG, JPEG or WebP"),
            (b"GIF89a\x40\x01\x30\0\0\0\0".to_vec(), "PNG, JPEG or WebP"),
            (b"BM\x40\x01\x30\0\0\0\0\0\0\0\0\0".to_vec(), "PNG, JPEG or WebP"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec(), "PNG, JPEG or WebP"),
            (padded(b"\xff\xd8\xff\xe0\xff\xff"), "PNG, JPEG or WebP"),
            (padded(b"\xff\xd8\xff\xe0\x00\x00\xff\xe0\x00\x00"), "PNG, JPEG or WebP"),
            (padded(b"\xff\xd8\xff\xe0\x00\x01\xff\xe0\x00\x01"), "PNG, JPEG or WebP"),
            (padded(b"\xff\xd8\xff\xd9\xff\xd9\x00\x02"), "PNG, JPEG or WebP"),
            (padded(b"\xff\xd8\xff\x00\x00\x02"), "PNG, JPEG or WebP"),
            ([0xff; 512].to_vec(), "PNG, JPEG or WebP"),
            ([b"\xff\xd8".repeat(256), vec![0xff; 512]].concat(), "PNG, JPEG or WebP"),
            (riff(b"VP8?", &[0; 16]), "PNG, JPEG or WebP"),
            (b"RIFF\xff\xff\xff\xffWEBP".to_vec(), "PNG, JPEG or WebP"),
            (riff(b"VP8X", &[0xff; 16]), "16 to 4096"),
            (riff(b"VP8L", &[0xff; 16]), "16 to 4096"),
            (riff(b"VP8 ", &[0; 16]), "16 to 4096"),
            (padded(b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff"), "16 to 4096"),
            (png(0, 0), "16 to 4096"),
            (png(15, 48), "16 to 4096"),
            (png(4097, 48), "16 to 4096"),
            (png(u32::MAX, u32::MAX), "16 to 4096"),
            ([png(320, 48), vec![0; Picture::MAX_BYTES]].concat(), "512 KB"),
        ] {
            let Err(Invalid(complaint)) = parse(&bytes) else { panic!("{bytes:?} was kept") };
            assert!(complaint.contains(why), "{complaint}: {bytes:?}");
        }
    }

    /// Fill bytes before a marker are allowed (ITU-T T.81, B.1.1.2) and rare; imagesize does not know them.
    #[test]
    fn a_jpeg_with_fill_bytes_is_refused() {
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc2\x00\x11\x08\x00\x30\x01\x40\x03";
        assert!(parse(jpeg).is_err());
    }
}
