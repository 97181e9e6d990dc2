//! The payment links that payments came through.

use clientele_domain::id::{CustomerId, PaymentLinkId};
use clientele_domain::scope::Scope;

use crate::conn::Conn;
use crate::error::Result;

const LINKS_OF_CUSTOMER: &str = "
    SELECT source_id, source_description FROM payments
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND source = 'payment_link'
    ORDER BY occurred_at DESC, id DESC LIMIT $4";

/// The payment links through which the newest of a customer's payments by link came, and what they were called then.
pub async fn links_of_customer(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    newest: i64,
) -> Result<Vec<(PaymentLinkId, String)>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    let found = fetch_all!(conn, (String, String), LINKS_OF_CUSTOMER, merchant, scope.livemode(), customer, newest)?;
    let mut links: Vec<(PaymentLinkId, String)> = Vec::new();
    // Payments that were taken elsewhere may name a link of another house, or none.
    for (id, name) in found {
        if let Ok(id) = id.parse()
            && !links.iter().any(|(known, _)| *known == id)
        {
            links.push((id, name));
        }
    }
    Ok(links)
}

const NAME_OF_LINK: &str = "SELECT name FROM payment_links WHERE merchant_id = $1 AND livemode = $2 AND id = $3";
const LAST_NAME_OF_LINK: &str = "
    SELECT source_description FROM payments
    WHERE merchant_id = $1 AND livemode = $2 AND source_id <> '' AND source_id = $3 AND source = 'payment_link'
    ORDER BY id DESC LIMIT 1";

/// What a payment link is called; one of another house, as its last payment says.
pub async fn name_of_link(conn: &mut Conn<'_>, scope: Scope, link: &str) -> Result<Option<String>> {
    let merchant = scope.merchant.to_string();
    for sql in [NAME_OF_LINK, LAST_NAME_OF_LINK] {
        if let Some((name,)) = fetch_optional!(conn, (String,), sql, &merchant, scope.livemode(), link)? {
            return Ok(Some(name));
        }
    }
    Ok(None)
}
