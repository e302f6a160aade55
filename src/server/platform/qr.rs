//! A link as a QR code.

use super::error::{Error, Result};
use fast_qr::convert::{Builder, Shape, svg::SvgBuilder};
use fast_qr::qr::QRBuilder;

/// `text` as an SVG document, without styles or scripts.
pub fn svg(text: &str) -> Result<String> {
    let code = QRBuilder::new(text).build().map_err(|error| Error::internal(format!("QR code: {error:?}")))?;
    Ok(SvgBuilder::default().shape(Shape::Square).to_str(&code))
}
