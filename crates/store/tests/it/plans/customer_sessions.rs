//! Customer sessions: found by secret, by origin and by customer among very many.

use clientele_domain::id::CustomerSessionId;
use clientele_store::{Conn, customer_sessions};

use super::{Planned, stocked};
use crate::harness::{House, MORNING, minutes};

stocked!(a_session_is_looked_up_by_what_a_browser_has);
async fn a_session_is_looked_up_by_what_a_browser_has(house: &House) {
    let planned = Planned::of(house).await;
    // Everybody has one; the shops are on many origins.
    house
        .sql(
            "INSERT INTO customer_sessions (
                merchant_id, livemode, id, customer_id, secret_hash, components, allowed_origin, created_at, expires_at
            )
            SELECT merchant_id, livemode, 'cuss_' || SUBSTR(id, 5), id, id, 'customer',
                'https://' || SUBSTR(id, 20, 4) || '.example', created_at, created_at + 3600000000
            FROM customers",
        )
        .await;
    let look = async |planned: &Planned<'_>| {
        let (scope, customer) = (planned.stock.scope, planned.stock.customer);
        let id = CustomerSessionId::new(MORNING, [7; 10]);

        planned
            .of_looking_up("a session", async |conn: &mut Conn<'_>| customer_sessions::by_id(conn, scope, id).await)
            .await;
        planned.of_asking("a secret", async |conn: &mut Conn<'_>| customer_sessions::by_hash(conn, "none").await).await;
        planned
            .of_asking("an origin", async |conn: &mut Conn<'_>| {
                customer_sessions::names_origin(conn, "https://shop.example", minutes(1)).await
            })
            .await;
        planned
            .of_looking_up("an end", async |conn: &mut Conn<'_>| {
                customer_sessions::revoke(conn, scope, id, minutes(1)).await
            })
            .await;
        planned
            .of_looking_up("all of a customer", async |conn: &mut Conn<'_>| {
                customer_sessions::revoke_all(conn, scope, customer, minutes(1)).await
            })
            .await;
        planned
            .of_asking("what is over", async |conn: &mut Conn<'_>| customer_sessions::forget(conn, MORNING).await)
            .await;
    };
    planned.look(look).await;
}
