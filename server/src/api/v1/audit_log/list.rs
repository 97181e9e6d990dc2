//! GET /v1/audit_log

use axum::Json;
use clientele_service::audit::{self, AuditFilter, Sought};
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Which entries.
    AuditQuery {
        /// An id, or a part of the name of whoever acted.
        q: String,
        /// Of this act.
        act: wire::AuditAct,
        /// By the person or the key with this id.
        actor: String,
        /// On what has this id.
        object: String,
        /// At or after.
        created_from: wire::Time,
        /// Before.
        created_before: wire::Time,
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}

/// List the audit log
///
/// What people and keys did to money, people, settings and access, newest first. Nothing in it is ever changed.
#[utoipa::path(
    get, path = "/audit_log", tag = "Audit log", operation_id = "list_audit_log",
    params(AuditQuery),
    responses((status = 200, description = "A page of entries.", body = wire::List<wire::AuditEntry>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<AuditQuery>) -> Result<Json<wire::List<wire::AuditEntry>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let filter = AuditFilter {
        act: asked.act.map(|act| act.0),
        actor: asked.actor,
        object: asked.object,
        from: asked.created_from.map(|moment| moment.0),
        before: asked.created_before.map(|moment| moment.0),
    };
    let sought = Sought { text: asked.q.unwrap_or_default(), filter };
    let (found, more) = audit::seek(&ctx, &sought, after, limit).await?;
    let next = found.last().filter(|_| more).map(|entry| sealed(&entry.id.to_string()));
    let told = found.into_iter().map(|entry| wire::AuditEntry::new(ctx.scope.livemode(), entry)).collect();
    Ok(Json(wire::List::new(told, next)))
}
