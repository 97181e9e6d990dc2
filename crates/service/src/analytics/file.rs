//! Figures as files for spreadsheets. Amounts are decimals with a point and no signs of their currency, which has a column
//! of its own.

use clientele_domain::money::{Amount, Currency};
use clientele_wire::{
    Cohorts, CustomerFigures, Distribution, ProductFiguresList, RecurringFigures, RevenueFigures, SourceList,
    TopCustomers,
};

use crate::csv;

/// A cell.
enum Cell<'v> {
    /// Words, in which nothing is calculated.
    Text(&'v str),
    /// An amount, in minor units.
    Money(i64),
    /// A number.
    Count(i64),
}

/// A file that grows row by row.
struct Sheet {
    currency: Currency,
    text: String,
}

impl Sheet {
    fn new(currency: &str, head: &[&str]) -> Self {
        // The answer was made from a currency, so it names one.
        let currency = currency.parse().unwrap_or(Currency::BTC);
        Self { currency, text: csv::row(head.iter().copied().chain(["currency"])) }
    }

    fn row(&mut self, cells: &[Cell<'_>]) {
        let currency = self.currency;
        for cell in cells {
            // A number with a minus sign is a number to a spreadsheet, and nothing that it would calculate.
            match cell {
                Cell::Text(text) => self.text.push_str(&csv::cell(text)),
                Cell::Money(minor) => self.text.push_str(&Amount { minor: *minor, currency }.decimal()),
                Cell::Count(count) => self.text.push_str(&count.to_string()),
            }
            self.text.push(',');
        }
        self.text.push_str(currency.code());
        self.text.push_str("\r\n");
    }
}

use Cell::{Count, Money, Text};

/// Revenue by intervals.
pub fn revenue(figures: &RevenueFigures) -> String {
    let mut sheet = Sheet::new(&figures.currency, &["start", "gross", "refunded", "net", "payments", "refunds"]);
    for point in &figures.points {
        let money = [Text(&point.date), Money(point.gross), Money(point.refunded), Money(point.net)];
        sheet.row(&money.into_iter().chain([Count(point.payments), Count(point.refunds)]).collect::<Vec<_>>());
    }
    sheet.text
}

/// Sources and payment links.
pub fn sources(figures: &SourceList) -> String {
    let head =
        ["source", "source_id", "name", "gross", "refunded", "net", "payments", "customers", "first_conversions"];
    let mut sheet = Sheet::new(&figures.currency, &head);
    for row in &figures.data {
        sheet.row(&[
            Text(row.source.0.as_str()),
            Text(row.source_id.as_deref().unwrap_or_default()),
            Text(row.source_description.as_deref().unwrap_or_default()),
            Money(row.gross),
            Money(row.refunded),
            Money(row.net),
            Count(row.payments),
            Count(row.customers),
            Count(row.first_conversions),
        ]);
    }
    sheet.text
}

/// Products.
pub fn products(figures: &ProductFiguresList) -> String {
    let head = ["product_id", "name", "gross", "refunded", "net", "payments", "refunds", "quantity"];
    let mut sheet = Sheet::new(&figures.currency, &head);
    for row in &figures.data {
        sheet.row(&[
            Text(&row.product_id),
            Text(&row.name),
            Money(row.gross),
            Money(row.refunded),
            Money(row.net),
            Count(row.payments),
            Count(row.refunds),
            Count(row.quantity),
        ]);
    }
    sheet.text
}

/// Recurring revenue by intervals.
pub fn recurring(figures: &RecurringFigures) -> String {
    let head = ["start", "recurring", "new", "expansion", "contraction", "churned", "active", "started", "ended"];
    let mut sheet = Sheet::new(&figures.currency, &head);
    for point in &figures.points {
        sheet.row(&[
            Text(&point.date),
            Money(point.recurring),
            Money(point.new),
            Money(point.expansion),
            Money(point.contraction),
            Money(point.churned),
            Count(point.active),
            Count(point.started),
            Count(point.ended),
        ]);
    }
    sheet.text
}

/// New and returning customers by intervals.
pub fn customers(figures: &CustomerFigures) -> String {
    let mut sheet = Sheet::new(&figures.currency, &["start", "new", "returning", "new_gross", "returning_gross"]);
    for point in &figures.points {
        let counts = [Text(&point.date), Count(point.new), Count(point.returning)];
        sheet
            .row(&counts.into_iter().chain([Money(point.new_gross), Money(point.returning_gross)]).collect::<Vec<_>>());
    }
    sheet.text
}

/// Retention: a row for each month of first payment and each month since then.
pub fn cohorts(figures: &Cohorts) -> String {
    let mut sheet = Sheet::new(&figures.currency, &["cohort", "size", "month", "active", "gross"]);
    for cohort in &figures.data {
        for (month, (active, gross)) in (0..).zip(cohort.active.iter().zip(&cohort.gross)) {
            sheet.row(&[Text(&cohort.cohort), Count(cohort.size), Count(month), Count(*active), Money(*gross)]);
        }
    }
    sheet.text
}

/// The distribution of lifetime value.
pub fn distribution(figures: &Distribution) -> String {
    let mut sheet = Sheet::new(&figures.currency, &["from", "below", "customers", "sum"]);
    for range in &figures.buckets {
        sheet.row(&[Money(range.from), Money(range.to), Count(range.count), Money(range.sum)]);
    }
    sheet.text
}

/// The top customers.
pub fn top(figures: &TopCustomers) -> String {
    let mut sheet = Sheet::new(&figures.currency, &["rank", "customer", "name", "email", "spent", "payments"]);
    for row in &figures.data {
        let id = row.customer.id.to_string();
        sheet.row(&[
            Count(row.rank),
            Text(&id),
            Text(row.customer.name.as_deref().unwrap_or_default()),
            Text(row.customer.email.as_deref().unwrap_or_default()),
            Money(row.spent),
            Count(row.payment_count),
        ]);
    }
    sheet.text
}

#[cfg(test)]
mod tests {
    use clientele_domain::analytics::Grain;
    use clientele_domain::payment::Source;
    use clientele_wire::{AnalyticsInterval, PaymentSource, RevenuePoint, RevenueSums, SourceFigures};

