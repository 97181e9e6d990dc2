//! Two years of subscriptions, by passing time in: every invoice, event, mail and status is what the table says, and whoever
//! looks at any moment around each step is told the truth about who has a subscription.

use std::collections::BTreeMap;
use std::time::Duration;

use clientele_domain::catalog::LineItem;
use clientele_domain::event::EventKind;
use clientele_domain::id::{CustomerId, SubscriptionId};
use clientele_domain::selector::Selector;
use clientele_domain::time::Timestamp;
use clientele_service::events::{self, EventFilter};
use clientele_service::subscriptions::{self, NewSubscription};
use clientele_store::{customers, invoices};
use serde_json::{Value, json};

use super::{Post, at, card_does, ctx_at, keep_card, look, next_due, pay, price, texts};
use crate::harness::{Shop, TestApp, both_engines};

/// A period whose card gave the money.
const BY_CARD: &str = "paid: upcoming -7 -4 -1, created +0, paid +0, renewed +0";
/// The first, which is paid as it begins.
const FIRST: &str = "paid: created +0, paid +0, updated +0";

/// Who subscribes, with how many cents at which interval, from when, with a card or a trial.
const PEOPLE: [(&str, i64, &str, &str, bool, i64); 8] = [
    ("Ada", 2900, "month", "2027-01-31", true, 0),
    ("Bea", 8000, "quarter", "2027-01-31", false, 0),
    ("Cleo", 29_000, "year", "2028-02-29", true, 0),
    ("Dora", 2900, "month", "2027-01-31", true, 0),
    ("Emma", 2900, "month", "2027-01-31", true, 0),
    ("Flora", 2900, "month", "2027-01-31", true, 14),
    ("Greta", 29_000, "year", "2027-01-31", true, 0),
    ("Hanna", 8000, "quarter", "2027-01-31", true, 0),
];

/// What people do meanwhile.
const ACTS: [(&str, &str, &str); 9] = [
    ("2027-01-31", "", "begin"),
    ("2027-02-01", "Bea", "pay"),
    ("2027-04-20", "Flora", "cancel at period end"),
    ("2027-04-25", "Bea", "pay"),
    ("2027-05-30", "Dora", "declined"),
    ("2027-06-01T12:00:00Z", "Dora", "succeeds"),
    ("2027-09-29", "Emma", "declined"),
    ("2028-02-29", "", "begin"),
    ("2029-03-05", "", "end"),
];

/// Until when each has what is subscribed to; those who are not named, beyond the end.
const UNTIL: [(&str, &str); 3] = [("Bea", "2027-08-03"), ("Emma", "2027-10-03"), ("Flora", "2027-05-14")];

const STATUS: [(&str, &str); 8] = [
    ("Ada", "active"),
    ("Bea", "canceled"),
    ("Cleo", "active"),
    ("Dora", "active"),
    ("Emma", "canceled"),
    ("Flora", "ended"),
    ("Greta", "active"),
    ("Hanna", "active"),
];

/// Where the months of one who began on 31 January begin.
const MONTHS: [&str; 27] = [
    "2027-01-31",
    "2027-02-28",
    "2027-03-31",
    "2027-04-30",
    "2027-05-31",
    "2027-06-30",
    "2027-07-31",
    "2027-08-31",
    "2027-09-30",
    "2027-10-31",
    "2027-11-30",
    "2027-12-31",
    "2028-01-31",
    "2028-02-29",
    "2028-03-31",
    "2028-04-30",
    "2028-05-31",
    "2028-06-30",
    "2028-07-31",
    "2028-08-31",
    "2028-09-30",
    "2028-10-31",
    "2028-11-30",
    "2028-12-31",
    "2029-01-31",
    "2029-02-28",
    "2029-03-31",
];
const QUARTERS: [&str; 10] = [
    "2027-01-31",
    "2027-04-30",
    "2027-07-31",
    "2027-10-31",
    "2028-01-31",
    "2028-04-30",
    "2028-07-31",
    "2028-10-31",
    "2029-01-31",
    "2029-04-30",
];

/// Periods that were paid by card one after the other.
fn by_card(starts: &[&str]) -> Vec<String> {
    let pairs = starts.windows(2).map(|pair| format!("{}..{}", pair[0], pair[1]));
    pairs.enumerate().map(|(place, period)| format!("{period} {}", if place == 0 { FIRST } else { BY_CARD })).collect()
}

