// For the merchant's server.

export { ClienteleError } from '../problem.ts';
export type * from './api.ts';
export { type Checkout, createCheckout } from './checkout.ts';
export { Clientele, type ClienteleOptions, type NewCustomerSession } from './clientele.ts';
export { ApiError, type CallOptions } from './request.ts';
export { type MessageHeaders, type VerifyOptions, verifyWebhook, type WebhookEvent } from './webhooks.ts';
export type { List, Selector } from './wire.ts';
