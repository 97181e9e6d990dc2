// The API as a merchant's server calls it.

import type * as api from './api.ts';
import { type Call, type CallOptions, type Connection, send } from './request.ts';
import { buyerToWire, type List, type Selector, selector, toWire } from './wire.ts';

export interface ClienteleOptions {
  /** Where Clientele is, such as `https://pay.example.com`; `CLIENTELE_URL` of the environment when left out. */
  url?: string;
  /** `sk_test_…` or `sk_live_…`; `CLIENTELE_SECRET_KEY` of the environment when left out. */
  secretKey?: string;
  /** Where the merchant's own pages are; `CLIENTELE_SITE_URL` of the environment when left out. */
  siteUrl?: string;
  /** Where browsers reach Clientele, if that is elsewhere than `url`. */
  publicUrl?: string;
  /** How often a call that failed in passing is tried again: 3. */
  retries?: number;
  /** How many milliseconds one try may take: 30,000. */
  timeout?: number;
  fetch?: typeof fetch;
}

/** A customer session to make; the customer may be named in each way. */
export type NewCustomerSession = Omit<api.NewCustomerSession, 'customer'> & { customer: Selector };

const id = encodeURIComponent;

export class Clientele {
  readonly #connection: Connection;
  /** Where browsers reach Clientele, without a slash at the end. */
  readonly publicUrl: string;
  /** Where the merchant's own pages are. */
  readonly siteUrl: string | undefined;

  constructor(options: ClienteleOptions = {}) {
    if (typeof document !== 'undefined') {
      throw new Error('A secret key opens everything: it belongs on a server. Pages use clientele/browser.');
    }
    const { retries = 3, timeout = 30_000 } = options;
    const url = said(options.url, 'url', 'CLIENTELE_URL').replace(/\/+$/, '');
    const secretKey = said(options.secretKey, 'secretKey', 'CLIENTELE_SECRET_KEY');
    this.#connection = { url, secretKey, retries, timeout, fetch: options.fetch ?? fetch };
    this.publicUrl = options.publicUrl?.replace(/\/+$/, '') ?? url;
    this.siteUrl = options.siteUrl ?? environment('CLIENTELE_SITE_URL');
  }

  readonly customers = {
    create: (fields: api.NewCustomer, options?: CallOptions) => this.#post<api.Customer>('/customers', fields, options),
    /** A customer who was deleted is told as `{ deleted: true }`. */
    retrieve: (customer: Selector, query?: api.RetrieveCustomerQuery, options?: CallOptions) =>
      this.#get<api.CustomerOrDeleted>(`/customers/${id(selector(customer))}`, query, options),
    /** What is left out stays, `null` clears, metadata is merged by key. */
    update: (customer: Selector, fields: api.PatchCustomer, options?: CallOptions) =>
      this.#patch<api.Customer>(`/customers/${id(selector(customer))}`, fields, options),
    delete: (customer: Selector, options?: CallOptions) =>
      this.#call<api.DeletedCustomer>({ method: 'DELETE', path: `/customers/${id(selector(customer))}`, ...options }),
    search: (query: api.SearchCustomersQuery, options?: CallOptions) =>
      this.#get<List<api.Customer>>('/customers/search', query, options),
    ...this.#list<api.Customer, api.ListCustomersQuery>('/customers'),
  };

