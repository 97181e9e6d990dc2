//! The portal: sessions found by what a browser has, links by what a mail says, among very many.

use clientele_domain::id::PortalLinkId;
use clientele_domain::portal::LinkPurpose;
use clientele_store::portal::{self, links};
use clientele_store::{Conn, allowed_origins};

use super::{Planned, stocked};
use crate::harness::{House, MORNING, minutes};

stocked!(who_comes_to_the_portal_is_looked_up_by_what_they_hold);
async fn who_comes_to_the_portal_is_looked_up_by_what_they_hold(house: &House) {
    let planned = Planned::of(house).await;
    // Everybody is there by a session of the merchant's, and was sent a link.
    house
        .sql(
            "INSERT INTO customer_sessions (
                merchant_id, livemode, id, customer_id, secret_hash, components, allowed_origin, created_at, expires_at
            )
            SELECT merchant_id, livemode, 'cuss_' || SUBSTR(id, 5), id, id, 'portal', 'https://shop.example', created_at,
                created_at + 3600000000
            FROM customers",
        )
        .await;
    house
        .sql(
            "INSERT INTO portal_sessions (
                token_hash, merchant_id, livemode, customer_id, customer_session_id, created_at, last_seen_at, expires_at
            )
            SELECT id, merchant_id, livemode, id, 'cuss_' || SUBSTR(id, 5), created_at, created_at,
                created_at + 3600000000
            FROM customers",
        )
        .await;
    house
        .sql(
            "INSERT INTO portal_links (merchant_id, livemode, id, customer_id, purpose, email, created_at, expires_at)
            SELECT merchant_id, livemode, 'plink_' || SUBSTR(id, 5), id, 'sign_in', email, created_at,
                created_at + 1800000000
            FROM customers",
        )
        .await;
    let look = async |planned: &Planned<'_>| {
        let (scope, customer) = (planned.stock.scope, planned.stock.customer);
        let id = PortalLinkId::new(MORNING, [7; 10]);
        let purpose = LinkPurpose::SignIn;

        planned.of_asking("a token", async |conn: &mut Conn<'_>| portal::live(conn, "none", MORNING).await).await;
        planned
            .of_asking("a visit", async |conn: &mut Conn<'_>| {
                portal::touch(conn, "none", minutes(1), minutes(60)).await
            })
            .await;
        planned.of_asking("an end", async |conn: &mut Conn<'_>| portal::delete(conn, "none").await).await;
        planned.of_looking_up("a link", async |conn: &mut Conn<'_>| links::by_id(conn, scope, id).await).await;
        planned
            .of_looking_up("links of late", async |conn: &mut Conn<'_>| {
                links::made_since(conn, scope, (customer, purpose), MORNING, 3).await
            })
            .await;
        planned
            .of_looking_up("a use", async |conn: &mut Conn<'_>| links::mark_used(conn, scope, id, minutes(1)).await)
            .await;
        planned
            .of_looking_up("another", async |conn: &mut Conn<'_>| {
                links::replace(conn, scope, customer, purpose, minutes(1)).await
            })
            .await;
        planned
            .of_looking_up("all of a customer", async |conn: &mut Conn<'_>| portal::erase(conn, scope, customer).await)
            .await;
        planned.of_asking("what is over", async |conn: &mut Conn<'_>| portal::forget(conn, MORNING).await).await;
        planned.of_asking("origins", async |conn: &mut Conn<'_>| allowed_origins::all(conn, scope).await).await;
    };
    planned.look(look).await;
}