/// What there is to see of each in the end: period, status of its invoice, and what happened on which day, counted from where
/// the period begins.
fn table() -> BTreeMap<&'static str, Vec<String>> {
    let mut dora = by_card(&MONTHS);
    dora[4] = "2027-05-31..2027-06-30 paid: upcoming -7 -4 -1, created +0, failed +0 +1, past_due +0, overdue +0, \
               reminded +1 +2, paid +2, renewed +2"
        .to_owned();
    let mut emma = by_card(&MONTHS[..9]);
    emma.push(
        "2027-09-30..2027-10-31 uncollectible: upcoming -7 -4 -1, created +0, failed +0 +1 +2, past_due +0, overdue +0, \
         reminded +1 +2, written_off +3, canceled +3"
            .to_owned(),
    );
    let bea = [
        "2027-01-31..2027-04-30 paid: created +0, paid +1, updated +1 +84",
        "2027-04-30..2027-07-31 paid: upcoming -7, created -7, paid -5, renewed +0",
        "2027-07-31..2027-10-31 uncollectible: upcoming -7 -4 -1, created -7, past_due +0, overdue +0, reminded +1 +2, \
         written_off +3, canceled +3",
    ];
    let flora = [
        format!("2027-02-14..2027-03-14 {BY_CARD}"),
        format!("2027-03-14..2027-04-14 {BY_CARD}"),
        format!("2027-04-14..2027-05-14 {BY_CARD}, updated +6"),
        "2027-05-14..nothing none: canceled +0".to_owned(),
    ];
    BTreeMap::from([
        ("Ada", by_card(&MONTHS)),
        ("Bea", bea.map(str::to_owned).to_vec()),
        ("Cleo", by_card(&["2028-02-29", "2029-02-28", "2030-02-28"])),
        ("Dora", dora),
        ("Emma", emma),
        ("Flora", flora.to_vec()),
        ("Greta", by_card(&["2027-01-31", "2028-01-31", "2029-01-31", "2030-01-31"])),
        ("Hanna", by_card(&QUARTERS)),
    ])
}

/// Mails about a period: so many days after it begins, of which kind.
fn mails(start: &str, told: &[(i64, &str)]) -> Vec<String> {
    let day = |after: i64| {
        let by = Duration::from_secs(after.unsigned_abs() * 86_400);
        if after < 0 { at(start).minus(by) } else { at(start).plus(by) }.date()
    };
    told.iter().map(|(after, kind)| format!("{} {kind}", day(*after))).collect()
}

const REMINDED: [(i64, &str); 3] = [(-7, "renewal_reminder"), (-4, "renewal_reminder"), (-1, "renewal_reminder")];

/// Mails about periods that were paid by card one after the other, each as it began.
fn mails_by_card(starts: &[&str]) -> Vec<String> {
    let of = |(place, start): (usize, &&str)| {
        let announced = if place == 0 { &[][..] } else { &REMINDED };
        [mails(start, announced), mails(start, &[(0, "receipt")])].concat()
    };
    starts.iter().enumerate().flat_map(of).collect()
}

/// Which mails each gets, and on which day.
fn mail_table() -> BTreeMap<&'static str, Vec<String>> {
    let late = [(0, "payment_failed"), (1, "overdue_reminder")];
    let never = [(0, "payment_failed"), (1, "overdue_reminder"), (2, "overdue_reminder"), (3, "subscription_canceled")];
    // On the second day of grace the card gives the money: what that is told with is a receipt.
    let dora = [
        mails_by_card(&MONTHS[..4]),
        mails(MONTHS[4], &[&REMINDED[..], &late, &[(2, "receipt")]].concat()),
        MONTHS[5..26].iter().flat_map(|start| mails(start, &[&REMINDED[..], &[(0, "receipt")]].concat())).collect(),
    ];
    let emma = [mails_by_card(&MONTHS[..8]), mails(MONTHS[8], &[&REMINDED[..], &never].concat())];
    let unpaid = [(0, "overdue"), (1, "overdue_reminder"), (2, "overdue_reminder"), (3, "subscription_canceled")];
    let bea = [
        mails("2027-01-31", &[(1, "receipt")]),
        mails("2027-04-30", &[(-7, "renewal_reminder"), (-5, "receipt")]),
        mails("2027-07-31", &[&REMINDED[..], &unpaid].concat()),
    ];
    let flora = ["2027-02-14", "2027-03-14", "2027-04-14"];
    let flora = flora.iter().flat_map(|start| mails(start, &[&REMINDED[..], &[(0, "receipt")]].concat()));
    BTreeMap::from([
        ("Ada", mails_by_card(&MONTHS[..26])),
        ("Bea", bea.concat()),
        ("Cleo", mails_by_card(&["2028-02-29", "2029-02-28"])),
        ("Dora", dora.concat()),
        ("Emma", emma.concat()),
        ("Flora", flora.chain(mails("2027-05-14", &[(0, "subscription_canceled")])).collect()),
        ("Greta", mails_by_card(&["2027-01-31", "2028-01-31", "2029-01-31"])),
        ("Hanna", mails_by_card(&QUARTERS[..9])),
    ])
}

