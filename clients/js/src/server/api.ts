// Made from docs/openapi.json by `npm run types`; changes belong there.

/** A postal address. */
export interface Address {
  /** City or town. */
  city?: string | null;
  /** ISO 3166-1 alpha-2. */
  country?: string | null;
  /** Street and number. */
  line1?: string | null;
  /** Flat, floor, building. */
  line2?: string | null;
  /** Who receives what is sent there, where that is said. */
  name?: string | null;
  /** Postal code. */
  postalCode?: string | null;
  /** State, province or region. */
  state?: string | null;
}

/** Parts of a postal address. */
export interface AddressRequest {
  /** City or town. */
  city?: string | null;
  /** ISO 3166-1 alpha-2, or the country's English name. */
  country?: string | null;
  /** Street and number. */
  line1?: string | null;
  /** Flat, floor, building. */
  line2?: string | null;
  /** Who receives what is sent there. */
  name?: string | null;
  /** Postal code. */
  postalCode?: string | null;
  /** State, province or region. */
  state?: string | null;
}

/** How far a test clock is advanced. */
export interface AdvanceTestClock {
  /** What it shows afterwards: later than now, by two years at most. Must be given. */
  to?: Time | null;
}

/** What follows a completed session. */
export interface AfterCompletionAnswer {
  /** What the buyer reads; null for the house's own words. */
  message?: string | null;
  /** `redirect` or `message`. */
  type: AfterCompletionType;
  /** Where the buyer is sent. */
  url?: string | null;
}

/** What follows a completed session. */
export interface AfterCompletionRequest {
  /** What the buyer reads, for `message`; at most 500 characters. */
  message?: string | null;
  /** `redirect` or `message`; follows from the other fields when left out. */
  type?: AfterCompletionType | null;
  /** Where the buyer is sent, for `redirect`. `{CHECKOUT_SESSION_ID}` in it becomes the session's id. */
  url?: string | null;
}

export type AfterCompletionType = 'redirect' | 'message';

export type AnalyticsInterval = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

export type AuditAct = 'customer.created' | 'customer.updated' | 'customer.deleted' | 'customers.tagged' | 'customers.untagged' | 'customers.exported' | 'segment.created' | 'segment.updated' | 'segment.deleted' | 'customer.merged' | 'customer.unmerged' | 'customer.set_apart' | 'customer_session.created' | 'customer_session.revoked' | 'wallet.added' | 'wallet.removed' | 'card.removed' | 'note.written' | 'payment.recorded' | 'payment.succeeded' | 'payment.failed' | 'refund.created' | 'refund.approved' | 'refund.sent' | 'refund.canceled' | 'refund.failed' | 'refund.checked' | 'refunds.exported' | 'refund.assigned' | 'invoice.created' | 'invoice.made_out' | 'invoice.charged' | 'invoice.paid_elsewhere' | 'invoice.voided' | 'invoice.marked_uncollectible' | 'credit.changed' | 'checkout_session.created' | 'checkout_session.updated' | 'checkout_session.expired' | 'checkout_session.payment_confirmed' | 'subscription.created' | 'subscription.updated' | 'subscription.canceled' | 'subscription.resumed' | 'subscription.paused' | 'subscription.unpaused' | 'test_clock.created' | 'test_clock.advanced' | 'billing.updated' | 'allowed_origins.updated' | 'product.created' | 'product.updated' | 'price.created' | 'price.updated' | 'payment_link.created' | 'payment_link.updated' | 'import.started' | 'import.canceled' | 'matching.updated' | 'payment_methods.updated' | 'branding.updated' | 'workflow.created' | 'workflow.updated' | 'workflow.deleted' | 'mail.sent' | 'reminders.changed' | 'refund_settings.updated' | 'api_key.created' | 'api_key.revoked' | 'webhook_endpoint.created' | 'webhook_endpoint.updated' | 'webhook_endpoint.deleted' | 'webhook_endpoint.secret_rotated' | 'webhook_endpoint.tested' | 'deliveries.retried' | 'member.invited' | 'invitation.revoked' | 'member.joined' | 'member.role_changed' | 'member.removed' | 'member.left' | 'two_factor.enabled' | 'two_factor.disabled' | 'recovery_codes.renewed' | 'password.changed' | 'sessions.ended' | 'audit_log.exported';

/** Who acted. */
export interface AuditActor {
  /** Id of the person or the key; null for the program itself. */
  id?: string | null;
  /** What the actor was called then. */
  name: string;
  /** What sort of actor. */
  type: AuditActorType;
}

export type AuditActorType = 'staff' | 'key' | 'customer' | 'system';

/** What somebody did. */
export interface AuditEntry {
  /** What was done. */
  act: AuditAct;
  /** Who did it. */
  actor: AuditActor;
  /**
   * What changed. Both values are empty where only the field is told: a customer's data that was erased since, or that
   * the key may not see.
   */
  changes: FieldChange[];
  /** When. */
  createdAt: Time;
  /** Identifier. */
  id: string;
  /** Whether it was done to real data. */
  livemode: boolean;
  /** Always `audit_entry`. */
  object: string;
  /** Id of what it was done to; null when it was done to many, or to the merchant as a whole. */
  objectId?: string | null;
}

/** Credit in one currency, in minor units; positive is owed to the customer. */
export interface Balance {
  /** How much. */
  amount: number;
  /** ISO 4217 in lower case, or `btc`. */
  currency: string;
}

/** A movement of a customer's credit. */
export interface BalanceTransaction {
  /** In minor units; less than 0 when credit was used. */
  amount: number;
  /** When. */
  createdAt: Time;
  /** Who did it. */
  createdBy: string;
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** Whose. */
  customerId: string;
  /** What there was afterwards. */
  endingBalance: number;
  /** Identifier. */
  id: string;
  /** Whether this is real data. */
  livemode: boolean;
  /** What somebody wrote about it. */
  note?: string | null;
  /** Always `balance_transaction`. */
  object: string;
  /** Id of the refund, invoice, payment or merge that moved it. */
  sourceId?: string | null;
  /** Why it moved. */
  type: BalanceTransactionType;
}

export type BalanceTransactionType = 'refund' | 'invoice' | 'invoice_voided' | 'payment' | 'adjustment' | 'unmerge';

/** How subscriptions are billed. */
export interface BillingSettings {
  /** For how many days a subscription goes on whose period ended and was not paid. */
  graceDays: number;
  /** The time zone on whose calendar periods are counted, such as `Europe/Berlin`; the same in both modes. */
  timeZone: string;
}

export type BuiltInWorkflow = 'receipt' | 'renewal_reminder' | 'payment_failed' | 'overdue' | 'overdue_reminder' | 'subscription_canceled' | 'portal_link' | 'refund_address';

/** What is known of a buyer. Any other key becomes metadata. */
export interface BuyerRequest {
  /** Billing address. In a change, parts that are left out stay. */
  address?: AddressRequest | null;
  /** Decentralised identifier, `did:method:id`. */
  did?: string | null;
  /** Email address; kept in lower case. */
  email?: string | null;
  /** The merchant's own id for this user, at most 200 characters; unique. */
  externalId?: string | null;
  /** Wants no reminders by mail. */
  mailOptOut?: boolean | null;
  /** The merchant's own data. In a change it is merged by key, and null removes a key. */
  metadata?: MetadataPatch | null;
  /** Full name, at most 200 characters. */
  name?: string | null;
  /** Phone number with its country code; kept as E.164. Without one, the country of the address decides. */
  phone?: string | null;
  /** Preferred language, BCP 47. */
  preferredLocale?: string | null;
  /** Where a refund is sent: Lightning address, LNURL, BOLT12 offer, Bitcoin or EVM address. */
  refundAddress?: string | null;
  /** Where goods go, when elsewhere. In a change, parts that are left out stay. */
  shipping?: AddressRequest | null;
  /** The merchant's own words; all of them. */
  tags?: string[] | null;
  /** The test clock that the customer is to live on; in test mode only. */
  testClockId?: string | null;
  [field: string]: unknown;
}

/** How a subscription is canceled. */
export interface CancelSubscription {
  /** True lets it go on until the current period ends; otherwise it ends now. */
  atPeriodEnd?: boolean | null;
}

/** A line of a session. */
export interface CheckoutLine {
  /** What the line comes to, in minor units. */
  amount: number;
  /** What it is, in a few words. */
  description?: string | null;
  /** What is sold. */
  name: string;
  /** The price; null for an amount with a title. */
  price?: string | null;
  /** How many. */
  quantity: number;
  /** How often it is charged. Null when once. */
  recurring?: Recurring | null;
  /** What one costs, in minor units. */
  unitAmount: number;
}

export type CheckoutPaymentStatus = 'unpaid' | 'paid' | 'no_payment_required';

/** A sale to one buyer, at a price that no longer changes. */
export interface CheckoutSession {
  /** What follows a completed session. */
  afterCompletion: AfterCompletionAnswer;
  /** What the lines come to, in minor units. */
  amountSubtotal: number;
  /** What is to be paid, in minor units. */
  amountTotal: number;
  /** Where the way back leads. */
  cancelUrl?: string | null;
  /** What the form asks for beyond that. */
  collect: Collect;
  /** When it was completed. */
  completedAt?: Time | null;
  /** When it was made. */
  createdAt: Time;
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** The merchant's own questions, and their answers once it is complete. */
  customFields: CustomField[];
  /** The same in full. */
  customer?: Customer | null;
  /** When a record of the buyer is made: `if_required` or `always`. */
  customerCreation: CustomerCreation;
  /** What was told or typed of the buyer. */
  customerDetails: CustomerDetails;
  /** The customer who was named, or who was found at completion; null as long as nobody is known. */
  customerId?: string | null;
  /** What the buyer may change of the record of the customer who was named. */
  customerUpdate: CustomerUpdate;
  /** Nobody can pay after this moment. */
  expiresAt: Time;
  /** Identifier. */
  id: string;
  /** The invoice that is paid here. */
  invoiceId?: string | null;
  /** What is sold, at the price of when the session was made. */
  lineItems: CheckoutLine[];
  /** Whether this is real data. */
  livemode: boolean;
  /** Why the customer is this one, once it is complete. */
  match?: Match | null;
  /** The merchant's own data. */
  metadata: Metadata;
  /** What must still be filled in. */
  missingFields: string[];
  /** Always `checkout_session`. */
  object: string;
  /** The order, once it is complete. */
  orderId?: string | null;
  /** The payment, once it is paid. */
  paymentId?: string | null;
  /** The payment link that made it. */
  paymentLinkId?: string | null;
  /** Where its money stands. */
  paymentStatus: CheckoutPaymentStatus;
  /** Names of fields that must be known before payment. Null: the email. */
  requireCustomerData?: string[] | null;
  /** Whether the card of a registered customer is kept for later charges. */
  savePaymentMethod: boolean;
  /** Where it came from: `checkout`, `payment_link`, or `subscription` when a period of one is paid. */
  source: PaymentSource;
  /** Where it stands. */
  status: CheckoutSessionStatus;
  /** What the button says. */
  submitType: SubmitType;
  /** Where the buyer is sent then, if so. */
  successUrl?: string | null;
  /** Where the buyer pays. Whoever knows the address can see the page. */
  url: string;
  /** Grows with each change. Also the ETag. */
  version: number;
  /** What may be a mistake. */
  warnings: string[];
}

export type CheckoutSessionStatus = 'open' | 'complete' | 'expired';

/** The customers who paid first in one month. */
export interface Cohort {
  /** How many of them paid in the month itself, in the one after it, and so on up to the present. */
  active: number[];
  /** The month. */
  cohort: string;
  /** What they paid in each, in minor units, refunded later or not. */
  gross: number[];
  /** How many they are. */
  size: number;
}

/** Customers by the month of their first payment, and what became of them. */
export interface Cohorts {
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. Payments in other currencies are left out. */
  currency: string;
  /** A row for each month in which somebody paid first, the earliest first. */
  data: Cohort[];
  /** Always `cohorts`. */
  object: string;
  /** The time zone whose months these are: the merchant's own. */
  timeZone: string;
}

/** What the form asks for. */
export interface Collect {
  /** The billing address. */
  billingAddress: boolean;
  /** The email. */
  email: boolean;
  /** The full name. */
  name: boolean;
  /** The phone number. */
  phone: boolean;
  /** Where goods go. */
  shippingAddress: boolean;
}

/** What the form asks for beyond what is required by name. */
export interface CollectRequest {
  /** The billing address; false, when left out. */
  billingAddress?: boolean | null;
  /** The email; true, when left out, unless `requireCustomerData` says what is asked. */
  email?: boolean | null;
  /** The full name; false, when left out. */
  name?: boolean | null;
  /** The phone number; false, when left out. */
  phone?: boolean | null;
  /** Where goods go; false, when left out. */
  shippingAddress?: boolean | null;
}

/** That the money of a session arrived. */
export interface ConfirmPayment {
  /** What was paid with; what the buyer chose, when left out. */
  method?: PaymentMethodType | null;
}

