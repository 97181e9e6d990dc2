//! How the statements of lists, searches and pages are answered: by an index, and no more of it than is asked for.
//!
//! On SQLite each rule holds before and after the planner has figures about the rows; PostgreSQL collects them by itself.

mod audit;
mod catalogue;
mod checkouts;
mod customer_sessions;
mod figures;
mod heard;
mod invoices;
mod lists;
mod mail;
mod matching;
mod pages;
mod plan;
mod portal;
mod refunds;
mod searches;
mod segments;
mod standing;
mod stock;
mod subscriptions;
mod team;
mod webhooks;

use clientele_store::{Conn, Result};
use sqlx::{Connection, SqliteConnection};

use crate::database::Fresh;
use crate::harness::{Engine, House};
use plan::{Plan, plans};
use stock::{Stock, analyze};

/// Makes two tests of a rule, one for each engine. The rule is an `async fn` of this name that takes a [`House`] with many
/// rows.
macro_rules! stocked {
    ($rule:ident) => {
        mod $rule {
            #[tokio::test]
            async fn sqlite() {
                run($crate::harness::Engine::Sqlite).await;
            }

            #[tokio::test]
            async fn postgres() {
                run($crate::harness::Engine::Postgres).await;
            }

            async fn run(engine: $crate::harness::Engine) {
                let Some(house) = crate::plans::house(engine).await else { return };
                super::$rule(&house).await;
                house.close().await;
            }
        }
    };
}
use stocked;

/// A house with many rows, of which the planner has no figures yet; `None` when the engine's tests are to be skipped.
async fn house(engine: Engine) -> Option<House> {
    let fill = async |empty: Fresh| {
        let house = House::of(empty).await;
        house.db.migrate().await.expect("the tables are made");
        Stock::fill(&house).await;
        let filled = house.leave().await;
        if engine == Engine::Sqlite {
            // Figures that closing connections have left.
            let mut file = SqliteConnection::connect(&filled.url).await.expect("the database opens");
            sqlx::query("DROP TABLE IF EXISTS sqlite_stat1").execute(&mut file).await.expect("no figures");
            file.close().await.expect("a closed file");
        }
        filled
    };
    Some(House::of(Fresh::copy(engine, "stock", fill).await?).await)
}

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