/// Kinds in the order in which a line tells them.
const KINDS: [(EventKind, &str); 12] = [
    (EventKind::SubscriptionRenewalUpcoming, "upcoming"),
    (EventKind::InvoiceCreated, "created"),
    (EventKind::InvoicePaymentFailed, "failed"),
    (EventKind::SubscriptionPastDue, "past_due"),
    (EventKind::InvoiceOverdue, "overdue"),
    (EventKind::InvoiceReminder, "reminded"),
    (EventKind::InvoicePaid, "paid"),
    (EventKind::InvoiceVoided, "voided"),
    (EventKind::InvoiceUncollectible, "written_off"),
    (EventKind::SubscriptionRenewed, "renewed"),
    (EventKind::SubscriptionUpdated, "updated"),
    (EventKind::SubscriptionCanceled, "canceled"),
];

struct Run {
    app: TestApp,
    shop: Shop,
    post: Post,
    ids: BTreeMap<&'static str, CustomerId>,
    begun: BTreeMap<&'static str, SubscriptionId>,
}

impl Run {
    async fn set_up(app: &TestApp) -> Self {
        let shop = app.merchant().await;
        let api = shop.api().await;
        let mut ids = BTreeMap::new();
        for (name, _, _, _, card, _) in PEOPLE {
            let id = api.customer(json!({ "name": name, "email": email(name) })).await;
            if card {
                keep_card(app, &api, &id).await;
            }
            ids.insert(name, id.parse().expect("an id"));
        }
        Self { app: app.clone(), shop, post: Post::open(app).await, ids, begun: BTreeMap::new() }
    }

    async fn act(&mut self, now: Timestamp, name: &str, act: &str) {
        match act {
            "begin" => self.begin(now).await,
            "pay" => pay(&self.shop, self.ids[name], now).await,
            "cancel at period end" => {
                let ctx = ctx_at(&self.shop, now);
                subscriptions::cancel(&ctx, self.begun[name], None, true).await.expect("canceled");
            }
            does => card_does(&self.app, self.ids[name], does).await,
        }
    }

    /// Those who begin on this day.
    async fn begin(&mut self, now: Timestamp) {
        let api = self.shop.api().await;
        for (name, cents, interval, from, _, trial_days) in PEOPLE {
            if at(from) != now {
                continue;
            }
            let price = price(&api, cents, interval).await.parse().expect("an id");
            let asked = NewSubscription {
                customer: Selector::Id(self.ids[name]),
                items: vec![LineItem { price, quantity: 1 }],
                trial_days,
                card: None,
                metadata: Vec::new(),
            };
            let made = subscriptions::create(&ctx_at(&self.shop, now), &asked).await.expect("a subscription");
            self.begun.insert(name, made.id);
        }
    }

    /// Everybody who has begun is told to have a subscription, or to have none, as it is at this moment.
    async fn check(&self, now: Timestamp) {
        let mut reader = self.app.house().db.read().await.expect("the database answers");
        let ids: Vec<CustomerId> = self.begun.keys().map(|name| self.ids[name]).collect();
        let found = customers::by_ids(&mut reader.conn(), self.shop.scope, &ids).await.expect("customers");
        for customer in found {
            let name = customer.fields.name.as_str();
            let until = UNTIL.iter().find(|(known, _)| *known == name).map(|(_, until)| at(until));
            let expected = until.is_none_or(|until| now < until);
            assert_eq!(customer.has_active_subscription(now), expected, "{name} at {now}");
        }
    }

    /// What there is to see of somebody.
    async fn seen(&self, name: &str) -> Vec<String> {
        let ctx = ctx_at(&self.shop, at("2029-03-05"));
        let (mut told, mut after) = (Vec::new(), None);
        loop {
            let (page, more) = events::list(&ctx, &EventFilter::default(), after, 100).await.expect("events");
            after = page.last().map(|event| event.id.parse().expect("an id"));
            told.extend(page.into_iter().filter(|event| event.customer_id == Some(self.ids[name].to_string())));
            if !more {
                break;
            }
        }
        told.sort_by_key(|event| event.sequence);
        let mut periods: BTreeMap<Timestamp, BTreeMap<usize, Vec<i64>>> = BTreeMap::new();
        for event in told {
            let Some(place) = KINDS.iter().position(|(kind, _)| *kind == event.kind.0) else { continue };
            let object: Value = serde_json::from_str(event.data.object.get()).expect("JSON");
            let start = period_of(event.kind.0, &object);
            let day = (event.created_at.0.micros() - start.micros()).div_euclid(86_400_000_000);
            if event.kind.0 == EventKind::SubscriptionRenewalUpcoming {
                assert_eq!(event.data.days, Some(-day), "{name}");
            }
            periods.entry(start).or_default().entry(place).or_default().push(day);
        }
        let invoices = self.invoices(name).await;
        periods.into_iter().map(|(start, days)| line(start, invoices.get(&start), &days)).collect()
    }