/** How many there are of what hangs on a customer. */
export interface Counts {
  /** Completed checkouts. */
  checkouts: number;
  /** Invoices that were made out. */
  invoices: number;
  /** Orders. */
  orders: number;
  /** Payments that succeeded. */
  payments: number;
  /** Subscriptions that are active, in trial or in grace. */
  subscriptions: number;
}

/** A segment that a customer has entered or left. */
export interface CrossedSegment {
  /** Identifier. */
  id: string;
  /** What it was called then; null once the customer's data was erased. */
  name?: string | null;
}

/** A customer's figures in one currency, in minor units. */
export interface CurrencyTotals {
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** What the merchant kept. */
  net: number;
  /** How many payments make up `spent`. */
  paymentCount: number;
  /** Refunds that succeeded. */
  refunded: number;
  /** Payments that succeeded, refunded later or not. */
  spent: number;
}

/** A question of the merchant's own, and its answer once there is one. */
export interface CustomField {
  /** A text, or true or false for a checkbox; null as long as there is none. */
  answer?: unknown;
  /** By which programs know it. */
  key: string;
  /** As buyers read it. */
  label: string;
  /** And at most so many. */
  maxCharacters?: number | null;
  /** An answer has at least so many characters. */
  minCharacters?: number | null;
  /** Whether it may stay without an answer. */
  optional: boolean;
  /** What can be chosen. */
  options: CustomFieldOption[];
  /** What kind of answer it wants. */
  type: CustomFieldType;
}

/** Something that can be chosen. */
export interface CustomFieldOption {
  /** As buyers read it. */
  label: string;
}

/** Something that can be chosen. */
export interface CustomFieldOptionRequest {
  /** As buyers read it, at most 100 characters. */
  label?: string | null;
}

/** A question of the merchant's own. */
export interface CustomFieldRequest {
  /** By which programs know the answer; made of the label when left out. */
  key?: string | null;
  /** As buyers read it, at most 100 characters; must be given. */
  label?: string | null;
  /** And at most so many. */
  maxCharacters?: number | null;
  /** An answer has at least so many characters; texts and numbers only. */
  minCharacters?: number | null;
  /** Whether it may stay without an answer; false, when left out. */
  optional?: boolean | null;
  /** What can be chosen, at least two; dropdowns only. */
  options?: CustomFieldOptionRequest[] | null;
  /** What kind of answer it wants; must be given. */
  type?: CustomFieldType | null;
}

export type CustomFieldType = 'text' | 'number' | 'dropdown' | 'checkbox';

/** A person who pays, or may. */
export interface Customer {
  /** Until when, unless something more is paid; null when there never was one. */
  activeUntil?: Time | null;
  /** Billing address. */
  address?: Address | null;
  /** Credit owed to the customer, by currency. */
  balance: Balance[];
  /** How many there are of what hangs on the customer. */
  counts: Counts;
  /** When the record was made. */
  createdAt: Time;
  /** Has an invoice past due or uncollectible. */
  delinquent: boolean;
  /** Decentralised identifier. */
  did?: string | null;
  /** Email address, in lower case. */
  email?: string | null;
  /** The merchant's own id for this user; unique. */
  externalId?: string | null;
  /** First payment that succeeded. */
  firstPaymentAt?: Time | null;
  /** Whether any subscription is active, in trial, or late within its grace period. */
  hasActiveSubscription: boolean;
  /** Identifier. */
  id: string;
  /** The newest 50 invoices, when asked for with `include=invoices`. */
  invoices?: Invoice[] | null;
  /** How the merchant knows the customer. */
  kind: CustomerKind;
  /** Last payment that succeeded. */
  lastPaymentAt?: Time | null;
  /** Whether this is real data. */
  livemode: boolean;
  /** Wants no reminders by mail. Receipts, and what else tells of money or of the end of a contract, come all the same. */
  mailOptOut: boolean;
  /** Ids of customers that were merged into this one. */
  mergedFrom: string[];
  /** The merchant's own data. */
  metadata: Metadata;
  /** Full name. */
  name?: string | null;
  /** Always `customer`. */
  object: string;
  /** The newest 50 orders, when asked for with `include=orders`. */
  orders?: Order[] | null;
  /** The newest 50 payments, when asked for with `include=payments`. */
  payments?: Payment[] | null;
  /** Phone number, E.164. */
  phone?: string | null;
  /** Preferred language, BCP 47. */
  preferredLocale?: string | null;
  /** Where a refund is sent. */
  refundAddress?: string | null;
  /** The customers who share an identifier, when asked for with `include=related`. */
  related?: RelatedCustomer[] | null;
  /** Where goods go, when elsewhere. */
  shipping?: Address | null;
  /** What stands out about the customer, what needs attention first, when asked for with `include=signals`. */
  signals?: Signal[] | null;
  /** The state of the subscriptions; null when there never was one. */
  subscriptionStatus?: SubscriptionStatus | null;
  /** The newest 50 subscriptions, when asked for with `include=subscriptions`. */
  subscriptions?: Subscription[] | null;
  /** The merchant's own words. */
  tags: string[];
  /** The test clock that the customer lives on. */
  testClockId?: string | null;
  /** What was paid and given back, by currency. Figures of different currencies are never added. */
  totals: CurrencyTotals[];
  /** When the record was changed last. */
  updatedAt: Time;
  /** Grows with each change of the record. Also the ETag. */
  version: number;
  /** Wallets. */
  wallets: Wallet[];
}

export type CustomerCreation = 'if_required' | 'always';

/** What was told or typed of a buyer; what is typed is not checked before the session is complete. */
export interface CustomerDetails {
  /** Billing address. */
  address?: Address | null;
  /** Email address. */
  email?: string | null;
  /** The merchant's own id for this user. */
  externalId?: string | null;
  /** Full name. */
  name?: string | null;
  /** Phone number. */
  phone?: string | null;
  /** Where goods go. */
  shipping?: Address | null;
}

/** New customers and those who came back, by intervals. */
export interface CustomerFigures {
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** The first day of the first interval. */
  from: string;
  /** How long a point lasts. */
  interval: AnalyticsInterval;
  /** Always `analytics.customers`. */
  object: string;
  /** One for each interval, in order, all of them whole. */
  points: CustomerPoint[];
  /**
   * At which rates other currencies were converted and added; without any, nothing was. Then whoever paid in several of
   * these currencies in an interval counts as returning in each.
   */
  rates: ExchangeRate[];
  /** On whose calendar days begin. */
  timeZone: string;
  /** The last day of the last interval. */
  to: string;
  /** All of them together. */
  totals: CustomerSums;
}

export type CustomerKind = 'registered' | 'guest';

/** A customer, or what remains of one. */
export type CustomerOrDeleted = DeletedCustomer | Customer;

/** New customers and those who came back, in an interval. */
export interface CustomerPoint {
  /** The day on which it begins, on the calendar of the answer. */
  date: string;
  /** How many customers made the first payment of all. */
  new: number;
  /** What first payments brought, in minor units. */
  newGross: number;
  /** How many others paid who had paid before. */
  returning: number;
  /** What all later payments brought, in minor units. */
  returningGross: number;
  /** The moment at which it begins. */
  start: Time;
}

/** What a browser on one page of yours may see of one customer, for a while. */
export interface CustomerSession {
  /** The origin of the page: requests of others are refused. */
  allowedOrigin: string;
  /** What the page sends as a bearer, in the answer that made the session; null in every later one. */
  clientSecret?: string | null;
  /** What is shown of the customer. */
  components: CustomerSessionComponent[];
  /** When it was made. */
  createdAt: Time;
  /** Who is shown; when the customer is merged, who stays. */
  customerId: string;
  /** When its time is over. */
  expiresAt: Time;
  /** Identifier. */
  id: string;
  /** Whether this is real data. */
  livemode: boolean;
  /** Always `customer_session`. */
  object: string;
  /** When it was ended before its time. */
  revokedAt?: Time | null;
  /** Whether it still opens something. */
  status: CustomerSessionStatus;
}

export type CustomerSessionComponent = 'customer' | 'subscriptions' | 'orders' | 'portal';

export type CustomerSessionStatus = 'active' | 'expired' | 'revoked';

export type CustomerSort = 'created_at' | 'name' | 'total_spent' | 'payment_count' | 'last_payment_at';

/** New customers, and what they and all others brought. */
export interface CustomerSums {
  /** How many customers made the first payment of all. */
  new: number;
  /** What first payments brought, in minor units. */
  newGross: number;
  /** What all later payments brought, in minor units. */
  returningGross: number;
}

/** What the buyer may change of the record of the customer who was named. */
export interface CustomerUpdate {
  /** The billing address. */
  address: UpdatePolicy;
  /** The name. */
  name: UpdatePolicy;
  /** Where goods go. */
  shipping: UpdatePolicy;
}

/** What the buyer may change of the record of the customer who is named by `customerId`. */
export interface CustomerUpdateRequest {
  /** The billing address; `never`, when left out. */
  address?: UpdatePolicy | null;
  /** The name; `never`, when left out. */
  name?: UpdatePolicy | null;
  /** Where goods go; `never`, when left out. */
  shipping?: UpdatePolicy | null;
}

/** What remains under the id of a customer that was deleted. */
export interface DeletedCustomer {
  /** Always true. */
  deleted: boolean;
  /** Identifier. */
  id: string;
  /** Always `customer`. */
  object: string;
}

/** What remains of a segment that was removed. */
export interface DeletedSegment {
  /** Always true. */
  deleted: boolean;
  /** Identifier. */
  id: string;
  /** Always `segment`. */
  object: string;
}

/** What remains of an endpoint that was removed. */
export interface DeletedWebhookEndpoint {
  /** Always true. */
  deleted: boolean;
  /** Identifier. */
  id: string;
  /** Always `webhook_endpoint`. */
  object: string;
}

/** What remains of a workflow that was removed. */
export interface DeletedWorkflow {
  /** Always true. */
  deleted: boolean;
  /** Identifier. */
  id: string;
  /** Always `workflow`. */
  object: string;
}

/** An event on its way to an endpoint. */
export interface Delivery {
  /** How often it was sent. */
  attemptCount: number;
  /** The attempts, newest first. Told of one delivery, not in lists. */
  attempts?: DeliveryAttempt[] | null;
  /** When the event was told. */
  createdAt: Time;
  /** Where to. */
  endpointId: string;
  /** Which event; messages carry it as `webhook-id`. */
  eventId: string;
  /** What happened: a type of event, or `webhook.test`. */
  eventType: string;
  /** Identifier. */
  id: string;
  /** Whether it tells of real data. */
  livemode: boolean;
  /** When it is sent next. Null when it is not, or not before its endpoint is enabled again. */
  nextAttemptAt?: Time | null;
  /** Always `delivery`. */
  object: string;
  /** What is sent, byte for byte. Null once the person it told of was erased. Told of one delivery, not in lists. */
  requestBody?: string | null;
  /** How far it is. */
  status: DeliveryStatus;
}

/** One time that a delivery was sent. */
export interface DeliveryAttempt {
  /** How long it took. */
  durationMs: number;
  /** Why it did not count. Null when it was delivered. */
  error?: string | null;
  /** Counts from 1. A number may be missing, when a server stopped before it could note what came of it. */
  number: number;
  /** What was sent before the body, a line for each header; without the signature. */
  requestHeaders: string;
  /** How the answer began, at most 4 KiB of it. */
  responseBody?: string | null;
  /** HTTP status of the answer. Null when there was none. */
  responseStatus?: number | null;
  /** When. */
  startedAt: Time;
  /** Where to. */
  url: string;
}

export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

/** Two customers who are not the same person. */
export interface Distinction {
  /** The one. */
  customerId: string;
  /** The other. */
  distinctFrom: string;
  /** Always `distinction`. */
  object: string;
}

/** How many customers are worth how much. */
export interface Distribution {
  /** From the one with the least valuable customer to the one with the most valuable, without gaps. */
  buckets: ValueBucket[];
  /** How many customers have paid. */
  count: number;
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. Payments in other currencies are left out. */
  currency: string;
  /**
   * What those in the middle are worth, in minor units: as many are worth less as are worth more. Null when nobody has
   * paid.
   */
  median?: number | null;
  /** Always `distribution`. */
  object: string;
  /** What they are worth together, in minor units. */
  sum: number;
}

/** Something that happened. Webhooks carry the same bytes. */
export interface Event {
  /** When it was told. */
  createdAt: Time;
  /** Whom it happened to; null when nothing is known of the buyer. */
  customerId?: string | null;
  /** What it is about. */
  data: EventData;
  /** Identifier. A receiver that has seen it already can drop a repetition. */
  id: string;
  /** Whether this is real data. */
  livemode: boolean;
  /** Always `event`. */
  object: string;
  /** Grows with each event of a customer: what comes with a lower number than one that was seen is older. */
  sequence: number;
  /** What happened. */
  type: EventType;
}

