//! What each route and each server function asks for.

use clientele_domain::catalog::Interval;
use clientele_domain::checkout::LineItem;
use clientele_domain::id::{CustomerId, ImportId};
use clientele_domain::import::What;
use clientele_domain::key::{Access, KeyKind};
use clientele_domain::mail::{MailKind, Wording};
use clientele_domain::matching::Choices;
use clientele_domain::refund::RefundReason;
use clientele_domain::role::Permission::{self, *};
use clientele_domain::role::Role;
use clientele_domain::rules;
use clientele_domain::segment::SegmentDraft;
use clientele_domain::selector::Selector;
use clientele_domain::tongue::Tongue;
use clientele_service::catalog::links::{self, LinkDraft};
use clientele_service::catalog::prices::{self, Of};
use clientele_service::catalog::{LineItemDraft, PriceDraft, ProductDraft, RecurringDraft, TermsDraft};
use clientele_service::checkout::{self, NewSession};
use clientele_service::events::{self, EventFilter};
use clientele_service::imports::Upload;
use clientele_service::invoices::{self, AskedInvoice, AskedLine, Costs};
use clientele_service::keys::{self, NewKey};
use clientele_service::refunds::{self, NewRefund};
use clientele_service::segments;
use clientele_service::subscriptions::{self, NewSubscription};
use clientele_service::webhooks::{self, EndpointDraft};
use clientele_service::{mail, matching, merges, team, workflows};

use crate::harness::{Shop, eur};

/// Who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody: there is nothing of a merchant in it.
    Anybody,
    /// Whoever has this permission at the merchant in the address.
    With(Permission),
    /// Whoever works for the merchant in the address, whatever the role.
    Member,
}

