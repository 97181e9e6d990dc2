//! The payments of a customer, as far as figures want to know them.

use clientele_domain::analytics::{Around, Counted, Way};
use clientele_domain::id::CustomerId;
use clientele_domain::payment::Source;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

#[derive(sqlx::FromRow)]
struct AroundRow {
    place: String,
    #[sqlx(flatten)]
    payment: CountedRow,
}

#[derive(sqlx::FromRow)]
pub(super) struct CountedRow {
    id: String,
    amount: i64,
    currency: String,
    source: String,
    source_id: String,
    occurred_at: i64,
}

impl TryFrom<CountedRow> for Counted {
    type Error = crate::Error;
    fn try_from(row: CountedRow) -> Result<Self> {
        Ok(Self {
            at: Timestamp::from_micros(row.occurred_at),
            id: row.id.parse().map_err(|_| unreadable("payment id", &row.id))?,
            minor: row.amount,
            way: way(&row.currency, &row.source, &row.source_id)?,
        })
    }
}

/// The way of a payment, from the stored form.
pub(super) fn way(currency: &str, source: &str, source_id: &str) -> Result<Way> {
    let currency = currency.parse().map_err(|_| unreadable("currency", currency))?;
    Ok(Way::of(currency, Source::parse(source).ok_or_else(|| unreadable("source", source))?, source_id))
}

/// One of the customer's other payments whose money arrived.
macro_rules! one {
    ($place:literal, $condition:literal, $order:literal) => {
        concat!(
            "SELECT * FROM (
                SELECT '",
            $place,
            "' AS place, id, amount, currency, source, source_id, occurred_at FROM payments
                WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND id <> $4
                    AND status IN ('succeeded', 'partially_refunded', 'refunded') ",
            $condition,
            " ORDER BY ",
            $order,
            " LIMIT 1
            ) AS by_",
            $place
        )
    };
}

const AROUND: &str = concat!(
    one!("first", "", "occurred_at, id"),
    " UNION ALL ",
    one!("before", "AND currency = $5 AND (occurred_at, id) < ($6, $4)", "occurred_at DESC, id DESC"),
    " UNION ALL ",
    one!("after", "AND currency = $5 AND (occurred_at, id) > ($6, $4)", "occurred_at, id"),
    " UNION ALL ",
    one!(
        "way",
        "AND currency = $5 AND source = $7 AND CASE source WHEN 'payment_link' THEN source_id ELSE '' END = $8",
        "occurred_at, id"
    ),
);

/// The customer's other payments that stand around this one.
pub(super) async fn of(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, payment: &Counted) -> Result<Around> {
    let way = &payment.way;
    let rows = fetch_all!(
        conn,
        AroundRow,
        AROUND,
        scope.merchant.to_string(),
        scope.livemode(),
        customer.to_string(),
        payment.id.to_string(),
        way.currency.code(),
        payment.at.micros(),
        way.source.as_str(),
        &way.link,
    )?;
    let mut around = Around::default();
    for AroundRow { place, payment } in rows {
        let found = Some(payment.try_into()?);
        match place.as_str() {
            "first" => around.first = found,
            "before" => around.before = found,
            "after" => around.after = found,
            _ => around.by_way = found,
        }
    }
    Ok(around)
}

const ALL: &str = "
    SELECT id, amount, currency, source, source_id, occurred_at FROM payments
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
        AND status IN ('succeeded', 'partially_refunded', 'refunded')";

/// All of a customer's payments whose money arrived.
pub(super) async fn all_of(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Vec<Counted>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    let rows = fetch_all!(conn, CountedRow, ALL, merchant, scope.livemode(), customer)?;
    rows.into_iter().map(TryInto::try_into).collect()
}
