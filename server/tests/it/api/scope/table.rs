//! What each call of the API asks of a key.

use clientele_domain::role::Permission::{self, *};

/// A call: method, path as the document has it, what a key must be allowed, and a body that does something.
pub type Call = (&'static str, &'static str, &'static [Permission], &'static str);

/// Every call. `$other` in a body stands for an id of the stock.
pub const CALLS: &[Call] = &[
    ("GET", "/v1/customers", &[CustomerRead], ""),
    ("POST", "/v1/customers", &[CustomerWrite], r#"{ "name": "Mallory" }"#),
    ("GET", "/v1/customers/search", &[CustomerRead], ""),
    ("GET", "/v1/customers/{customer}", &[CustomerRead], ""),
    ("PATCH", "/v1/customers/{customer}", &[CustomerRead, CustomerWrite], r#"{ "name": "Mallory" }"#),
    ("DELETE", "/v1/customers/{customer}", &[CustomerRead, CustomerDelete], ""),
    ("GET", "/v1/customers/{customer}/checkout_sessions", &[CustomerRead, CheckoutRead], ""),
    ("POST", "/v1/customers/{customer}/distinct_from", &[CustomerRead, CustomerWrite], r#"{ "customer": "$free" }"#),
    ("DELETE", "/v1/customers/{customer}/distinct_from/{other}", &[CustomerRead, CustomerWrite], ""),
    ("GET", "/v1/customers/{customer}/identities", &[CustomerRead], ""),
    ("POST", "/v1/customers/{customer}/merge", &[CustomerRead, CustomerWrite], r#"{ "into": "$free" }"#),
    ("POST", "/v1/customers/{customer}/merge_preview", &[CustomerRead], r#"{ "into": "$free" }"#),
    ("GET", "/v1/customers/{customer}/notes", &[CustomerRead], ""),
    ("POST", "/v1/customers/{customer}/notes", &[CustomerRead, NoteWrite], r#"{ "body": "Mallory was here" }"#),
    ("GET", "/v1/customers/{customer}/orders", &[CustomerRead, PaymentRead], ""),
    ("GET", "/v1/customers/{customer}/payments", &[CustomerRead, PaymentRead], ""),
    ("GET", "/v1/customers/{customer}/related", &[CustomerRead], ""),
    ("GET", "/v1/customers/{customer}/timeline", &[CustomerRead], ""),
    ("GET", "/v1/customers/{customer}/wallets", &[CustomerRead], ""),
    ("POST", "/v1/customers/{customer}/wallets", &[CustomerRead, CustomerWrite], WALLET),
    ("DELETE", "/v1/customers/{customer}/wallets/{wallet}", &[CustomerRead, CustomerWrite], ""),
    ("GET", "/v1/merges", &[CustomerRead], ""),
    ("GET", "/v1/merges/{merge}", &[CustomerRead], ""),
    ("POST", "/v1/merges/{merge}/undo", &[CustomerWrite], ""),
    ("GET", "/v1/payments", &[PaymentRead], ""),
    (
        "POST",
        "/v1/payments",
        &[CustomerRead, PaymentRecord],
        r#"{ "amount": 1, "currency": "eur", "customer_id": "$other" }"#,
    ),
    ("GET", "/v1/payments/{payment}", &[PaymentRead], ""),
    ("POST", "/v1/payments/{payment}/fail", &[PaymentRecord], ""),
    ("POST", "/v1/payments/{payment}/succeed", &[PaymentRecord], ""),
    ("GET", "/v1/orders", &[PaymentRead], ""),
    ("GET", "/v1/orders/{order}", &[PaymentRead], ""),
    ("GET", "/v1/products", &[CatalogRead], ""),
    ("POST", "/v1/products", &[CatalogWrite], r#"{ "name": "Mallory's" }"#),
    ("GET", "/v1/products/{product}", &[CatalogRead], ""),
    ("PATCH", "/v1/products/{product}", &[CatalogWrite], r#"{ "name": "Mallory's" }"#),
    ("GET", "/v1/prices", &[CatalogRead], ""),
    (
        "POST",
        "/v1/prices",
        &[CatalogWrite],
        r#"{ "product": { "name": "Mallory's" }, "amount": 1, "currency": "eur" }"#,
    ),
    ("GET", "/v1/prices/{price}", &[CatalogRead], ""),
    ("PATCH", "/v1/prices/{price}", &[CatalogWrite], r#"{ "active": false }"#),
    ("GET", "/v1/payment_links", &[CatalogRead], ""),
    ("POST", "/v1/payment_links", &[CatalogWrite], SOLD),
    ("GET", "/v1/payment_links/{payment_link}", &[CatalogRead], ""),
    ("PATCH", "/v1/payment_links/{payment_link}", &[CatalogWrite], r#"{ "name": "Mallory's" }"#),
    ("GET", "/v1/checkout_sessions", &[CheckoutRead], ""),
    ("POST", "/v1/checkout_sessions", &[CheckoutWrite], SOLD),
    ("GET", "/v1/checkout_sessions/{checkout_session}", &[CheckoutRead], ""),
    ("PATCH", "/v1/checkout_sessions/{checkout_session}", &[CheckoutWrite], r#"{ "metadata": { "a": 1 } }"#),
    ("POST", "/v1/checkout_sessions/{checkout_session}/confirm_payment", &[PaymentRecord], ""),
    ("POST", "/v1/checkout_sessions/{checkout_session}/expire", &[CheckoutWrite], ""),
    ("GET", "/v1/events", &[EventRead], ""),
    ("GET", "/v1/events/{event}", &[EventRead], ""),
    ("POST", "/v1/exports", &[CustomerRead, Export], r#"{ "resource": "customers" }"#),
    ("GET", "/v1/imports", &[ImportRead], ""),
    ("POST", "/v1/imports", &[Import], r#"{ "resource": "customers", "file": "email\nmallory@example.com\n" }"#),
    ("GET", "/v1/imports/{import}", &[ImportRead], ""),
    ("POST", "/v1/imports/{import}/cancel", &[Import], ""),
    ("GET", "/v1/imports/{import}/rejects", &[ImportRead], ""),
    ("GET", "/v1/webhook_endpoints", &[WebhookRead], ""),
    ("POST", "/v1/webhook_endpoints", &[WebhookWrite], r#"{ "url": "https://8.8.8.8/", "events": ["*"] }"#),
    ("GET", "/v1/webhook_endpoints/{webhook_endpoint}", &[WebhookRead], ""),
    ("PATCH", "/v1/webhook_endpoints/{webhook_endpoint}", &[WebhookWrite], r#"{ "description": "Mallory's" }"#),
    ("DELETE", "/v1/webhook_endpoints/{webhook_endpoint}", &[WebhookWrite], ""),
    ("GET", "/v1/webhook_endpoints/{webhook_endpoint}/deliveries", &[WebhookRead], ""),
    ("POST", "/v1/webhook_endpoints/{webhook_endpoint}/rotate_secret", &[WebhookWrite], ""),
    ("POST", "/v1/webhook_endpoints/{webhook_endpoint}/test", &[WebhookWrite], ""),
    ("GET", "/v1/deliveries/{delivery}", &[WebhookRead], ""),
    ("POST", "/v1/deliveries/{delivery}/retry", &[WebhookWrite], ""),
    ("GET", "/v1/settings", &[SettingsRead], ""),
    ("PATCH", "/v1/settings", &[SettingsWrite], r#"{ "matching": { "merge_on_phone": false } }"#),
    ("GET", "/v1/audit_log", &[AuditRead], ""),
    ("GET", "/v1/payments/{payment}/refunds", &[RefundRead], ""),
    ("GET", "/v1/refunds", &[RefundRead], ""),
    ("POST", "/v1/refunds", &[RefundCreate], r#"{ "payment": "$paid", "amount": 100, "reason": "duplicate" }"#),
    ("GET", "/v1/refunds/{refund}", &[RefundRead], ""),
    ("POST", "/v1/refunds/{refund}/approve", &[RefundApprove], ""),
    ("POST", "/v1/refunds/{refund}/cancel", &[RefundCreate], ""),
    ("POST", "/v1/refunds/{refund}/mark_sent", &[RefundCreate], r#"{ "note": "Stolen", "confirm": true }"#),
    ("GET", "/v1/team", &[TeamRead], ""),
];

const WALLET: &str = r#"{ "chain_id": 1, "address": "0x52908400098527886E0F7030069857D2E4169EE7" }"#;

const SOLD: &str = r#"{ "title": "Mallory's", "amount": 1, "currency": "eur" }"#;

/// Calls of which nothing stands in the audit log besides those that only look: everything else does.
pub const NOT_NOTED: &[&str] = &[
    // It is a question.
    "/v1/customers/{customer}/merge_preview",
];
