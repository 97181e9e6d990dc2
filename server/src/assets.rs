//! The files of the dashboard, inside the binary: wasm, script, style, font and icons, each also compressed.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

/// A name that changes whenever the built files do, so that they can be kept forever.
static EDITION: LazyLock<String> = LazyLock::new(|| {
    let mut edition = 0u64;
    for path in Site::iter().filter(|path| path.starts_with("pkg/")) {
        let hash = Site::get(&path).map(|file| file.metadata.sha256_hash()).unwrap_or_default();
        let head = hash.iter().take(8).fold(0u64, |sum, byte| (sum << 8) | u64::from(*byte));
        edition = edition.rotate_left(7) ^ head;
    }
    format!("{edition:016x}")
});

/// By the name of a section of pages the addresses of its files. None where nothing was built.
pub static SECTIONS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let list = Site::get("pkg/__wasm_split_manifest.json").map(|file| file.data).unwrap_or_default();
    let mut sections: HashMap<String, Vec<String>> = serde_json::from_slice(&list).unwrap_or_default();
    sections.values_mut().flatten().for_each(|file| *file = format!("/{}/{file}.wasm", package_path()));
    sections
});

/// Where the built files are served: `pkg/EDITION`.
pub fn package_path() -> String {
    format!("pkg/{}", *EDITION)
}

/// A built file, of this edition only.
pub async fn package(Path((edition, file)): Path<(String, String)>, headers: HeaderMap) -> Response<Body> {
    if edition != *EDITION {
        return answer(StatusCode::NOT_FOUND, Body::empty());
    }
    serve(&format!("pkg/{file}"), &headers, "public, max-age=31536000, immutable")
}

/// A static file at the top: fonts, icons.
pub async fn file(path: &str, headers: &HeaderMap) -> Response<Body> {
    serve(path, headers, "public, max-age=86400")
}

/// A font.
pub async fn font(Path(file): Path<String>, headers: HeaderMap) -> Response<Body> {
    serve(&format!("fonts/{file}"), &headers, "public, max-age=31536000, immutable")
}

fn serve(path: &str, headers: &HeaderMap, keep: &'static str) -> Response<Body> {
    let Some(plain) = Site::get(path) else { return answer(StatusCode::NOT_FOUND, Body::empty()) };
    let tag = tag(&plain);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known == tag) {
        return answer(StatusCode::NOT_MODIFIED, Body::empty());
    }
    let mime = mime(path);
    let (encoding, file) = encoded(path, headers).unwrap_or((None, plain));
    let body = match file.data {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    let mut response = answer(StatusCode::OK, body);
    let head = response.headers_mut();
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    head.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    head.insert(header::ETAG, tag);
    if let Some(encoding) = encoding {
        head.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// The smallest form that the browser takes.
fn encoded(path: &str, headers: &HeaderMap) -> Option<(Option<&'static str>, EmbeddedFile)> {
    let accepted = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(name, _)| accepted.split(',').any(|part| part.trim().split(';').next() == Some(name)))
        .find_map(|(name, suffix)| Site::get(&format!("{path}.{suffix}")).map(|file| (Some(name), file)))
}

fn tag(file: &EmbeddedFile) -> HeaderValue {
    let hash = file.metadata.sha256_hash();
    let text: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::from_str(&format!("\"{text}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

fn mime(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn answer(status: StatusCode, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}
