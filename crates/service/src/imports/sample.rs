//! Small files that show how a file for import may look.

use clientele_domain::import::What;
use clientele_domain::role::Permission;

use crate::ctx::Ctx;
use crate::error::Result;

const CUSTOMERS: &str = "\
external_id,name,email,phone,address.line1,address.postal_code,address.city,address.country,tags,metadata.plan,created_at\r
user-1001,Ida Sample,ida@example.com,+44 20 7946 0958,1 Sample Street,SW1A 1AA,London,GB,vip;newsletter,pro,2026-01-31\r
user-1002,Ola Sample,ola@example.com,,,,,NO,,basic,2026-02-14T09:30:00Z\r
";

const PAYMENTS: &str = "\
external_id,email,name,amount_decimal,currency,status,occurred_at,source_description,method,order_number\r
user-1001,ida@example.com,Ida Sample,29.33,EUR,succeeded,2026-03-01T12:00:00Z,Spring sale,card,1001\r
user-1002,ola@example.com,Ola Sample,450,JPY,succeeded,2026-03-02,Spring sale,cash,1002\r
";

/// A file as it may look, with a header and two rows.
///
/// Errors: `Forbidden`.
pub fn sample(ctx: &Ctx, what: What) -> Result<&'static str> {
    ctx.require(Permission::Import)?;
    Ok(match what {
        What::Customers => CUSTOMERS,
        What::Payments => PAYMENTS,
    })
}
