//! Who shares an identifier with a customer and is somebody else.

use clientele_domain::id::CustomerId;
use clientele_domain::identity::{Evidence, IdentityKind};
use clientele_domain::scope::Scope;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

/// An identifier that two customers share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Who the other is.
    pub customer: CustomerId,
    /// What kind of identifier.
    pub kind: IdentityKind,
    /// How people read it.
    pub label: String,
    /// How it got to the one.
    pub evidence: Evidence,
    /// How it got to the other.
    pub others_evidence: Evidence,
}

#[derive(sqlx::FromRow)]
struct SharedRow {
    customer_id: String,
    kind: String,
    label: String,
    evidence: String,
    others_evidence: String,
}

/// A card without a fingerprint is known by brand and last four digits, which thousands share: that is no evidence. Such a
/// value is the only one with a space in it. Nor is a device.
const SHARED: &str = "
    SELECT o.customer_id, o.kind, i.label, i.evidence, o.evidence AS others_evidence
    FROM identities i CROSS JOIN identities o CROSS JOIN customers c
    WHERE i.merchant_id = $1 AND i.livemode = $2 AND i.customer_id = $3
        AND o.merchant_id = i.merchant_id AND o.livemode = i.livemode AND o.kind = i.kind AND o.value = i.value
        AND o.customer_id <> i.customer_id
        AND c.merchant_id = o.merchant_id AND c.livemode = o.livemode AND c.id = o.customer_id AND c.deleted_at IS NULL
        AND i.kind <> 'device' AND (i.kind <> 'card' OR i.value NOT LIKE '% %')
    LIMIT $4";

/// The identifiers that a customer shares with others, at most so many.
pub async fn shared(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, most: i64) -> Result<Vec<Shared>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    let rows = fetch_all!(conn, SharedRow, SHARED, merchant, scope.livemode(), customer, most)?;
    let evidence = |text: &str| Evidence::parse(text).ok_or_else(|| unreadable("evidence", text));
    rows.into_iter()
        .map(|row| {
            Ok(Shared {
                customer: row.customer_id.parse().map_err(|_| unreadable("customer id", &row.customer_id))?,
                kind: IdentityKind::parse(&row.kind).ok_or_else(|| unreadable("identity kind", &row.kind))?,
                label: row.label,
                evidence: evidence(&row.evidence)?,
                others_evidence: evidence(&row.others_evidence)?,
            })
        })
        .collect()
}
