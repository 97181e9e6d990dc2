//! Notes every answered request in the log, a little later and many at a time, so that nobody waits for it.

use std::time::{Duration, Instant};

use axum::extract::{OriginalUri, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use clientele_domain::request::{LoggedRequest, shown_path};
use clientele_domain::scope::Scope;
use clientele_service::{Actor, House, requests};
use tokio::sync::mpsc;

use super::gate::ApiCtx;
use crate::middleware::request_id::RequestId;
use crate::state::AppState;

/// So many wait to be written at most; what comes on top is not noted.
const WAITING: usize = 10_000;
/// How long the first of them waits.
const PAUSE: Duration = Duration::from_millis(500);

/// Where answered requests are handed in.
#[derive(Clone)]
pub struct Log(mpsc::Sender<(Scope, LoggedRequest)>);

impl Log {
    /// A log, and what arrives there for [`write`].
    pub fn new() -> (Self, mpsc::Receiver<(Scope, LoggedRequest)>) {
        let (sender, receiver) = mpsc::channel(WAITING);
        (Self(sender), receiver)
    }
}

/// Writes what arrives until nobody hands in any more.
pub async fn write(house: House, mut arriving: mpsc::Receiver<(Scope, LoggedRequest)>) {
    let mut batch = Vec::new();
    while arriving.recv_many(&mut batch, WAITING).await > 0 {
        tokio::time::sleep(PAUSE).await;
        while let Ok(request) = arriving.try_recv() {
            batch.push(request);
        }
        if let Err(error) = requests::log(&house, &batch).await {
            tracing::warn!(?error, lost = batch.len(), "requests were not noted in the log");
        }
        batch.clear();
    }
}

/// Hands a request in once it is answered.
pub async fn note(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    request: Request,
    next: Next,
) -> Response {
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone());
    let ctx = request.extensions().get::<ApiCtx>().map(|ApiCtx(ctx)| (ctx.scope, ctx.actor.clone(), ctx.now));
    let method = request.method().to_string();
    let began = Instant::now();
    let response = next.run(request).await;
    if let (Some(id), Some((scope, Actor::Key { id: key, .. }, at))) = (id, ctx) {
        let micros = i64::try_from(began.elapsed().as_micros()).unwrap_or(i64::MAX);
        let (path, status) = (shown_path(uri.path()), response.status().as_u16());
        // A full log is no reason to make a program wait.
        let _ = state.log.0.try_send((scope, LoggedRequest { id, key, method, path, status, micros, at }));
    }
    response
}
