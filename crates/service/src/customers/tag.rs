//! Tagging and untagging many customers at once.

use clientele_domain::audit::Act;
use clientele_domain::customer::CustomerFields;
use clientele_domain::id::CustomerId;
use clientele_domain::role::Permission;
use clientele_domain::rules;
use serde::{Deserialize, Serialize};

use super::update::{change_in, locked};
use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Whether a tag is put on or taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tagging {
    /// Put on.
    Add,
    /// Taken off.
    Remove,
}

/// How many customers one call may name.
pub const MOST: usize = 500;

/// Puts a tag on each of the customers, or takes it off; gives how many changed. Either all of it happens or nothing.
/// Customers that were deleted meanwhile are passed over.
///
/// Errors: `Forbidden`, `Invalid`, `NotFound` when one of them is unknown.
pub async fn tag(ctx: &Ctx, ids: &[CustomerId], tag: &str, tagging: Tagging) -> Result<usize> {
    ctx.require(Permission::CustomerWrite)?;
    if ids.len() > MOST {
        return Err(Error::invalid("ids", format!("Choose at most {MOST} customers at a time.")));
    }
    let known = rules::tags(&[tag]).map_err(|messages| Error::invalid("tag", messages.join(" ")))?;
    let tag = known.into_iter().next().ok_or_else(|| Error::invalid("tag", "Type a tag first, such as vip."))?;
    // In one order everywhere, so that two people who tag at once never wait for each other.
    let mut ids = ids.to_vec();
    ids.sort();
    ids.dedup();
    transaction!(ctx, |conn| {
        let mut changed = 0;
        for id in &ids {
            let customer = match locked(ctx, conn, *id).await {
                Err(Error::Deleted { .. }) => continue,
                other => other?,
            };
            let fields = tagged(&customer.fields, &tag, tagging);
            if fields != customer.fields {
                rules::check(&fields).map_err(Error::Invalid)?;
                change_in(ctx, conn, customer, fields).await?;
                changed += 1;
            }
        }
        let (act, told) = match tagging {
            Tagging::Add => (Act::CustomersTagged, change("tag", "", &tag)),
            Tagging::Remove => (Act::CustomersUntagged, change("tag", &tag, "")),
        };
        if changed > 0 {
            audit::note(ctx, conn, act, "", &[told, change("customers", "", changed)]).await?;
        }
        Ok(changed)
    })
}

fn tagged(fields: &CustomerFields, tag: &str, tagging: Tagging) -> CustomerFields {
    let mut fields = fields.clone();
    fields.tags.retain(|known| known != tag || tagging == Tagging::Add);
    if tagging == Tagging::Add && !fields.tags.iter().any(|known| known == tag) {
        fields.tags.push(tag.to_owned());
    }
    fields
}
