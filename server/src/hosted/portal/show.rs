//! The parts of the portal's pages and of the frames: what each shows, and what its form does.

use clientele_app::hosted::{
    InvoiceRow, OrderView, ProfileView, ReceiptView, RefundView, Said, Section, SubscriptionView, Wrong,
};
use clientele_domain::id::{InvoiceId, OrderId};
use clientele_domain::money::Amount;
use clientele_domain::payment::Order;
use clientele_domain::portal::may_change_phone;
use clientele_domain::rules::Zone;
use clientele_domain::subscription::total;
use clientele_domain::violation::Violation;
use clientele_service::portal::{self, Asked, Billed, Holder, Profile, Subscribed};
use clientele_service::{Error, House};

use crate::hosted::sent::{Pairs, changes_country, submission, value};

/// A part with a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Profile,
    RefundAddress,
    Subscriptions,
}

/// What came of a form.
pub struct Came {
    /// What to say; nothing when nothing was to be done.
    pub said: Option<Said>,
    /// The part as it is now, with what was typed when it is not done.
    pub section: Section,
}

impl Came {
    /// Whether the same form is shown again.
    pub fn again(&self) -> bool {
        self.said.as_ref().is_none_or(Said::is_refusal)
    }
}

/// The part as it is, for whoever looks.
pub async fn part(house: &House, holder: &Holder, part: Part) -> Result<Section, Error> {
    match part {
        Part::Profile => Ok(profile(holder)),
        Part::RefundAddress => Ok(refund_address(holder)),
        Part::Subscriptions => subscriptions(house, holder).await,
    }
}

/// Does what the form of a part asks for.
///
/// Errors: what no form can say, such as `NotFound`.
pub async fn act(house: &House, holder: &Holder, part: Part, pairs: &Pairs) -> Result<Came, Error> {
    match part {
        Part::Profile => save(house, holder, pairs).await,
        Part::RefundAddress => ask(house, holder, value(pairs, "refund_address")).await,
        Part::Subscriptions => change(house, holder, pairs).await,
    }
}

async fn save(house: &House, holder: &Holder, pairs: &Pairs) -> Result<Came, Error> {
    let sent = submission(pairs, "").fields;
    let typed = Profile { name: sent.name, phone: sent.phone, address: sent.address };
    let again = |holder: &Holder, said, version, violations| {
        let shown = of_profile(holder);
        let phone = if shown.phone_is_free { typed.phone.clone() } else { shown.phone.clone() };
        let (name, address) = (typed.name.clone(), typed.address.clone());
        let view = ProfileView { name, phone, address, version, wrong: Wrong::new(violations), ..shown };
        Came { said, section: Section::Profile(Box::new(view)) }
    };
    let version = value(pairs, "version").parse().unwrap_or(-1);
    if changes_country(pairs) {
        return Ok(again(holder, None, version, Vec::new()));
    }
    match portal::save_profile(house, holder, version, &typed).await {
        Ok(customer) => {
            let holder = Holder { customer, ..holder.clone() };
            Ok(Came { said: Some(Said::Saved), section: profile(&holder) })
        }
        Err(Error::Invalid(violations)) => Ok(again(holder, Some(Said::Wrong), version, violations)),
        // What they typed is saved with the next press, over what was changed meanwhile.
        Err(Error::Changed { current, .. }) => {
            let (now, version) = (Holder { customer: *current.clone(), ..holder.clone() }, current.version);
            Ok(again(&now, Some(Said::Changed), version, Vec::new()))
        }
        Err(error) => Err(error),
    }
}

async fn ask(house: &House, holder: &Holder, typed: &str) -> Result<Came, Error> {
    let again = |said, violations: Vec<Violation>| {
        let view = RefundView { typed: typed.to_owned(), wrong: Wrong::new(violations), ..of_refunds(holder) };
        Came { said: Some(said), section: Section::RefundAddress(view) }
    };
    match portal::ask_refund_address(house, holder, typed).await {
        Ok(Asked::Mailed(email)) => Ok(Came { said: Some(Said::Mailed(email)), section: refund_address(holder) }),
        Ok(Asked::Same) => Ok(Came { said: Some(Said::Same), section: refund_address(holder) }),
        Err(Error::Invalid(violations)) => Ok(again(Said::Wrong, violations)),
        Err(Error::TooManyAttempts { .. }) => Ok(again(Said::TooOften, Vec::new())),
        Err(Error::InvalidState(_)) => Ok(again(Said::TooLate, Vec::new())),
        Err(error) => Err(error),
    }
}

async fn change(house: &House, holder: &Holder, pairs: &Pairs) -> Result<Came, Error> {
    let id = value(pairs, "subscription").parse().map_err(|_| Error::NotFound)?;
    let (done, said) = match value(pairs, "act") {
        "cancel" => (portal::cancel(house, holder, id).await, Said::Canceled),
        "resume" => (portal::resume(house, holder, id).await, Said::Resumed),
        _ => return Err(Error::NotFound),
    };
    let said = match done {
        Ok(_) => said,
        Err(Error::InvalidState(_)) => Said::TooLate,
        Err(error) => return Err(error),
    };
    Ok(Came { said: Some(said), section: subscriptions(house, holder).await? })
}

