//! QR codes, as drawings that are part of the page.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// Around a code there is nothing for so many of its squares (ISO/IEC 18004).
const QUIET: usize = 4;

/// What a wallet reads to pay an invoice: in upper case, which makes for fewer squares (BOLT 11).
pub fn invoice_svg(bolt11: &str, label: &str) -> String {
    qr_svg(&format!("LIGHTNING:{}", bolt11.to_ascii_uppercase()), label)
}

/// The code of a text as an SVG element, which says what it is to those who don't see it. It is dark on light whatever the
/// colours of the page: not every camera reads the opposite. Empty when the text is too long for a code.
pub fn qr_svg(text: &str, label: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else { return String::new() };
    let (width, colors) = (code.width(), code.to_colors());
    let side = width + 2 * QUIET;
    let label = label.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let mut path = String::new();
    for (row, squares) in colors.chunks(width).enumerate() {
        let mut column = 0;
        // Neighbours in a row are one stroke.
        for run in squares.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                let (x, y, length) = (column + QUIET, row + QUIET, run.len());
                // Writing into a string never fails.
                let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            column += run.len();
        }
    }
    format!(
        "<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
         aria-label=\"{label}\" shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
         <path d=\"{path}\" fill=\"#000\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_drawn_with_its_corners_and_says_what_it_is() {
        let svg = invoice_svg("lnbc21u1pexample", "An invoice");

        assert!(svg.starts_with("<svg class=\"qr\"") && svg.ends_with("</svg>"));
        assert!(svg.contains("role=\"img\" aria-label=\"An invoice\""));
        // The first row begins and ends with the edge of a corner, seven squares long.
        assert!(svg.contains(&format!("M{QUIET} {QUIET}h7v1h-7z")), "{svg}");
    }

    #[test]
    fn a_label_stays_a_label_and_too_much_is_nothing() {
        assert!(qr_svg("A", "\"><script>").contains("aria-label=\"&quot;>&lt;script>\""));
        assert_eq!(qr_svg(&"x".repeat(5000), "x"), "");
    }
}