/** What an event is about, as it was then. */
export interface EventData {
  /** Of a renewal that is announced, in how many days it is: 7, 4 or 1. */
  days?: number | null;
  /** The merchant's own id of the customer. */
  externalId?: string | null;
  /** The customer, the payment, or whatever else it is about. */
  object: Record<string, unknown>;
  /** For changes, the fields that changed, with their values before. */
  previous?: Record<string, unknown> | null;
  /** Which segment was entered or left. */
  segment?: CrossedSegment | null;
}

export type EventType = 'customer.created' | 'customer.updated' | 'customer.deleted' | 'customer.merged' | 'customer.unmerged' | 'customer.portal_requested' | 'customer.refund_address_requested' | 'payment.created' | 'payment.succeeded' | 'payment.failed' | 'refund.created' | 'refund.requires_action' | 'refund.succeeded' | 'refund.failed' | 'refund.canceled' | 'checkout_session.completed' | 'checkout_session.expired' | 'subscription.created' | 'subscription.renewal_upcoming' | 'subscription.renewed' | 'subscription.updated' | 'subscription.past_due' | 'subscription.canceled' | 'invoice.created' | 'invoice.paid' | 'invoice.payment_failed' | 'invoice.overdue' | 'invoice.reminder' | 'invoice.uncollectible' | 'invoice.voided' | 'segment.entered' | 'segment.left';

export type Evidence = 'asserted' | 'typed' | 'observed' | 'staff';

/** What one unit of a currency is worth in that of the answer, as whoever asked stated. */
export interface ExchangeRate {
  /** The currency that was converted. */
  currency: string;
  /** A decimal number. For `btc` it is what one bitcoin is worth. */
  rate: string;
}

export type ExportFormat = 'csv' | 'ndjson';

export type ExportResource = 'customers';

/** A field's old and new value; empty means none. */
export interface FieldChange {
  /** Path of the field, such as `address.city`. */
  field: string;
  /** Before. */
  from: string;
  /** After. */
  to: string;
}

/** What is wrong with one field. */
export interface FieldProblem {
  /** `parameter_invalid`, `parameter_missing` or `parameter_unknown`. */
  code: string;
  /** What is wrong and what would be right. */
  message: string;
  /** Path of the field, such as `address.country`. */
  param: string;
}

/** An identifier that was seen for a customer. */
export interface Identity {
  /** How it got there. */
  evidence: Evidence;
  /** First seen. */
  firstSeenAt: Time;
  /** What kind of identifier. */
  kind: IdentityKind;
  /** How people read it. */
  label: string;
  /** Last seen. */
  lastSeenAt: Time;
  /** Always `identity`. */
  object: string;
  /** How often. */
  timesSeen: number;
  /** The identifier. */
  value: string;
}

export type IdentityKind = 'external_id' | 'email' | 'phone' | 'card' | 'wallet' | 'did' | 'device';

/** A file of customers or payments, and how far it has come. */
export interface Import {
  /** How many were stored. */
  acceptedCount: number;
  /** When it was begun. */
  createdAt: Time;
  /** How many were dealt with. */
  doneCount: number;
  /** What people call the file. */
  fileName?: string | null;
  /** Identifier. */
  id: string;
  /** Whether this is real data. */
  livemode: boolean;
  /** Always `import`. */
  object: string;
  /** How many were refused. */
  rejectedCount: number;
  /** What the rows are. */
  resource: ImportResource;
  /** How many rows the file has. */
  rowCount: number;
  /** `mapping` while a person has yet to say what the columns hold, `running`, `done` or `canceled`. */
  status: string;
}

export type ImportResource = 'customers' | 'payments';

export type Interval = 'month' | 'quarter' | 'year';

/** What a customer owes for, or owed. */
export interface Invoice {
  /** What the lines come to, in minor units. */
  amount: number;
  /** How much of it was paid with the customer's credit. */
  amountCredited: number;
  /** How much was paid. */
  amountPaid: number;
  /** What is left to pay. */
  amountRemaining: number;
  /** The checkout at which it can be paid, or was. */
  checkoutSessionId?: string | null;
  /** When it was made. */
  createdAt: Time;
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** Who owes it. */
  customerId: string;
  /** How often a saved card gave no money for it. */
  declinedCount: number;
  /** When it has to be paid. */
  dueAt: Time;
  /** When it was paid, voided or written off. */
  endedAt?: Time | null;
  /** Identifier. */
  id: string;
  /** Why it gave none the last time, such as `insufficient_funds`; null once it is paid. */
  lastPaymentError?: string | null;
  /** What is billed. */
  lines: InvoiceLine[];
  /** Whether this is real data. */
  livemode: boolean;
  /** As people quote it. Numbers have no gaps; a draft has none. */
  number?: string | null;
  /** Always `invoice`. */
  object: string;
  /** Whether it is open and that moment has gone by. */
  overdue: boolean;
  /** The payment that settled it. */
  paymentId?: string | null;
  /** Which period; its end no longer belongs to it. */
  period?: InvoicePeriod | null;
  /** Where it stands. */
  status: InvoiceStatus;
  /** The subscription that it is for a period of. */
  subscriptionId?: string | null;
  /** Grows with each change. Also the ETag. */
  version: number;
}

/** A line of an invoice, with the price as it was then. */
export interface InvoiceLine {
  /** What they come to. */
  amount: number;
  /** What is billed. */
  description: string;
  /** The price, if it is one of the catalogue. */
  priceId?: string | null;
  /** How many. */
  quantity: number;
  /** What one costs, in minor units. */
  unitAmount: number;
}

/** From one moment to another. */
export interface InvoicePeriod {
  /** The first moment after it. */
  end: Time;
  /** Its first moment. */
  start: Time;
}

export type InvoiceStatus = 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';

/** Lightning to a merchant's own address. */
export interface LightningSettings {
  /** The Lightning address. */
  address: string;
  /** And the most. */
  maxSats?: number | null;
  /** The least that the address takes at a time, in satoshi, as it said when it was saved. */
  minSats?: number | null;
  /** The place of the figure in the answer. */
  ratePath?: string | null;
  /** Where to ask what one bitcoin costs; null when prices are in bitcoin only. */
  rateUrl?: string | null;
}

/** A price and how many of it. */
export interface LineItemRequest {
  /** Id of the price; must be given. */
  price?: string | null;
  /** How many; 1, when left out. */
  quantity?: number | null;
}

/** Subject and text of a mail, with placeholders such as `{customer.name}`. */
export interface MailWording {
  /** Subject, in one line. */
  subject: string;
  /** Text. Paragraphs stand apart by an empty line. */
  text: string;
}

/** A way to pay that somebody confirms by hand. */
export interface ManualMethod {
  /** What the buyer has to do. */
  instructions: string;
  /** What the buyer chooses. */
  label: string;
  /** `bank_transfer`, `mobile_money`, `cash` or `other`. */
  type: PaymentMethodType;
}

/** A way to pay that somebody confirms by hand. */
export interface ManualMethodRequest {
  /** What the buyer has to do, at most 2000 characters; must be given. */
  instructions?: string | null;
  /** What the buyer chooses; the type's usual name when left out. */
  label?: string | null;
  /** `bank_transfer`, `mobile_money`, `cash` or `other`; must be given. */
  type?: PaymentMethodType | null;
}

/** Says that the money can't be sent. */
export interface MarkFailed {
  /** Why, for the team, at most 2,000 characters; must be given. */
  note?: string | null;
}

/** Says that the money was sent. */
export interface MarkSent {
  /** Must be true without a proof. */
  confirm?: boolean | null;
  /** How it was sent, for the team; must be given without a proof. */
  note?: string | null;
  /** What shows it. */
  proof?: RefundProofRequest | null;
}

/** Why a payment is held to be a customer's. */
export interface Match {
  /**
   * The identifiers that pointed at the customer, each with how it got here, such as `email:asserted`, `phone:typed` or
   * `card:observed`.
   */
  evidence: string[];
  /**
   * The rule that fitted first: `customerId`, `externalId`, `email`, `phone`, `card` or `wallet`; `new` when nobody
   * fitted and the record was made.
   */
  rule: string;
}

export type MatchRule = 'customer_id' | 'external_id' | 'email' | 'phone' | 'card' | 'wallet' | 'new' | 'manual';

/** When two records are one person's. */
export interface MatchingSettings {
  /** Whether an email that a buyer merely typed leads to a registered customer. */
  linkTypedEmails: boolean;
  /** Whether guests with the same card are one person. */
  mergeOnCard: boolean;
  /** Whether guests with the same phone number are one person. */
  mergeOnPhone: boolean;
  /** What the same email with another external id means: `separate` users, or `link` them. */
  otherExternalId: OtherExternalId;
}

/** Two records that became one. */
export interface Merge {
  /** Who did it: a person, a key, or what acted. */
  actor: string;
  /** When. */
  createdAt: Time;
  /** The customer who stays, when the merge was made just now. */
  customer?: Customer | null;
  /** The identifiers that spoke for it, each with how it got here, such as `phone:typed`. */
  evidence: string[];
  /** Identifier. */
  id: string;
  /** Who stays. */
  intoId: string;
  /** Whether this is real data. */
  livemode: boolean;
  /** What could not be as it was before, because it was changed since; told when the merge was undone just now. */
  notRestored?: FieldProblem[] | null;
  /** Always `merge`. */
  object: string;
  /** Why: `email`, `phone`, `card` or `wallet`, when guests turned out to be one person; `manual`, when somebody decided. */
  rule: MatchRule;
  /** Who was merged. The id leads to the customer who stays, for as long as the merge is not undone. */
  sourceId: string;
  /** When it was undone; null when it was not. */
  undoneAt?: Time | null;
  /** Who undid it. */
  undoneBy?: string | null;
}

export type MergeChoice = 'source' | 'target';

/**
 * Whose value of each field is kept. What is left out keeps the value of the one who stays, or takes the other's where
 * there is none; tags and metadata come together.
 */
export interface MergeFields {
  /** Billing address. */
  address?: MergeChoice | null;
  /** Decentralised identifier. */
  did?: MergeChoice | null;
  /** Email address. */
  email?: MergeChoice | null;
  /** The merchant's own id. */
  externalId?: MergeChoice | null;
  /** Metadata. */
  metadata?: MergeChoice | null;
  /** Full name. */
  name?: MergeChoice | null;
  /** Phone number. */
  phone?: MergeChoice | null;
  /** Preferred language. */
  preferredLocale?: MergeChoice | null;
  /** Where a refund is sent. */
  refundAddress?: MergeChoice | null;
  /** Where goods go. */
  shipping?: MergeChoice | null;
  /** Tags. */
  tags?: MergeChoice | null;
}

/** What a merge would make of two customers. */
export interface MergePreview {
  /** The one record. */
  customer: Customer;
  /** Whether somebody said that they are not the same person, so that they can't be merged. */
  distinct: boolean;
  /** The fields of which the two have different values. */
  fields: MergedField[];
  /** Who would stay. */
  intoId: string;
  /** Always `merge_preview`. */
  object: string;
  /** Who would be merged. */
  sourceId: string;
}

/** A field of which two customers have different values. */
export interface MergedField {
  /** Which. */
  field: string;
  /** Of the one record. */
  result?: string | null;
  /** Of the one who would be merged; null when there is none. */
  source?: string | null;
  /** Of the one who would stay. */
  target?: string | null;
}

/** Metadata as it is: at most 50 keys, each 1 to 100 characters of `A-Za-z0-9_-`, with JSON values; 16 KiB in all. */
export type Metadata = Record<string, unknown>;

/** Metadata in a request. In a change it is merged by key: a key with null is removed, others stay. */
export type MetadataPatch = Record<string, unknown>;

/** What was paid with. */
export interface Method {
  /** Address of the wallet. */
  address?: string | null;
  /** Brand of the card. */
  brand?: string | null;
  /** Chain of the wallet; 1 is Ethereum. */
  chainId?: number | null;
  /** Last month in which the card can be used. */
  expMonth?: number | null;
  /** And its year. */
  expYear?: number | null;
  /** Equal for equal cards. */
  fingerprint?: string | null;
  /** Last four digits of the card. */
  last4?: string | null;
  /** Of what kind. */
  type: PaymentMethodType;
}

/** What was paid with. */
export interface MethodRequest {
  /** Address of the wallet. */
  address?: string | null;
  /** Brand of the card, such as `visa`. */
  brand?: string | null;
  /** Chain of the wallet; 1 is Ethereum. */
  chainId?: number | null;
  /** Last month in which the card can be used, 1 to 12. */
  expMonth?: number | null;
  /** And its year, such as 2028. */
  expYear?: number | null;
  /** Equal for equal cards; no card number. */
  fingerprint?: string | null;
  /** Last four digits of the card. */
  last4?: string | null;
  /** Of what kind; must be given. */
  type?: PaymentMethodType | null;
}

