//! The identities that a change of a record shows.

use clientele_domain::customer::{Customer, CustomerFields};
use clientele_domain::identity::{Evidence, IdentityKind};
use clientele_store::Conn;
use clientele_store::identities::{self, Sighting};

use crate::ctx::{Actor, Ctx};
use crate::error::Result;

/// Notes the identifiers that the record now holds and did not hold before.
pub(super) async fn note_identities(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    before: &CustomerFields,
    after: &Customer,
) -> Result<()> {
    let evidence = match ctx.actor {
        Actor::Staff { .. } => Evidence::Staff,
        Actor::Customer(_) => Evidence::Typed,
        // What a file says is said by the merchant's systems, whoever hands it in.
        Actor::Key { .. } | Actor::System(_) | Actor::Import(_) => Evidence::Asserted,
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
