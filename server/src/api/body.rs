//! Bodies of requests.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use clientele_domain::violation::Violation;
use clientele_wire::{Read, Sent, read_request};

use super::MOST_BYTES;
use super::problem::Problem;

/// What was read of a body, and what is wrong with it so far.
pub struct Body<T> {
    value: T,
    wrong: Vec<Violation>,
}

impl<T> Body<T> {
    /// The value, when nothing is wrong with it.
    pub fn valid(self) -> Result<T, Problem> {
        if self.wrong.is_empty() { Ok(self.value) } else { Err(Problem::invalid(&self.wrong)) }
    }

    /// The same, and when something is wrong, also what a rule finds wrong with the rest: all of it is told at once.
    pub fn checked(self, rule: impl FnOnce(&T) -> Vec<Violation>) -> Result<T, Problem> {
        let mut wrong = self.wrong;
        if !wrong.is_empty() {
            let known: Vec<String> = wrong.iter().map(|violation| violation.field.clone()).collect();
            wrong.extend(rule(&self.value).into_iter().filter(|violation| !known.contains(&violation.field)));
            return Err(Problem::invalid(&wrong));
        }
        Ok(self.value)
    }
}

impl<T: Read, S: Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;
    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let json = is_json(request.headers());
        let body = to_bytes(request.into_body(), MOST_BYTES).await.map_err(|_| too_large())?;
        if !body.is_empty() && !json {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                "Send the body as Content-Type: application/json.",
            ));
        }
        let mut wrong = Vec::new();
        let malformed = |detail| Problem::new(StatusCode::BAD_REQUEST, "malformed_json", detail);
        match read_request(&body, &mut wrong).map_err(malformed)? {
            Some(value) => Ok(Self { value, wrong }),
            None => Err(Problem::invalid(&wrong)),
        }
    }
}

/// What is wrong with clearing a field that always has a value.
pub fn never_null<T>(field: &str, sent: &Sent<T>) -> Vec<Violation> {
    match sent {
        Sent::Null => vec![Violation::new(field, "This can't be null. Leave it out to keep what is there.")],
        _ => Vec::new(),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

/// The body is larger than any request needs to be.
pub fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "A request has at most 1 MiB. Split this one.")
}
