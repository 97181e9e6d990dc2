//! What customers change of their own record by themselves. The email is how the merchant knows and reaches them: only the
//! merchant changes it.

use clientele_domain::customer::{Address, Customer, CustomerFields};
use clientele_domain::portal::may_change_phone;
use clientele_domain::role::Permission;
use clientele_domain::rules;

use super::Holder;
use crate::ctx::transaction;
use crate::customers::{act_in, changed_by, locked};
use crate::error::{Error, Result};
use crate::house::House;

/// A profile as typed; empty text means none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Full name.
    pub name: String,
    /// With or without the prefix of the address's country. A guest's stays as it is.
    pub phone: String,
    /// Billing address.
    pub address: Address,
}

/// Stores a profile, if the record still is at the version that the form began with.
///
/// Errors: `Invalid`; `Changed` when somebody else saved first; `NotFound` and `Deleted` when the customer is there no more.
pub async fn save(house: &House, holder: &Holder, version: i64, typed: &Profile) -> Result<Customer> {
    let ctx = holder.ctx(house);
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| {
        let before = locked(&ctx, conn, holder.customer.id).await?;
        if before.version != version {
            return Err(changed_by(&ctx, conn, before).await?);
        }
        let was = &before.fields;
        let draft = CustomerFields {
            name: typed.name.clone(),
            phone: if may_change_phone(before.kind) { typed.phone.clone() } else { was.phone.clone() },
            address: Address { name: was.address.name.clone(), ..typed.address.clone() },
            ..was.clone()
        };
        let fields = rules::check(&draft).map_err(Error::Invalid)?;
        rules::required_identity(&fields).map_err(|violation| Error::Invalid(vec![violation]))?;
        act_in(&ctx, conn, before, fields).await
    })
}
