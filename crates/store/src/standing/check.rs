//! Works out anew, from the payments, what is kept here, and tells where it differs. Goes through customers some at a
//! time, for a calendar is nothing that both engines can count on.

use std::collections::BTreeMap;

use clientele_domain::id::MerchantId;
use clientele_domain::money::Currency;
use clientele_domain::rules::Zone;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::standing::{Cells, Month, MonthPaid, Standing, Tally};
use clientele_domain::time::Timestamp;

use super::bulk::by_currency;
use super::months::{of_payments, place};
use super::recent::Lately;
use crate::conn::Conn;
use crate::error::{Result, unreadable};
use crate::verify::Difference;

/// So many customers at a time, and so many differences of a figure.
const SOME: i64 = 500;
const MOST: usize = 100;

const MONTHS: &str = "months of a customer (currency, month, paid, given back, payments)";
const LATELY: &str = "what a customer paid lately (currency, 7, 30 and 90 days, until when)";
const TALLIES: &str = "customers of a kind (figure, currency, row, column: how many, amount)";

/// Every difference found in any scope, at most 100 of a figure.
pub(crate) async fn differences(conn: &mut Conn<'_>) -> Result<Vec<Difference>> {
    let mut found = Vec::new();
    for (merchant, currency, zone) in
        fetch_all!(conn, (String, String, String), "SELECT id, currency, time_zone FROM merchants ORDER BY id")?
    {
        let id: MerchantId = merchant.parse().map_err(|_| unreadable("merchant id", &merchant))?;
        let (own, zone) = place(&currency, &zone)?;
        for mode in [Mode::Test, Mode::Live] {
            Check { scope: Scope { merchant: id, mode }, own, zone: &zone, found: &mut found }.run(conn).await?;
        }
    }
    Ok(found)
}

struct Check<'c> {
    scope: Scope,
    own: Currency,
    zone: &'c Zone,
    found: &'c mut Vec<Difference>,
}

/// A month of a customer as text, which stands for itself in comparisons.
type Months = BTreeMap<(String, i64), (i64, i64, i64)>;
type Paid = (Currency, Timestamp, i64, i64);

const TURNING: &str = "SELECT done_id FROM calendar_turns WHERE merchant_id = $1 AND livemode = $2";
const CUSTOMERS: &str = "
    SELECT id, deleted_at IS NULL FROM customers WHERE merchant_id = $1 AND livemode = $2 AND id > $3 ORDER BY id LIMIT $4";
const PAYMENTS: &str = "
    SELECT customer_id, currency, occurred_at, amount, refunded FROM payments
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id >= $3 AND customer_id <= $4
        AND status IN ('succeeded', 'partially_refunded', 'refunded')";
const KEPT_MONTHS: &str = "
    SELECT customer_id, currency, month, gross, refunded, payment_count FROM customer_months
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id >= $3 AND customer_id <= $4";
const KEPT_LATELY: &str = "
    SELECT customer_id, currency, spent_7, payments_7, spent_30, payments_30, spent_90, payments_90, leaves_at
    FROM recent_spending
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id >= $3 AND customer_id <= $4";
const KEPT_TALLIES: &str = "
    SELECT figure, currency, row_key, column_key, CAST(SUM(customers) AS BIGINT), CAST(SUM(amount) AS BIGINT)
    FROM customer_tallies WHERE merchant_id = $1 AND livemode = $2
    GROUP BY figure, currency, row_key, column_key";

