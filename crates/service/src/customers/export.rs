//! Customers as a file, part by part, so that any number fits through.

use clientele_domain::audit::Act;
use clientele_domain::customer::Address;
use clientele_domain::export::COLUMNS;
pub use clientele_domain::export::ExportFormat;
use clientele_domain::list::{Direction, SortBy};
use clientele_domain::money::Currency;
use clientele_domain::query::Query;
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_store::customers::list::{Cursor, Place};
use clientele_wire as wire;

use super::view::{CustomerView, views};
use crate::audit::{self, change};
use crate::csv;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// What to write, and how.
#[derive(Debug, Clone)]
pub struct Export {
    query: Query,
    columns: Vec<String>,
    format: ExportFormat,
}

impl Export {
    /// An export of the customers that the query lets through. Without columns, CSV has the usual ones.
    ///
    /// Errors: `Invalid` when a column is unknown, or columns are named for a format without.
    pub fn new(query: Query, columns: Vec<String>, format: ExportFormat) -> Result<Self> {
        if format == ExportFormat::Ndjson && !columns.is_empty() {
            return Err(Error::invalid("columns", "Lines of JSON hold whole customers. Leave the columns out."));
        }
        let unknown: Vec<Violation> = columns.iter().filter(|name| !is_known(name)).map(|name| unknown(name)).collect();
        if !unknown.is_empty() {
            return Err(Error::Invalid(unknown));
        }
        let usual = || COLUMNS.iter().filter(|column| column.usual).map(|column| column.name.to_owned()).collect();
        let columns = if columns.is_empty() { usual() } else { columns };
        Ok(Self { query, columns, format })
    }

    /// The first part of the file, and where the part after it begins; that it is taken out is noted.
    ///
    /// Errors: `Forbidden`.
    pub async fn begin(&self, ctx: &Ctx) -> Result<(String, Option<Cursor>)> {
        let first = self.part(ctx, None).await?;
        let columns = if self.format == ExportFormat::Csv { self.columns.join(", ") } else { String::new() };
        let told = [change("format", "", self.format.as_str()), change("columns", "", columns)];
        transaction!(ctx, |conn| { audit::note(ctx, conn, Act::CustomersExported, "", &told).await })?;
        Ok(first)
    }

    /// The next part of the file, from the customer after `after` on or from the beginning; and where the part after it
    /// begins. Oldest customers first, so that those who come meanwhile come last.
    ///
    /// Errors: `Forbidden`.
    pub async fn part(&self, ctx: &Ctx, after: Option<Cursor>) -> Result<(String, Option<Cursor>)> {
        ctx.require(Permission::Export)?;
        let oldest_first = (SortBy::CreatedAt, Direction::Ascending);
        let mut text = String::new();
        if after.is_none() && self.format == ExportFormat::Csv {
            text.push_str(&csv::row(self.columns.iter().map(String::as_str)));
        }
        let place = after.map_or(Place::Start, Place::After);
        let (found, next, _) = views(ctx, &self.query, oldest_first, &place, 100).await?;
        for view in &found {
            text.push_str(&self.line(ctx, view)?);
        }
        Ok((text, next))
    }

    fn line(&self, ctx: &Ctx, view: &CustomerView) -> Result<String> {
        if self.format == ExportFormat::Ndjson {
            let told = wire::Customer::new(ctx.scope.livemode(), ctx.now, &view.customer, &view.totals, &view.wallets);
            let line = serde_json::to_string(&told).map_err(|error| Error::Internal(error.to_string()))?;
            return Ok(line + "\n");
        }
        let values: Vec<String> = self.columns.iter().map(|name| value(view, name)).collect();
        Ok(csv::row(values.iter().map(String::as_str)))
    }
}

fn is_known(name: &str) -> bool {
    COLUMNS.iter().any(|column| column.name == name)
        || name.strip_prefix("metadata.").is_some_and(|key| !key.is_empty())
        || name.strip_prefix("spent.").is_some_and(|code| code.to_ascii_uppercase().parse::<Currency>().is_ok())
}

fn unknown(name: &str) -> Violation {
    let known = COLUMNS.map(|column| column.name);
    let message = match rules::nearest(name, known) {
        Some(near) => format!("There is no column {name:?}. Did you mean {near:?}?"),
        None => {
            format!("There is no column {name:?}. Known are {}, metadata.KEY and spent.CURRENCY.", known.join(", "))
        }
    };
    Violation::new("columns", message)
}

/// A customer's value in a column; empty when there is none.
fn value(view: &CustomerView, column: &str) -> String {
    let (customer, fields) = (&view.customer, &view.customer.fields);
    let moment =
        |moment: Option<clientele_domain::time::Timestamp>| moment.map(|at| at.to_string()).unwrap_or_default();
    match column {
        "id" => customer.id.to_string(),
        "kind" => customer.kind.as_str().to_owned(),
        "external_id" => fields.external_id.clone(),
        "did" => fields.did.clone(),
        "name" => fields.name.clone(),
        "email" => fields.email.clone(),
        "phone" => fields.phone.clone(),
        "refund_address" => fields.refund_address.clone(),
        "preferred_locale" => fields.locale.clone(),
        "tags" => fields.tags.join(";"),
        "subscription_status" => customer.subscription_status.map_or("", |status| status.as_str()).to_owned(),
        "payment_count" => customer.counts.payments.to_string(),
        "order_count" => customer.counts.orders.to_string(),
        "first_payment_at" => moment(customer.first_payment_at),
        "last_payment_at" => moment(customer.last_payment_at),
        "created_at" => customer.created_at.to_string(),
        "updated_at" => customer.updated_at.to_string(),
        other => match other.split_once('.') {
            Some(("address", part)) => part_of(&fields.address, part),
            Some(("shipping", part)) => part_of(&fields.shipping, part),
            Some(("metadata", key)) => {
                let found = fields.metadata.iter().find(|(known, _)| known == key);
                found.map(|(_, value)| rules::metadata_text(value)).unwrap_or_default()
            }
            Some(("spent", code)) => {
                let found = view.totals.iter().find(|totals| totals.spent.currency.code().eq_ignore_ascii_case(code));
                found.map_or(0, |totals| totals.spent.minor).to_string()
            }
            _ => String::new(),
        },
    }
}

fn part_of(address: &Address, part: &str) -> String {
    address.parts().into_iter().find(|(known, _)| *known == part).map(|(_, value)| value.to_owned()).unwrap_or_default()
}
