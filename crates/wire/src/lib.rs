//! What the REST API says and hears.
//!
//! An answer is made from the value of the domain that it tells of; a request is read field by field, so that everything
//! that is wrong with it is told at once. The server uses these types, and so do clients in Rust.

mod analytics;
mod audit;
mod checkout_session;
mod client;
mod customer;
mod customer_session;
mod event;
mod export;
mod identity;
mod import;
mod invoice;
mod list;
mod merge;
mod metadata;
mod note;
mod order;
mod payment;
mod payment_link;
mod portal;
mod price;
mod problem;
mod product;
mod read;
mod refund;
mod segment;
mod settings;
mod subscription;
mod team;
mod terms;
mod time;
mod timeline;
mod wallet;
mod webhook;
mod workflow;

pub use analytics::{
    AnalyticsInterval, Cohort, Cohorts, CustomerFigures, CustomerPoint, CustomerSums, Distribution, ExchangeRate,
    ProductFigures, ProductFiguresList, RecurringFigures, RecurringPoint, RecurringSums, RevenueFigures, RevenuePoint,
    RevenueSums, Signal, SignalCode, SignalTone, SourceFigures, SourceList, TopCustomer, TopCustomers, TopMetric,
    TopPeriod, ValueBucket,
};
pub use audit::{AuditAct, AuditActor, AuditActorType, AuditEntry};
pub use checkout_session::{
    CheckoutLine, CheckoutPaymentStatus, CheckoutSession, CheckoutSessionStatus, ConfirmPayment, CustomerDetails,
    CustomerUpdate, CustomerUpdateRequest, NewCheckoutSession, PatchCheckoutSession, UpdatePolicy,
};
pub use client::{ClientCustomer, ClientOrder, ClientSubscription, Ordered, Profile, Subscribed};
pub use customer::{
    Address, AddressRequest, Balance, BuyerRequest, Counts, CurrencyTotals, Customer, CustomerKind, CustomerOrDeleted,
    DeletedCustomer, NewCustomer, PatchCustomer, SubscriptionStatus,
};
pub use customer_session::{CustomerSession, CustomerSessionComponent, CustomerSessionStatus, NewCustomerSession};
pub use event::{CrossedSegment, Event, EventData, EventType};
pub use export::{ExportFormat, ExportResource, NewExport};
pub use identity::{Evidence, Identity, IdentityKind};
pub use import::{Import, ImportResource, NewImport};
pub use invoice::{
    BalanceTransaction, BalanceTransactionType, Invoice, InvoiceLine, InvoicePeriod, InvoiceStatus,
    NewBalanceTransaction, NewInvoice, NewInvoiceLine, OverdueInvoices, OverdueSum, PaidElsewhere, PayInvoice,
};
pub use list::{CustomerSort, List, SortOrder, Total};
pub use merge::{
    Distinction, MatchRule, Merge, MergeChoice, MergeFields, MergePreview, MergedField, NewDistinction, NewMerge,
    RelatedCustomer, SharedIdentity,
};
pub use metadata::{Metadata, MetadataPatch};
pub use note::{NewNote, Note};
pub use order::{Order, OrderStatus};
pub use payment::{Match, Method, MethodRequest, NewPayment, Payment, PaymentMethodType, PaymentSource, PaymentStatus};
pub use payment_link::{NewPaymentLink, PaidTotal, PatchPaymentLink, PaymentLink, PricedItem};
pub use portal::PortalLink;
pub use price::{NewPrice, NewPriceProduct, PatchPrice, Price, RecurringRequest};
pub use problem::{FieldProblem, Problem};
pub use product::{NewProduct, PatchProduct, Product};
pub use read::{Read, Sent, read_request};
pub use refund::{
    MarkFailed, MarkSent, NewRefund, Refund, RefundDestination, RefundDestinationType, RefundPayout, RefundProof,
    RefundProofRequest, RefundReason, RefundStatus,
};
pub use segment::{DeletedSegment, NewSegment, PatchSegment, Segment};
pub use settings::{
    BillingSettings, LightningSettings, ManualMethod, ManualMethodRequest, MatchingSettings, OtherExternalId,
    PatchBilling, PatchLightning, PatchMatchingSettings, PatchPaymentMethods, PatchSettings, PatchThresholds,
    PaymentMethodSettings, Settings,
};
pub use subscription::{
    AdvanceTestClock, CancelSubscription, NewSubscription, NewTestClock, PatchSubscription, Subscription,
    SubscriptionItem, TestClock,
};
pub use team::{Team, TeamInvitation, TeamMember, TeamRole};
pub use terms::{
    AfterCompletionAnswer, AfterCompletionRequest, AfterCompletionType, Collect, CollectRequest, CustomField,
    CustomFieldOption, CustomFieldOptionRequest, CustomFieldRequest, CustomFieldType, CustomerCreation, Interval,
    LineItemRequest, Recurring, SubmitType,
};
pub use time::Time;
pub use timeline::{FieldChange, TimelineEntry};
pub use wallet::{NewWallet, Wallet};
pub use webhook::{
    DeletedWebhookEndpoint, Delivery, DeliveryAttempt, DeliveryStatus, NewWebhookEndpoint, PatchWebhookEndpoint,
    TestEvent, TestEventData, WebhookEndpoint,
};
pub use workflow::{
    BuiltInWorkflow, DeletedWorkflow, MailWording, WordingRequest, WordingsRequest, Workflow, WorkflowAction,
    WorkflowFilter, WorkflowFilterRequest, WorkflowRequest, WorkflowRun, WorkflowRunStatus,
};
