//! `GET /embed/clientele.js`: the custom elements that merchants put on their own pages, in one script. It is the same for
//! everybody and knows nobody: a page on any origin may load it.

use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use brotli::enc::BrotliEncoderParams;
use sha2::{Digest, Sha256};

/// The script as browsers get it: without what is written for people.
static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let lines = include_str!("widgets/clientele.js").lines().map(str::trim);
    let said = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    said.collect::<Vec<_>>().join("\n")
});

/// The same, as small as it gets.
static COMPRESSED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut out = Vec::new();
    let params = BrotliEncoderParams { quality: 11, size_hint: SCRIPT.len(), ..BrotliEncoderParams::default() };
    match brotli::BrotliCompress(&mut SCRIPT.as_bytes(), &mut out, &params) {
        Ok(_) => out,
        Err(error) => {
            tracing::error!(%error, "the widgets are served as they are");
            Vec::new()
        }
    }
});

/// Changes with the script.
static TAG: LazyLock<HeaderValue> = LazyLock::new(|| {
    let hash: String = Sha256::digest(SCRIPT.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::from_str(&format!("\"{hash}\"")).unwrap_or(HeaderValue::from_static("\"\""))
});

/// Its address is in pages that we don't write, so that it can't change with the script: kept for a day, and used for a
/// week longer while a browser asks for a newer one.
const KEEP: &str = "public, max-age=86400, stale-while-revalidate=604800";

/// `GET /embed/clientele.js`
pub async fn script(headers: HeaderMap) -> Response {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    let mut response = if known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == *TAG) {
        StatusCode::NOT_MODIFIED.into_response()
    } else if takes_brotli(&headers) && !COMPRESSED.is_empty() {
        ([(header::CONTENT_ENCODING, "br")], COMPRESSED.as_slice()).into_response()
    } else {
        SCRIPT.as_str().into_response()
    };
    let head = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, KEEP),
        (header::VARY, "accept-encoding"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ] {
        head.insert(name, HeaderValue::from_static(value));
    }
    head.insert(header::ETAG, TAG.clone());
    response
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|part| part.trim().split(';').next() == Some("br"))
}