/// The word by which an address says what came of a form.
pub fn word(said: &Said) -> &'static str {
    match said {
        Said::Saved => "saved",
        Said::Mailed(_) => "mailed",
        Said::Same => "same",
        Said::Canceled => "canceled",
        Said::Resumed => "resumed",
        Said::Changed | Said::TooLate | Said::TooOften | Said::Wrong => "",
    }
}

/// What an address says came of a form.
pub fn said(word: &str, holder: &Holder) -> Option<Said> {
    let mailed = Said::Mailed(holder.customer.fields.email.clone());
    [Said::Saved, mailed, Said::Same, Said::Canceled, Said::Resumed].into_iter().find(|said| self::word(said) == word)
}

/// The form of the profile.
pub fn profile(holder: &Holder) -> Section {
    Section::Profile(Box::new(of_profile(holder)))
}

fn of_profile(holder: &Holder) -> ProfileView {
    let customer = &holder.customer;
    let fields = &customer.fields;
    ProfileView {
        email: fields.email.clone(),
        name: fields.name.clone(),
        phone: fields.phone.clone(),
        phone_is_free: may_change_phone(customer.kind),
        address: fields.address.clone(),
        version: customer.version,
        wrong: Wrong::default(),
    }
}

/// The form of the refund address.
pub fn refund_address(holder: &Holder) -> Section {
    Section::RefundAddress(of_refunds(holder))
}

fn of_refunds(holder: &Holder) -> RefundView {
    let fields = &holder.customer.fields;
    RefundView {
        current: fields.refund_address.clone(),
        typed: String::new(),
        confirmable: !fields.email.is_empty(),
        wrong: Wrong::default(),
    }
}

/// What is subscribed to.
pub async fn subscriptions(house: &House, holder: &Holder) -> Result<Section, Error> {
    let (found, zone) = portal::subscribed(house, holder).await?;
    Ok(Section::Subscriptions(found.into_iter().map(|one| subscription(holder, one, &zone)).collect()))
}

fn subscription(holder: &Holder, one: Subscribed, zone: &Zone) -> SubscriptionView {
    let Subscribed { subscription, open } = one;
    let names: Vec<&str> = subscription.items.iter().map(|item| item.name.as_str()).collect();
    SubscriptionView {
        id: subscription.id,
        name: names.join(", "),
        amount: total(&subscription.items),
        recurring: subscription.recurring,
        status: subscription.status,
        until: zone.civil(subscription.paid_until),
        ends: subscription.cancel_at_period_end,
        ended: subscription.ended_at.map(|at| zone.civil(at)),
        open: open.map(|bill| row(holder, bill, zone)),
    }
}

/// So many of the newest orders after this one, and where older ones are.
pub async fn orders(house: &House, holder: &Holder, after: Option<OrderId>, limit: i64) -> Result<Section, Error> {
    let (found, more) = portal::orders(house, holder, after, limit).await?;
    let older = found.last().filter(|_| more).map(|last| format!("/portal/orders?after={}", last.id));
    Ok(Section::Orders(found.into_iter().map(order).collect(), older))
}

fn order(order: Order) -> OrderView {
    OrderView {
        id: order.id,
        number: order.number,
        description: order.description,
        amount: order.amount,
        status: order.status,
        at: order.created_at.civil(),
    }
}

/// One order with its payments.
pub async fn receipt(house: &House, holder: &Holder, id: OrderId) -> Result<Section, Error> {
    let found = portal::receipt(house, holder, id).await?;
    let refunded: i64 = found.payments.iter().map(|payment| payment.refunded).sum();
    let back = (refunded > 0).then_some(Amount { minor: refunded, ..found.order.amount });
    let paid = found.payments.into_iter().filter(|payment| payment.status.was_paid());
    let paid = paid.map(|payment| (payment.amount, payment.method, payment.occurred_at.civil()));
    Ok(Section::Receipt(ReceiptView { paid: paid.collect(), refunded: back, order: order(found.order) }))
}

/// So many of the newest invoices after this one, and where older ones are.
pub async fn invoices(house: &House, holder: &Holder, after: Option<InvoiceId>, limit: i64) -> Result<Section, Error> {
    let (found, more, zone) = portal::invoices(house, holder, after, limit).await?;
    let older = found.last().filter(|_| more).map(|last| format!("/portal/invoices?after={}", last.invoice.id));
    Ok(Section::Invoices(found.into_iter().map(|bill| row(holder, bill, &zone)).collect(), older))
}

fn row(holder: &Holder, bill: Billed, zone: &Zone) -> InvoiceRow {
    let Billed { invoice, path } = bill;
    InvoiceRow {
        id: invoice.id,
        number: invoice.label(holder.scope.mode),
        status: invoice.status,
        overdue: invoice.overdue,
        total: invoice.total,
        left: invoice.remaining(),
        due: zone.civil(invoice.due_at),
        path,
    }
}
