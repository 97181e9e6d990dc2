//! Who may look and act where: every route and every server function, against everybody who should not.
//!
//! The routes come from the router and the functions from their own register: one without a row in `table.rs` fails. What
//! programs ask with a key has its table in `api/scope/table.rs`.

mod functions;
mod pages;
mod same_answer;
mod table;

use clientele_domain::role::Role;
use clientele_service::accounts::SESSION_LENGTH;

use crate::harness::{Browser, Shop};

/// Browsers that nobody is signed in with: never, not any more, and not for too long. Time passes for all others, too.
async fn gone(shop: &Shop) -> [Browser; 3] {
    let expired = shop.colleague("Ed Expired", Role::Owner).await;
    shop.app.pass(SESSION_LENGTH);
    let ended = shop.colleague("Eve Ended", Role::Owner).await;
    ended.get(&shop.path("customers")).await.assert_status(200);
    ended.post("/sign-out", &[("", ""); 0]).await.assert_status(303);
    [shop.app.browser(), ended, expired]
}
