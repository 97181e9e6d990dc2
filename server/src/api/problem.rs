//! Answers that say why something was not done. Everything the service can refuse is told here, in one place.

use axum::body::Body;
use axum::extract::{OriginalUri, Request};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use clientele_domain::key;
use clientele_domain::violation::{Fault, Violation};
use clientele_service::Error;
use clientele_wire as wire;

use crate::middleware::request_id::RequestId;

/// Why a request was not done.
#[derive(Debug, Clone)]
pub struct Problem {
    wire: Box<wire::Problem>,
    /// Seconds after which trying again makes sense.
    retry_after: Option<u64>,
}

impl Problem {
    /// A problem with a stable code and a sentence for people.
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        let wire = wire::Problem {
            kind: format!("/docs#{code}"),
            title: status.canonical_reason().unwrap_or("Problem").to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            code: code.to_owned(),
            param: None,
            errors: Vec::new(),
            existing_id: None,
            position: None,
            length: None,
            suggestion: None,
            request_id: String::new(),
        };
        Self { wire: Box::new(wire), retry_after: None }
    }

    /// What is wrong with the fields, all of it.
    pub fn invalid(violations: &[Violation]) -> Self {
        let errors: Vec<wire::FieldProblem> = violations
            .iter()
            .map(|violation| wire::FieldProblem {
                code: code(violation.fault).to_owned(),
                param: violation.field.clone(),
                message: violation.message.clone(),
            })
            .collect();
        let first = errors.first();
        let mut problem = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            first.map_or("parameter_invalid", |error| error.code.as_str()),
            match errors.as_slice() {
                [] => "Something is wrong with this request.".to_owned(),
                [only] => only.message.clone(),
                several => format!("{} fields are wrong. The first: {}", several.len(), several[0].message),
            },
        );
        problem.wire.param = first.map(|error| error.param.clone());
        problem.wire.errors = errors;
        problem
    }

    /// One field that is wrong.
    pub fn invalid_field(field: &str, message: impl Into<String>) -> Self {
        Self::invalid(&[Violation::new(field, message)])
    }

    /// There is no such thing, or not for this key: the two look the same.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "There is nothing here under this id.")
    }

    /// The same, to be tried again so many seconds later.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        &self.wire.code
    }
}

fn code(fault: Fault) -> &'static str {
    match fault {
        Fault::Invalid => "parameter_invalid",
        Fault::Missing => "parameter_missing",
        Fault::Unknown => "parameter_unknown",
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Deleted { at } => Self::new(
                StatusCode::CONFLICT,
                "customer_deleted",
                format!("This customer was deleted on {}.", at.date()),
            ),
            Error::SignedOut => no_key(),
            Error::Forbidden { permission, .. } => {
                let detail = match key::needed(permission) {
                    Some(grant) => format!("This key can't {}: that takes {grant}.", permission.label()),
                    None => format!("Only people can {}, in the dashboard.", permission.label()),
                };
                Self::new(StatusCode::FORBIDDEN, "permission_denied", detail)
            }
            Error::Invalid(violations) => Self::invalid(&violations),
            Error::Unread { field, unread } => {
                let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_query", unread.message);
                problem.wire.param = Some(field.to_owned());
                problem.wire.position = Some(unread.position);
                problem.wire.length = Some(unread.length);
                problem.wire.suggestion = unread.suggestion;
                problem
            }
            Error::TooWide => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "query_too_wide",
                "This query would look at too many customers one by one. Narrow it, for example by a tag, a country or a day.",
            ),
            Error::ExternalIdTaken { existing } => {
                let detail = format!("The customer {existing} has this external id.");
                let mut problem = Self::new(StatusCode::CONFLICT, "external_id_taken", detail);
                problem.wire.param = Some("external_id".to_owned());
                problem.wire.existing_id = Some(existing.to_string());
                problem
            }
            Error::Changed { current, .. } => version_differs(current.version),
            Error::Outdated { version } => version_differs(version),
            Error::RefundExceedsPayment(sentence) => {
                Self::new(StatusCode::CONFLICT, "refund_exceeds_payment", sentence)
            }
            Error::ConfirmationRequired(sentence) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "confirmation_required", sentence)
            }
            Error::NotAlone(sentence) => Self::new(StatusCode::FORBIDDEN, "permission_denied", sentence),
            Error::InvalidState(sentence) => Self::new(StatusCode::CONFLICT, "invalid_state", sentence),
            Error::Repeated => Self::new(
                StatusCode::CONFLICT,
                "idempotency_in_progress",
                "A request with this key is being done just now. Send it again in a moment.",
            )
            .retry_after(1),
            Error::Conflict => Self::new(
                StatusCode::CONFLICT,
                "conflict",
                "Others are changing the same records at the same moment. Nothing was changed; send it again.",
            )
            .retry_after(1),
            Error::TooManyAttempts { .. } | Error::WrongCredentials => no_key(),
            Error::Unavailable(cause) => {
                tracing::error!(cause, "the database is unavailable");
                Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "unavailable",
                    "The database can't be reached or written just now. Nothing was changed; send it again in a moment.",
                )
                .retry_after(2)
            }
            Error::Internal(cause) => {
                tracing::error!(cause, "a fault of this program");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong here, and it was noted.")
            }
        }
    }
}

fn version_differs(version: i64) -> Problem {
    let detail = format!("The record is at version {version} by now. Read it again before you change it.");
    Problem::new(StatusCode::PRECONDITION_FAILED, "version_differs", detail)
}

/// No key, or none that opens anything.
pub fn no_key() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "key_invalid",
        "Send a secret key that was not revoked: Authorization: Bearer sk_test_…",
    )
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.wire.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        // The body is written where the request's name is known.
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the bodies of problems, with the name of the request.
pub async fn finish(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let Some(mut problem) = response.extensions_mut().remove::<Problem>() else { return response };
    problem.wire.request_id = id;
    *response.body_mut() = Body::from(serde_json::to_vec(&problem.wire).unwrap_or_default());
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// There is no such address.
pub async fn no_such_address(method: Method, OriginalUri(uri): OriginalUri) -> Problem {
    let detail = format!("There is no {method} {}. All addresses are at /docs.", uri.path());
    Problem::new(StatusCode::NOT_FOUND, "no_such_address", detail)
}

/// The address takes other methods.
pub async fn method_not_allowed(method: Method, OriginalUri(uri): OriginalUri) -> Problem {
    let detail = format!("{} takes no {method}. All addresses are at /docs.", uri.path());
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail)
}
