//! Who asks: the key in the request decides merchant, mode and what is allowed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use clientele_domain::id::KeyId;
use clientele_domain::key::ApiKey;
use clientele_service::{Ctx, Error, House, keys};
use sha2::{Digest, Sha256};

use super::problem::{Problem, no_key};
use crate::state::AppState;

/// How long a key is trusted without being looked up again: a key that was revoked at another server of the same house
/// opens nothing there after this.
const TRUSTED: Duration = Duration::from_secs(2);

/// Uses closer together than this are not noted.
const NOTED: Duration = Duration::from_secs(60);

/// The keys that were used lately.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<Mutex<HashMap<[u8; 32], Known>>>);

#[derive(Debug, Clone)]
struct Known {
    key: Arc<ApiKey>,
    looked_up: Instant,
    noted: Instant,
}

impl Gate {
    /// Looks a revoked key up again at its next use.
    pub fn forget(&self, id: KeyId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, known| known.key.id != id);
    }

    async fn key(&self, house: &House, text: &str) -> Result<Arc<ApiKey>, Error> {
        let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&hash).cloned();
        let now = Instant::now();
        if let Some(known) = &before
            && now.duration_since(known.looked_up) < TRUSTED
        {
            return Ok(known.key.clone());
        }
        let key = Arc::new(keys::by_text(house, text).await?);
        let due = before.as_ref().is_none_or(|known| now.duration_since(known.noted) > NOTED);
        let noted = if due { now } else { before.map_or(now, |known| known.noted) };
        let known = Known { key: key.clone(), looked_up: now, noted };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(hash, known);
        if due {
            let (house, key) = (house.clone(), key.clone());
            // Nobody waits for it, and the next use would note it again.
            tokio::spawn(async move {
                if let Err(error) = keys::used(&house, &key).await {
                    tracing::warn!(?error, "the use of a key was not noted");
                }
            });
        }
        Ok(key)
    }
}

/// The context of a request that passed.
#[derive(Clone)]
pub struct ApiCtx(pub Ctx);

impl std::ops::Deref for ApiCtx {
    type Target = Ctx;
    fn deref(&self) -> &Ctx {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for ApiCtx {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(no_key)
    }
}

/// Lets a request pass whose key opens something.
pub async fn pass(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let Some(text) = bearer(request.headers()) else { return no_key().into_response() };
    let key = match state.gate.key(&state.house, text).await {
        Ok(key) => key,
        Err(error) => return Problem::from(error).into_response(),
    };
    request.extensions_mut().insert(ApiCtx(keys::ctx(&state.house, &key)));
    next.run(request).await
}

pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}
