//! Segments that tell who enters and leaves: a change of a customer looks up what is the customer's, and a turn takes the next few.

use clientele_domain::id::SegmentId;
use clientele_domain::query::{Frame, Query};
use clientele_store::segments::{members, walks};
use clientele_store::{Conn, Result};

use super::{Planned, stocked};
use crate::harness::{House, eur, minutes};

const SEGMENT: &str = "seg_00000000000000000000000010";

stocked!(a_change_of_a_customer_looks_up_what_is_theirs);
async fn a_change_of_a_customer_looks_up_what_is_theirs(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let (scope, customer) = (planned.stock.scope, planned.stock.customer);
        let segment: SegmentId = SEGMENT.parse().expect("an id");
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            members::note(conn, scope, customer, false, minutes(1)).await?;
            members::announced(conn, scope).await?;
            members::of_customer(conn, scope, customer).await?;
            members::set(conn, scope, customer, segment, false).await?;
            members::postpone(conn, scope, customer, minutes(2)).await?;
            members::take(conn, scope, customer).await.map(drop)
        };
        planned.of_asking("the segments of a customer", ask).await;
        let ask = async |conn: &mut Conn<'_>| members::clear(conn, scope, segment).await;
        planned.of_looking_up("who belongs to a segment", ask).await;
        let ask = async |conn: &mut Conn<'_>| members::due(conn, minutes(15_000), 10).await;
        for plan in planned.of_asking("whom to look at again", ask).await {
            assert!(!plan.sorts(), "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(a_turn_compares_the_next_customers_and_no_others);
async fn a_turn_compares_the_next_customers_and_no_others(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let mut reader = house.db.read().await.expect("a reader");
        let mut walk = walks::due(&mut reader.conn(), minutes(9)).await.expect("an answer").expect("a walk");
        drop(reader);
        (walk.scope, walk.segment.id) = (planned.stock.scope, SEGMENT.parse().expect("an id"));
        let frame = Frame::new(eur(), minutes(9));
        for query in ["tag:vip spent>10", "last_payment<30d OR signal:at_risk", "ada refunded>0usd"] {
            let query = Query::parse(query, &frame).expect("a query");
            let ask = async |conn: &mut Conn<'_>| -> Result<()> {
                walks::hold(conn, &walk, 10).await?;
                walks::next(conn, &walk, &query, 10).await.map(drop)
            };
            planned.of_looking_up("the next customers", ask).await;
        }
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            walks::due(conn, minutes(9)).await?;
            walks::advance(conn, &walk, (true, "cus", minutes(1))).await.map(drop)
        };
        for plan in planned.of_asking("which segment is next", ask).await {
            assert!(!plan.sorts(), "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}
