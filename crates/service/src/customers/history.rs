//! What every change of a record leaves behind: an entry of the history, and the identities that were seen.

use clientele_domain::customer::{Customer, CustomerFields, FieldChange};
use clientele_domain::id::{ChangeId, CustomerId};
use clientele_domain::identity::{Evidence, IdentityKind};
use clientele_store::Conn;
use clientele_store::changes::{self, Change};
use clientele_store::identities::{self, Sighting};

use crate::ctx::{Actor, Ctx};
use crate::error::Result;

/// Adds an entry to the customer's history.
pub(super) async fn record(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: CustomerId,
    act: &str,
    fields: Vec<FieldChange>,
) -> Result<()> {
    let change = Change {
        id: ChangeId::new(ctx.now, ctx.randomness().bytes()),
        actor: ctx.actor.name().to_owned(),
        act: act.to_owned(),
        fields,
        created_at: ctx.now,
    };
    Ok(changes::insert(conn, ctx.scope, customer, &change).await?)
}

/// Notes the identifiers that the record now holds and did not hold before.
pub(super) async fn note_identities(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    before: &CustomerFields,
    after: &Customer,
) -> Result<()> {
    let evidence = match ctx.actor {
        Actor::Staff { .. } => Evidence::Staff,
        // What a file says is said by the merchant's systems, whoever hands it in.
        Actor::System(_) | Actor::Import(_) => Evidence::Asserted,
    };
    let fields = &after.fields;
    for (kind, old, new) in [
        (IdentityKind::ExternalId, &before.external_id, &fields.external_id),
        (IdentityKind::Email, &before.email, &fields.email),
        (IdentityKind::Phone, &before.phone, &fields.phone),
        (IdentityKind::Did, &before.did, &fields.did),
    ] {
        if !new.is_empty() && new != old {
            let seen = Sighting { kind, value: new, label: new, evidence, at: ctx.now };
            identities::seen(conn, ctx.scope, after.id, seen).await?;
        }
    }
    Ok(())
}
