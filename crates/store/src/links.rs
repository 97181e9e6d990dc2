//! Payment links, and what came in through them.

use std::collections::HashMap;

use clientele_domain::catalog::{Paid, PaymentLink};
use clientele_domain::checkout::Terms;
use clientele_domain::id::PaymentLinkId;
use clientele_domain::money::Amount;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use crate::conn::{Arg, Conn, Statement};
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct LinkRow {
    id: String,
    name: String,
    active: bool,
    terms: String,
    created_at: i64,
    updated_at: i64,
    version: i64,
}

impl TryFrom<LinkRow> for PaymentLink {
    type Error = Error;
    fn try_from(row: LinkRow) -> Result<Self> {
        Ok(Self {
            id: link_id(&row.id)?,
            name: row.name,
            active: row.active,
            terms: serde_json::from_str(&row.terms).map_err(|_| unreadable("terms of a link", &row.terms))?,
            created_at: Timestamp::from_micros(row.created_at),
            updated_at: Timestamp::from_micros(row.updated_at),
            version: row.version,
        })
    }
}

fn link_id(text: &str) -> Result<PaymentLinkId> {
    text.parse().map_err(|_| unreadable("payment link id", text))
}

fn terms_text(terms: &Terms) -> Result<String> {
    serde_json::to_string(terms).map_err(|error| Error::Broken(error.to_string()))
}

macro_rules! columns {
    () => {
        "id, name, active, terms, created_at, updated_at, version"
    };
}

const INSERT: &str = "
    INSERT INTO payment_links (merchant_id, livemode, id, name, active, terms, created_at, updated_at, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// A new link.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, link: &PaymentLink) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        link.id.to_string(),
        &link.name,
        link.active,
        terms_text(&link.terms)?,
        link.created_at.micros(),
        link.updated_at.micros(),
        link.version,
    )?;
    Ok(())
}

const BY_ID: &str =
    concat!("SELECT ", columns!(), " FROM payment_links WHERE merchant_id = $1 AND livemode = $2 AND id = $3");
const LOCK_POSTGRES: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM payment_links WHERE merchant_id = $1 AND livemode = $2 AND id = $3 FOR NO KEY UPDATE"
);

/// One link.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: PaymentLinkId) -> Result<Option<PaymentLink>> {
    fetch_optional!(conn, LinkRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The same, and nobody else may change it until this transaction has ended.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: PaymentLinkId) -> Result<Option<PaymentLink>> {
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, LinkRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

const SCOPE_OF: &str = "SELECT merchant_id, livemode FROM payment_links WHERE LOWER(id) = $1";

/// Whose link it is: who opens one brings nothing but its id.
pub async fn scope_of(conn: &mut Conn<'_>, id: PaymentLinkId) -> Result<Option<Scope>> {
    let Some((merchant, livemode)) = fetch_optional!(conn, (String, bool), SCOPE_OF, id.to_string())? else {
        return Ok(None);
    };
    let merchant = merchant.parse().map_err(|_| unreadable("merchant id", &merchant))?;
    Ok(Some(Scope { merchant, mode: Mode::from_livemode(livemode) }))
}

/// Links, or only those that sell or are archived, newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    active: Option<bool>,
    after: Option<PaymentLinkId>,
    limit: i64,
) -> Result<Vec<PaymentLink>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM payment_links"));
    statement.scope(scope);
    if let Some(active) = active {
        statement.push(" AND active = ");
        statement.bind(Arg::Bool(active));
    }
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, LinkRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const UPDATE: &str = "
    UPDATE payment_links SET name = $4, active = $5, terms = $6, updated_at = $7, version = $8
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Writes what can be changed of a link, with its version.
pub async fn update(conn: &mut Conn<'_>, scope: Scope, link: &PaymentLink) -> Result<()> {
    execute!(
        conn,
        UPDATE,
        scope.merchant.to_string(),
        scope.livemode(),
        link.id.to_string(),
        &link.name,
        link.active,
        terms_text(&link.terms)?,
        link.updated_at.micros(),
        link.version,
    )?;
    Ok(())
}

const PAID: &str = "
    INSERT INTO payment_link_totals (merchant_id, livemode, link_id, currency, amount, payment_count)
    SELECT merchant_id, livemode, id, $4, $5, $6 FROM payment_links
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3
    ON CONFLICT (merchant_id, livemode, link_id, currency) DO UPDATE SET
        amount = payment_link_totals.amount + excluded.amount,
        payment_count = payment_link_totals.payment_count + excluded.payment_count";

/// Counts what came in through a link. Whoever counts a payment for its customer does it (see `totals`), so that it
/// happens once for each, wherever the payment comes from. What names no link of this scope counts for none.
pub(crate) async fn paid(conn: &mut Conn<'_>, scope: Scope, link: PaymentLinkId, paid: Paid) -> Result<()> {
    execute!(
        conn,
        PAID,
        scope.merchant.to_string(),
        scope.livemode(),
        link.to_string(),
        paid.amount.currency.code(),
        paid.amount.minor,
        paid.payments,
    )?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct PaidRow {
    link_id: String,
    currency: String,
    amount: i64,
    payment_count: i64,
}

/// What came in through these links, by currency, what was paid most often first. Links that brought nothing are left out.
pub async fn totals(
    conn: &mut Conn<'_>,
    scope: Scope,
    links: &[PaymentLinkId],
) -> Result<HashMap<PaymentLinkId, Vec<Paid>>> {
    let mut found: HashMap<PaymentLinkId, Vec<Paid>> = HashMap::new();
    if links.is_empty() {
        return Ok(found);
    }
    let mut statement = Statement::default();
    statement.push("SELECT link_id, currency, amount, payment_count FROM payment_link_totals");
    statement.scope(scope);
    statement.push(" AND link_id IN (");
    statement.list(links);
    statement.push(") ORDER BY payment_count DESC, currency");
    for row in fetch_statement!(conn, PaidRow, statement)? {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        let paid = Paid { amount: Amount { minor: row.amount, currency }, payments: row.payment_count };
        found.entry(link_id(&row.link_id)?).or_default().push(paid);
    }
    Ok(found)
}