  readonly customerSessions = {
    /** The answer alone carries the `clientSecret`. */
    create: ({ customer, ...fields }: NewCustomerSession, options?: CallOptions) =>
      this.#call<api.CustomerSession>({
        method: 'POST',
        path: '/customer_sessions',
        body: toWire({ ...fields, customer: selector(customer) }),
        unnamed: true,
        ...options,
      }),
    retrieve: (session: string, options?: CallOptions) =>
      this.#get<api.CustomerSession>(`/customer_sessions/${id(session)}`, undefined, options),
    /** Ends it at once, as when the person signs out. */
    revoke: (session: string, options?: CallOptions) =>
      this.#post<api.CustomerSession>(`/customer_sessions/${id(session)}/revoke`, undefined, options),
  };

  readonly checkoutSessions = {
    /** Keys of `customer` that the API does not know are data of yours, and sent as they are. */
    create: ({ customer, ...fields }: api.NewCheckoutSession, options?: CallOptions) =>
      this.#call<api.CheckoutSession>({
        method: 'POST',
        path: '/checkout_sessions',
        body: { ...toWire(fields), ...(customer && { customer: buyerToWire(customer) }) },
        ...options,
      }),
    retrieve: (session: string, options?: CallOptions) =>
      this.#get<api.CheckoutSession>(`/checkout_sessions/${id(session)}`, undefined, options),
    expire: (session: string, options?: CallOptions) =>
      this.#post<api.CheckoutSession>(`/checkout_sessions/${id(session)}/expire`, undefined, options),
    /** Says that money came in which no machine sees. */
    confirmPayment: (session: string, fields: api.ConfirmPayment, options?: CallOptions) =>
      this.#post<api.CheckoutSession>(`/checkout_sessions/${id(session)}/confirm_payment`, fields, options),
    ...this.#list<api.CheckoutSession, api.ListCheckoutSessionsQuery>('/checkout_sessions'),
  };

  readonly payments = {
    /** Records one that was taken elsewhere. */
    create: (fields: api.NewPayment, options?: CallOptions) => this.#post<api.Payment>('/payments', fields, options),
    retrieve: (payment: string, options?: CallOptions) =>
      this.#get<api.Payment>(`/payments/${id(payment)}`, undefined, options),
    succeed: (payment: string, options?: CallOptions) =>
      this.#post<api.Payment>(`/payments/${id(payment)}/succeed`, undefined, options),
    fail: (payment: string, options?: CallOptions) =>
      this.#post<api.Payment>(`/payments/${id(payment)}/fail`, undefined, options),
    ...this.#list<api.Payment, api.ListPaymentsQuery>('/payments'),
  };

  readonly refunds = {
    /** Gives a payment back, as a whole or in part. */
    create: (fields: api.NewRefund, options?: CallOptions) => this.#post<api.Refund>('/refunds', fields, options),
    retrieve: (refund: string, options?: CallOptions) =>
      this.#get<api.Refund>(`/refunds/${id(refund)}`, undefined, options),
    markSent: (refund: string, fields: api.MarkSent, options?: CallOptions) =>
      this.#post<api.Refund>(`/refunds/${id(refund)}/mark_sent`, fields, options),
    cancel: (refund: string, options?: CallOptions) =>
      this.#post<api.Refund>(`/refunds/${id(refund)}/cancel`, undefined, options),
    ...this.#list<api.Refund, api.ListRefundsQuery>('/refunds'),
  };

  readonly prices = {
    /** What costs how much, once or again and again; `product: { name }` makes its product along with it. */
    create: (fields: api.NewPrice, options?: CallOptions) => this.#post<api.Price>('/prices', fields, options),
    retrieve: (price: string, options?: CallOptions) =>
      this.#get<api.Price>(`/prices/${id(price)}`, undefined, options),
    ...this.#list<api.Price, api.ListPricesQuery>('/prices'),
  };

  readonly subscriptions = {
    retrieve: (subscription: string, options?: CallOptions) =>
      this.#get<api.Subscription>(`/subscriptions/${id(subscription)}`, undefined, options),
    cancel: (subscription: string, fields: api.CancelSubscription, options?: CallOptions) =>
      this.#post<api.Subscription>(`/subscriptions/${id(subscription)}/cancel`, fields, options),
    ...this.#list<api.Subscription, api.ListSubscriptionsQuery>('/subscriptions'),
  };

  /** Any other call: `path` comes after `/v1`, and names are camel case on both ways. */
  request<T>(method: Call['method'], path: string, fields?: object, options?: CallOptions): Promise<T> {
    const sent = method === 'GET' ? { query: fields } : { body: fields && toWire(fields) };
    return this.#call<T>({ method, path, ...sent, ...options });
  }

  #call<T>(call: Call): Promise<T> {
    return send<T>(this.#connection, call);
  }

  #get<T>(path: string, query?: object, options?: CallOptions): Promise<T> {
    return this.request<T>('GET', path, query, options);
  }

  #post<T>(path: string, fields?: object, options?: CallOptions): Promise<T> {
    return this.request<T>('POST', path, fields, options);
  }

  #patch<T>(path: string, fields: object, options?: CallOptions): Promise<T> {
    return this.request<T>('PATCH', path, fields, options);
  }

  #list<T, Query extends { cursor?: string }>(path: string) {
    const list = (query?: Query, options?: CallOptions): Promise<List<T>> => this.#get(path, query, options);
    return {
      /** One page. */
      list,
      /** One after another, page by page, for `for await`. */
      async *all(query?: Query, options?: CallOptions): AsyncGenerator<T, void, undefined> {
        let cursor = query?.cursor;
        do {
          const page = await list({ ...query, cursor } as Query, options);
          yield* page.data;
          cursor = page.hasMore ? (page.nextCursor ?? undefined) : undefined;
        } while (cursor);
      },
    };
  }
}

function said(given: string | undefined, option: string, name: string): string {
  const value = given || environment(name);
  if (!value) {
    throw new TypeError(`Clientele needs ${option}, or ${name} in the environment.`);
  }
  return value;
}

/** Not every server has a process. */
function environment(name: string): string | undefined {
  return (globalThis as { process?: { env: Record<string, string | undefined> } }).process?.env[name];
}
