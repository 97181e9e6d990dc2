//! Versions of objects in headers.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};

use super::problem::Problem;

/// The version that a change is based on; nothing when the caller doesn't care.
pub struct IfMatch(pub Option<i64>);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        let text = value.to_str().unwrap_or_default().trim();
        if text == "*" {
            return Ok(Self(None));
        }
        let bare = text.strip_prefix("W/").unwrap_or(text).trim_matches('"');
        let wrong = || Problem::invalid_field("If-Match", "Send the ETag of the object as you read it, such as \"3\".");
        Ok(Self(Some(bare.parse().map_err(|_| wrong())?)))
    }
}

/// The ETag of a version.
pub fn etag(version: i64) -> HeaderValue {
    // A number in quotation marks is always a value.
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}