/** A change of a customer's credit. */
export interface NewBalanceTransaction {
  /** In minor units: more than 0 gives credit, less than 0 takes it. Must be given. */
  amount?: number | null;
  /** ISO 4217 in any case, or `btc`, which is counted in satoshi. Must be given. */
  currency?: string | null;
  /** Why, at most 500 characters. */
  note?: string | null;
}

/** A checkout session to make. */
export interface NewCheckoutSession {
  /** What follows a completed session; the house's own words, when left out. */
  afterCompletion?: AfterCompletionRequest | null;
  /** An amount in minor units, with `currency` and `title`. Excludes `lineItems`. */
  amount?: number | null;
  /** Where the way back leads. */
  cancelUrl?: string | null;
  /** What the form asks for beyond that. */
  collect?: CollectRequest | null;
  /** ISO 4217 in any case, or `btc`, which is counted in satoshi; with `amount`. */
  currency?: string | null;
  /** The merchant's own questions, at most three. */
  customFields?: CustomFieldRequest[] | null;
  /** What is known of the buyer; any other key becomes metadata. The form shows it filled in. */
  customer?: BuyerRequest | null;
  /** When a record of the buyer is made: `if_required` (the default) or `always`. */
  customerCreation?: CustomerCreation | null;
  /**
   * An existing registered customer: `cus_…`, `externalId:VALUE`, `email:VALUE` or `did:VALUE`. Excludes `customer`
   * and `customerCreation: always`.
   */
  customerId?: string | null;
  /** What the buyer may change of the record of the customer who is named by `customerId`. */
  customerUpdate?: CustomerUpdateRequest | null;
  /** And what that is, at most 500 characters. */
  description?: string | null;
  /** After how many minutes nobody can pay any more; 1440, when left out. */
  expiresAfterMinutes?: number | null;
  /** Prices of the catalogue, of one currency. Excludes `amount`. */
  lineItems?: LineItemRequest[] | null;
  /** The merchant's own data; comes back on the session, the payment and every webhook. */
  metadata?: MetadataPatch | null;
  /**
   * Names of fields that must be known before payment: `email`, `name`, `phone`, `address`, `shipping`, or
   * any other name, which becomes metadata. Case-sensitive. The form shows only those that are not known.
   */
  requireCustomerData?: string[] | null;
  /** Whether the card of a registered customer is kept for later charges. */
  savePaymentMethod?: boolean | null;
  /** What the button says; `pay`, when left out. */
  submitType?: SubmitType | null;
  /** The same as `afterCompletion` with a redirect to this address. */
  successUrl?: string | null;
  /** What the amount is for, at most 200 characters; with `amount`. */
  title?: string | null;
}

/** A new customer: at least one of `externalId`, `email`, `phone`, `name` and `did`. */
export interface NewCustomer {
  /** Billing address. In a change, parts that are left out stay. */
  address?: AddressRequest | null;
  /** Decentralised identifier, `did:method:id`. */
  did?: string | null;
  /** Email address; kept in lower case. */
  email?: string | null;
  /** The merchant's own id for this user, at most 200 characters; unique. */
  externalId?: string | null;
  /** Wants no reminders by mail. */
  mailOptOut?: boolean | null;
  /** The merchant's own data. In a change it is merged by key, and null removes a key. */
  metadata?: MetadataPatch | null;
  /** Full name, at most 200 characters. */
  name?: string | null;
  /** Phone number with its country code; kept as E.164. Without one, the country of the address decides. */
  phone?: string | null;
  /** Preferred language, BCP 47. */
  preferredLocale?: string | null;
  /** Where a refund is sent: Lightning address, LNURL, BOLT12 offer, Bitcoin or EVM address. */
  refundAddress?: string | null;
  /** Where goods go, when elsewhere. In a change, parts that are left out stay. */
  shipping?: AddressRequest | null;
  /** The merchant's own words; all of them. */
  tags?: string[] | null;
  /** The test clock that the customer is to live on; in test mode only. */
  testClockId?: string | null;
}

/** A session to make. */
export interface NewCustomerSession {
  /**
   * The origin of the page: scheme, host and port, over https. In test mode pages of this machine may come over
   * http.
   */
  allowedOrigin?: string | null;
  /** What is shown of the customer. */
  components?: CustomerSessionComponent[] | null;
  /** Who: `cus_…`, `externalId:VALUE`, `email:VALUE` or `did:VALUE`. */
  customer?: string | null;
  /** For how many seconds, 60 to 86,400; an hour when left out. */
  expiresIn?: number | null;
}

/** Who is not the same person. */
export interface NewDistinction {
  /** The other: `cus_…`, `externalId:VALUE`, `email:VALUE` or `did:VALUE`; must be given. */
  customer?: string | null;
}

/** A file of customers. */
export interface NewExport {
  /** Columns of CSV, in order. */
  columns?: string[] | null;
  /** How the file is written; `csv` when left out. */
  format?: ExportFormat | null;
  /** Only those whom this query lets through, as in the list of customers. */
  q?: string | null;
  /** What to export. */
  resource?: ExportResource | null;
}

/** A file to import. */
export interface NewImport {
  /** Whether to store the rows of a file that was imported before once more. */
  again?: boolean | null;
  /**
   * CSV in UTF-8, its first row naming the fields as exports do: `email`, `externalId`, `address.country`, `tags`
   * separated by `;`, `metadata.KEY`; for payments also `amount` in minor units or `amount_decimal`, `currency`,
   * `status`, `occurredAt`, `source`. A column called `-` is left out.
   */
  file?: string | null;
  /** What people call the file. */
  fileName?: string | null;
  /** What the rows are. */
  resource?: ImportResource | null;
}

/** An invoice to make by hand. */
export interface NewInvoice {
  /**
   * ISO 4217 in any case, or `btc`, which is counted in satoshi, for lines with an amount; the merchant's own, when
   * left out.
   */
  currency?: string | null;
  /** Who owes it: `cus_…`, `externalId:VALUE`, `email:VALUE` or `did:VALUE`. Must be given. */
  customerId?: string | null;
  /** Whether it stays a draft, without a number, until it is made out. */
  draft?: boolean | null;
  /** When it has to be paid; in 14 days, when left out. */
  dueAt?: Time | null;
  /** What is billed, 1 to 100 lines of one currency. Must be given. */
  lines?: NewInvoiceLine[] | null;
}

/** A line of an invoice to make: a price of the catalogue, or a description with an amount. */
export interface NewInvoiceLine {
  /** What one costs, in minor units of the invoice's `currency`. */
  amount?: number | null;
  /** What is billed, at most 500 characters; the product's name, when there is a price and this is left out. */
  description?: string | null;
  /** A price: `price_…`. Excludes `amount`. */
  priceId?: string | null;
  /** How many, 1 when left out. */
  quantity?: number | null;
}

/** A merge to make, or to look at. */
export interface NewMerge {
  /** Whose value of each field is kept. */
  fields?: MergeFields | null;
  /** Who stays: `cus_…`, `externalId:VALUE`, `email:VALUE` or `did:VALUE`; must be given. */
  into?: string | null;
}

/** A note to add. */
export interface NewNote {
  /** What to write, at most 5,000 characters. */
  body?: string | null;
}

/** A payment that was taken elsewhere. */
export interface NewPayment {
  /** In minor units. */
  amount?: number | null;
  /** ISO 4217 in any case, or `btc`, which is counted in satoshi. */
  currency?: string | null;
  /**
   * Who paid, when nobody knows whether the record exists: found by external id, email, phone, card or wallet, or
   * made.
   */
  customer?: NewCustomer | null;
  /** Who paid: `cus_…`, `externalId:VALUE`, `email:VALUE` or `did:VALUE`. Excludes `customer`. */
  customerId?: string | null;
  /** What it was for, in a few words; at most 500 characters. */
  description?: string | null;
  /** The merchant's own data. */
  metadata?: MetadataPatch | null;
  /** What was paid with. */
  method?: MethodRequest | null;
  /** When it happened; now, when left out. */
  occurredAt?: Time | null;
  /** Where it came from; `api` when left out. */
  source?: PaymentSource | null;
  /** The link's, product's or shop's name, at most 200 characters. */
  sourceDescription?: string | null;
  /** What it is called where it came from, at most 255 characters. */
  sourceId?: string | null;
  /** `succeeded` (the default), or `pending` when the money is still to arrive. */
  status?: PaymentStatus | null;
}

/** A payment link to make. */
export interface NewPaymentLink {
  /** What follows a completed session; the house's own words, when left out. */
  afterCompletion?: AfterCompletionRequest | null;
  /** An amount in minor units, with `currency` and `title`. Excludes `lineItems`. */
  amount?: number | null;
  /** Where the way back leads. */
  cancelUrl?: string | null;
  /** What the form asks for beyond that. */
  collect?: CollectRequest | null;
  /** ISO 4217 in any case, or `btc`, which is counted in satoshi; with `amount`. */
  currency?: string | null;
  /** The merchant's own questions, at most three. */
  customFields?: CustomFieldRequest[] | null;
  /** When a record of the buyer is made: `if_required` (the default) or `always`. */
  customerCreation?: CustomerCreation | null;
  /** And what that is, at most 500 characters. */
  description?: string | null;
  /** Prices of the catalogue, of one currency. Excludes `amount`. */
  lineItems?: LineItemRequest[] | null;
  /** The merchant's own data; comes back on the session, the payment and every webhook. */
  metadata?: MetadataPatch | null;
  /** What you call it, at most 200 characters; what it sells, when left out. */
  name?: string | null;
  /**
   * Names of fields that must be known before payment: `email`, `name`, `phone`, `address`, `shipping`, or
   * any other name, which becomes metadata. Case-sensitive. The form shows only those that are not known.
   */
  requireCustomerData?: string[] | null;
  /** Whether the card of a registered customer is kept for later charges. */
  savePaymentMethod?: boolean | null;
  /** What the button says; `pay`, when left out. */
  submitType?: SubmitType | null;
  /** The same as `afterCompletion` with a redirect to this address. */
  successUrl?: string | null;
  /** What the amount is for, at most 200 characters; with `amount`. */
  title?: string | null;
}

/** A price to make. */
export interface NewPrice {
  /** In minor units; 0 is for free. */
  amount?: number | null;
  /** ISO 4217 in any case, or `btc`, which is counted in satoshi. */
  currency?: string | null;
  /** The merchant's own data. */
  metadata?: MetadataPatch | null;
  /** Of a product that is made with it. */
  product?: NewPriceProduct | null;
  /** Of a product that is there. Excludes `product`. */
  productId?: string | null;
  /** How often it is charged; once when left out or null. */
  recurring?: RecurringRequest | null;
}

/** A product that is made with its price. */
export interface NewPriceProduct {
  /** As buyers read it, at most 200 characters. */
  name?: string | null;
}

/** A product to make. */
export interface NewProduct {
  /** What it is, at most 2,000 characters. */
  description?: string | null;
  /** The merchant's own data. */
  metadata?: MetadataPatch | null;
  /** As buyers read it, at most 200 characters. */
  name?: string | null;
}

/** A refund to make. */
export interface NewRefund {
  /** In minor units; all that is left, when left out. */
  amount?: number | null;
  /**
   * Where the money goes: `card`, `balance`, `by_hand`, or an address: a Lightning address, an LNURL, a BOLT12 offer, a
   * Bitcoin or an EVM address. When left out: back to a card that Clientele charged, or else to the customer's refund
   * address, or else by hand.
   */
  destination?: string | null;
  /** More of it, for the team, at most 2,000 characters; must be given with the reason `other`. */
  note?: string | null;
  /** What is to be given back: `pay_…`. Must be given. */
  payment?: string | null;
  /** Why; must be given. */
  reason?: RefundReason | null;
}

/** A segment to be made. */
export interface NewSegment {
  /** Whether it is told when a customer enters or leaves it; false when left out. Such a segment is shared. */
  announce?: boolean | null;
  /** What people call it. */
  name?: string | null;
  /** Which customers, in the language of `q` in the list of customers. */
  query?: string | null;
  /** Whether everybody of the team sees it; true when left out. */
  shared?: boolean | null;
}

/** A subscription to make, of a registered customer. */
export interface NewSubscription {
  /**
   * The card to charge, of those that the customer keeps; the one that was last kept, when left out. Null charges none:
   * each invoice is sent to be paid.
   */
  cardId?: string | null;
  /** Who: a registered customer. Must be given. */
  customerId?: string | null;
  /** Several prices, all of one currency and rhythm. Excludes `priceId` and `quantity`. */
  items?: LineItemRequest[] | null;
  /** The merchant's own data. */
  metadata?: MetadataPatch | null;
  /** What: a price that recurs. Excludes `items`. */
  priceId?: string | null;
  /** How many of it; 1 when left out. */
  quantity?: number | null;
  /** So many days are for free before the first period, at most 730; none when left out. */
  trialDays?: number | null;
}

/** A test clock to make. */
export interface NewTestClock {
  /** What it is for, at most 200 characters. */
  name?: string | null;
  /** What it shows first; the present, when left out. */
  now?: Time | null;
}

