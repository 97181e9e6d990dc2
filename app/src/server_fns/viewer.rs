//! The person at the screen, for the frame of every page.

use clientele_domain::money::Currency;
use clientele_domain::role::{Permission, Role};
use clientele_domain::scope::Scope;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// The person at the screen and where they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The person's id as text, for the colour of the monogram.
    pub user_id: String,
    /// The person's name.
    pub name: String,
    /// The merchants they work for: id and name.
    pub merchants: Vec<(clientele_domain::id::MerchantId, String)>,
    /// Where they are.
    pub scope: Scope,
    /// The merchant's name.
    pub merchant: String,
    /// The merchant's own currency.
    pub currency: Currency,
    /// Their role here.
    pub role: Role,
    /// How many customers there are here.
    pub customers: i64,
    /// How many pairs of customers might be one person, counted up to 100.
    pub duplicates: i64,
    /// How many webhook endpoints were disabled because nothing reached them.
    pub given_up: i64,
    /// How many refunds wait for somebody.
    pub waiting_refunds: i64,
}

impl Viewer {
    /// Whether to offer an action. The service decides again when it is done.
    pub fn may(&self, permission: Permission) -> bool {
        self.role.allows(permission)
    }
}

/// Who is at the screen at an address, or why nobody is. The server finds out before it renders a page and places this in
/// its context.
#[derive(Debug, Clone)]
pub struct Looked(pub Result<Viewer, Problem>);

/// Who is at the screen, for one of their scopes.
///
/// Errors: `NotFound` when the visitor does not work there.
#[cfg(feature = "ssr")]
pub async fn look(
    house: &clientele_service::House,
    visitor: &clientele_service::accounts::Visitor,
    scope: Scope,
) -> Result<Viewer, Problem> {
    let ctx = visitor.ctx(house, scope)?;
    let (merchant, role) = visitor
        .merchants
        .iter()
        .find(|(merchant, _)| merchant.id == scope.merchant)
        .ok_or(clientele_service::Error::NotFound)?;
    Ok(Viewer {
        user_id: visitor.user.to_string(),
        name: visitor.name.clone(),
        merchants: visitor.merchants.iter().map(|(merchant, _)| (merchant.id, merchant.name.clone())).collect(),
        scope,
        merchant: merchant.name.clone(),
        currency: merchant.currency,
        role: *role,
        customers: clientele_service::customers::count(&ctx).await?,
        duplicates: clientele_service::matching::pair_count(&ctx).await?,
        given_up: clientele_service::webhooks::given_up(&ctx).await?,
        waiting_refunds: clientele_service::refunds::waiting(&ctx).await?.total(),
    })
}