/// A route: method, path as registered, who may, and the form that would do something.
pub type Route = (&'static str, &'static str, Who, &'static str);

use Who::{Anybody, Member, With};

const OFF: &str = "/mail/off/{merchant}/{mode}/{customer}/{signature}";
const CUSTOMERS: &str = "/{merchant}/{mode}/customers";
const NEW: &str = "/{merchant}/{mode}/customers/new";
const EXPORT: &str = "/{merchant}/{mode}/customers/export";
const CUSTOMER: &str = "/{merchant}/{mode}/customers/{id}";
const EDIT: &str = "/{merchant}/{mode}/customers/{id}/edit";
const COMPARE: &str = "/{merchant}/{mode}/customers/{id}/merge/{other}";
const MATCHING: &str = "/{merchant}/{mode}/settings/matching";
const DEVELOPERS: &str = "/{merchant}/{mode}/developers";
const WEBHOOKS: &str = "/{merchant}/{mode}/developers/webhooks";
const ENDPOINT: &str = "/{merchant}/{mode}/developers/webhooks/{id}";
const PRODUCT: &str = "/{merchant}/{mode}/products/{id}";
const CHECKOUT: &str = "/{merchant}/{mode}/checkouts/{id}";
const SUBSCRIPTION: &str = "/{merchant}/{mode}/subscriptions/{id}";
const NEW_SUBSCRIPTION: &str = "/{merchant}/{mode}/subscriptions/new";
const INVOICE: &str = "/{merchant}/{mode}/invoices/{id}";
const CLOCKS: &str = "/{merchant}/{mode}/test-clocks";
const LINK: &str = "/{merchant}/{mode}/payment-links/{id}";
const LINK_EDIT: &str = "/{merchant}/{mode}/payment-links/{id}/edit";
const IMPORTS: &str = "/{merchant}/{mode}/imports";
const PAYMENTS: &str = "/{merchant}/{mode}/settings/payments";
const TEAM: &str = "/{merchant}/{mode}/settings/team";
const ACCOUNT: &str = "/{merchant}/{mode}/account";
const FACTOR: &str = "/{merchant}/{mode}/account/two-factor";
const REFUNDS: &str = "/{merchant}/{mode}/refunds";
const REFUND: &str = "/{merchant}/{mode}/refunds/{id}";
const NEW_REFUND: &str = "/{merchant}/{mode}/refunds/new";
const REFUND_CUSTOMER: &str = "/{merchant}/{mode}/customers/{id}/refund";
const LIMITS: &str = "/{merchant}/{mode}/settings/refunds";
const IMPORT: &str = "/{merchant}/{mode}/imports/{id}";
const BILLING: &str = "/{merchant}/{mode}/settings/billing";
const WIDGETS: &str = "/{merchant}/{mode}/widgets";
const MAIL: &str = "/{merchant}/{mode}/settings/mail";
const WORDS: &str = "/{merchant}/{mode}/settings/mail/{id}";
const WORKFLOWS: &str = "/{merchant}/{mode}/settings/workflows";
const NEW_WORKFLOW: &str = "/{merchant}/{mode}/settings/workflows/new";
const WORKFLOW: &str = "/{merchant}/{mode}/settings/workflows/{id}";
const AUDIT: &str = "/{merchant}/{mode}/settings/audit-log";

/// Every route. `$customer`, `$wallet` and the like in a form stand for ids.
pub const ROUTES: &[Route] = &[
    ("GET", "/", Anybody, ""),
    ("GET", "/healthz", Anybody, ""),
    ("GET", "/readyz", Anybody, ""),
    ("GET", "/docs", Anybody, ""),
    ("GET", "/v1/openapi.json", Anybody, ""),
    ("GET", "/pkg/{edition}/{file}", Anybody, ""),
    // Who has the secret of a session sees its customer, on pages of one origin.
    ("GET", "/client/v1/customer", Anybody, ""),
    ("OPTIONS", "/client/v1/customer", Anybody, ""),
    // Buyers are not signed in: who knows the address of a session sees its page.
    ("GET", "/pay/{id}", Anybody, ""),
    ("POST", "/pay/{id}", Anybody, ""),
    ("GET", "/pay/{id}/state", Anybody, ""),
    ("POST", "/pay/{id}/another", Anybody, ""),
    ("POST", "/pay/{id}/simulate", Anybody, ""),
    ("GET", "/l/{id}", Anybody, ""),
    ("POST", "/l/{id}", Anybody, ""),
    // Who has the link of a customer, which is signed, says whether they want reminders.
    ("GET", OFF, Anybody, ""),
    ("POST", OFF, Anybody, ""),
    // Who knows the link of an invoice sees it and pays it.
    ("GET", "/invoice/{id}/{signature}", Anybody, ""),
    ("GET", "/invoice/{id}/{signature}/pdf", Anybody, ""),
    ("POST", "/invoice/{id}/{signature}/pay", Anybody, ""),
    // Who has the secret of a customer session that is good for it, or a mailed link, is in the portal as that customer; who
    // is not in is shown how one comes in. Its own tests try what is somebody else's.
    ("GET", "/portal", Anybody, ""),
    ("POST", "/portal", Anybody, ""),
    ("POST", "/portal/sign-out", Anybody, ""),
    ("GET", "/portal/profile", Anybody, ""),
    ("POST", "/portal/profile", Anybody, ""),
    ("GET", "/portal/refund-address", Anybody, ""),
    ("POST", "/portal/refund-address", Anybody, ""),
    ("GET", "/portal/subscriptions", Anybody, ""),
    ("POST", "/portal/subscriptions", Anybody, ""),
    ("GET", "/portal/orders", Anybody, ""),
    ("GET", "/portal/orders/{id}", Anybody, ""),
    ("GET", "/portal/invoices", Anybody, ""),
    ("GET", "/portal/{merchant}/{mode}", Anybody, ""),
    ("POST", "/portal/{merchant}/{mode}", Anybody, ""),
    ("GET", "/portal/{merchant}/{mode}/link/{id}/{signature}", Anybody, ""),
    ("POST", "/portal/{merchant}/{mode}/link/{id}/{signature}", Anybody, ""),
    ("GET", "/embed/{component}", Anybody, ""),
    ("POST", "/embed/{component}", Anybody, ""),
    ("GET", "/embed/pay", Anybody, ""),
    ("POST", "/embed/pay", Anybody, ""),
    ("GET", "/embed/pay/{step}", Anybody, ""),
    ("POST", "/embed/pay/{step}", Anybody, ""),
    ("GET", "/logo/{merchant}", Anybody, ""),
    ("GET", "/hosted/{edition}/{file}", Anybody, ""),
    // The widgets themselves know nobody.
    ("GET", "/embed/clientele.js", Anybody, ""),
    ("GET", "/fonts/{file}", Anybody, ""),
    ("GET", "/icons.svg", Anybody, ""),
    ("GET", "/favicon.svg", Anybody, ""),
    ("GET", "/sign-in", Anybody, ""),
    ("POST", "/sign-in", Anybody, ""),
    ("GET", "/sign-in/code", Anybody, ""),
    ("POST", "/sign-in/code", Anybody, ""),
    // Who knows the secret of an invitation sees whom it is for, and joins.
    ("GET", "/join/{secret}", Anybody, ""),
    ("POST", "/join/{secret}", Anybody, ""),
    ("GET", "/sign-up", Anybody, ""),
    ("POST", "/sign-up", Anybody, ""),
    ("POST", "/sign-out", Anybody, ""),
    // The functions behind it have a table of their own.
    ("GET", "/fn/{*name}", Anybody, ""),
    ("POST", "/fn/{*name}", Anybody, ""),
    ("GET", CUSTOMERS, With(CustomerRead), ""),
    ("POST", CUSTOMERS, With(CustomerWrite), "act=tag&tag=stolen&id=$customer"),
    ("POST", CUSTOMERS, With(CustomerWrite), "act=untag&tag=vip&id=$customer"),
    ("POST", CUSTOMERS, With(CustomerWrite), "act=segment.update&id=$segment&name=Stolen&shared=true"),
    ("POST", CUSTOMERS, With(CustomerWrite), "act=segment.delete&id=$segment"),
    ("GET", NEW, With(CustomerWrite), ""),
    ("POST", NEW, With(CustomerWrite), "name=Mallory"),
    ("GET", EXPORT, With(Export), ""),
    ("POST", EXPORT, With(Export), "format=csv"),
    ("GET", CUSTOMER, With(CustomerRead), ""),
    ("POST", CUSTOMER, With(NoteWrite), "act=note&body=Mallory+was+here"),
    ("POST", CUSTOMER, With(CustomerWrite), ADD_WALLET),
    ("POST", CUSTOMER, With(CustomerWrite), "act=remove_wallet&wallet=$wallet"),
    ("POST", CUSTOMER, With(CustomerWrite), "act=remove_card&card=$card"),
    ("POST", CUSTOMER, With(InvoiceWrite), "act=credit&way=give&credit_amount=1&credit_currency=EUR"),
    ("POST", CUSTOMER, With(CustomerWrite), "act=reminders&off=true"),
    ("POST", CUSTOMER, With(SubscriptionWrite), "act=test_clock&test_clock_id="),
    ("POST", CUSTOMER, With(CustomerDelete), "act=delete&confirm=delete"),
    ("POST", CUSTOMER, With(CustomerWrite), "act=distinct&other=$other"),
    ("POST", CUSTOMER, With(CustomerWrite), "act=not_distinct&other=$apart"),
    ("POST", CUSTOMER, With(CustomerWrite), "act=undo&merge=$merge"),
    ("GET", COMPARE, With(CustomerRead), ""),
    ("POST", COMPARE, With(CustomerWrite), "act=merge&survivor=$customer&name=$other"),
    ("POST", COMPARE, With(CustomerWrite), "act=distinct"),
    ("GET", "/{merchant}/{mode}/duplicates", With(CustomerRead), ""),
    ("GET", "/{merchant}/{mode}/analytics", With(AnalyticsRead), ""),
    ("GET", "/{merchant}/{mode}/analytics/{figures}", With(AnalyticsRead), ""),
    ("GET", MATCHING, With(SettingsRead), ""),
    ("POST", MATCHING, With(SettingsWrite), "merge_on_phone=true&other_external_id=link"),
    ("GET", EDIT, With(CustomerWrite), ""),
    ("POST", EDIT, With(CustomerWrite), "name=Mallory&version=2"),
    ("GET", DEVELOPERS, With(KeyManage), ""),
    ("POST", DEVELOPERS, With(KeyManage), "act=create&name=Stolen&kind=secret&access=full"),
    ("POST", DEVELOPERS, With(KeyManage), "act=revoke&key=$key"),
    ("GET", "/{merchant}/{mode}/developers/events", With(EventRead), ""),
    ("GET", "/{merchant}/{mode}/developers/events/{id}", With(EventRead), ""),
    ("GET", "/{merchant}/{mode}/developers/requests", With(KeyManage), ""),
    ("GET", WEBHOOKS, With(WebhookRead), ""),
    ("POST", WEBHOOKS, With(WebhookWrite), "act=retry&delivery=$delivery"),
    ("POST", WEBHOOKS, With(WebhookWrite), "act=retry_failed&endpoint=$endpoint"),
    ("GET", "/{merchant}/{mode}/developers/webhooks/new", With(WebhookWrite), ""),
    (
        "POST",
        "/{merchant}/{mode}/developers/webhooks/new",
        With(WebhookWrite),
        "act=save&url=https://8.8.8.8/stolen&which=all",
    ),
    ("GET", ENDPOINT, With(WebhookRead), ""),
    ("POST", ENDPOINT, With(WebhookWrite), "act=save&url=https://8.8.8.8/stolen&which=all"),
    ("POST", ENDPOINT, With(WebhookWrite), "act=test"),
    ("POST", ENDPOINT, With(WebhookWrite), "act=disable"),
    ("POST", ENDPOINT, With(WebhookWrite), "act=enable"),
    ("POST", ENDPOINT, With(WebhookWrite), "act=rotate"),
    ("POST", ENDPOINT, With(WebhookWrite), "act=delete"),
    ("GET", "/{merchant}/{mode}/products", With(CatalogRead), ""),
    ("GET", "/{merchant}/{mode}/products/new", With(CatalogWrite), ""),
    ("POST", "/{merchant}/{mode}/products/new", With(CatalogWrite), "act=save&name=Stolen&amount=1&currency=EUR"),
    ("GET", PRODUCT, With(CatalogRead), ""),
    ("POST", PRODUCT, With(CatalogWrite), "act=save&name=Stolen"),
    ("POST", PRODUCT, With(CatalogWrite), "act=price&amount=1&currency=EUR"),
    ("POST", PRODUCT, With(CatalogWrite), "act=archive_price&price=$price"),
    ("POST", PRODUCT, With(CatalogWrite), "act=unarchive_price&price=$price"),
    ("POST", PRODUCT, With(CatalogWrite), "act=archive"),
    ("POST", PRODUCT, With(CatalogWrite), "act=unarchive"),
    ("GET", "/{merchant}/{mode}/checkouts", With(CheckoutRead), ""),
    ("GET", "/{merchant}/{mode}/checkouts/new", With(CheckoutWrite), ""),
    (
        "POST",
        "/{merchant}/{mode}/checkouts/new",
        With(CheckoutWrite),
        "what=amount&title=Stolen&amount=1&currency=EUR&require=email",
    ),
    ("GET", CHECKOUT, With(CheckoutRead), ""),
    ("POST", CHECKOUT, With(PaymentConfirm), "act=confirm&method=cash"),
    ("POST", CHECKOUT, With(CheckoutWrite), "act=expire"),
    ("GET", "/{merchant}/{mode}/subscriptions", With(SubscriptionRead), ""),
    ("GET", NEW_SUBSCRIPTION, With(SubscriptionWrite), ""),
    (
        "POST",
        NEW_SUBSCRIPTION,
        With(SubscriptionWrite),
        "customer_id=$subscriber&price=$recurring&quantity=1&trial_days=9&card=none",
    ),
    ("GET", SUBSCRIPTION, With(SubscriptionRead), ""),
    ("POST", SUBSCRIPTION, With(SubscriptionWrite), "act=change&price=$recurring&quantity=3"),
    ("POST", SUBSCRIPTION, With(SubscriptionWrite), "act=keep"),
    ("POST", SUBSCRIPTION, With(SubscriptionWrite), "act=card&card=$kept"),
    ("POST", SUBSCRIPTION, With(SubscriptionWrite), "act=pause"),
    ("POST", SUBSCRIPTION, With(SubscriptionWrite), "act=unpause"),
    ("POST", SUBSCRIPTION, With(SubscriptionWrite), "act=cancel&when=period_end"),
    ("POST", SUBSCRIPTION, With(SubscriptionWrite), "act=resume"),
    ("POST", SUBSCRIPTION, With(SubscriptionWrite), "act=cancel&when=now"),
    ("GET", "/{merchant}/{mode}/invoices", With(InvoiceRead), ""),
    ("GET", INVOICE, With(InvoiceRead), ""),
    ("GET", "/{merchant}/{mode}/invoices/{id}/pdf", With(InvoiceRead), ""),
    ("POST", INVOICE, With(InvoiceWrite), "act=write_off"),
    ("POST", INVOICE, With(InvoiceWrite), "act=paid&method=cash"),
    ("GET", CLOCKS, With(SubscriptionRead), ""),
    ("POST", CLOCKS, With(SubscriptionWrite), "act=create&name=Stolen"),
    ("GET", "/{merchant}/{mode}/payment-links", With(CatalogRead), ""),
    ("GET", "/{merchant}/{mode}/payment-links/new", With(CatalogWrite), ""),
    (
        "POST",
        "/{merchant}/{mode}/payment-links/new",
        With(CatalogWrite),
        "what=amount&title=Stolen&amount=1&currency=EUR&require=email",
    ),
    ("GET", LINK, With(CatalogRead), ""),
    ("POST", LINK, With(CatalogWrite), "act=archive"),
    ("POST", LINK, With(CatalogWrite), "act=unarchive"),
    ("GET", LINK_EDIT, With(CatalogWrite), ""),
    ("POST", LINK_EDIT, With(CatalogWrite), "what=amount&title=Stolen&amount=1&currency=EUR&require=email"),
    ("GET", IMPORTS, With(ImportRead), ""),
    ("POST", IMPORTS, With(Import), UPLOAD),
    ("GET", IMPORT, With(ImportRead), ""),
    ("POST", IMPORT, With(Import), "act=read&delimiter=comma&has_header=true&column.0=name"),
    ("POST", IMPORT, With(Import), "act=check&delimiter=comma&has_header=true&column.0=name"),
    ("POST", IMPORT, With(Import), "act=import&delimiter=comma&has_header=true&column.0=name"),
    ("POST", IMPORT, With(Import), "act=cancel"),
    ("GET", "/{merchant}/{mode}/imports/{id}/rejects.csv", With(ImportRead), ""),
    ("GET", "/{merchant}/{mode}/imports/samples/{what}", With(Import), ""),
    ("GET", "/{merchant}/{mode}/settings/checkout", With(SettingsWrite), ""),
    ("POST", "/{merchant}/{mode}/settings/checkout", With(SettingsWrite), BRAND),
    ("GET", AUDIT, With(AuditRead), ""),
    ("POST", AUDIT, With(AuditRead), "act=customer.created"),
    ("GET", TEAM, With(TeamRead), ""),
    ("POST", TEAM, With(TeamManage), "act=invite&email=mallory@evil.example&role=viewer"),
    ("POST", TEAM, With(TeamManage), "act=renew&invitation=$invitation"),
    ("POST", TEAM, With(TeamManage), "act=revoke&invitation=$invitation"),
    ("POST", TEAM, With(TeamManage), "act=role&user=$colleague&role=viewer"),
    ("POST", TEAM, With(TeamManage), "act=remove&user=$colleague"),
    ("POST", TEAM, Member, "act=leave"),
    ("GET", ACCOUNT, Member, ""),
    ("POST", ACCOUNT, Member, "act=name&name=Somebody"),
    ("POST", ACCOUNT, Member, "act=end_others"),
    ("GET", FACTOR, Member, ""),
    ("POST", FACTOR, Member, "act=begin"),
    ("GET", REFUND_CUSTOMER, With(RefundRead), ""),
    ("POST", REFUND_CUSTOMER, With(RefundCreate), "payment=$payment&reason=duplicate&to=by_hand"),
    ("GET", "/{merchant}/{mode}/customers/{id}/refunds/{refund}", With(RefundRead), ""),
    ("GET", NEW_REFUND, With(RefundRead), ""),
    ("POST", NEW_REFUND, With(RefundCreate), "payment=$payment&reason=duplicate&to=by_hand"),
    ("GET", REFUND, With(RefundRead), ""),
    ("POST", REFUND, With(RefundCreate), "act=check"),
    ("POST", REFUND, With(RefundCreate), "act=call_off"),
    ("POST", REFUND, With(RefundApprove), "act=approve"),
    ("GET", REFUNDS, With(RefundRead), ""),
    ("POST", REFUNDS, With(RefundCreate), "act=take&refund=$refund"),
    ("POST", REFUNDS, With(RefundCreate), "act=assign&assigned_to=&refund=$refund"),
    ("POST", REFUNDS, With(RefundCreate), "act=note&body=Mallory+was+here&refund=$refund"),
    ("POST", REFUNDS, With(RefundApprove), "act=approve&refund=$refund"),
    ("POST", REFUNDS, With(RefundCreate), "act=call_off&refund=$refund"),
    ("POST", REFUNDS, With(RefundCreate), "act=checked&refund=$failed"),
    ("POST", REFUNDS, With(Export), "act=export"),
    ("POST", REFUNDS, With(RefundCreate), "act=failed&why=Mallory&refund=$unsent"),
    ("GET", LIMITS, With(SettingsRead), ""),
    ("POST", LIMITS, With(SettingsWrite), "currency=USD&amount=1"),
    ("GET", BILLING, With(SettingsRead), ""),
    ("POST", BILLING, With(SettingsWrite), "billing.time_zone=Europe/Oslo&billing.grace_days=9"),
    ("GET", WIDGETS, With(SettingsRead), ""),
    ("POST", WIDGETS, With(SettingsWrite), "allowed_origins=https://evil.example"),
    ("GET", MAIL, With(SettingsRead), ""),
    ("POST", MAIL, With(SettingsWrite), "act=disable&workflow=$workflow"),
    ("POST", MAIL, With(SettingsWrite), "act=enable&workflow=$workflow"),
    ("POST", MAIL, With(SettingsWrite), "act=send_again&mail=$mail"),
    ("GET", WORDS, With(SettingsRead), ""),
    ("POST", WORDS, With(SettingsWrite), "act=save&tongue=en&subject=Stolen&text=Stolen"),
    ("POST", WORDS, With(SettingsWrite), "act=test&tongue=en&subject=Stolen&text=Stolen"),
    ("GET", WORKFLOWS, With(SettingsRead), ""),
    ("GET", NEW_WORKFLOW, With(SettingsWrite), ""),
    ("POST", NEW_WORKFLOW, With(SettingsWrite), NEWS),
    ("GET", WORKFLOW, With(SettingsRead), ""),
    ("POST", WORKFLOW, With(SettingsWrite), "act=save&name=Stolen&trigger=customer.created&action=mail"),
    ("POST", WORKFLOW, With(SettingsWrite), "act=disable"),
    ("POST", WORKFLOW, With(SettingsWrite), "act=enable"),
    ("POST", WORKFLOW, With(SettingsWrite), "act=delete"),
    ("GET", PAYMENTS, With(SettingsRead), ""),
    ("POST", PAYMENTS, With(SettingsWrite), "manual.cash.on=true&manual.cash.instructions=Mallory"),
];

/// Forms of which nothing stands in the audit log, although they are sent in order: everything else does.
pub const NOT_NOTED: &[(&str, &str)] = &[
    // A file that waits, and how it is to be read: nothing is imported yet.
    (IMPORTS, UPLOAD),
    (IMPORT, "act=read&delimiter=comma&has_header=true&column.0=name"),
    (IMPORT, "act=check&delimiter=comma&has_header=true&column.0=name"),
    // It is so already.
    (CUSTOMER, "act=test_clock&test_clock_id="),
    (ENDPOINT, "act=enable"),
    (PRODUCT, "act=unarchive_price&price=$price"),
    (PRODUCT, "act=unarchive"),
    (LINK, "act=unarchive"),
    (REFUNDS, "act=assign&assigned_to=&refund=$refund"),
    (SUBSCRIPTION, "act=keep"),
    (SUBSCRIPTION, "act=unpause"),
    (SUBSCRIPTION, "act=resume"),
    (MAIL, "act=enable&workflow=$workflow"),
    (WORKFLOW, "act=enable"),
    // Of nobody's concern but the person's; and nothing has happened yet.
    (ACCOUNT, "act=name&name=Somebody"),
    (FACTOR, "act=begin"),
    (REFUND, "act=check"),
];

const ADD_WALLET: &str = "act=add_wallet&chain_id=1&wallet_address=0x52908400098527886E0F7030069857D2E4169EE7";

const NEWS: &str = "name=Stolen&trigger=customer.created&action=mail&subject=Stolen&text=Stolen";

/// The form with a file; forms with files are written in parts.
pub const UPLOAD: &str = "--part\r\nContent-Disposition: form-data; name=\"what\"\r\n\r\ncustomers\r\n\
    --part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"stolen.csv\"\r\n\r\nname\nMallory\n\r\n--part--\r\n";

/// The same for the looks of the checkout.
const BRAND: &str = "--part\r\nContent-Disposition: form-data; name=\"accent\"\r\n\r\n#8a3c2a\r\n--part--\r\n";

/// Whether a form is written in parts.
pub fn in_parts(form: &str) -> bool {
    form.starts_with("--part")
}

/// A server function: its path, who may, and what else than the scope it wants.
pub type Function = (&'static str, Who, &'static [(&'static str, &'static str)]);

/// Every server function. `$customer` and `$import` stand for ids.
pub const FUNCTIONS: &[Function] = &[
    ("/fn/entrance", Anybody, &[]),
    ("/fn/join", Anybody, &[("secret", "none")]),
    ("/fn/team", With(TeamRead), &[]),
    ("/fn/account", Member, &[]),
    ("/fn/account/two_factor", Member, &[]),
    ("/fn/customers/list", With(CustomerRead), &[("query", "")]),
    ("/fn/customers/export", With(Export), &[("query", "")]),
    ("/fn/customers/search", With(CustomerRead), &[("text", "ada")]),
    ("/fn/customers/segments", With(CustomerRead), &[]),
    ("/fn/customers/detail", With(CustomerRead), &[("id", "$customer"), ("query", "")]),
    ("/fn/customers/form", With(CustomerWrite), &[("id", "$customer")]),
    ("/fn/matching/compare", With(CustomerRead), &[("one", "$customer"), ("other", "$other")]),
    ("/fn/matching/duplicates", With(CustomerRead), &[("after", ""), ("pair", "")]),
    ("/fn/analytics", With(AnalyticsRead), &[("search", "")]),
    ("/fn/analytics/revenue", With(AnalyticsRead), &[("search", "")]),
    ("/fn/analytics/sources", With(AnalyticsRead), &[("search", "")]),
    ("/fn/analytics/products", With(AnalyticsRead), &[("search", "")]),
    ("/fn/analytics/recurring", With(AnalyticsRead), &[("search", "")]),
    ("/fn/analytics/customers", With(AnalyticsRead), &[("search", "")]),
    ("/fn/analytics/cohorts", With(AnalyticsRead), &[("currency", "")]),
    ("/fn/analytics/distribution", With(AnalyticsRead), &[("currency", "")]),
    ("/fn/analytics/top", With(AnalyticsRead), &[("search", "")]),
    ("/fn/settings/matching", With(SettingsRead), &[("query", "")]),
    ("/fn/developers/keys", With(KeyManage), &[]),
    ("/fn/developers/events", With(EventRead), &[("kind", ""), ("after", "")]),
    ("/fn/developers/event", With(EventRead), &[("id", "$event")]),
    ("/fn/developers/requests", With(KeyManage), &[("refused", "false"), ("after", "")]),
    ("/fn/webhooks", With(WebhookRead), &[("endpoint", ""), ("after", ""), ("delivery", "$delivery")]),
    ("/fn/webhooks", With(WebhookRead), &[("endpoint", "$endpoint"), ("after", ""), ("delivery", "")]),
    ("/fn/webhooks/form", With(WebhookRead), &[("id", "$endpoint")]),
    ("/fn/products", With(CatalogRead), &[("archived", "false"), ("after", "")]),
    ("/fn/products/form", With(CatalogRead), &[("id", "$product")]),
    ("/fn/checkouts", With(CheckoutRead), &[("after", "")]),
    ("/fn/checkouts/detail", With(CheckoutRead), &[("id", "$checkout")]),
    ("/fn/checkouts/form", With(CheckoutWrite), &[("customer", "")]),
    ("/fn/subscriptions", With(SubscriptionRead), &[("customer", ""), ("after", "")]),
    ("/fn/subscriptions/detail", With(SubscriptionRead), &[("id", "$subscription")]),
    ("/fn/subscriptions/form", With(SubscriptionWrite), &[("customer", "")]),
    ("/fn/invoices", With(InvoiceRead), &[("show", ""), ("customer", ""), ("after", "")]),
    ("/fn/invoices/detail", With(InvoiceRead), &[("id", "$invoice")]),
    ("/fn/test_clocks", With(SubscriptionRead), &[("after", "")]),
    ("/fn/links", With(CatalogRead), &[("archived", "false"), ("after", "")]),
    ("/fn/links/detail", With(CatalogRead), &[("id", "$link")]),
    ("/fn/links/form", With(CatalogWrite), &[("id", "$link")]),
    ("/fn/audit", With(AuditRead), &[("query", "")]),
    ("/fn/branding", With(SettingsWrite), &[]),
    ("/fn/imports/list", With(ImportRead), &[]),
    ("/fn/imports/detail", With(ImportRead), &[("id", "$import")]),
    ("/fn/imports/progress", With(ImportRead), &[("id", "$import")]),
    ("/fn/methods/settings", With(SettingsRead), &[]),
    ("/fn/refund_queue", With(RefundRead), &[("query", "")]),
    ("/fn/refund_queue/open", With(RefundRead), &[("id", "$refund")]),
    ("/fn/refunds/draft", With(RefundRead), &[("customer", "$customer")]),
    ("/fn/refunds/draft", With(RefundRead), &[("payment", "$payment")]),
    ("/fn/refunds/detail", With(RefundRead), &[("id", "$refund")]),
    (
        "/fn/refunds/quote",
        With(RefundCreate),
        &[
            ("payment", "$payment"),
            ("minor", "100"),
            ("to", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"),
            ("rate", ""),
        ],
    ),
    ("/fn/refund_queue/limits", With(SettingsRead), &[]),
    ("/fn/billing", With(SettingsRead), &[]),
    ("/fn/widgets", With(SettingsRead), &[]),
    ("/fn/mail", With(SettingsRead), &[("after", "")]),
    ("/fn/mail/words", With(SettingsRead), &[("id", "$workflow"), ("tongue", "de")]),
    ("/fn/workflows", With(SettingsRead), &[("workflow", ""), ("after", "")]),
    ("/fn/workflows", With(SettingsRead), &[("workflow", "$workflow"), ("after", "")]),
    ("/fn/workflows/form", With(SettingsRead), &[("id", "$workflow")]),
];

/// A shop with one of everything that an address can name.
#[derive(Clone)]
pub struct Stocked {
    pub shop: Shop,
    pub customer: CustomerId,
    /// Somebody who might be the same person.
    pub other: CustomerId,
    /// Somebody who is not, as was said.
    pub apart: CustomerId,
    /// Somebody else was merged into the customer.
    pub merge: String,
    pub wallet: String,
    pub import: ImportId,
    pub event: String,
    pub card: String,
    pub key: String,
    pub endpoint: String,
    pub delivery: String,
    pub product: String,
    pub price: String,
    pub link: String,
    pub checkout: String,
    /// Another owner.
    pub colleague: String,
    pub invitation: String,
    /// Somebody who subscribed, and owes for something else.
    pub subscriber: CustomerId,
    /// A card of theirs.
    pub kept: String,
    /// A price that recurs.
    pub recurring: String,
    /// In its trial.
    pub subscription: String,
    /// It is open.
    pub invoice: String,
    /// Of the customer.
    pub payment: String,
    /// It waits for an approval.
    pub refund: String,
    /// It is shared.
    pub segment: String,
    /// It waits to be sent.
    pub unsent: String,
    /// It could not be sent.
    pub failed: String,
    pub workflow: String,
    /// It was not sent.
    pub mail: String,
}

impl Stocked {
    pub async fn new(shop: Shop) -> Self {
        let customer = shop.customer().name("Ada Lovelace").email("ada@analytical.example").tag("vip").create().await;
        let payment = shop.payment(customer, 4800).await.id.to_string();
        let wallet = shop.wallet(customer, "0xde709f2102306220921060314715629080e2fb77").await.id.to_string();
        let card = shop.saved_card(customer).await.id.to_string();
        let other = shop.customer().name("Lady Byron").email("ada@analytical.example").create().await;
        let apart = shop.customer().name("Charles Babbage").create().await;
        let third = shop.customer().name("C. Babbage").create().await;
        matching::distinct_from(&shop.ctx(), customer, &Selector::Id(apart)).await.expect("two people");
        let merged = merges::merge(&shop.ctx(), third, &Selector::Id(customer), &Choices::default(), None).await;
        let merge = merged.expect("one person").0.id.to_string();
        let mut upload = Upload::begin(&shop.ctx(), What::Customers, "people.csv").await.expect("an upload");
        upload.push(b"name\nGrace Hopper\n").await.expect("a file");
        let import = upload.finish().await.expect("a file of rows").id;
        let newest = events::page(&shop.ctx(), &EventFilter::default(), None, 1).await.expect("events").0;
        let event = newest.first().expect("an event").id.to_string();
        let asked = NewKey { kind: KeyKind::Secret, name: "Web shop".into(), access: Access::Full };
        let key = keys::create(&shop.ctx(), &asked).await.expect("a key").key.id.to_string();
        let asked =
            EndpointDraft { url: "https://8.8.8.8/".into(), events: vec!["*".into()], ..EndpointDraft::default() };
        let endpoint = webhooks::create(&shop.ctx(), &asked).await.expect("an endpoint").endpoint.id;
        let delivery = webhooks::send_test(&shop.ctx(), endpoint).await.expect("a delivery").id.to_string();
        let gift = Of::New(ProductDraft { name: "Gift card".into(), ..ProductDraft::default() });
        let costs = PriceDraft { amount: Some(500), currency: "EUR".into(), ..PriceDraft::default() };
        let price = prices::create(&shop.ctx(), &gift, &costs).await.expect("a price");
        let line = LineItemDraft { price: price.id.to_string(), quantity: None };
        let terms = TermsDraft { line_items: Some(vec![line]), ..TermsDraft::default() };
        let checked = rules::terms(&terms).expect("sound terms");
        let checkout = checkout::create(&shop.ctx(), &NewSession::of(checked)).await.expect("a checkout").id;
        let asked = LinkDraft { name: String::new(), active: true, terms };
        let link = links::create(&shop.ctx(), &asked).await.expect("a link").link.id.to_string();
        let refund = waiting_refund(&shop, apart).await;
        let draft = SegmentDraft { name: "Regulars".into(), query: "tag:vip".into(), shared: true, announce: false };
        let segment = segments::create(&shop.ctx(), &draft).await.expect("a segment").id.to_string();
        let (unsent, failed) = (unsent_refund(&shop, apart).await, unsent_refund(&shop, apart).await);
        let asked = failed.parse().expect("an id");
        refunds::mark_failed(&shop.ctx(), asked, "The till was empty").await.expect("failed");
        let billed = Billed::new(&shop).await;
        let (workflow, mail) = written(&shop).await;
        let (product, price) = (price.product.to_string(), price.id.to_string());
        let endpoint = endpoint.to_string();
        shop.colleague("Otto Owner", Role::Owner).await;
        // Both modes have the same team, so that a shop of each has its own guest there.
        let guest = format!("mina.{}@analytical.example", shop.scope.mode);
        let invited = team::invite(&shop.ctx(), &guest, Role::Viewer).await;
        let invitation = invited.expect("an invitation").invitation.id.to_string();
        let members = team::team(&shop.ctx()).await.expect("a team").members;
        let colleague = members.iter().find(|member| member.name == "Otto Owner").expect("him").user.to_string();
        Self {
            shop,
            customer,
            other,
            apart,
            merge,
            wallet,
            card,
            import,
            event,
            key,
            endpoint,
            delivery,
            product,
            price,
            link,
            checkout,
            colleague,
            invitation,
            subscriber: billed.subscriber,
            kept: billed.kept,
            recurring: billed.recurring,
            subscription: billed.subscription,
            invoice: billed.invoice,
            payment,
            refund,
            segment,
            unsent,
            failed,
            workflow,
            mail,
        }
    }

    /// The address of a path, naming what this shop has.
    pub fn address(&self, path: &str) -> String {
        let id = match path {
            path if path.contains("/imports/") => self.import.to_string(),
            path if path.contains("/events/") => self.event.clone(),
            path if path.contains("/webhooks/") => self.endpoint.clone(),
            path if path.contains("/products/") => self.product.clone(),
            path if path.contains("/payment-links/") => self.link.clone(),
            path if path.contains("/checkouts/") => self.checkout.clone(),
            path if path.contains("/subscriptions/") => self.subscription.clone(),
            path if path.contains("/invoices/") => self.invoice.clone(),
            REFUND => self.refund.clone(),
            path if path.contains("/refunds/{refund}") => self.apart.to_string(),
            WORDS | WORKFLOW => self.workflow.clone(),
            _ => self.customer.to_string(),
        };
        let scope = self.shop.scope;
        path.replace("{merchant}", &scope.merchant.to_string())
            .replace("{mode}", scope.mode.as_str())
            .replace("{id}", &id)
            .replace("{other}", &self.other.to_string())
            .replace("{refund}", &self.refund)
            .replace("{what}", "customers.csv")
            .replace("{figures}", "revenue.csv")
            .replace("{signature}", "none")
    }

    /// The form with the ids that this shop has.
    pub fn form(&self, form: &str) -> String {
        form.replace("$customer", &self.customer.to_string())
            .replace("$other", &self.other.to_string())
            .replace("$apart", &self.apart.to_string())
            .replace("$merge", &self.merge)
            .replace("$wallet", &self.wallet)
            .replace("$card", &self.card)
            .replace("$import", &self.import.to_string())
            .replace("$event", &self.event)
            .replace("$key", &self.key)
            .replace("$endpoint", &self.endpoint)
            .replace("$delivery", &self.delivery)
            .replace("$product", &self.product)
            .replace("$price", &self.price)
            .replace("$link", &self.link)
            .replace("$checkout", &self.checkout)
            .replace("$colleague", &self.colleague)
            .replace("$invitation", &self.invitation)
            .replace("$subscriber", &self.subscriber.to_string())
            .replace("$kept", &self.kept)
            .replace("$recurring", &self.recurring)
            .replace("$subscription", &self.subscription)
            .replace("$invoice", &self.invoice)
            .replace("$payment", &self.payment)
            .replace("$refund", &self.refund)
            .replace("$segment", &self.segment)
            .replace("$unsent", &self.unsent)
            .replace("$failed", &self.failed)
            .replace("$workflow", &self.workflow)
            .replace("$mail", &self.mail)
    }

    /// The same shop with another's records in its addresses.
    pub fn naming(&self, other: &Self) -> Self {
        Self { shop: self.shop.clone(), ..other.clone() }
    }
}

/// Whether both modes have the same: the team belongs to the merchant, and an account to its person.
pub fn is_of_both_modes(route: &Route) -> bool {
    [TEAM, ACCOUNT, FACTOR].contains(&route.1)
}

/// Somebody who is billed.
struct Billed {
    subscriber: CustomerId,
    kept: String,
    recurring: String,
    subscription: String,
    invoice: String,
}

impl Billed {
    async fn new(shop: &Shop) -> Self {
        let ctx = shop.ctx();
        let subscriber = shop.customer().name("Mary Somerville").external_id("mary").create().await;
        let kept = shop.saved_card(subscriber).await.id.to_string();
        let tea = Of::New(ProductDraft { name: "Tea".into(), ..ProductDraft::default() });
        let monthly = Some(RecurringDraft { interval: Some(Interval::Month), ..RecurringDraft::default() });
        let costs =
            PriceDraft { amount: Some(900), currency: "EUR".into(), recurring: monthly, ..PriceDraft::default() };
        let price = prices::create(&ctx, &tea, &costs).await.expect("a price").id;
        let asked = NewSubscription {
            customer: Selector::Id(subscriber),
            items: vec![LineItem { price, quantity: 1 }],
            trial_days: 14,
            card: Some(None),
            metadata: Vec::new(),
        };
        let subscription = subscriptions::create(&ctx, &asked).await.expect("a subscription").id.to_string();
        let line = AskedLine { costs: Costs::Amount(4_000), description: "Repair".into(), quantity: 1 };
        let customer = Selector::Id(subscriber);
        let asked = AskedInvoice { customer, lines: vec![line], currency: Some(eur()), due_at: None, draft: false };
        let invoice = invoices::create(&ctx, &asked).await.expect("an invoice").id.to_string();
        Self { subscriber, kept, recurring: price.to_string(), subscription, invoice }
    }
}

/// A refund to this customer that somebody of support asked for; it waits for an approval.
async fn waiting_refund(shop: &Shop, customer: CustomerId) -> String {
    let payment = shop.payment(customer, 500).await.id;
    refunds::change_thresholds(&shop.ctx(), |mut limits| {
        limits.0.insert(eur(), 0);
        limits
    })
    .await
    .expect("a limit");
    let (leila, _) = shop.staff("Leila Haddad", Role::Support).await;
    let wanted = NewRefund { payment, amount: None, reason: RefundReason::Duplicate, note: String::new(), to: None };
    refunds::create(&leila, wanted).await.expect("a refund").id.to_string()
}

/// A refund to this customer that waits to be sent.
async fn unsent_refund(shop: &Shop, customer: CustomerId) -> String {
    let payment = shop.payment(customer, 300).await.id;
    let wanted = NewRefund { payment, amount: None, reason: RefundReason::Duplicate, note: String::new(), to: None };
    refunds::create(&shop.ctx(), wanted).await.expect("a refund").id.to_string()
}

/// A workflow, and a mail that was not sent.
async fn written(shop: &Shop) -> (String, String) {
    let wording = Wording { subject: "Welcome".into(), text: "{greeting}".into() };
    let draft = workflows::Draft {
        name: "Welcome".into(),
        trigger: "customer.merged".into(),
        wait_minutes: Some(5),
        action: "mail".into(),
        wordings: vec![(Tongue::English, Some(wording.clone()))],
        ..workflows::Draft::default()
    };
    let workflow = workflows::create(&shop.ctx(), &draft).await.expect("a workflow").id.to_string();
    mail::send_test(&shop.ctx(), MailKind::Notice, Tongue::English, &wording).await.expect("a mail");
    shop.app.sql("UPDATE mails SET status = 'failed', next_attempt_at = NULL").await;
    let mail = mail::list(&shop.ctx(), None, 1).await.expect("mails").0[0].id.to_string();
    (workflow, mail)
}

/// Whether the path or the form names a record. What people type is answered at its field instead.
pub fn names_a_record(route: &Route) -> bool {
    route.1 != NEW_SUBSCRIPTION && (route.1.contains("{id}") || route.3.contains('$'))
}
