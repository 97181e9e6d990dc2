//! The audit log: a page of it, whatever is asked of it, reads no more entries than it shows.

use clientele_domain::audit::Act;
use clientele_domain::id::AuditId;
use clientele_store::audit::{self, AuditFilter};
use clientele_store::{Conn, Result};

use super::{Planned, stocked};
use crate::harness::{House, minutes};

/// An entry for every event; one in fifty is a refund, and there are forty actors.
async fn noted(planned: &Planned<'_>) {
    let scope = planned.stock.scope;
    planned
        .house
        .sql(&format!(
            "INSERT INTO audit_log (
                merchant_id, livemode, id, act, actor_kind, actor_id, actor_name, object_id, event_id, created_at
            )
            SELECT merchant_id, livemode, 'aud_' || SUBSTR(id, 5),
                CASE place % 50 WHEN 0 THEN 'refund.created' ELSE 'customer.updated' END,
                'staff', 'usr_' || CAST(place % 40 AS TEXT), 'Ada', customer_id, id, created_at
            FROM (SELECT events.*, ROW_NUMBER() OVER (ORDER BY id) AS place FROM events) AS told
            WHERE merchant_id = '{}' AND customer_id IS NOT NULL",
            scope.merchant
        ))
        .await;
}

stocked!(a_page_of_the_audit_log_is_sought_by_an_index);
async fn a_page_of_the_audit_log_is_sought_by_an_index(house: &House) {
    let planned = Planned::of(house).await;
    noted(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let (scope, id) = (planned.stock.scope, planned.stock.customer);
        let none = AuditFilter::default;
        let narrow = [
            AuditFilter { act: Some(Act::RefundCreated), ..none() },
            AuditFilter { actor: Some("usr_7".into()), ..none() },
            AuditFilter { object: Some(id.to_string()), ..none() },
            AuditFilter { object: Some(id.to_string()), act: Some(Act::CustomerUpdated), ..none() },
            AuditFilter { from: Some(minutes(1)), before: Some(minutes(90)), ..none() },
        ];
        for filter in narrow {
            let ask = async |conn: &mut Conn<'_>| -> Result<()> {
                audit::page(conn, scope, &filter, None, 50).await?;
                audit::page(conn, scope, &filter, Some(AuditId::first_at(minutes(9))), 50).await.map(drop)
            };
            for plan in planned.of_looking_up("a page", ask).await {
                // PostgreSQL puts the few it has picked in order once more.
                assert!(!house.db.is_sqlite() || !plan.sorts(), "{filter:?}: {plan:#?}");
            }
        }
        let all = async |conn: &mut Conn<'_>| audit::page(conn, scope, &none(), None, 50).await;
        for plan in planned.of_asking("the newest", all).await {
            assert!(!house.db.is_sqlite() || !plan.sorts(), "{plan:#?}");
        }
    };
    planned.look(look).await;
}

stocked!(whoever_acted_is_found_without_reading_what_they_did);
async fn whoever_acted_is_found_without_reading_what_they_did(house: &House) {
    let planned = Planned::of(house).await;
    noted(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        let ask = async |conn: &mut Conn<'_>| {
            let actors = audit::actors(conn, scope).await?;
            assert_eq!(actors.len(), 40);
            audit::told(conn, scope, planned.stock.customer, minutes(1)).await
        };
        for plan in planned.of_asking("actors", ask).await {
            assert!(!house.db.is_sqlite() || !plan.sorts(), "{plan:#?}");
        }
    };
    planned.look(look).await;
}
