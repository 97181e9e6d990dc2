//! Who shares an identifier with a buyer, and the locks under which that is asked.

pub mod distinct;
pub mod pairs;
pub mod related;
pub mod settings;
pub mod simulate;

use clientele_domain::id::CustomerId;
use clientele_domain::identity::IdentityKind;
use clientele_domain::matching::Sign;
use clientele_domain::scope::Scope;

use crate::conn::{Arg, Conn, Statement};
use crate::error::{Result, unreadable};

const HOLD_POSTGRES: &str = "
    SELECT pg_advisory_xact_lock(key)
    FROM (SELECT DISTINCT hashtextextended(identifier, 0) AS key FROM unnest($1) AS identifier ORDER BY 1) AS keys";

/// Holds these identifiers until this transaction ends, in one order everywhere: others who look for the same wait, and
/// then see what this one made of them. SQLite's writer is alone anyway.
pub async fn hold(conn: &mut Conn<'_>, scope: Scope, identifiers: &[(Sign, &str)]) -> Result<()> {
    if let Conn::Postgres(c) = conn
        && !identifiers.is_empty()
    {
        let named = |(sign, value): &(Sign, &str)| format!("{scope} {} {value}", sign.kind.as_str());
        let keys: Vec<String> = identifiers.iter().map(named).collect();
        sqlx::query(HOLD_POSTGRES).bind(keys).execute(&mut **c).await?;
    }
    Ok(())
}

/// No identifier leads to more, oldest first. Nobody's email is shared by so many whom the merchant knows.
const MOST: i64 = 20;

/// Whom each of the identifiers leads to: the owner of the external id, registered customers by the email they have now,
/// guests by everything they ever left behind.
pub async fn sharing(
    conn: &mut Conn<'_>,
    scope: Scope,
    identifiers: &[(Sign, &str)],
) -> Result<Vec<(IdentityKind, CustomerId)>> {
    if identifiers.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    for (place, (sign, value)) in identifiers.iter().enumerate() {
        statement.push(if place == 0 { "" } else { " UNION ALL " });
        match sign.kind {
            IdentityKind::ExternalId => external_id(&mut statement, scope, value),
            IdentityKind::Email => {
                email(&mut statement, scope, value);
                statement.push(" UNION ALL ");
                guests(&mut statement, scope, sign.kind, value);
            }
            kind => guests(&mut statement, scope, kind, value),
        }
    }
    let rows = fetch_statement!(conn, (String, String), statement)?;
    rows.into_iter()
        .map(|(kind, id)| {
            let kind = IdentityKind::parse(&kind).ok_or_else(|| unreadable("identity kind", &kind))?;
            Ok((kind, id.parse().map_err(|_| unreadable("customer id", &id))?))
        })
        .collect()
}

/// The scope's part of a condition, for the table of this name.
fn within(statement: &mut Statement, table: &str, scope: Scope) {
    statement.push(&format!(" {table}.merchant_id = "));
    statement.bind(Arg::Text(scope.merchant.to_string()));
    statement.push(&format!(" AND {table}.livemode = "));
    statement.bind(Arg::Bool(scope.livemode()));
}

/// The owner, or into whom the owner was merged.
fn external_id(statement: &mut Statement, scope: Scope, value: &str) {
    statement.push("SELECT 'external_id', c.id FROM customers c WHERE");
    within(statement, "c", scope);
    statement.push(" AND c.external_id <> '' AND c.deleted_at IS NULL AND c.external_id = ");
    statement.bind(Arg::Text(value.to_owned()));
    statement.push(" UNION ALL SELECT 'external_id', c.merged_into FROM customers c WHERE");
    within(statement, "c", scope);
    statement.push(" AND c.external_id <> '' AND c.merged_into <> '' AND c.external_id = ");
    statement.bind(Arg::Text(value.to_owned()));
}

fn email(statement: &mut Statement, scope: Scope, value: &str) {
    statement.push("SELECT 'email', by_email.id FROM (SELECT c.id FROM customers c WHERE");
    within(statement, "c", scope);
    statement.push(" AND c.email <> '' AND c.deleted_at IS NULL AND c.kind = 'registered' AND c.email = ");
    statement.bind(Arg::Text(value.to_owned()));
    statement.push(&format!(" ORDER BY c.seq LIMIT {MOST}) AS by_email"));
}

fn guests(statement: &mut Statement, scope: Scope, kind: IdentityKind, value: &str) {
    let word = kind.as_str();
    statement.push(&format!("SELECT '{word}', by_{word}.id FROM (SELECT c.id FROM identities i JOIN customers c"));
    statement.push(" ON c.merchant_id = i.merchant_id AND c.livemode = i.livemode AND c.id = i.customer_id WHERE");
    within(statement, "i", scope);
    statement.push(&format!(" AND i.kind = '{word}' AND i.value = "));
    statement.bind(Arg::Text(value.to_owned()));
    statement
        .push(&format!(" AND c.kind = 'guest' AND c.deleted_at IS NULL ORDER BY c.seq LIMIT {MOST}) AS by_{word}"));
}
