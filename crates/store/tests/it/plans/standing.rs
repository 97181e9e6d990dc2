//! Where customers stand: every figure of all is read from what is counted, and every place among them by an index.

use clientele_domain::money::Amount;
use clientele_domain::payment::PaymentStatus;
use clientele_domain::standing::{Metric, Month, WINDOWS};
use clientele_store::standing::{self, Since};
use clientele_store::{Conn, Result};

use super::plan::plans;
use super::{Planned, stocked};
use crate::harness::{House, MORNING, eur, minutes, sale};

stocked!(figures_of_all_are_read_from_what_is_counted);
async fn figures_of_all_are_read_from_what_is_counted(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        let since = Since { months: (Month(24_000), Month(30_000)), moments: (MORNING, minutes(9_000)) };
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            standing::cohorts(conn, scope, eur(), (Month(0), Month(30_000))).await?;
            standing::steps_of_worth(conn, scope, eur(), None).await?;
            standing::steps_of_worth(conn, scope, eur(), Some(since)).await.map(drop)
        };
        for plan in planned.of_looking_up("figures of all", ask).await {
            // PostgreSQL would rather sort the few rows that come of it.
            assert!(plan.is_of("FROM customer_tallies") && !(house.db.is_sqlite() && plan.sorts()), "{plan:#?}");
        }
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            standing::worth_at(conn, scope, eur(), None, (1000, 3)).await?;
            standing::worth_at(conn, scope, eur(), Some(since), (1000, 3)).await.map(drop)
        };
        for plan in planned.of_looking_up("a value in the middle", ask).await {
            assert!(plan.says("customer_totals_worth") && !plan.sorts(), "{plan:#?}");
        }
        let ask = async |conn: &mut Conn<'_>| standing::bars(conn, scope).await;
        for plan in planned.of_looking_up("the first tenth", ask).await {
            let known = ["FROM customer_tallies", "FROM counters", "FROM customers"];
            assert!(known.iter().any(|table| plan.is_of(table)), "{plan:#?}");
            assert!(!plan.is_of("FROM customers") || !plan.sorts(), "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(the_first_customers_are_the_first_rows_of_an_index);
async fn the_first_customers_are_the_first_rows_of_an_index(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        for (metric, column) in [(Metric::TotalSpent, "spent"), (Metric::PaymentCount, "payments")] {
            for window in WINDOWS.into_iter().map(Some).chain([None]) {
                let ask = async |conn: &mut Conn<'_>| {
                    standing::best(conn, scope, (eur(), metric, window), minutes(20_000), 10).await
                };
                let index = window.map_or_else(
                    || format!("customer_totals_{column}"),
                    |window| format!("recent_{column}_{}", window.days()),
                );
                for plan in planned.of_asking("the first customers", ask).await {
                    let is_list = plan.is_of("FROM recent_spending") || plan.is_of("FROM customer_totals");
                    assert!(!is_list || plan.says(&index) && !plan.sorts(), "{plan:#?}");
                }
            }
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(what_one_customer_changes_is_looked_up);
async fn what_one_customer_changes_is_looked_up(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let (scope, id) = (planned.stock.scope, planned.stock.customer);
        let (_, payment) = sale(id, PaymentStatus::Succeeded, Amount { minor: 500, currency: eur() });
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            standing::paid(conn, scope, &payment, MORNING).await?;
            standing::paid(conn, scope, &payment, minutes(1_000_000)).await?;
            standing::refunded(conn, scope, &payment, payment.amount).await
        };
        planned.of_looking_up("a payment and its refund", ask).await;
        let ask = async |conn: &mut Conn<'_>| standing::refresh_due(conn, minutes(1_000_000), 5).await;
        for plan in planned.of_asking("what is overdue", ask).await {
            assert!(!plan.is_of("FROM recent_spending r") || plan.says("recent_spending_due"), "{plan:#?}");
        }
        let ask = async |conn: &mut Conn<'_>| -> Result<bool> {
            standing::begin_turn(conn, scope.merchant).await?;
            standing::go_on_turning(conn, MORNING, 5).await
        };
        // Hardly ever anybody is there whose calendar changes.
        for plan in plans(planned.house, ask).await.into_iter().filter(|plan| !plan.is_of("calendar_turns")) {
            assert_eq!((plan.whole(), plan.whole_scope()), (None, None), "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}
