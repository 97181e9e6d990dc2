//! Checkout sessions.

use clientele_domain::checkout::{self as domain, AfterCompletion, Form};
use serde::{Deserialize, Serialize};

use crate::customer::{Address, BuyerRequest, Customer, given};
use crate::metadata::{Metadata, MetadataPatch};
use crate::payment::{Match, PaymentMethodType, PaymentSource};
use crate::read::{Sent, request, word};
use crate::terms::{
    AfterCompletionAnswer, Collect, CustomField, CustomerCreation, Recurring, SubmitType, terms_request,
};
use crate::time::Time;

/// A sale to one buyer, at a price that no longer changes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckoutSession {
    /// Always `checkout_session`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// Where the buyer pays. Whoever knows the address can see the page.
    pub url: String,
    /// Where it stands.
    pub status: CheckoutSessionStatus,
    /// Where its money stands.
    pub payment_status: CheckoutPaymentStatus,
    /// What is sold, at the price of when the session was made.
    pub line_items: Vec<CheckoutLine>,
    /// What the lines come to, in minor units.
    pub amount_subtotal: i64,
    /// What is to be paid, in minor units.
    pub amount_total: i64,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// The customer who was named, or who was found at completion; null as long as nobody is known.
    pub customer_id: Option<String>,
    /// The same in full.
    pub customer: Option<Customer>,
    /// What was told or typed of the buyer.
    pub customer_details: CustomerDetails,
    /// What must still be filled in.
    pub missing_fields: Vec<String>,
    /// Names of fields that must be known before payment. Null: the email.
    pub require_customer_data: Option<Vec<String>>,
    /// What the form asks for beyond that.
    pub collect: Collect,
    /// The merchant's own questions, and their answers once it is complete.
    pub custom_fields: Vec<CustomField>,
    /// When a record of the buyer is made: `if_required` or `always`.
    pub customer_creation: CustomerCreation,
    /// What the buyer may change of the record of the customer who was named.
    pub customer_update: CustomerUpdate,
    /// What the button says.
    pub submit_type: SubmitType,
    /// What follows a completed session.
    pub after_completion: AfterCompletionAnswer,
    /// Where the buyer is sent then, if so.
    pub success_url: Option<String>,
    /// Where the way back leads.
    pub cancel_url: Option<String>,
    /// Whether the card of a registered customer is kept for later charges.
    pub save_payment_method: bool,
    /// Where it came from: `checkout`, `payment_link`, or `subscription` when a period of one is paid.
    pub source: PaymentSource,
    /// The payment link that made it.
    pub payment_link_id: Option<String>,
    /// The invoice that is paid here.
    pub invoice_id: Option<String>,
    /// Why the customer is this one, once it is complete.
    #[serde(rename = "match")]
    pub matched: Option<Match>,
    /// The order, once it is complete.
    pub order_id: Option<String>,
    /// The payment, once it is paid.
    pub payment_id: Option<String>,
    /// The merchant's own data.
    pub metadata: Metadata,
    /// What may be a mistake.
    pub warnings: Vec<String>,
    /// When it was made.
    pub created_at: Time,
    /// Nobody can pay after this moment.
    pub expires_at: Time,
    /// When it was completed.
    pub completed_at: Option<Time>,
    /// Grows with each change. Also the ETag.
    pub version: i64,
}

impl CheckoutSession {
    /// The session as the API tells it, at this address, with the form it has now and its customer.
    pub fn new(
        livemode: bool,
        url: String,
        session: &domain::Session,
        form: &Form,
        customer: Option<Customer>,
    ) -> Self {
        let terms = &session.terms;
        let complete = session.status == domain::SessionStatus::Complete;
        let subtotal: i64 = session.lines.iter().filter_map(domain::Line::total).map(|amount| amount.minor).sum();
        let success_url = match &terms.after {
            AfterCompletion::Redirect(url) => Some(url.clone()),
            AfterCompletion::Message(_) => None,
        };
        let answer = |field: &domain::CustomField| {
            let typed = session.answers.iter().find(|(key, _)| *key == field.key);
            let text = typed.map_or("", |(_, text)| text);
            complete.then(|| field.answer(text).ok().flatten()).flatten()
        };
        Self {
            object: "checkout_session".to_owned(),
            id: session.id.to_string(),
            livemode,
            url,
            status: CheckoutSessionStatus(session.status),
            payment_status: CheckoutPaymentStatus(session.payment_status),
            line_items: session.lines.iter().map(CheckoutLine::from).collect(),
            amount_subtotal: subtotal,
            amount_total: session.total.minor,
            currency: session.total.currency.code().to_ascii_lowercase(),
            customer_id: session.customer.map(|id| id.to_string()),
            customer,
            customer_details: CustomerDetails::of(session, form),
            missing_fields: if complete { Vec::new() } else { form.missing() },
            require_customer_data: terms.required.clone(),
            collect: terms.collect.into(),
            custom_fields: terms.custom_fields.iter().map(|field| CustomField::new(field, answer(field))).collect(),
            customer_creation: terms.into(),
            customer_update: session.may_update.into(),
            submit_type: SubmitType(terms.submit_type),
            after_completion: (&terms.after).into(),
            success_url,
            cancel_url: given(&terms.cancel_url),
            save_payment_method: terms.save_payment_method,
            source: PaymentSource(session.source),
            payment_link_id: session.link.map(|id| id.to_string()),
            invoice_id: session.invoice.map(|id| id.to_string()),
            matched: session.matched.as_ref().map(Match::from),
            order_id: session.order.map(|id| id.to_string()),
            payment_id: session.payment.map(|id| id.to_string()),
            metadata: Metadata::new(&terms.metadata),
            warnings: domain::resembling(terms, &session.told),
            created_at: session.created_at.into(),
            expires_at: session.expires_at.into(),
            completed_at: session.completed_at.map(Time),
            version: session.version,
        }
    }
}

