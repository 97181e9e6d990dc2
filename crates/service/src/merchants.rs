//! Merchants, as whoever runs the machine sees them.

use clientele_domain::id::MerchantId;
use clientele_domain::money::Currency;
use clientele_store::merchants;
pub use clientele_store::merchants::Merchant;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::house::House;

/// The merchant that a command means: the named one, or the only one there is.
///
/// Errors: `NotFound`; `InvalidState` when none is named and there is not exactly one.
pub async fn meant(house: &House, named: Option<MerchantId>) -> Result<Merchant> {
    let mut reader = house.db.read().await?;
    if let Some(id) = named {
        return merchants::by_id(&mut reader.conn(), id).await?.ok_or(Error::NotFound);
    }
    match merchants::first(&mut reader.conn(), 2).await?.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Error::InvalidState(
            "There is no merchant yet. Make one with `clientele merchant create --name NAME`, or sign up in the dashboard.".into(),
        )),
        _ => Err(Error::InvalidState("There are several merchants. Name one with --merchant acct_….".into())),
    }
}

/// Whether there is any merchant.
pub async fn any(house: &House) -> Result<bool> {
    Ok(!merchants::first(&mut house.db.read().await?.conn(), 1).await?.is_empty())
}

/// The currency in which the scope's merchant compares customers.
pub(crate) async fn currency(ctx: &Ctx, conn: &mut clientele_store::Conn<'_>) -> Result<Currency> {
    Ok(merchants::by_id(conn, ctx.scope.merchant).await?.ok_or(Error::NotFound)?.currency)
}