/** A wallet to add. */
export interface NewWallet {
  /** Address; when its letters differ in case, they must satisfy the checksum. */
  address?: string | null;
  /** Chain id as EIP-155 counts them; 1 is Ethereum. */
  chainId?: number | null;
}

/** A webhook endpoint to make. */
export interface NewWebhookEndpoint {
  /** What it is for, at most 200 characters. */
  description?: string | null;
  /** Types of events, or `*` for every one. */
  events?: string[] | null;
  /** Where to: https, to an address of the public internet. */
  url?: string | null;
}

/** A note on a customer, which only the merchant's team sees. */
export interface Note {
  /** Who wrote it: a person's name, or a key's. */
  author: string;
  /** What was written. */
  body: string;
  /** When. */
  createdAt: Time;
  /** Identifier. */
  id: string;
  /** Always `note`. */
  object: string;
}

/** What a payment was for. */
export interface Order {
  /** Total, in minor units. */
  amount: number;
  /** When it was placed. */
  createdAt: Time;
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** Who ordered; null when nothing is known of the buyer. */
  customerId?: string | null;
  /** What was bought, in a few words. */
  description?: string | null;
  /** Identifier. */
  id: string;
  /** Whether this is real data. */
  livemode: boolean;
  /** As people quote it. */
  number: string;
  /** Always `order`. */
  object: string;
  /** Where it stands. */
  status: OrderStatus;
}

export type OrderStatus = 'open' | 'paid' | 'partially_refunded' | 'refunded' | 'canceled';

export type OtherExternalId = 'separate' | 'link';

/** What a customer is late with. */
export interface OverdueInvoices {
  /** Who. */
  customer: Customer;
  /** The overdue invoices, the one that was due first before the others. */
  invoices: Invoice[];
  /** What they come to, by currency. */
  summary: Record<string, OverdueSum>;
}

/** What is owed in one currency. */
export interface OverdueSum {
  /** In minor units. */
  amount: number;
  /** For how many invoices. */
  count: number;
}

/** How an invoice was paid elsewhere. */
export interface PaidElsewhere {
  /** What with; must be given. */
  method?: PaymentMethodType | null;
  /** More of it, at most 500 characters. */
  note?: string | null;
}

/** What came in, in one currency. */
export interface PaidTotal {
  /** In minor units. */
  amount: number;
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** In how many payments. */
  paymentCount: number;
}

/** A change of how subscriptions are billed. What is left out stays. Periods and days of grace that have begun stay too. */
export interface PatchBilling {
  /** 0 to 27. */
  graceDays?: number | null;
  /** A time zone by its name, such as `Europe/Berlin`; counts in both modes. */
  timeZone?: string | null;
}

/** A change of an open session. What is left out stays; metadata is merged by key. */
export interface PatchCheckoutSession {
  /** What is known of the buyer; a field with null is forgotten. Not for sessions that name a customer. */
  customer?: BuyerRequest | null;
  /** The merchant's own data; null removes a key. */
  metadata?: MetadataPatch | null;
}

/** A change of a customer. What is left out stays; null clears. */
export interface PatchCustomer {
  /** Billing address. In a change, parts that are left out stay. */
  address?: AddressRequest | null;
  /** Decentralised identifier, `did:method:id`. */
  did?: string | null;
  /** Email address; kept in lower case. */
  email?: string | null;
  /** The merchant's own id for this user, at most 200 characters; unique. */
  externalId?: string | null;
  /** Wants no reminders by mail. */
  mailOptOut?: boolean | null;
  /** The merchant's own data. In a change it is merged by key, and null removes a key. */
  metadata?: MetadataPatch | null;
  /** Full name, at most 200 characters. */
  name?: string | null;
  /** Phone number with its country code; kept as E.164. Without one, the country of the address decides. */
  phone?: string | null;
  /** Preferred language, BCP 47. */
  preferredLocale?: string | null;
  /** Where a refund is sent: Lightning address, LNURL, BOLT12 offer, Bitcoin or EVM address. */
  refundAddress?: string | null;
  /** Where goods go, when elsewhere. In a change, parts that are left out stay. */
  shipping?: AddressRequest | null;
  /** The merchant's own words; all of them. */
  tags?: string[] | null;
}

/**
 * A change of Lightning. What is left out stays. A new address and a new source of rates are asked before they are
 * saved.
 */
export interface PatchLightning {
  /** The Lightning address, such as `shop@wallet.example`. */
  address?: string | null;
  /** The place of the figure in the answer: `/data/amount`. */
  ratePath?: string | null;
  /** Where to ask what one bitcoin costs, as JSON. `{currency}` in it becomes the code of the currency. */
  rateUrl?: string | null;
}

/** A change of the settings of matching. What is left out stays. */
export interface PatchMatchingSettings {
  /** Whether an email that a buyer merely typed leads to a registered customer. */
  linkTypedEmails?: boolean | null;
  /** Whether guests with the same card are one person. */
  mergeOnCard?: boolean | null;
  /** Whether guests with the same phone number are one person. */
  mergeOnPhone?: boolean | null;
  /** What the same email with another external id means: `separate` users, or `link` them. */
  otherExternalId?: OtherExternalId | null;
}

/**
 * A change of a payment link. What is left out stays; metadata is merged by key. Sessions that the link made already
 * keep their terms.
 */
export interface PatchPaymentLink {
  /** False archives the link: it sells nothing any more. */
  active?: boolean | null;
  /** What follows a completed session; the house's own words, when left out. */
  afterCompletion?: AfterCompletionRequest | null;
  /** An amount in minor units, with `currency` and `title`. Excludes `lineItems`. */
  amount?: number | null;
  /** Where the way back leads. */
  cancelUrl?: string | null;
  /** What the form asks for beyond that. */
  collect?: CollectRequest | null;
  /** ISO 4217 in any case, or `btc`, which is counted in satoshi; with `amount`. */
  currency?: string | null;
  /** The merchant's own questions, at most three. */
  customFields?: CustomFieldRequest[] | null;
  /** When a record of the buyer is made: `if_required` (the default) or `always`. */
  customerCreation?: CustomerCreation | null;
  /** And what that is, at most 500 characters. */
  description?: string | null;
  /** Prices of the catalogue, of one currency. Excludes `amount`. */
  lineItems?: LineItemRequest[] | null;
  /** The merchant's own data; comes back on the session, the payment and every webhook. */
  metadata?: MetadataPatch | null;
  /** What you call it, at most 200 characters; null calls it by what it sells. */
  name?: string | null;
  /**
   * Names of fields that must be known before payment: `email`, `name`, `phone`, `address`, `shipping`, or
   * any other name, which becomes metadata. Case-sensitive. The form shows only those that are not known.
   */
  requireCustomerData?: string[] | null;
  /** Whether the card of a registered customer is kept for later charges. */
  savePaymentMethod?: boolean | null;
  /** What the button says; `pay`, when left out. */
  submitType?: SubmitType | null;
  /** The same as `afterCompletion` with a redirect to this address. */
  successUrl?: string | null;
  /** What the amount is for, at most 200 characters; with `amount`. */
  title?: string | null;
}

/** A change of the payment methods. What is left out stays. */
export interface PatchPaymentMethods {
  /** Whether the cards of the sandbox are taken; in test mode only. */
  card?: boolean | null;
  /** Lightning to the merchant's own address; null for none. */
  lightning?: PatchLightning | null;
  /** All that people confirm by hand, in the order to show, each type once; null for none. */
  manual?: ManualMethodRequest[] | null;
}

/** A change of a price. What is left out stays; metadata is merged by key. */
export interface PatchPrice {
  /** False archives the price: nobody can buy at it any more. */
  active?: boolean | null;
  /** The merchant's own data; null removes a key. */
  metadata?: MetadataPatch | null;
}

/** A change of a product. What is left out stays; metadata is merged by key. */
export interface PatchProduct {
  /** False archives the product and with it all its prices: nobody can buy it any more. */
  active?: boolean | null;
  /** What it is, at most 2,000 characters; null clears it. */
  description?: string | null;
  /** The merchant's own data; null removes a key. */
  metadata?: MetadataPatch | null;
  /** As buyers read it, at most 200 characters. */
  name?: string | null;
}

/** What is to be changed of a segment. */
export interface PatchSegment {
  /** Whether it is told when a customer enters or leaves it. */
  announce?: boolean | null;
  /** What people call it. */
  name?: string | null;
  /** Which customers. */
  query?: string | null;
  /** Whether everybody of the team sees it. */
  shared?: boolean | null;
}

/** A change of the settings. What is left out stays. */
export interface PatchSettings {
  /**
   * All origins of your pages, at most 50, as in `allowedOrigin` of a customer session; an empty list or null for
   * any. Sessions that are open go on.
   */
  allowedOrigins?: string[] | null;
  /** How subscriptions are billed. */
  billing?: PatchBilling | null;
  /** When two records are one person's. */
  matching?: PatchMatchingSettings | null;
  /** What the hosted checkout can be paid with. */
  paymentMethods?: PatchPaymentMethods | null;
  /**
   * Above how much a support member's refund waits for an approval, in minor units by currency. A currency with null
   * has no limit any more, others stay.
   */
  refundApproval?: PatchThresholds | null;
}

/** A change of a subscription. What is left out stays. Another price and another quantity count from the next period on. */
export interface PatchSubscription {
  /** The card to charge, of those that the customer keeps; null charges none. */
  cardId?: string | null;
  /** Everything that it is for, in the place of what it is for now. Excludes `priceId` and `quantity`. */
  items?: LineItemRequest[] | null;
  /** The merchant's own data; null removes a key. */
  metadata?: MetadataPatch | null;
  /** Another price of the same currency and rhythm. Excludes `items`. */
  priceId?: string | null;
  /** How many of it. */
  quantity?: number | null;
}

/** A change of thresholds, by currency. A currency with null has none any more, others stay. */
export type PatchThresholds = Record<string, number | null>;

/** A change of a webhook endpoint. What is left out stays. */
export interface PatchWebhookEndpoint {
  /** What it is for; null clears it. */
  description?: string | null;
  /**
   * Whether events are sent there. What was pending when it was disabled is sent once it is enabled again; what
   * happens in between is not.
   */
  enabled?: boolean | null;
  /** Types of events, or `*` for every one. */
  events?: string[] | null;
  /** Where to: https, to an address of the public internet. */
  url?: string | null;
}

/** How an invoice is paid. */
export interface PayInvoice {
  /** When its money was taken elsewhere. Left out, the customer's saved card is charged. */
  paidElsewhere?: PaidElsewhere | null;
}

/** Money that was paid, or is about to be. */
export interface Payment {
  /** In minor units. */
  amount: number;
  /** When it was recorded. */
  createdAt: Time;
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** Who paid; null when nothing is known of the buyer. */
  customerId?: string | null;
  /** What it was for, in a few words. */
  description?: string | null;
  /** Identifier. */
  id: string;
  /** Whether this is real data. */
  livemode: boolean;
  /** Why it is held to be this customer's; null for payments that were imported. */
  match?: Match | null;
  /** The merchant's own data. */
  metadata: Metadata;
  /** What was paid with. */
  method: Method;
  /** Always `payment`. */
  object: string;
  /** What for. */
  orderId: string;
  /** How much may still be given back: what neither was given back nor is promised by a refund that is not done yet. */
  refundableAmount: number;
  /** How much of it was given back, in minor units. */
  refundedAmount: number;
  /** Where it came from. */
  source: PaymentSource;
  /** The link's, product's or shop's name. */
  sourceDescription?: string | null;
  /** What it is called where it came from. */
  sourceId?: string | null;
  /** Where it stands. */
  status: PaymentStatus;
  /** When the money arrived. */
  succeededAt?: Time | null;
  /** Grows with each change. Also the ETag. */
  version: number;
}

/** An address where something is sold to whoever opens it. */
export interface PaymentLink {
  /** Whether it sells anything. */
  active: boolean;
  /** What follows payment. */
  afterCompletion: AfterCompletionAnswer;
  /** What one purchase comes to, in minor units. */
  amount: number;
  /** Where the way back leads. */
  cancelUrl?: string | null;
  /** What the form asks for beyond that. */
  collect: Collect;
  /** When it was made. */
  createdAt: Time;
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. Null while none of its prices is known. */
  currency?: string | null;
  /** Your own questions. */
  customFields: CustomField[];
  /** When a record of the buyer is made: `if_required` or `always`. */
  customerCreation: CustomerCreation;
  /** What the amount is for. */
  description?: string | null;
  /** Identifier. */
  id: string;
  /** What is sold, as the prices are now. Empty when an amount is. */
  lineItems: PricedItem[];
  /** Whether this is real data. */
  livemode: boolean;
  /** The merchant's own data. */
  metadata: Metadata;
  /** What you call it. Payments carry it as `sourceDescription`. */
  name: string;
  /** Always `payment_link`. */
  object: string;
  /** Names of fields that must be known before payment. Null: the email. */
  requireCustomerData?: string[] | null;
  /** Whether the card of a registered customer is kept for later charges. */
  savePaymentMethod: boolean;
  /** What the button says. */
  submitType: SubmitType;
  /** Where the buyer is sent after payment, if so. */
  successUrl?: string | null;
  /** What is sold, for an amount: what it is called. */
  title?: string | null;
  /** What came in through it, by currency. What was given back later is not taken off. */
  totals: PaidTotal[];
  /** When it was changed last. */
  updatedAt: Time;
  /** The address. */
  url: string;
  /** Grows with each change. Also the ETag. */
  version: number;
}