impl Check<'_> {
    async fn run(mut self, conn: &mut Conn<'_>) -> Result<()> {
        let merchant = self.scope.merchant.to_string();
        let livemode = self.scope.livemode();
        let is_turning = fetch_optional!(conn, (String,), TURNING, &merchant, livemode)?.is_some();
        let mut cells = Cells::new();
        let mut after = String::new();
        loop {
            let customers = fetch_all!(conn, (String, bool), CUSTOMERS, &merchant, livemode, &after, SOME)?;
            let (Some((first, _)), Some((last, _))) = (customers.first(), customers.last()) else { break };
            let kept = self.kept_months(conn, first, last).await?;
            let paid = self.payments(conn, first, last).await?;
            let nothing = (Months::new(), Vec::new());
            for (id, present) in &customers {
                let kept = kept.get(id).unwrap_or(&nothing.0);
                let paid = paid.get(id).unwrap_or(&nothing.1);
                if !is_turning && *kept != months(&of_payments(paid, self.zone)) {
                    self.differs(
                        MONTHS,
                        id,
                        format!("{kept:?}"),
                        format!("{:?}", months(&of_payments(paid, self.zone))),
                    );
                }
                // While customers are counted on another calendar, what is added up is what is kept of each.
                let standing = Standing { months: paid_months(kept)?, present: *present };
                for (cell, tally) in standing.cells(self.own) {
                    let sum = cells.entry(cell).or_default();
                    sum.customers += tally.customers;
                    sum.amount += tally.amount;
                }
            }
            if !is_turning {
                self.lately(conn, &paid, first, last).await?;
            }
            after.clone_from(last);
        }
        self.tallies(conn, cells).await
    }

    fn differs(&mut self, figure: &'static str, of: &str, kept: String, found: String) {
        if self.found.iter().filter(|known| known.figure == figure).count() < MOST {
            let of = format!("{} {} {of}", self.scope.merchant, self.scope.mode);
            self.found.push(Difference { figure, of, kept, found });
        }
    }

    async fn payments(&self, conn: &mut Conn<'_>, first: &str, last: &str) -> Result<BTreeMap<String, Vec<Paid>>> {
        type Row = (String, String, i64, i64, i64);
        let merchant = self.scope.merchant.to_string();
        let rows = fetch_all!(conn, Row, PAYMENTS, merchant, self.scope.livemode(), first, last)?;
        let mut paid: BTreeMap<String, Vec<Paid>> = BTreeMap::new();
        for (customer, currency, at, amount, refunded) in rows {
            let currency = currency.parse().map_err(|_| unreadable("currency", &currency))?;
            paid.entry(customer).or_default().push((currency, Timestamp::from_micros(at), amount, refunded));
        }
        Ok(paid)
    }

    async fn kept_months(&self, conn: &mut Conn<'_>, first: &str, last: &str) -> Result<BTreeMap<String, Months>> {
        type Row = (String, String, i64, i64, i64, i64);
        let merchant = self.scope.merchant.to_string();
        let mut kept: BTreeMap<String, Months> = BTreeMap::new();
        for (customer, currency, month, gross, refunded, payments) in
            fetch_all!(conn, Row, KEPT_MONTHS, merchant, self.scope.livemode(), first, last)?
        {
            kept.entry(customer).or_default().insert((currency, month), (gross, refunded, payments));
        }
        Ok(kept)
    }

    /// A row is right as long as nothing has left: so it is compared with the last moment before.
    async fn lately(
        &mut self,
        conn: &mut Conn<'_>,
        paid: &BTreeMap<String, Vec<Paid>>,
        first: &str,
        last: &str,
    ) -> Result<()> {
        type Row = (String, String, i64, i64, i64, i64, i64, i64, i64);
        let merchant = self.scope.merchant.to_string();
        for (customer, code, s7, p7, s30, p30, s90, p90, leaves_at) in
            fetch_all!(conn, Row, KEPT_LATELY, merchant, self.scope.livemode(), first, last)?
        {
            let currency: Currency = code.parse().map_err(|_| unreadable("currency", &code))?;
            let payments = paid.get(&customer).map(|paid| by_currency(paid)).unwrap_or_default();
            let payments = payments.get(&currency).cloned().unwrap_or_default();
            let until = Timestamp::from_micros(leaves_at - 1);
            let found = Lately::of(payments.into_iter(), self.zone, until).unwrap_or_default();
            let kept = Lately { windows: [(s7, p7), (s30, p30), (s90, p90)], leaves_at };
            if kept != found {
                self.differs(LATELY, &format!("{customer} {code}"), format!("{kept:?}"), format!("{found:?}"));
            }
        }
        Ok(())
    }

    async fn tallies(&mut self, conn: &mut Conn<'_>, cells: Cells) -> Result<()> {
        type Row = (String, String, i64, i64, i64, i64);
        let merchant = self.scope.merchant.to_string();
        let mut both: BTreeMap<String, (Tally, Tally)> = BTreeMap::new();
        for (figure, currency, row, column, customers, amount) in
            fetch_all!(conn, Row, KEPT_TALLIES, merchant, self.scope.livemode())?
        {
            both.entry(format!("{figure} {currency} {row} {column}")).or_default().0 = Tally { customers, amount };
        }
        for (cell, tally) in cells {
            let currency = cell.currency.map(|currency| currency.code().to_owned()).unwrap_or_default();
            both.entry(format!("{} {currency} {} {}", cell.figure, cell.row, cell.column)).or_default().1 = tally;
        }
        for (of, (kept, found)) in both.into_iter().filter(|(_, (kept, found))| kept != found) {
            self.differs(TALLIES, &of, format!("{kept:?}"), format!("{found:?}"));
        }
        Ok(())
    }
}

fn months(paid: &[MonthPaid]) -> Months {
    let of = |m: &MonthPaid| ((m.currency.code().to_owned(), m.month.0), (m.gross, m.refunded, m.payments));
    paid.iter().map(of).collect()
}

fn paid_months(months: &Months) -> Result<Vec<MonthPaid>> {
    let paid = months.iter().map(|((currency, month), (gross, refunded, payments))| {
        Ok(MonthPaid {
            currency: currency.parse().map_err(|_| unreadable("currency", currency))?,
            month: Month(*month),
            gross: *gross,
            refunded: *refunded,
            payments: *payments,
        })
    });
    paid.collect()
}
