//! Figures over time: an answer reads the rows of the days and quarters that it is about, and no payments.

use clientele_domain::analytics::{Day, Grain};
use clientele_domain::rules::{Days, Pieces, Zone, intervals, pieces};
use clientele_store::figures::{self, products, read, recurring};
use clientele_store::payments::{self, PaymentFilter};
use clientele_store::subscriptions::{self, SubscriptionFilter};
use clientele_store::{Conn, Result, totals};

use super::{Planned, stocked};
use crate::harness::{House, MORNING, eur, minutes};

/// What so many days are added up from, when days are kept in UTC.
fn asked(zone: &str, grain: Grain) -> (Pieces, usize) {
    let last = Day::at_utc(MORNING);
    let (zone, utc) = (Zone::named(zone).expect("a zone"), Zone::named("UTC").expect("a zone"));
    let found = intervals(&zone, Days { from: last.plus(-89), to: last }, grain).expect("few intervals");
    (pieces(&found, &utc), found.len())
}

stocked!(figures_are_added_up_from_the_rows_of_their_intervals);
async fn figures_are_added_up_from_the_rows_of_their_intervals(house: &House) {
    let planned = Planned::of(house).await;
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        for (zone, grain) in [("UTC", Grain::Day), ("Asia/Kathmandu", Grain::Day), ("America/New_York", Grain::Month)] {
            let (pieces, count) = asked(zone, grain);
            let ask = async |conn: &mut Conn<'_>| -> Result<()> {
                read::sums(conn, scope, eur(), &pieces, count).await?;
                read::ways(conn, scope, eur(), &pieces).await?;
                products::by_product(conn, scope, eur(), &pieces).await?;
                read::moves(conn, scope, eur(), &pieces, count).await.map(drop)
            };
            for plan in planned.of_looking_up("figures", ask).await {
                assert!(!plan.is_of("FROM payments"), "{plan:#?}");
            }
        }
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            figures::currencies(conn, scope).await?;
            figures::first_day(conn, scope, eur()).await?;
            payments::name_of_link(conn, scope, "plink_of_another_house").await.map(drop)
        };
        for plan in planned.of_looking_up("what there are figures of", ask).await {
            // Nobody sorts what an index has in order.
            assert!(!house.db.is_sqlite() || !plan.sorts(), "{plan:#?}");
        }
    };
    planned.look(look).await;
}

stocked!(a_payment_is_counted_by_those_around_it);
async fn a_payment_is_counted_by_those_around_it(house: &House) {
    let planned = Planned::of(house).await;
    let scope = planned.stock.scope;
    let mut reader = house.db.read().await.expect("a reader");
    let conn = &mut reader.conn();
    let paid = payments::page(conn, scope, &PaymentFilter::default(), None, 1).await.expect("payments").remove(0);
    let kept = subscriptions::page(conn, scope, &SubscriptionFilter::default(), None, 1).await;
    let kept = kept.expect("subscriptions").remove(0);
    drop(reader);
    let look = async |planned: &Planned<'_>| {
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            totals::payment_recorded(conn, scope, &paid, eur()).await?;
            recurring::kept(conn, scope, &kept, minutes(9)).await
        };
        planned.of_looking_up("counting", ask).await;
    };
    planned.look(look).await;
}