/** What the hosted checkout can be paid with. */
export interface PaymentMethodSettings {
  /** Whether the cards of the sandbox are taken; in test mode only. */
  card: boolean;
  /** Lightning to the merchant's own address. Without it, test mode has a simulated one, and live mode none. */
  lightning?: LightningSettings | null;
  /** What people confirm by hand, in the order it is shown. */
  manual: ManualMethod[];
}

export type PaymentMethodType = 'card' | 'lightning' | 'wallet' | 'mobile_money' | 'bank_transfer' | 'cash' | 'other';

export type PaymentSource = 'payment_link' | 'api' | 'subscription' | 'checkout';

export type PaymentStatus = 'pending' | 'succeeded' | 'failed' | 'partially_refunded' | 'refunded';

/** What a product costs. Amount, currency and rhythm never change; who wants others makes another price. */
export interface Price {
  /** Whether it is sold at this price, as long as the product is. */
  active: boolean;
  /** In minor units. */
  amount: number;
  /** When it was made. */
  createdAt: Time;
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** Identifier. */
  id: string;
  /** Whether this is real data. */
  livemode: boolean;
  /** The merchant's own data. */
  metadata: Metadata;
  /** Always `price`. */
  object: string;
  /** Of what. */
  productId: string;
  /** What that is called. */
  productName: string;
  /** How often it is charged. Null when once. */
  recurring?: Recurring | null;
  /** When it was changed last. */
  updatedAt: Time;
  /** Grows with each change. Also the ETag. */
  version: number;
}

/** A price and how many of it. */
export interface PricedItem {
  /** What is sold at it. */
  name: string;
  /** The price. */
  price: string;
  /** How many. */
  quantity: number;
  /** How often it is charged. Null when once. */
  recurring?: Recurring | null;
  /** What one costs, in minor units. */
  unitAmount: number;
}

/** Why a request was not done. */
export interface Problem {
  /** The same for programs; codes stay as they are. */
  code: string;
  /** What is wrong and what would be right, for people. */
  detail: string;
  /** Everything that is wrong, when it is about fields. */
  errors?: FieldProblem[];
  /** The record that stands in the way. */
  existingId?: string | null;
  /** How many characters of a query are at fault; none where something is missing. */
  length?: number | null;
  /** Path of the first field that is wrong. */
  param?: string | null;
  /** Where in a query the fault begins: so many characters come before it. */
  position?: number | null;
  /** The request's name in the log. */
  requestId: string;
  /** HTTP status. */
  status: number;
  /** The whole query as it was meant, when that can be guessed. */
  suggestion?: string | null;
  /** The status in words. */
  title: string;
  /** Where the code is explained. */
  type: string;
}

/** Something that is sold. What it costs, its prices say. */
export interface Product {
  /** Whether it is sold. None of the prices of a product that is archived can be sold. */
  active: boolean;
  /** When it was made. */
  createdAt: Time;
  /** What it is. */
  description?: string | null;
  /** Identifier. */
  id: string;
  /** Whether this is real data. */
  livemode: boolean;
  /** The merchant's own data. */
  metadata: Metadata;
  /** As buyers read it. */
  name: string;
  /** Always `product`. */
  object: string;
  /** When it was changed last. */
  updatedAt: Time;
  /** Grows with each change. Also the ETag. */
  version: number;
}

/** What one product brought. */
export interface ProductFigures {
  /** What was paid for it, in minor units: its part of each payment, by what it cost there. */
  gross: number;
  /** What it is called. */
  name: string;
  /** `gross` without `refunded`. */
  net: number;
  /** How many payments had it in them. */
  payments: number;
  /** Which. */
  productId: string;
  /** How many were sold. */
  quantity: number;
  /** Its part of what was given back. */
  refunded: number;
  /** How many refunds of these succeeded. */
  refunds: number;
}

/** What products brought. */
export interface ProductFiguresList {
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** Each product; what brought most comes first. */
  data: ProductFigures[];
  /** The first day. */
  from: string;
  /** Always `analytics.products`. */
  object: string;
  /** At which rates other currencies were converted and added; without any, nothing was. */
  rates: ExchangeRate[];
  /** On whose calendar days begin. */
  timeZone: string;
  /** The last day. */
  to: string;
}

/** How often a price is charged. */
export interface Recurring {
  /** Every so many intervals. */
  count: number;
  /** The interval. */
  interval: Interval;
}

/** What recurs, by intervals. */
export interface RecurringFigures {
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** The first day. */
  from: string;
  /** How long a point lasts. */
  interval: AnalyticsInterval;
  /** Always `analytics.recurring`. */
  object: string;
  /** One for each interval, in order; the first and the last are cut where the range begins and ends. */
  points: RecurringPoint[];
  /** At which rates other currencies were converted and added; without any, nothing was. */
  rates: ExchangeRate[];
  /** On whose calendar days begin. */
  timeZone: string;
  /** The last day. */
  to: string;
  /** What moved in all of them, and how it stands at the end. */
  totals: RecurringSums;
}

/**
 * What recurs at the end of an interval, and what moved it there.
 *
 * A subscription counts by what it costs in a month: a quarter's price by three, a year's by twelve, rounded half away from
 * zero. It counts from the first period that is paid or granted, not while it is tried, and not while collection is paused;
 * it counts while its payment is late, and no more once it is over.
 */
export interface RecurringPoint {
  /** How many count, at the end of the interval. */
  active: number;
  /** What was lost with subscriptions that no longer count. */
  churned: number;
  /** By how much subscriptions shrank. */
  contraction: number;
  /** The day on which it begins, on the calendar of the answer; with the time of the day, if intervals are hours. */
  date: string;
  /** How many no longer do. */
  ended: number;
  /** By how much subscriptions grew. */
  expansion: number;
  /** What subscriptions added that began to count, in minor units. */
  new: number;
  /** What subscriptions come to in a month, at the end of the interval, in minor units. */
  recurring: number;
  /** The moment at which it begins. */
  start: Time;
  /** How many began to count. */
  started: number;
}

/** How often a price is charged. */
export interface RecurringRequest {
  /** How many of them, one when left out: at most three years together. */
  count?: number | null;
  /** The interval; must be given. */
  interval?: Interval | null;
}

/** What moved in a range, and how it stands at its end. */
export interface RecurringSums {
  /** How many count at its end. */
  active: number;
  /** How many counted before the range. */
  activeBefore: number;
  /** What subscriptions came to in a month, before the range, in minor units. */
  before: number;
  /** What was lost with subscriptions that no longer count. */
  churned: number;
  /** By how much subscriptions shrank. */
  contraction: number;
  /** How many no longer do. */
  ended: number;
  /** By how much subscriptions grew. */
  expansion: number;
  /** What subscriptions added that began to count, in minor units. */
  new: number;
  /** What they come to at its end. */
  recurring: number;
  /** How many began to count. */
  started: number;
}

/** Money that is given back, or to be given back. */
export interface Refund {
  /** In minor units. */
  amount: number;
  /** When. */
  approvedAt?: Time | null;
  /** Who agreed, if somebody had to. */
  approvedBy?: string | null;
  /** When. */
  createdAt: Time;
  /** Who asked for it. */
  createdBy: string;
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** To whom; null when nothing is known of the buyer. */
  customerId?: string | null;
  /** Where the money goes. */
  destination: RefundDestination;
  /** When it succeeded, failed or was called off. */
  endedAt?: Time | null;
  /** What went wrong with it, in a sentence: why it failed, or that its invoice was paid after it had been called off. */
  failure?: string | null;
  /** Identifier. */
  id: string;
  /** Whether this is real data. */
  livemode: boolean;
  /** Whether somebody else has to agree before anything happens. */
  needsApproval: boolean;
  /** More of it, for the team. */
  note?: string | null;
  /** Always `refund`. */
  object: string;
  /** What is given back. */
  paymentId: string;
  /** What is sent, where it is counted in satoshi; null before that is known. */
  payout?: RefundPayout | null;
  /** What shows that it was sent. */
  proof?: RefundProof | null;
  /** Why. */
  reason: RefundReason;
  /** When. */
  sentAt?: Time | null;
  /**
   * Who said that it was sent. With the status `canceled` or `failed`: its invoice was paid after all, when the payment had
   * nothing left for it.
   */
  sentBy?: string | null;
  /** What they wrote about it. */
  sentNote?: string | null;
  /**
   * Where it stands. `pending` waits for an approval or for the processor, `requires_action` for somebody who sends the
   * money.
   */
  status: RefundStatus;
  /** Grows with each change. Also the ETag. */
  version: number;
}

/** Where the money goes. */
export interface RefundDestination {
  /** The address; null for ways without one. */
  address?: string | null;
  /** Which way. */
  type: RefundDestinationType;
}

export type RefundDestinationType = 'card' | 'balance' | 'lightning_address' | 'lnurl' | 'bolt12_offer' | 'bitcoin' | 'evm' | 'by_hand';

/** What is sent, where it is counted in satoshi. */
export interface RefundPayout {
  /** Until when the invoice can be paid. */
  expiresAt?: Time | null;
  /** The invoice to pay, as BOLT 11 writes it. */
  invoice?: string | null;
  /** Hash of the preimage that proves the payment, in hexadecimal. */
  paymentHash?: string | null;
  /** The rate by which it is so many; null when it is the satoshi that were paid, in proportion. */
  rate?: string | null;
  /** When. */
  rateAt?: Time | null;
  /** Who told the rate: a host, or a person. */
  rateSource?: string | null;
  /** How many satoshi. */
  sats: number;
}

/** What shows that the money was sent. */
export interface RefundProof {
  /** The preimage of the invoice's payment hash: it was checked. */
  preimage?: string | null;
  /** What the transfer is called where it was made. */
  transactionId?: string | null;
}

/** What shows that the money was sent: one of the two. */
export interface RefundProofRequest {
  /** The preimage of the invoice's payment hash, 64 hexadecimal digits. It is checked. */
  preimage?: string | null;
  /** What the transfer is called where it was made, at most 200 characters. */
  transactionId?: string | null;
}

export type RefundReason = 'requested_by_customer' | 'duplicate' | 'fraudulent' | 'not_received' | 'product_unsatisfactory' | 'other';

export type RefundStatus = 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled';

/** A customer who shares an identifier with another. */
export interface RelatedCustomer {
  /** Who. */
  customer: Customer;
  /** Always `related_customer`. */
  object: string;
  /** What they share, the strongest first. */
  shared: SharedIdentity[];
}

/** What came in and what was given back, by intervals. */
export interface RevenueFigures {
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** The first day. */
  from: string;
  /** How long a point lasts. */
  interval: AnalyticsInterval;
  /** Always `analytics.revenue`. */
  object: string;
  /** One for each interval, in order; the first and the last are cut where the range begins and ends. */
  points: RevenuePoint[];
  /** At which rates other currencies were converted and added; without any, nothing was. */
  rates: ExchangeRate[];
  /** On whose calendar days begin. */
  timeZone: string;
  /** The last day. */
  to: string;
  /** All of them together. */
  totals: RevenueSums;
}

/** What came in and what was given back in an interval. */
export interface RevenuePoint {
  /** The day on which it begins, on the calendar of the answer; with the time of the day, if intervals are hours. */
  date: string;
  /** What was paid, in minor units. */
  gross: number;
  /** `gross` without `refunded`. */
  net: number;
  /** How many payments succeeded. */
  payments: number;
  /** What was given back, in minor units, by the time at which it was. */
  refunded: number;
  /** How many refunds did. */
  refunds: number;
  /** The moment at which it begins. */
  start: Time;
}

/** What came in and what was given back altogether. */
export interface RevenueSums {
  /** What was paid, in minor units. */
  gross: number;
  /** `gross` without `refunded`. */
  net: number;
  /** How many payments succeeded. */
  payments: number;
  /** What was given back, in minor units. */
  refunded: number;
  /** How many refunds did. */
  refunds: number;
}

