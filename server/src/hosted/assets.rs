//! The style sheet and the script of the hosted pages: the house's tokens and only the components that they use.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use clientele_app::hosted::SCRIPT;
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
    component!("visibility"),
    "}\n",
);

/// A name that changes with the files, so that they can be kept for ever.
static EDITION: LazyLock<String> = LazyLock::new(|| {
    let hash = Sha256::new().chain_update(STYLE).chain_update(SCRIPT).finalize();
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

/// `GET /hosted/{edition}/{file}`
pub async fn file(Path((edition, file)): Path<(String, String)>) -> Response {
    let (kind, text) = match file.as_str() {
        "checkout.css" if edition == *EDITION => ("text/css; charset=utf-8", STYLE),
        "checkout.js" if edition == *EDITION => ("text/javascript; charset=utf-8", SCRIPT),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let keep = "public, max-age=31536000, immutable";
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], text).into_response()
}