/// A line of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckoutLine {
    /// The price; null for an amount with a title.
    pub price: Option<String>,
    /// What is sold.
    pub name: String,
    /// What it is, in a few words.
    pub description: Option<String>,
    /// What one costs, in minor units.
    pub unit_amount: i64,
    /// How many.
    pub quantity: i64,
    /// What the line comes to, in minor units.
    pub amount: i64,
    /// How often it is charged. Null when once.
    pub recurring: Option<Recurring>,
}

impl From<&domain::Line> for CheckoutLine {
    fn from(line: &domain::Line) -> Self {
        Self {
            price: line.price.map(|id| id.to_string()),
            name: line.name.clone(),
            description: given(&line.description),
            unit_amount: line.unit.minor,
            quantity: line.quantity,
            amount: line.total().map(|amount| amount.minor).unwrap_or_default(),
            recurring: line.recurring.map(Recurring::from),
        }
    }
}

/// What was told or typed of a buyer; what is typed is not checked before the session is complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerDetails {
    /// The merchant's own id for this user.
    pub external_id: Option<String>,
    /// Full name.
    pub name: Option<String>,
    /// Email address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Billing address.
    pub address: Option<Address>,
    /// Where goods go.
    pub shipping: Option<Address>,
}

impl CustomerDetails {
    fn of(session: &domain::Session, form: &Form) -> Self {
        let taken = form.taken(&session.typed);
        let or = |typed: &str, known: &str| given(typed).or_else(|| given(known));
        Self {
            external_id: given(&form.known.external_id),
            name: or(&taken.name, &form.known.name),
            email: or(&taken.email, &form.known.email),
            phone: or(&taken.phone, &form.known.phone),
            address: Address::of(&taken.address).or_else(|| Address::of(&form.known.address)),
            shipping: Address::of(&taken.shipping).or_else(|| Address::of(&form.known.shipping)),
        }
    }
}

/// What the buyer may change of the record of the customer who was named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerUpdate {
    /// The name.
    pub name: UpdatePolicy,
    /// The billing address.
    pub address: UpdatePolicy,
    /// Where goods go.
    pub shipping: UpdatePolicy,
}

impl From<clientele_domain::matching::MayUpdate> for CustomerUpdate {
    fn from(may: clientele_domain::matching::MayUpdate) -> Self {
        let policy = |yes: bool| UpdatePolicy(if yes { Policy::Auto } else { Policy::Never });
        Self { name: policy(may.name), address: policy(may.address), shipping: policy(may.shipping) }
    }
}

/// Whether what a buyer fills in is written back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// It is.
    Auto,
    /// It is not.
    Never,
}

impl Policy {
    /// Both.
    pub const ALL: &'static [Self] = &[Self::Auto, Self::Never];

    /// As the API says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Never => "never",
        }
    }

    /// From the API's word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.as_str() == text)
    }
}

word! {
    /// Whether what a buyer fills in is written back: `auto` or `never`.
    UpdatePolicy(Policy)
}

word! {
    /// Where a session stands.
    CheckoutSessionStatus(domain::SessionStatus)
}

word! {
    /// Where the money of a session stands.
    CheckoutPaymentStatus(domain::SessionPaymentStatus)
}

request! {
    /// What the buyer may change of the record of the customer who is named by `customer_id`.
    CustomerUpdateRequest {
        /// The name; `never`, when left out.
        name: UpdatePolicy,
        /// The billing address; `never`, when left out.
        address: UpdatePolicy,
        /// Where goods go; `never`, when left out.
        shipping: UpdatePolicy,
    }
}

impl CustomerUpdateRequest {
    /// What may be changed.
    pub fn may_update(self) -> clientele_domain::matching::MayUpdate {
        let auto = |sent: Sent<UpdatePolicy>| sent.value().is_some_and(|policy| policy.0 == Policy::Auto);
        clientele_domain::matching::MayUpdate {
            name: auto(self.name),
            address: auto(self.address),
            shipping: auto(self.shipping),
        }
    }
}

terms_request! {
    /// A checkout session to make.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "title": "Premium plan", "amount": 1000, "currency": "usd",
        "customer": { "external_id": "user-123", "name": "Ada Lovelace" }, "require_customer_data": ["name", "email"]
    })))]
    NewCheckoutSession {
        /// An existing registered customer: `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`. Excludes `customer`
        /// and `customer_creation: always`.
        customer_id: String,
        /// What is known of the buyer; any other key becomes metadata. The form shows it filled in.
        customer: BuyerRequest,
        /// What the buyer may change of the record of the customer who is named by `customer_id`.
        customer_update: CustomerUpdateRequest,
        /// After how many minutes nobody can pay any more; 1440, when left out.
        expires_after_minutes: i64,
    }
}

request! {
    /// A change of an open session. What is left out stays; metadata is merged by key.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "metadata": { "cart": "7" } })))]
    PatchCheckoutSession {
        /// What is known of the buyer; a field with null is forgotten. Not for sessions that name a customer.
        customer: BuyerRequest,
        /// The merchant's own data; null removes a key.
        metadata: MetadataPatch,
    }
}

request! {
    /// That the money of a session arrived.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "method": "bank_transfer" })))]
    ConfirmPayment {
        /// What was paid with; what the buyer chose, when left out.
        method: PaymentMethodType,
    }
}
