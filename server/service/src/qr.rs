//! QR codes as SVG path data, so that they are drawn without an image and without inline styles.

use qrcode::{EcLevel, QrCode, types::Color};

/// A QR as SVG path data, one square of side 1 for each dark module, and its side with the quiet zone. `None` for a text
/// that is too long for one.
pub(crate) fn qr(text: &str) -> Option<(String, u32)> {
    /// Light modules around it, as the standard asks for.
    const QUIET: usize = 4;
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (place, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            let (x, y) = (place % width + QUIET, place / width + QUIET);
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    Some((path, u32::try_from(width + 2 * QUIET).ok()?))
}

#[cfg(test)]
mod tests {
    use super::qr;

    #[test]
    fn a_qr_is_drawn_as_one_path_with_a_quiet_zone() {
        let (path, size) = qr("https://help.example/recover/move#AAAAAAAAAAAAAAAAAAAAAA").unwrap();
        // 56 bytes at level M: version 4, 33 modules, and four around.
        assert_eq!(size, 41);
        assert!(path.starts_with("M4 4h1v1h-1z"), "the first finder pattern begins there");
        assert!(path.bytes().all(|byte| b"Mhvz- 0123456789".contains(&byte)));
    }
}