/** A query under a name. */
export interface Segment {
  /**
   * Whether `segment.entered` and `segment.left` are told when a customer enters or leaves it. Whoever belongs to it when
   * this is switched on, or when its query is changed, has not entered it: of them nothing is told.
   */
  announce: boolean;
  /** When it was made. */
  createdAt: Time;
  /** Identifier; `segment` of the list of customers takes it. */
  id: string;
  /** Whether it is of real data. */
  livemode: boolean;
  /** What people call it. */
  name: string;
  /** Always `segment`. */
  object: string;
  /** Who made it: the id of a person or a key. */
  owner: string;
  /** Which customers, in the language of `q` in the list of customers. */
  query: string;
  /** Whether everybody of the team sees it, or only its owner. */
  shared: boolean;
  /** When it was changed last. */
  updatedAt: Time;
  /** Grows with each change; also the ETag. */
  version: number;
}

/** How the house works for a merchant, in one mode. */
export interface Settings {
  /** The origins of your pages: customer sessions are made for these alone. For any, when none is listed. */
  allowedOrigins: string[];
  /** How subscriptions are billed. */
  billing: BillingSettings;
  /** Whether they are those of real data. */
  livemode: boolean;
  /** When two records are one person's. */
  matching: MatchingSettings;
  /** Always `settings`. */
  object: string;
  /** What the hosted checkout can be paid with. */
  paymentMethods: PaymentMethodSettings;
  /**
   * Above how much a support member's refund waits for an approval, in minor units by currency in lower case. A currency
   * that is not there has no limit.
   */
  refundApproval: Record<string, number>;
}

/** An identifier that two customers share. */
export interface SharedIdentity {
  /** How it got to the one who was asked for. */
  evidence: Evidence;
  /** What kind of identifier. */
  kind: IdentityKind;
  /** How people read it. */
  label: string;
  /** How it got to the other. */
  othersEvidence: Evidence;
}

/** Something that stands out about a customer. */
export interface Signal {
  /** What. Queries know it as `signal:CODE`. */
  code: SignalCode;
  /** Why. */
  explanation: string;
  /** In a word or two. */
  label: string;
  /** What it means for the merchant. */
  tone: SignalTone;
}

export type SignalCode = 'past_due' | 'at_risk' | 'refund_heavy' | 'top_spender' | 'frequent_buyer' | 'new';

export type SignalTone = 'good' | 'warn' | 'bad' | 'info' | 'accent';

export type SortOrder = 'asc' | 'desc';

/** What came from one source, or through one payment link. */
export interface SourceFigures {
  /** How many customers paid through it for the first time. */
  customers: number;
  /** How many customers made the first payment of all through it. */
  firstConversions: number;
  /** What was paid, in minor units. */
  gross: number;
  /** `gross` without `refunded`. */
  net: number;
  /** How many payments succeeded. */
  payments: number;
  /** What was given back, in minor units. */
  refunded: number;
  /** How many refunds did. */
  refunds: number;
  /** Where it came from. */
  source: PaymentSource;
  /** What the link is called. */
  sourceDescription?: string | null;
  /** Which payment link; null for other sources. */
  sourceId?: string | null;
}

/** Where money came from. */
export interface SourceList {
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** Each source, and each payment link on its own; what brought most comes first. */
  data: SourceFigures[];
  /** The first day. */
  from: string;
  /** Always `analytics.sources`. */
  object: string;
  /** At which rates other currencies were converted and added; without any, nothing was. */
  rates: ExchangeRate[];
  /** On whose calendar days begin. */
  timeZone: string;
  /** The last day. */
  to: string;
}

export type SubmitType = 'pay' | 'subscribe' | 'book' | 'donate';

/** What a customer pays for again and again. */
export interface Subscription {
  /** Until when the customer has it, unless something more is paid: with the days of grace, if it is to be renewed. */
  activeUntil: Time;
  /** What a period costs, in minor units. */
  amount: number;
  /** Whether it ends with the current period. */
  cancelAtPeriodEnd: boolean;
  /** The card that is charged, of those that the customer keeps. */
  cardId?: string | null;
  /** The checkout it was bought at. */
  checkoutSessionId?: string | null;
  /** When it began. */
  createdAt: Time;
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. */
  currency: string;
  /** When it ends; while a payment is late, when the last period that was paid has ended. */
  currentPeriodEnd: Time;
  /** When the period, or the trial, began that runs now. The same as its end until the first period is paid. */
  currentPeriodStart: Time;
  /** Who. */
  customerId: string;
  /** When it was canceled, or ended as planned. */
  endedAt?: Time | null;
  /** Identifier. */
  id: string;
  /** What it is for. */
  items: SubscriptionItem[];
  /** The invoice of the current period, or of the one that is to begin. */
  latestInvoiceId?: string | null;
  /** Whether this is real data. */
  livemode: boolean;
  /** The merchant's own data. */
  metadata: Metadata;
  /** What it is for from the next period on, when that changes. */
  nextItems?: SubscriptionItem[] | null;
  /** Always `subscription`. */
  object: string;
  /** Since when nobody is charged: periods go on, and their invoices stay drafts. */
  pausedAt?: Time | null;
  /** How often it is paid. */
  recurring: Recurring;
  /** Where it came from. */
  source: PaymentSource;
  /** The payment link it was bought at. */
  sourceId?: string | null;
  /** Where it stands. */
  status: SubscriptionStatus;
  /** When the trial ends or ended. */
  trialEnd?: Time | null;
  /** Grows with each change. Also the ETag. */
  version: number;
}

/** What is subscribed to: a price as it was when it was chosen. */
export interface SubscriptionItem {
  /** What is subscribed to, as people read it. */
  name: string;
  /** The price. */
  priceId: string;
  /** How many. */
  quantity: number;
  /** What one costs in a period, in minor units. */
  unitAmount: number;
}

export type SubscriptionStatus = 'past_due' | 'active' | 'trialing' | 'canceled' | 'ended';

/** The people who work for a merchant, and who is invited to. Both modes have the same team. */
export interface Team {
  /** Invitations that nobody has accepted, newest first. */
  invitations: TeamInvitation[];
  /** Everybody who works there. */
  members: TeamMember[];
  /** Always `team`. */
  object: string;
}

/** An invitation that nobody has accepted. The secret of its link is told to nobody but whoever made it. */
export interface TeamInvitation {
  /** When. */
  createdAt: Time;
  /** Whom it is for. */
  email: string;
  /** Until when its link counts. */
  expiresAt: Time;
  /** Identifier. */
  id: string;
  /** Who invited them. */
  invitedBy: string;
  /** Always `team_invitation`. */
  object: string;
  /** What they will be allowed to do. */
  role: TeamRole;
}

/** Somebody who works for a merchant. */
export interface TeamMember {
  /** The person's email. */
  email: string;
  /** Identifier of the person. */
  id: string;
  /** Since when they work there. */
  joinedAt: Time;
  /** Last use of the dashboard, to the hour. */
  lastSeenAt?: Time | null;
  /** The person's name. */
  name: string;
  /** Always `team_member`. */
  object: string;
  /** What they may do. */
  role: TeamRole;
  /** Whether signing in takes a code besides the password. */
  twoFactor: boolean;
}

export type TeamRole = 'owner' | 'admin' | 'support' | 'developer' | 'viewer';

/** A clock of test mode. What happens to the customers on it happens when it is advanced. */
export interface TestClock {
  /** When it was made, by the real clock. */
  createdAt: Time;
  /** Identifier. */
  id: string;
  /** Always false. */
  livemode: boolean;
  /** What it is for. */
  name?: string | null;
  /** What it shows. */
  now: Time;
  /** Always `test_clock`. */
  object: string;
}

/** A moment: RFC 3339 in UTC with microseconds, such as `2026-01-31T12:30:00.000000Z`. */
export type Time = string;

/** Something in a customer's timeline: an event, or a note. */
export interface TimelineEntry {
  /** Who did it; null for payments. */
  actor?: string | null;
  /** For changes of the record, what changed. */
  changes: FieldChange[];
  /** The invoice that it is about. */
  invoiceId?: string | null;
  /** What was written, for a note. */
  note?: string | null;
  /** Always `timeline_entry`. */
  object: string;
  /** When it happened. */
  occurredAt: Time;
  /** The payment that it is about. */
  paymentId?: string | null;
  /** The refund that it is about. */
  refundId?: string | null;
  /** What happened; null for a note. */
  type?: EventType | null;
}

/** A customer's place among all. */
export interface TopCustomer {
  /** Who. */
  customer: Customer;
  /** How many they were. */
  paymentCount: number;
  /** From 1. Equal figures share a rank, and the ranks after them are left out. */
  rank: number;
  /** Payments that succeeded in the period, refunded later or not, in minor units. */
  spent: number;
}

/** The customers who paid most, or most often. */
export interface TopCustomers {
  /** ISO 4217 in lower case, or `btc`, which is counted in satoshi. Payments in other currencies are left out. */
  currency: string;
  /** The first ones, the best first. */
  data: TopCustomer[];
  /** What they are ranked by. */
  metric: TopMetric;
  /** Always `list`. */
  object: string;
  /** What counts. */
  period: TopPeriod;
}

export type TopMetric = 'total_spent' | 'payment_count';

export type TopPeriod = '7d' | '30d' | '90d' | 'all';

/** How many there are. */
export interface Total {
  /** Or more: counting stopped there. */
  capped: boolean;
  /** So many. */
  count: number;
}

export type UpdatePolicy = 'auto' | 'never';

/** The customers whose lifetime value lies between two figures of the series 1, 2, 5, 10, 20, 50, … */
export interface ValueBucket {
  /** How many customers. */
  count: number;
  /** At least so much, in minor units. */
  from: number;
  /** What they are worth together, in minor units. */
  sum: number;
  /** Less than so much. */
  to: number;
}

/** A wallet of a customer. */
export interface Wallet {
  /** Address in lower case. */
  address: string;
  /** Kind of the authorization. */
  authorizationType?: string | null;
  /** When it was authorised. */
  authorizedAt?: Time | null;
  /** Chain id as EIP-155 counts them; 1 is Ethereum. */
  chainId: number;
  /** When it was added. */
  createdAt: Time;
  /** Whether the customer authorised charges. */
  hasActiveAuthorization: boolean;
  /** Identifier. */
  id: string;
  /** Always `wallet`. */
  object: string;
  /** Hash of the transaction that authorised. */
  transactionHash?: string | null;
}

/** An address of yours that is told of events, as the Standard Webhooks specification has it. */
export interface WebhookEndpoint {
  /** When it was made. */
  createdAt: Time;
  /** What it is for, in a few words. */
  description?: string | null;
  /** Since when not. */
  disabledAt?: Time | null;
  /** Why not. */
  disabledReason?: string | null;
  /** Whether events are sent there. */
  enabled: boolean;
  /** Types of events, or `*` for every one. */
  events: string[];
  /** Since when nothing has arrived, if the last attempt failed. After three days it is disabled. */
  failingSince?: Time | null;
  /** Identifier. */
  id: string;
  /** Whether it is told of real data. */
  livemode: boolean;
  /** Always `webhook_endpoint`. */
  object: string;
  /** Until when messages are also signed with the secret before this one. */
  previousSecretUntil?: Time | null;
  /** What messages are signed with, `whsec_…`. Told only when it is new. */
  secret?: string | null;
  /** When it was changed last. */
  updatedAt: Time;
  /** Where to. */
  url: string;
  /** Grows with each change; also the ETag. */
  version: number;
}

/** Subject and text of a mail, both of them. */
export interface WordingRequest {
  /** Subject, in one line. */
  subject?: string | null;
  /** Text, with placeholders such as `{customer.name}`; a brace itself is written twice. */
  text?: string | null;
}

/** The words of a mail, by language. */
export interface WordingsRequest {
  /** In Arabic. */
  ar?: WordingRequest | null;
  /** In German. */
  de?: WordingRequest | null;
  /** In English. */
  en?: WordingRequest | null;
}

/**
 * When something happens to customers who fit, wait, and then send a mail or call an address. Some are part of Clientele:
 * they can be switched off and worded anew, but not removed.
 */
export interface Workflow {
  /** What it does. */
  action: WorkflowAction;
  /** Which of those that are part of Clientele; null for one of the merchant's own. */
  builtIn?: BuiltInWorkflow | null;
  /** When it was made; null for one that is part of Clientele and that nobody has changed. */
  createdAt?: Time | null;
  /** Whether it runs. */
  enabled: boolean;
  /** For whom it runs. */
  filter: WorkflowFilter;
  /** Identifier. */
  id: string;
  /** Whether it runs for real data. */
  livemode: boolean;
  /** What people call it. */
  name: string;
  /** Always `workflow`. */
  object: string;
  /** The type of event that begins it. */
  trigger: EventType;
  /** When it was changed last. */
  updatedAt?: Time | null;
  /** Where to, for a call. */
  url?: string | null;
  /** Grows with each change; also the ETag. */
  version: number;
  /** How long it waits before it acts, in minutes. */
  waitMinutes: number;
  /**
   * The merchant's words for its mail, by language. A mail of Clientele's has Clientele's words in the languages that are
   * left out here; any other has those of the first language.
   */
  wordings: Record<string, MailWording>;
}

export type WorkflowAction = 'mail' | 'call';

