//! Figures by plain counting, from what the API lists.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};

use super::read;
use crate::harness::Api;

const DAY: i64 = 86_400;

/// A name of a calendar, and by how many seconds its clocks are ahead.
pub type Ahead = (&'static str, i64);

/// A payment whose money arrived, or a refund.
struct Moved {
    /// In seconds since 1970.
    at: i64,
    minor: i64,
    currency: String,
    way: (String, Option<String>),
    customer: String,
    id: String,
}

/// All that moved.
pub struct Walked {
    payments: Vec<Moved>,
    refunds: Vec<Moved>,
}

fn seconds(moment: &Value) -> i64 {
    let text = moment.as_str().expect("a moment");
    clientele_domain::import::moment(text).expect("a moment").micros().div_euclid(1_000_000)
}

impl Walked {
    /// What was recorded, with the moments at which it is said to have happened.
    pub async fn of(api: &Api, told: &[(String, String)]) -> Self {
        let told: HashMap<&str, &str> = told.iter().map(|(id, at)| (id.as_str(), at.as_str())).collect();
        let mut payments = Vec::new();
        let mut ways = HashMap::new();
        for payment in api.walk("/v1/payments?limit=100").await {
            let text = |field: &str| payment[field].as_str().unwrap_or_default().to_owned();
            let link = (text("source") == "payment_link").then(|| text("source_id"));
            let (id, way) = (text("id"), (text("source"), link));
            ways.insert(id.clone(), way.clone());
            if ["succeeded", "partially_refunded", "refunded"].contains(&text("status").as_str()) {
                let (at, minor) = (seconds(&told[id.as_str()].into()), payment["amount"].as_i64().expect("an amount"));
                payments.push(Moved { at, minor, currency: text("currency"), way, customer: text("customer_id"), id });
            }
        }
        payments.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        let refunds = api.walk("/v1/refunds?limit=100").await;
        let refunds = refunds.iter().filter(|refund| refund["status"] == "succeeded").map(|refund| {
            let text = |field: &str| refund[field].as_str().unwrap_or_default().to_owned();
            Moved {
                at: seconds(&refund["ended_at"]),
                minor: refund["amount"].as_i64().expect("an amount"),
                currency: text("currency"),
                way: ways[&text("payment_id")].clone(),
                customer: text("customer_id"),
                id: text("id"),
            }
        });
        let refunds = refunds.collect();
        Self { payments, refunds }
    }
}

fn day_number(text: &Value) -> i64 {
    seconds(text) / DAY
}

/// The days that are asked for: until long after the last refund.
const FROM: &str = "2025-12-31";
const TO: &str = "2027-12-31";

/// Revenue by day, week and month on the merchant's calendar and on two others, and by hours.
pub async fn same_revenue(api: &Api, walked: &Walked, currency: &str, own: Ahead) {
    let kathmandu = ("Asia/Kathmandu", 20_700);
    let asked = [
        ("day", FROM, TO, own, false),
        ("week", FROM, TO, own, false),
        ("month", "2026-01-17", "2026-04-03", own, false),
        ("year", FROM, TO, own, false),
        ("day", FROM, TO, kathmandu, true),
        ("month", FROM, TO, kathmandu, true),
        ("month", FROM, TO, ("UTC", 0), true),
        ("hour", "2026-02-01", "2026-03-07", own, false),
        ("hour", "2026-02-01", "2026-03-07", kathmandu, true),
    ];
    for (interval, from, to, (zone, ahead), named) in asked {
        let zone_asked = if named { format!("&time_zone={zone}") } else { String::new() };
        let path =
            format!("/v1/analytics/revenue?from={from}&to={to}&interval={interval}&currency={currency}{zone_asked}");
        let answer = read(api, &path).await;
        assert_eq!((&answer["time_zone"], &answer["currency"]), (&zone.into(), &currency.into()));
        let points = answer["points"].as_array().expect("points");
        let end = (day_number(&to.into()) + 1) * DAY - ahead;
        let starts: Vec<i64> = points.iter().map(|point| seconds(&point["start"])).chain([end]).collect();
        assert_eq!(starts[0] + ahead, day_number(&from.into()) * DAY, "{path}");
        for (point, bounds) in points.iter().zip(starts.windows(2)) {
            let within = |moved: &&Moved| (bounds[0]..bounds[1]).contains(&moved.at) && moved.currency == currency;
            let paid: Vec<&Moved> = walked.payments.iter().filter(within).collect();
            let given: Vec<&Moved> = walked.refunds.iter().filter(within).collect();
            let (gross, refunded) = (sum(&paid), sum(&given));
            let expected = json!([gross, refunded, gross - refunded, paid.len(), given.len()]);
            let told = ["gross", "refunded", "net", "payments", "refunds"].map(|field| &point[field]);
            assert_eq!(json!(told), expected, "{path} at {}", point["date"]);
            let step = bounds[1] - bounds[0];
            assert!(bounds[0].rem_euclid(if interval == "hour" { 900 } else { 1 }) == 0 && step > 0);
            assert!(interval == "hour" || (bounds[0] + ahead) % DAY == 0, "{path}: {point}");
        }
        let gross: i64 = points.iter().map(|point| point["gross"].as_i64().expect("an amount")).sum();
        assert_eq!(answer["totals"]["gross"], gross);
    }
}

fn sum(moved: &[&Moved]) -> i64 {
    moved.iter().map(|moved| moved.minor).sum()
}

/// What each way brought in all, and in some weeks.
pub async fn same_sources(api: &Api, walked: &Walked, currency: &str, own: Ahead) {
    for (from, to, (zone, ahead)) in [(FROM, TO, own), ("2026-02-03", "2026-03-09", ("Asia/Kathmandu", 20_700))] {
        let path = format!("/v1/analytics/sources?from={from}&to={to}&currency={currency}&time_zone={zone}");
        let answer = read(api, &path).await;
        let bounds = day_number(&from.into()) * DAY - ahead..(day_number(&to.into()) + 1) * DAY - ahead;
        let mut expected: BTreeMap<&(String, Option<String>), [i64; 6]> = BTreeMap::new();
        let (mut everybody, mut by_way) = (BTreeSet::new(), BTreeSet::new());
        for payment in &walked.payments {
            let first = everybody.insert(&payment.customer);
            if payment.currency != currency {
                continue;
            }
            let first_here = by_way.insert((&payment.customer, &payment.way));
            if bounds.contains(&payment.at) {
                let row = expected.entry(&payment.way).or_default();
                row[0] += payment.minor;
                row[2] += 1;
                row[4] += i64::from(first_here);
                row[5] += i64::from(first);
            }
        }
        for refund in walked.refunds.iter().filter(|refund| refund.currency == currency && bounds.contains(&refund.at))
        {
            let row = expected.entry(&refund.way).or_default();
            row[1] += refund.minor;
            row[3] += 1;
        }
        let mut found = BTreeMap::new();
        let mut last = i64::MAX;
        for row in answer["data"].as_array().expect("rows") {
            let way =
                (row["source"].as_str().expect("a source").to_owned(), row["source_id"].as_str().map(str::to_owned));
            let fields = ["gross", "refunded", "payments", "refunds", "customers", "first_conversions"];
            let figures = fields.map(|field| row[field].as_i64().expect("a figure"));
            let named = way.1.as_ref().map(|_| "Spring sale");
            assert_eq!(row["source_description"].as_str(), named);
            assert!(figures[0] <= last, "what brought most comes first: {answer}");
            last = figures[0];
            found.insert(way, figures);
        }
        let expected: BTreeMap<_, _> = expected.into_iter().map(|(way, row)| (way.clone(), row)).collect();
        assert_eq!(found, expected, "{path}");
    }
}

/// Who was new and who came back, by the intervals of the merchant's calendar.
pub async fn same_customers(api: &Api, walked: &Walked, currency: &str, (_, ahead): Ahead) {
    for interval in ["day", "week", "month", "quarter", "year"] {
        let path =
            format!("/v1/analytics/customers?from=2026-01-05&to=2026-03-20&interval={interval}&currency={currency}");
        let answer = read(api, &path).await;
        let points = answer["points"].as_array().expect("points");
        let end = (day_number(&answer["to"]) + 1) * DAY - ahead;
        assert!(answer["from"].as_str() <= Some("2026-01-05") && answer["to"].as_str() >= Some("2026-03-20"));
        let starts: Vec<i64> = points.iter().map(|point| seconds(&point["start"])).chain([end]).collect();
        for (point, bounds) in points.iter().zip(starts.windows(2)) {
            let (mut known, mut new, mut paid, mut gross) = (BTreeSet::new(), 0, BTreeSet::new(), [0, 0]);
            for payment in walked.payments.iter().filter(|payment| payment.at < bounds[1]) {
                let first = known.insert(&payment.customer);
                if payment.at >= bounds[0] && payment.currency == currency {
                    new += i64::from(first);
                    gross[usize::from(!first)] += payment.minor;
                    paid.insert(&payment.customer);
                }
            }
            let returning = paid.len() as i64 - new;
            let told = ["new", "returning", "new_gross", "returning_gross"].map(|field| &point[field]);
            assert_eq!(json!(told), json!([new, returning, gross[0], gross[1]]), "{path} at {}", point["date"]);
        }
    }
}
