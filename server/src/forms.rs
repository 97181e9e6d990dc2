//! Forms: each posts to an address of its own, is read, calls one use case, and is answered with a redirect or with the
//! same page again, everything typed still there. A browser with wasm asks for the answer as data.

pub mod account;
pub mod audit;
pub mod billing;
pub mod checkouts;
pub mod customer;
pub mod customers;
pub mod developers;
pub mod imports;
pub mod invoices;
pub mod join;
pub mod links;
pub mod mail;
pub mod matching;
pub mod methods;
pub mod products;
pub mod refund_queue;
pub mod refunds;
mod segments;
pub mod settings;
pub mod sign_in;
pub mod subscriptions;
pub mod team;
mod terms;
pub mod test_clocks;
pub mod webhooks;
pub mod widgets;
pub mod workflows;

use axum::Json;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use clientele_app::posted::{Answer, Posted, WANTS_ANSWER};
use clientele_app::problem::Problem;
use clientele_app::request::Signed;
use clientele_domain::device::device_of;
use clientele_domain::money::Amount;
use clientele_domain::rules;
use clientele_domain::scope::Scope;
use clientele_domain::violation::Violation;
use clientele_service::accounts::Visitor;
use clientele_service::{Ctx, Error};
use leptos::prelude::provide_context;

use crate::pages;
use crate::state::AppState;

/// What a form sent.
pub struct Sent {
    parts: Parts,
    /// Names and values in the order of the form.
    pub pairs: Vec<(String, String)>,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts.clone(), body);
        let axum::Form(pairs) = axum::Form::<Vec<(String, String)>>::from_request(request, state)
            .await
            .map_err(IntoResponse::into_response)?;
        Ok(Self { parts, pairs })
    }
}

/// What came of a form: where to go, and what to say.
pub type Done = (String, &'static str);

impl Sent {
    /// The value of a field, empty when it was not sent.
    pub fn value(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }

    /// The context of the person who sent it. Errors: `SignedOut`, `NotFound`.
    pub fn ctx(&self, state: &AppState, scope: Scope) -> Result<Ctx, Error> {
        self.visitor()?.ctx(&state.house, scope)
    }

    /// The person who sent it. Errors: `SignedOut`.
    pub fn visitor(&self) -> Result<&Visitor, Error> {
        self.parts.extensions.get::<Signed>().map(|signed| &signed.0).ok_or(Error::SignedOut)
    }

    /// The browser that sent it, as it says of itself.
    pub fn device(&self) -> String {
        let agent = self.parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        device_of(agent.unwrap_or_default())
    }

    /// The query of the address, with its question mark, or nothing.
    pub fn search(&self) -> String {
        self.parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default()
    }

    /// What the request said of itself.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    fn wants_answer(&self) -> bool {
        self.parts.headers.contains_key(WANTS_ANSWER)
    }

    /// It is done.
    pub fn done(self, to: &str, message: impl Into<String>) -> Response {
        if self.wants_answer() {
            Json(Answer::Done { to: to.to_owned(), message: message.into() }).into_response()
        } else {
            Redirect::to(to).into_response()
        }
    }

    /// Whether it is done or not.
    pub async fn answer(self, state: &AppState, done: Result<Done, Error>) -> Response {
        match done {
            Ok((to, message)) => self.done(&to, message),
            Err(error) => self.again(state, error, || {}).await,
        }
    }

    /// It is not done: the same page again with what was typed (never passwords) and what is wrong.
    pub async fn again(
        self,
        state: &AppState,
        error: Error,
        context: impl Fn() + Clone + Send + Sync + 'static,
    ) -> Response {
        let posted = Posted { violations: violations(&error), ..Posted::default() };
        match error {
            Error::Invalid(_)
            | Error::Unread { .. }
            | Error::ExternalIdTaken { .. }
            | Error::RefundExceedsPayment(_)
            | Error::ConfirmationRequired(_)
            | Error::InvalidState(_) => self.show(state, StatusCode::UNPROCESSABLE_ENTITY, posted, context).await,
            Error::WrongCredentials | Error::TooManyAttempts { .. } => {
                self.show(state, StatusCode::UNAUTHORIZED, posted, context).await
            }
            other => self.refuse(state, other).await,
        }
    }

    /// The same page again with this on it.
    pub async fn show(
        self,
        state: &AppState,
        status: StatusCode,
        mut posted: Posted,
        context: impl Fn() + Clone + Send + Sync + 'static,
    ) -> Response {
        if self.wants_answer() {
            return (status, Json(Answer::Again(posted))).into_response();
        }
        posted.values = self.pairs.into_iter().filter(|(name, _)| !name.ends_with("password")).collect();
        let request = Request::from_parts(self.parts, Body::empty());
        let mut response = pages::render(state, request, move || {
            provide_context(posted.clone());
            context();
        })
        .await;
        *response.status_mut() = status;
        response
    }

    /// Nothing can be shown but why not.
    async fn refuse(self, state: &AppState, error: Error) -> Response {
        let problem = Problem::from(error);
        let status = problem.status();
        if self.wants_answer() {
            return (status, Json(problem)).into_response();
        }
        let request = Request::from_parts(self.parts, Body::empty());
        let mut response = pages::render(state, request, move || provide_context(problem.clone())).await;
        *response.status_mut() = status;
        response
    }
}

/// What is wrong, field by field; `form` when it concerns the whole.
fn violations(error: &Error) -> Vec<Violation> {
    match error {
        Error::Invalid(violations) => violations.clone(),
        Error::ExternalIdTaken { existing } => vec![Violation::new(
            "external_id",
            format!("Another customer has this external id: {existing}. Use another, or open that customer."),
        )],
        Error::WrongCredentials => {
            vec![Violation::new("form", "This email and password don't belong together. Check both and try again.")]
        }
        Error::TooManyAttempts { until } => vec![Violation::new(
            "form",
            format!("Too many attempts. Try again after {:02}:{:02} UTC.", until.civil().hour, until.civil().minute),
        )],
        Error::RefundExceedsPayment(sentence) => vec![Violation::new("amount", sentence)],
        Error::ConfirmationRequired(sentence) => vec![Violation::new("confirm", sentence)],
        Error::InvalidState(sentence) => vec![Violation::new("form", sentence)],
        Error::Unread { unread, .. } => vec![Violation::new("form", &unread.message)],
        _ => Vec::new(),
    }
}

/// An amount as people type it, in a currency of their choice; or what is wrong, by the fields `amount` and `currency`.
fn amount(text: &str, currency: &str) -> Result<Amount, Vec<Violation>> {
    match rules::currency(currency) {
        Ok(currency) => {
            Amount::parse_decimal(text, currency).map_err(|message| vec![Violation::new("amount", message)])
        }
        Err(message) => Err(vec![Violation::new("currency", message)]),
    }
}
