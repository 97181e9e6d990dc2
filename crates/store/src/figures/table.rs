//! Rows of figures that are added up in memory, and written as few as they are.

use std::collections::HashMap;

use clientele_domain::analytics::{PERIODS, Sums, Way};
use clientele_domain::rules::{Zone, quarter_of};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::bulk::rows::{Value, insert_or, values};
use crate::conn::Conn;
use crate::counters;
use crate::error::Result;

/// What the numbers of a row's time count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kept {
    Day,
    Quarter,
}

impl Kept {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Quarter => "quarter",
        }
    }
}

/// Sums by day and by quarter of an hour, and by way.
pub(super) struct Table<'z> {
    calendar: &'z Zone,
    pub(super) rows: HashMap<(Kept, i64, Way), Sums>,
}

pub(super) const START: &str = "
    INSERT INTO figures (
        merchant_id, livemode, currency, grain, at, source, source_id, slot, gross, refunded, payments, refunds, customers,
        firsts, first_gross, active_day, active_week, active_month, active_quarter, active_year
    ) VALUES ";

pub(super) const END: &str = "
    ON CONFLICT (merchant_id, livemode, currency, grain, at, source, source_id, slot) DO UPDATE SET
        gross = figures.gross + excluded.gross,
        refunded = figures.refunded + excluded.refunded,
        payments = figures.payments + excluded.payments,
        refunds = figures.refunds + excluded.refunds,
        customers = figures.customers + excluded.customers,
        firsts = figures.firsts + excluded.firsts,
        first_gross = figures.first_gross + excluded.first_gross,
        active_day = figures.active_day + excluded.active_day,
        active_week = figures.active_week + excluded.active_week,
        active_month = figures.active_month + excluded.active_month,
        active_quarter = figures.active_quarter + excluded.active_quarter,
        active_year = figures.active_year + excluded.active_year";

impl<'z> Table<'z> {
    /// Nothing yet. Days are those of this calendar.
    pub(super) fn new(calendar: &'z Zone) -> Self {
        Self { calendar, rows: HashMap::new() }
    }

    /// Adds what happened at a moment.
    pub(super) fn add(&mut self, at: Timestamp, way: &Way, sums: Sums) {
        let of_quarter = Sums { active: [0; PERIODS], ..sums };
        let day = (Kept::Day, self.calendar.day_of(at).0, way.clone());
        let quarter = (Kept::Quarter, quarter_of(at), way.clone());
        for (place, sums) in [(day, sums), (quarter, of_quarter)] {
            if !sums.is_nothing() {
                *self.rows.entry(place).or_default() += sums;
            }
        }
    }

    /// Adds the rows to those that are stored. Everybody writes them in the same order, so that nobody waits in a circle.
    pub(super) async fn write(&self, conn: &mut Conn<'_>, scope: Scope, spread: i64) -> Result<()> {
        let merchant = scope.merchant.to_string();
        // SQLite has one writer, for whom one row is best.
        let slot = conn.pick(0, counters::slot(spread));
        let mut rows: Vec<_> = self.rows.iter().filter(|(_, sums)| !sums.is_nothing()).collect();
        rows.sort_by(|((grain, at, way), _), ((other_grain, other_at, other), _)| {
            let mine = (way.currency, grain, at, way.source.as_str(), &way.link);
            mine.cmp(&(other.currency, other_grain, other_at, other.source.as_str(), &other.link))
        });
        let rows: Vec<_> = rows
            .into_iter()
            .map(|((grain, at, way), s)| {
                values! {
                    merchant.as_str(), scope.livemode(), way.currency.code().to_owned(), grain.as_str(), *at,
                    way.source.as_str(), &way.link, slot, s.gross, s.refunded, s.payments, s.refunds, s.customers, s.firsts,
                    s.first_gross, s.active[0], s.active[1], s.active[2], s.active[3], s.active[4],
                }
            })
            .collect();
        insert_or(conn, START, END, rows).await
    }
}
