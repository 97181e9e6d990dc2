//! The style sheet, the script and the font of the hosted pages: the house's tokens and only the components that they
//! use, and of the house's font the letters that most of their words are written in.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use clientele_app::hosted::{FRAME_SCRIPT, SCRIPT};
use sha2::{Digest, Sha256};

macro_rules! component {
    ($name:literal) => {
        include_str!(concat!("../../../style/components/", $name, ".css"))
    };
}

/// In the same layers as the dashboard's, so that the same rules win.
const STYLE: &str = concat!(
    "@layer tokens, base, components;\n@layer tokens {\n",
    include_str!("../../../style/tokens.css"),
    "}\n@layer base {\n",
    include_str!("../../../style/base.css"),
    "}\n@layer components {\n",
    component!("banner"),
    component!("button"),
    component!("field"),
    component!("avatar"),
    component!("card"),
    component!("key-value"),
    component!("stat"),
    component!("empty-state"),
    component!("qr"),
    component!("checkout"),
    component!("portal"),
    component!("visibility"),
    "}\n",
    // Goes before the whole font, which a browser fetches for other letters only.
    "@font-face {\n  font-family: Inter;\n  src: url(\"inter-latin.woff2\") format(\"woff2\");\n  font-weight: 400 700;\n",
    "  font-display: swap;\n  unicode-range: U+20-7E, U+A0-FF, U+2009, U+2013-2014, U+2018-201E, U+2022, U+2026, U+202F, ",
    "U+20AC, U+20BF, U+2212;\n}\n",
);

/// Inter at the size of text, with the letters of western European languages; see `public/fonts/OFL.txt`.
const FONT: &[u8] = include_bytes!("../../../public/fonts/inter-latin.woff2");

/// A name that changes with the files, so that they can be kept for ever.
static EDITION: LazyLock<String> = LazyLock::new(|| {
    let hash =
        Sha256::new().chain_update(STYLE).chain_update(SCRIPT).chain_update(FRAME_SCRIPT).chain_update(FONT).finalize();
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
});

/// Address of the style sheet.
pub fn style() -> String {
    format!("/hosted/{}/checkout.css", *EDITION)
}

/// Address of the script.
pub fn script() -> String {
    format!("/hosted/{}/checkout.js", *EDITION)
}

/// Address of the script that runs in a frame.
pub fn frame_script() -> String {
    format!("/hosted/{}/frame.js", *EDITION)
}

/// Address of the font.
pub fn font() -> String {
    format!("/hosted/{}/inter-latin.woff2", *EDITION)
}

/// `GET /hosted/{edition}/{file}`
pub async fn file(Path((edition, file)): Path<(String, String)>) -> Response {
    let (kind, file) = match file.as_str() {
        "checkout.css" if edition == *EDITION => ("text/css; charset=utf-8", STYLE.as_bytes()),
        "checkout.js" if edition == *EDITION => ("text/javascript; charset=utf-8", SCRIPT.as_bytes()),
        "frame.js" if edition == *EDITION => ("text/javascript; charset=utf-8", FRAME_SCRIPT.as_bytes()),
        "inter-latin.woff2" if edition == *EDITION => ("font/woff2", FONT),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let keep = "public, max-age=31536000, immutable";
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], file).into_response()
}