    use super::*;

    #[test]
    fn amounts_are_decimals_and_a_loss_stays_a_number() {
        let point = RevenuePoint {
            start: clientele_wire::Time(Default::default()),
            date: "2026-01-01".to_owned(),
            gross: 1_000,
            refunded: 1_250,
            net: -250,
            payments: 1,
            refunds: 2,
        };
        let figures = RevenueFigures {
            object: String::new(),
            currency: "eur".to_owned(),
            interval: AnalyticsInterval(Grain::Day),
            time_zone: String::new(),
            from: String::new(),
            to: String::new(),
            rates: Vec::new(),
            points: vec![point],
            totals: RevenueSums::default(),
        };
        assert_eq!(
            revenue(&figures),
            "start,gross,refunded,net,payments,refunds,currency\r\n2026-01-01,10.00,12.50,-2.50,1,2,EUR\r\n"
        );
    }

    #[test]
    fn the_name_of_a_link_is_never_calculated() {
        let row = SourceFigures {
            source: PaymentSource(Source::PaymentLink),
            source_id: Some("plink_1".to_owned()),
            source_description: Some("=1+1,\"x\"".to_owned()),
            gross: 100,
            refunded: 0,
            net: 100,
            payments: 1,
            refunds: 0,
            customers: 1,
            first_conversions: 1,
        };
        let list = SourceList {
            object: String::new(),
            currency: "jpy".to_owned(),
            time_zone: String::new(),
            from: String::new(),
            to: String::new(),
            rates: Vec::new(),
            data: vec![row],
        };
        let text = sources(&list);
        assert!(text.ends_with("payment_link,plink_1,\"'=1+1,\"\"x\"\"\",100,0,100,1,1,1,JPY\r\n"), "{text}");
    }
}