/** For whom a workflow runs: everything that is not null has to fit. */
export interface WorkflowFilter {
  /** Customers in this country only, ISO 3166-1 alpha-2. */
  country?: string | null;
  /** Customers with an active subscription only, or those without. */
  hasActiveSubscription?: boolean | null;
  /** Registered customers or guests only. */
  kind?: CustomerKind | null;
  /** Customers with this tag only. */
  tag?: string | null;
}

/** For whom a workflow runs. Null is everybody again. */
export interface WorkflowFilterRequest {
  /** Customers in this country only: ISO 3166-1 alpha-2, or its English name. */
  country?: string | null;
  /** Customers with an active subscription only, or those without. */
  hasActiveSubscription?: boolean | null;
  /** Registered customers or guests only. */
  kind?: CustomerKind | null;
  /** Customers with this tag only. */
  tag?: string | null;
}

/**
 * A workflow, or what is to be changed of one: what is left out of a change stays. A new one needs a `name` and a
 * `trigger`; a mail needs words in at least one language, a call needs a `url`.
 */
export interface WorkflowRequest {
  /** What it does; a new one that says nothing sends a mail. */
  action?: WorkflowAction | null;
  /** Whether it runs; a new one that says nothing does. */
  enabled?: boolean | null;
  /** For whom it runs; everybody when a new one says nothing. In a change, parts that are left out stay. */
  filter?: WorkflowFilterRequest | null;
  /** What people call it, at most 100 characters. */
  name?: string | null;
  /** The type of event that begins it. */
  trigger?: EventType | null;
  /** Where to, for a call: an https address. */
  url?: string | null;
  /** How long it waits before it acts, in minutes: at most 525600, and 0 when a new one says nothing. */
  waitMinutes?: number | null;
  /** The words of its mail. In a change, languages that are left out stay, and null removes one. */
  wordings?: WordingsRequest | null;
}

/** A workflow that runs for something that happened. It is kept for 90 days. */
export interface WorkflowRun {
  /** How often it was tried. */
  attempts: number;
  /** When what it runs for happened. */
  createdAt: Time;
  /** To whom, if that is known. */
  customerId?: string | null;
  /** When it is to be done; null once it is over. */
  dueAt?: Time | null;
  /** When it was over. */
  endedAt?: Time | null;
  /** What happened. */
  eventId: string;
  /** Of which type that was. */
  eventType: EventType;
  /** Identifier. */
  id: string;
  /** Whether it is about real data. */
  livemode: boolean;
  /** The mail that it sent. */
  mailId?: string | null;
  /** Always `workflow_run`. */
  object: string;
  /** Why it is so, in a sentence. */
  outcome?: string | null;
  /** How far it is. */
  status: WorkflowRunStatus;
  /** Which workflow. */
  workflowId: string;
}

export type WorkflowRunStatus = 'waiting' | 'done' | 'skipped' | 'failed';

export interface AnalyticsCohortsQuery {
  /**
   * Those who paid first in the month of this day or later; all when left out, and at most the last 120 months
   * in which somebody paid first.
   */
  from?: string;
  /** What happened up to the end of the month of this day; up to the present when left out. */
  to?: string;
  /** Always `month`. */
  interval?: AnalyticsInterval;
  /** ISO 4217 or `btc`; the merchant's own when left out. Payments in other currencies are left out. */
  currency?: string;
  /** Months are kept on the merchant's own calendar; no other one can be asked for. */
  timeZone?: string;
}

export interface RetrieveCustomerFiguresQuery {
  /** The first day, such as `2026-01-01`; 29 days before the last when left out. */
  from?: string;
  /** The last day, such as `2026-01-31`; today when left out. */
  to?: string;
  /**
   * How long a point lasts; `day` when left out. There are at most
   * 1,000 points.
   */
  interval?: AnalyticsInterval;
  /** ISO 4217 or `btc`; the merchant's own when left out. */
  currency?: string;
  /** On whose calendar days begin, such as `Europe/Berlin`; the merchant's own when left out. */
  timeZone?: string;
  /**
   * What one unit of each other currency is worth in this one, such as `usd:0.92,gbp:1.17`: what came in these is
   * converted and added. Left out, nothing is.
   */
  rates?: string;
}

export interface AnalyticsDistributionQuery {
  /** Those who paid first in the month of this day or later; everybody when left out. */
  from?: string;
  /** Those who paid first in the month of this day or before; everybody when left out. */
  to?: string;
  /** ISO 4217 or `btc`; the merchant's own when left out. Payments in other currencies are left out. */
  currency?: string;
  /** Months are kept on the merchant's own calendar; no other one can be asked for. */
  timeZone?: string;
}

export interface RetrieveProductsSoldQuery {
  /** The first day, such as `2026-01-01`; 29 days before the last when left out. */
  from?: string;
  /** The last day, such as `2026-01-31`; today when left out. */
  to?: string;
  /** ISO 4217 or `btc`; the merchant's own when left out. */
  currency?: string;
  /** On whose calendar days begin, such as `Europe/Berlin`; the merchant's own when left out. */
  timeZone?: string;
  /**
   * What one unit of each other currency is worth in this one, such as `usd:0.92,gbp:1.17`: what came in these is
   * converted and added. Left out, nothing is.
   */
  rates?: string;
}

export interface RetrieveRecurringRevenueQuery {
  /** The first day, such as `2026-01-01`; 29 days before the last when left out. */
  from?: string;
  /** The last day, such as `2026-01-31`; today when left out. */
  to?: string;
  /**
   * How long a point lasts; `day` when left out. There are at most
   * 1,000 points.
   */
  interval?: AnalyticsInterval;
  /** ISO 4217 or `btc`; the merchant's own when left out. */
  currency?: string;
  /** On whose calendar days begin, such as `Europe/Berlin`; the merchant's own when left out. */
  timeZone?: string;
  /**
   * What one unit of each other currency is worth in this one, such as `usd:0.92,gbp:1.17`: what came in these is
   * converted and added. Left out, nothing is.
   */
  rates?: string;
}

export interface RetrieveRevenueQuery {
  /** The first day, such as `2026-01-01`; 29 days before the last when left out. */
  from?: string;
  /** The last day, such as `2026-01-31`; today when left out. */
  to?: string;
  /**
   * How long a point lasts; `day` when left out. There are at most
   * 1,000 points.
   */
  interval?: AnalyticsInterval;
  /** ISO 4217 or `btc`; the merchant's own when left out. */
  currency?: string;
  /** On whose calendar days begin, such as `Europe/Berlin`; the merchant's own when left out. */
  timeZone?: string;
  /**
   * What one unit of each other currency is worth in this one, such as `usd:0.92,gbp:1.17`: what came in these is
   * converted and added. Left out, nothing is.
   */
  rates?: string;
}

export interface RetrieveSourcesQuery {
  /** The first day, such as `2026-01-01`; 29 days before the last when left out. */
  from?: string;
  /** The last day, such as `2026-01-31`; today when left out. */
  to?: string;
  /** ISO 4217 or `btc`; the merchant's own when left out. */
  currency?: string;
  /** On whose calendar days begin, such as `Europe/Berlin`; the merchant's own when left out. */
  timeZone?: string;
  /**
   * What one unit of each other currency is worth in this one, such as `usd:0.92,gbp:1.17`: what came in these is
   * converted and added. Left out, nothing is.
   */
  rates?: string;
}

export interface ListAuditLogQuery {
  /** An id, or a part of the name of whoever acted. */
  q?: string;
  /** Of this act. */
  act?: AuditAct;
  /** By the person or the key with this id. */
  actor?: string;
  /** On what has this id. */
  object?: string;
  /** At or after. */
  createdFrom?: Time;
  /** Before. */
  createdBefore?: Time;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListCheckoutSessionsQuery {
  /** In this status. */
  status?: CheckoutSessionStatus;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListCustomersQuery {
  /**
   * A query, such as `status:active spent>100 tag:vip -country:DE created>2026-01-31 "ada lovelace"`. Words are looked
   * for in id, external id, email, phone, name, tags, DID and wallet addresses.
   */
  q?: string;
  /** Those of a segment, `seg_…`. */
  segment?: string;
  /** Exactly this external id. */
  externalId?: string;
  /** Exactly this email, in any case. */
  email?: string;
  /** Exactly this phone number. */
  phone?: string;
  /** Exactly this DID. */
  did?: string;
  /** Carries this tag. */
  tag?: string;
  /** Registered customers or guests. */
  kind?: CustomerKind;
  /** The state of the subscriptions. */
  subscriptionStatus?: SubscriptionStatus;
  /** Made at or after. */
  createdFrom?: Time;
  /** Made before. */
  createdBefore?: Time;
  /** What to sort by; `createdAt` when left out. */
  sort?: CustomerSort;
  /** Names begin with A, figures and dates with the largest, when left out. */
  order?: SortOrder;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
  /** `total` for how many there are; it is left out when counting takes too long. */
  include?: string;
}

export interface SearchCustomersQuery {
  /**
   * An id, external id, email, phone, name, tag, order number, last four digits, DID or wallet address, or a part of
   * one.
   */
  q?: string;
  /** How many, 1 to 100; 20 when left out. */
  limit?: number;
}

export interface ListTopCustomersQuery {
  /** `total_spent` or `paymentCount`; `total_spent` when left out. */
  metric?: TopMetric;
  /** `7d`, `30d` or `90d`, which are days of the merchant's calendar with today as the last; `all` when left out. */
  period?: TopPeriod;
  /** ISO 4217 or `btc`; the merchant's own when left out. Payments in other currencies are left out. */
  currency?: string;
  /** How many, 1 to 100; 20 when left out. */
  limit?: number;
}

export interface RetrieveCustomerQuery {
  /**
   * Names with commas between: `payments`, `orders`, `subscriptions` and `invoices`, the newest 50 of each, newest
   * first; `related`, customers who share an identifier; `signals`, what stands out about the customer.
   */
  include?: string;
}

export interface ListCustomerBalanceTransactionsQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListCustomerCheckoutSessionsQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListCustomerInvoicesQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListCustomerNotesQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListCustomerOrdersQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListCustomerPaymentsQuery {
  /** In this state. */
  status?: PaymentStatus;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListCustomerSubscriptionsQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListEventsQuery {
  /** Of this type. */
  type?: EventType;
  /** About the customer or payment with this id. */
  object?: string;
  /** Told at or after. */
  createdFrom?: Time;
  /** Told before. */
  createdBefore?: Time;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListImportsQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListInvoicesQuery {
  /** Of this customer: `cus_…`, `externalId:VALUE`, `email:VALUE` or `did:VALUE`. */
  customer?: string;
  /** In this state. */
  status?: InvoiceStatus;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListMergesQuery {
  /** Into this customer: `cus_…`, `externalId:VALUE`, `email:VALUE` or `did:VALUE`. */
  into?: string;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListOrdersQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListPaymentLinksQuery {
  /** Only those that are not archived, or only those that are. */
  active?: boolean;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListPaymentsQuery {
  /** Of this customer: `cus_…`, `externalId:VALUE`, `email:VALUE` or `did:VALUE`. */
  customer?: string;
  /** From there. */
  source?: PaymentSource;
  /** Called so where it came from. */
  sourceId?: string;
  /** In this state. */
  status?: PaymentStatus;
  /** Recorded at or after. */
  createdFrom?: Time;
  /** Recorded before. */
  createdBefore?: Time;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListPaymentRefundsQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListPricesQuery {
  /** Of this product: `prod_…`. */
  productId?: string;
  /** Only those that are not archived, or only those that are. */
  active?: boolean;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListProductsQuery {
  /** Only those that are not archived, or only those that are. */
  active?: boolean;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListRefundsQuery {
  /** Of this payment. */
  payment?: string;
  /** Of this customer's payments: `cus_…`, `externalId:VALUE`, `email:VALUE` or `did:VALUE`. */
  customer?: string;
  /** In this state. */
  status?: RefundStatus;
  /** Asked for at or after. */
  createdFrom?: Time;
  /** Asked for before. */
  createdBefore?: Time;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListSegmentsQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListSubscriptionsQuery {
  /** Of this customer: `cus_…`, `externalId:VALUE`, `email:VALUE` or `did:VALUE`. */
  customer?: string;
  /** In this status. */
  status?: string;
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListTestClocksQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListWebhookEndpointsQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListWebhookEndpointDeliveriesQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListWorkflowsQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListWorkflowRunsQuery {
  /** How many on a page, 1 to 100; 20 when left out. */
  limit?: number;
  /** Where the page begins: `nextCursor` of the page before. */
  cursor?: string;
}

/** What is known by these names of a buyer; any other is data of the merchant's and stays as it is. */
export const BUYER: readonly string[] = [
  'address',
  'did',
  'email',
  'externalId',
  'mailOptOut',
  'metadata',
  'name',
  'phone',
  'preferredLocale',
  'refundAddress',
  'shipping',
  'tags',
  'testClockId',
];
