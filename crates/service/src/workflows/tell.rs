//! What a mail tells of an event: the values of its placeholders, read from the event as it was told.

use clientele_domain::customer::Customer;
use clientele_domain::event::Event;
use clientele_domain::id::InvoiceId;
use clientele_domain::mail::{MailKind, Placeholder, Values, greeting};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::rules;
use clientele_domain::time::Timestamp;
use clientele_domain::tongue::Tongue;
use clientele_store::{Conn, billing, merchants};
use clientele_wire as wire;
use serde_json::Value;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::events;
use crate::invoices::sheet;
use crate::portal;

/// An event as JSON, with what it is about under `object`.
pub(super) struct Told(Value);

impl Told {
    pub(super) async fn of(ctx: &Ctx, conn: &mut Conn<'_>, event: &Event) -> Result<Self> {
        let text = match event.data.as_str() {
            "" => {
                let told = events::as_told(ctx, conn, event.clone()).await?;
                serde_json::to_string(&told.data).map_err(|error| Error::Internal(error.to_string()))?
            }
            text => text.to_owned(),
        };
        serde_json::from_str(&text).map(Self).map_err(|error| Error::Internal(format!("{}: {error}", event.id)))
    }

    /// The first of these fields of the object that there is.
    fn first(&self, fields: &[&str]) -> Option<&Value> {
        let object = &self.0["object"];
        fields.iter().map(|field| &object[*field]).find(|value| !value.is_null() && *value != "")
    }

    fn text(&self, fields: &[&str]) -> String {
        match self.first(fields) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    fn moment(&self, fields: &[&str]) -> Option<Timestamp> {
        let found = self.first(fields)?.clone();
        serde_json::from_value::<wire::Time>(found).ok().map(|time| time.0)
    }

    fn amount(&self, kind: MailKind) -> Option<Amount> {
        let fields: &[&str] = match kind.asks_for_money() {
            true => &["amount_remaining", "remaining", "amount", "total"],
            false => &["amount", "total", "amount_total"],
        };
        let minor = self.first(fields)?.as_i64()?;
        let currency: Currency = self.text(&["currency"]).to_ascii_uppercase().parse().ok()?;
        Some(Amount { minor, currency })
    }

    fn description(&self) -> String {
        let plain = self.text(&["description", "source_description", "title", "name"]);
        if !plain.is_empty() {
            return plain;
        }
        let lines = self.first(&["lines", "items", "line_items"]).and_then(Value::as_array);
        let name =
            |line: &Value| ["description", "name"].iter().find_map(|field| line[*field].as_str()).map(str::to_owned);
        lines.map(|lines| lines.iter().filter_map(name).collect::<Vec<_>>().join(", ")).unwrap_or_default()
    }

    /// The invoice that it is about.
    fn invoice(&self, event: &Event) -> Option<InvoiceId> {
        let named = self.text(&["invoice_id", "latest_invoice_id", "latest_invoice"]);
        event.object.parse().or_else(|_| named.parse()).ok()
    }

    fn days(&self) -> Option<i64> {
        [&self.0["days"], &self.0["object"]["days"]].into_iter().find_map(Value::as_i64)
    }
}

/// What can be put into a mail about an event.
pub(super) async fn values(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    (kind, tongue): (MailKind, Tongue),
    event: &Event,
    customer: &Customer,
) -> Result<Values> {
    let told = Told::of(ctx, conn, event).await?;
    let merchant = merchants::by_id(conn, ctx.scope.merchant).await?.ok_or(Error::NotFound)?;
    let zone = billing::time_zone(conn, ctx.scope.merchant).await?;
    let day = |moment: Option<Timestamp>| moment.map(|at| tongue.day(rules::local(at, &zone))).unwrap_or_default();
    let asked = portal::asked_by(ctx, conn, kind, event).await?;
    let link = match (&asked, told.invoice(event)) {
        (Some(asked), _) => portal::address(ctx, conn, asked.id).await?,
        (None, Some(invoice)) => ctx.house.address(&sheet::link(conn, invoice).await?),
        (None, None) => String::new(),
    };
    let refund_address = asked.map(|asked| asked.refund_address).unwrap_or_default();
    let fields = &customer.fields;
    let value = |placeholder| match placeholder {
        Placeholder::Greeting => greeting(tongue, &fields.name),
        Placeholder::CustomerName => fields.name.clone(),
        Placeholder::CustomerEmail => fields.email.clone(),
        Placeholder::MerchantName => merchant.name.clone(),
        Placeholder::Amount => told.amount(kind).map(|amount| tongue.amount(amount)).unwrap_or_default(),
        Placeholder::Description => told.description(),
        Placeholder::Number => told.text(&["number"]),
        Placeholder::Date => day(Some(event.occurred_at)),
        Placeholder::DueDate => day(told.moment(&["due_at", "current_period_end", "period_end"])),
        Placeholder::Days => told.days().map(|days| tongue.days(days)).unwrap_or_default(),
        Placeholder::Reference => event.object.clone(),
        Placeholder::Link => link.clone(),
        Placeholder::RefundAddress => refund_address.clone(),
        Placeholder::Role | Placeholder::InvitedBy => String::new(),
    };
    Ok(kind.placeholders().iter().map(|placeholder| (*placeholder, value(*placeholder))).collect())
}

/// What a mail about an event is told for. That an invoice was not paid is told once, whether a card failed or time went by.
pub(super) fn told_for(kind: MailKind, event: &Event, run: &impl ToString) -> String {
    match kind {
        MailKind::PaymentFailed | MailKind::Overdue => format!("unpaid:{}", event.object),
        _ => format!("run:{}", run.to_string()),
    }
}
