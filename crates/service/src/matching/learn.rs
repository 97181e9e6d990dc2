//! What a match teaches about a customer: each identifier that was seen, with its evidence.

use clientele_domain::customer::{Customer, Kind};
use clientele_domain::identity::{Evidence, IdentityKind};
use clientele_domain::matching::{Buyer, Sign};
use clientele_store::Conn;
use clientele_store::identities::{self, Sighting};

use crate::ctx::Ctx;
use crate::error::Result;

/// Notes what the buyer was known by. Cards and wallets are noted with the payment, devices with the checkout.
pub(super) async fn learn(ctx: &Ctx, conn: &mut Conn<'_>, customer: &Customer, buyer: &Buyer) -> Result<()> {
    let did = Sign { kind: IdentityKind::Did, evidence: Evidence::Asserted };
    let mut seen = buyer.identifiers();
    seen.push((did, &buyer.told.did));
    for (Sign { kind, evidence }, value) in seen {
        if is_learnt(customer, kind, evidence, value) {
            let sighting = Sighting { kind, value, label: value, evidence, at: ctx.now };
            identities::seen(conn, ctx.scope, customer.id, sighting).await?;
        }
    }
    Ok(())
}

/// Guests compound: whatever they type is theirs. Of a registered customer, what a buyer merely typed says nothing, unless
/// the record says it too. An external id is the customer's only when the record says so.
fn is_learnt(customer: &Customer, kind: IdentityKind, evidence: Evidence, value: &str) -> bool {
    let fields = &customer.fields;
    let in_the_record = |stored: &str| !value.is_empty() && stored == value;
    let open = customer.kind == Kind::Guest || evidence != Evidence::Typed;
    match kind {
        IdentityKind::ExternalId => in_the_record(&fields.external_id),
        IdentityKind::Did => in_the_record(&fields.did),
        IdentityKind::Email => open || in_the_record(&fields.email),
        IdentityKind::Phone => open || in_the_record(&fields.phone),
        IdentityKind::Card | IdentityKind::Wallet | IdentityKind::Device => false,
    }
}
