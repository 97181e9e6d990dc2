//! Accepting an invitation. The secret stands in the address, so that the link works without scripts: the address is kept
//! out of the log, out of caches, and from other sites.

use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use clientele_service::team::{self, Newcomer};
use clientele_service::{Error, accounts::Visitor};

use super::{Sent, sign_in};
use crate::pages;
use crate::state::AppState;

/// `GET /join/{secret}`
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    discreet(pages::page(State(state), request).await)
}

/// `POST /join/{secret}`
pub async fn join(State(state): State<AppState>, Path(secret): Path<String>, sent: Sent) -> Response {
    let joined = match (sent.value("act"), sent.visitor()) {
        ("join", Ok(visitor)) => join_as(&state, &secret, visitor).await,
        ("join", Err(error)) => Err(error),
        _ => {
            let newcomer =
                Newcomer { name: sent.value("name").to_owned(), password: sent.value("password").to_owned() };
            let joined = team::join_new(&state.house, &secret, &newcomer, &sent.device()).await;
            match joined {
                Ok((merchant, token)) => {
                    Ok(sign_in::welcome(&state, &token, &pages::first_page(&state, merchant).await))
                }
                Err(error) => Err(error),
            }
        }
    };
    match joined {
        Ok(response) => response,
        // The page itself says how the invitation stands.
        Err(Error::NotFound | Error::SignedOut) => {
            let here = sent.parts().uri.path().to_owned();
            discreet(Redirect::to(&here).into_response())
        }
        Err(error) => discreet(sent.again(&state, error, || {}).await),
    }
}

async fn join_as(state: &AppState, secret: &str, visitor: &Visitor) -> Result<Response, Error> {
    let merchant = team::join_as(&state.house, secret, visitor).await?;
    Ok(Redirect::to(&pages::first_page(state, merchant).await).into_response())
}

/// `strict-origin` tells the secret to nobody, ourselves included. `no-referrer` would tell as little, and make browsers
/// send the form with the origin `null`, which is how other sites' forms look.
fn discreet(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