    /// The mails that somebody got, each with its day.
    async fn mailed(&self, name: &str) -> Vec<String> {
        let sql = format!(
            "SELECT CAST(sent_at AS TEXT) || ' ' || kind FROM mails WHERE status = 'sent' AND recipient = '{}'",
            email(name)
        );
        let told = texts(&self.app, &sql).await.into_iter().map(|line| {
            let (at, kind) = line.split_once(' ').expect("two words");
            format!("{} {kind}", Timestamp::from_micros(at.parse().expect("a moment")).date())
        });
        let mut told: Vec<String> = told.collect();
        told.sort();
        told
    }

    /// The invoices by where their period begins: its end and the status.
    async fn invoices(&self, name: &str) -> BTreeMap<Timestamp, (Timestamp, &'static str)> {
        let id = self.ids[name];
        let ids = texts(&self.app, &format!("SELECT id FROM invoices WHERE customer_id = '{id}'")).await;
        let ids: Vec<_> = ids.iter().map(|id| id.parse().expect("an id")).collect();
        let mut reader = self.app.house().db.read().await.expect("the database answers");
        let found = invoices::by_ids(&mut reader.conn(), self.shop.scope, &ids).await.expect("invoices");
        let told = found.into_iter().map(|invoice| {
            let period = invoice.period.expect("a period");
            (period.start, (period.end, invoice.status.as_str()))
        });
        told.collect()
    }
}

fn email(name: &str) -> String {
    format!("{}@analytical.example", name.to_lowercase())
}

/// Where the period begins that an event is about.
fn period_of(kind: EventKind, object: &Value) -> Timestamp {
    let start = match (kind, object["object"].as_str()) {
        (_, Some("invoice")) => &object["period"]["start"],
        (EventKind::SubscriptionRenewed | EventKind::SubscriptionUpdated, _) => &object["current_period_start"],
        _ => &object["current_period_end"],
    };
    at(start.as_str().unwrap_or_else(|| panic!("{kind:?} has no period: {object}")))
}

fn line(start: Timestamp, invoice: Option<&(Timestamp, &str)>, days: &BTreeMap<usize, Vec<i64>>) -> String {
    let (end, status) = invoice.map_or(("nothing".to_owned(), "none"), |(end, status)| (end.date(), *status));
    let kinds = days.iter().map(|(place, days)| {
        let days: Vec<String> = days.iter().map(|day| format!(" {day:+}")).collect();
        format!("{}{}", KINDS[*place].1, days.concat())
    });
    format!("{}..{end} {status}: {}", start.date(), kinds.collect::<Vec<_>>().join(", "))
}

both_engines!(two_years_are_as_the_table_says);
async fn two_years_are_as_the_table_says(app: TestApp) {
    let mut run = Run::set_up(&app).await;
    let moment = Duration::from_micros(1);

    for (day, name, act) in ACTS {
        let day = at(day);
        while let Some(due) = next_due(&app).await.filter(|due| *due < day) {
            run.check(due.minus(moment)).await;
            run.check(due).await;
            look(&app, due).await;
            run.post.work(due).await;
            run.check(due).await;
            run.check(due.plus(moment)).await;
        }
        if act != "end" {
            run.act(day, name, act).await;
            run.post.work(day).await;
            run.check(day).await;
        }
    }

    for (name, expected) in table() {
        assert_eq!(run.seen(name).await, expected, "{name}");
        let id = run.begun[name];
        let status = texts(&app, &format!("SELECT status FROM subscriptions WHERE id = '{id}'")).await;
        assert!(STATUS.contains(&(name, status[0].as_str())), "{name} is {status:?}");
    }
    for (name, mut expected) in mail_table() {
        expected.sort();
        assert_eq!(run.mailed(name).await, expected, "{name}");
    }
    run.post.assert_each_once().await;
    let merchant = run.shop.scope.merchant;
    let numbers = format!(
        "SELECT CAST(number AS TEXT) FROM invoices WHERE merchant_id = '{merchant}' AND status <> 'draft' ORDER BY invoices.number"
    );
    let numbers = texts(&app, &numbers).await;
    let expected: Vec<String> = (1..=numbers.len()).map(|number| number.to_string()).collect();
    assert_eq!(numbers, expected, "numbers have no gaps");
    let paid = super::count(&app, "invoices", "status = 'paid'").await;
    assert_eq!(super::count(&app, "payments", "source = 'subscription'").await, paid, "each was paid once");
}
