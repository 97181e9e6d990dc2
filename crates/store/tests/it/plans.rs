//! How the statements of lists, searches and pages are answered: by an index, and no more of it than is asked for.
//!
//! On SQLite each rule holds before and after the planner has figures about the rows; PostgreSQL collects them by itself.

mod catalogue;
mod checkouts;
mod heard;
mod lists;
mod matching;
mod pages;
mod plan;
mod refunds;
mod searches;
mod stock;
mod webhooks;

use clientele_store::{Conn, Result};

use crate::harness::House;
use plan::{Plan, plans};
use stock::{Stock, analyze};

/// A house with many rows.
struct Planned<'h> {
    house: &'h House,
    stock: Stock,
}

impl<'h> Planned<'h> {
    async fn of(house: &'h House) -> Self {
        Self { house, stock: Stock::of(house).await }
    }

    /// Looks at the plans as they are made with the planner's figures, and on SQLite also without.
    async fn look(self, look: impl AsyncFn(&Self)) {
        if self.house.db.is_sqlite() {
            look(&self).await;
        }
        analyze(self.house).await;
        look(&self).await;
    }

    /// The plans of all that is asked, none of which may read a whole table or index. `what` is for people.
    async fn of_asking<T>(&self, what: &str, ask: impl AsyncFnOnce(&mut Conn<'_>) -> Result<T>) -> Vec<Plan> {
        let plans = plans(self.house, ask).await;
        for plan in &plans {
            assert_eq!(plan.whole(), None, "{what}: {plan:#?}");
        }
        plans
    }

    /// The same, and every step looks up what is named instead of going through what the merchant has.
    async fn of_looking_up<T>(&self, what: &str, ask: impl AsyncFnOnce(&mut Conn<'_>) -> Result<T>) -> Vec<Plan> {
        let plans = self.of_asking(what, ask).await;
        for plan in &plans {
            assert_eq!(plan.whole_scope(), None, "{what}: {plan:#?}");
        }
        plans
    }
}
