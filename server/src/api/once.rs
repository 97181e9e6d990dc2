//! Requests with an `Idempotency-Key` happen once, however often they are sent.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use clientele_service::once::{Before, Once};
use clientele_service::{Actor, Ctx, Error, TRIES};
use sha2::{Digest, Sha256};

use super::MOST_BYTES;
use super::body::too_large;
use super::gate::ApiCtx;
use super::problem::Problem;

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// Answers a request that was answered before with the same bytes, and keeps the answer to one that was not, in the
/// transaction of its effect. An answer that is no success is not kept: nothing happened, and the key stays free.
pub async fn once(request: Request, next: Next) -> Response {
    let Some(key) = request.headers().get(KEY).filter(|_| request.method() == Method::POST).cloned() else {
        return next.run(request).await;
    };
    let Some(ApiCtx(ctx)) = request.extensions().get::<ApiCtx>().cloned() else { return next.run(request).await };
    let Some(key) = readable(&key) else {
        return Problem::invalid_field("Idempotency-Key", "Send 1 to 255 visible ASCII characters.").into_response();
    };
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MOST_BYTES).await else { return too_large().into_response() };
    match tried(&ctx, &key, &parts, &body, &next).await {
        Ok(response) => response,
        Err(error) => Problem::from(error).into_response(),
    }
}

fn readable(key: &HeaderValue) -> Option<String> {
    let text = key.to_str().ok()?.trim();
    ((1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' '))
        .then(|| text.to_owned())
}

/// Does the request, again when others stood in the way.
async fn tried(ctx: &Ctx, key: &str, parts: &Parts, body: &Bytes, next: &Next) -> Result<Response, Error> {
    let hash = hash(ctx, parts, body);
    for _ in 0..TRIES {
        let once = Arc::new(Once::new(key.to_owned(), hash.clone()));
        match once.before(&ctx.house, ctx.scope).await? {
            Before::Answered { status, body } => return Ok(replayed(status, body)),
            Before::Other => return Ok(reused().into_response()),
            Before::New => {}
        }
        let mut request = Request::from_parts(parts.clone(), Body::from(body.clone()));
        request.extensions_mut().insert(ApiCtx(Ctx { once: Some(once.clone()), ..ctx.clone() }));
        let response = next.clone().run(request).await;
        let again = response
            .extensions()
            .get::<Problem>()
            .is_some_and(|problem| matches!(problem.code(), "conflict" | "idempotency_in_progress"));
        if again {
            once.undo().await;
            continue;
        }
        if !response.status().is_success() {
            once.undo().await;
            return Ok(response);
        }
        // What changed nothing needs not be kept, however long it is.
        if !once.has_effect().await {
            return Ok(response);
        }
        let (head, answer) = response.into_parts();
        let answer = to_bytes(answer, usize::MAX).await.map_err(|error| Error::Internal(error.to_string()))?;
        let text = String::from_utf8_lossy(&answer);
        match once.finish(ctx.scope, head.status.as_u16(), &text).await {
            Err(Error::Conflict) => continue,
            done => done?,
        }
        return Ok(Response::from_parts(head, Body::from(answer)));
    }
    Err(Error::Repeated)
}

/// All that makes two requests the same. What the key allows is a part of it: who may not ask is not told either what
/// somebody else was answered.
fn hash(ctx: &Ctx, parts: &Parts, body: &Bytes) -> String {
    let mut hash = Sha256::new();
    if let Actor::Key { access, .. } = &ctx.actor {
        hash.update(access.to_string().as_bytes());
    }
    hash.update(b"\n");
    hash.update(parts.uri.path_and_query().map_or("", |path| path.as_str()).as_bytes());
    hash.update(b"\n");
    hash.update(body);
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn replayed(status: u16, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let mut response = (status, body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    response
}

fn reused() -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "idempotency_key_reused",
        "Another request was sent with this key. Take a new key for a new request.",
    )
}
