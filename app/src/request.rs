//! Who is asking, and for which scope: the beginning of every server function.

use std::collections::HashMap;

use axum::http::request::Parts;
use clientele_domain::scope::Scope;
use clientele_service::accounts::Visitor;
use clientele_service::{Ctx, House};
use leptos::prelude::*;

use crate::problem::Problem;

/// The person whose session came with the request, placed among the request's extensions by the server.
#[derive(Debug, Clone)]
pub struct Signed(pub Visitor);

/// The person behind the request.
///
/// Errors: `SignedOut`.
pub fn visitor() -> Result<Visitor, Problem> {
    signed().ok_or_else(|| clientele_service::Error::SignedOut.into())
}

/// The person behind the request, if anybody is signed in.
pub fn signed() -> Option<Visitor> {
    let parts = use_context::<Parts>()?;
    parts.extensions.get::<Signed>().map(|signed| signed.0.clone())
}

/// The house, placed in the context by the server.
pub fn house() -> Result<House, Problem> {
    use_context::<House>().ok_or_else(|| Problem::Failed("The server is not set up.".to_owned()))
}

/// The address that people use, without a slash at its end, placed in the context by the server.
#[derive(Debug, Clone)]
pub struct PublicUrl(pub String);

/// By the name of a section of pages the addresses of the files that browsers need for it, placed in the context by the
/// server.
#[derive(Debug, Clone, Copy)]
pub struct Sections(pub &'static HashMap<String, Vec<String>>);

/// The address that people use; empty when the server did not say it, which makes addresses relative.
pub fn public_url() -> String {
    use_context::<PublicUrl>().map(|url| url.0).unwrap_or_default()
}

/// The context for a use case in one of the visitor's scopes.
///
/// Errors: `SignedOut`, and `NotFound` when the visitor does not work there.
pub fn ctx(scope: Scope) -> Result<Ctx, Problem> {
    Ok(visitor()?.ctx(&house()?, scope)?)
}
