// A checkout in one call.

import type { CheckoutSession, NewCheckoutSession } from './api.ts';
import { Clientele } from './clientele.ts';
import type { CallOptions } from './request.ts';

/** What is to be paid, and by whom. */
export interface Checkout extends Omit<NewCheckoutSession, 'lineItems'> {
  type: 'AMOUNT';
  title: string;
  /** In minor units: 500 is five dollars. */
  amount: number;
  currency: string;
  /** Where the buyer goes afterwards. Without an origin, it is a page of `siteUrl`. */
  successUrl: string;
}

/**
 * Makes a checkout; the buyer pays at its `url`. The form asks for what is in `requireCustomerData` and not in `customer`, nor
 * known of the user whom `customer.externalId` names.
 */
export function createCheckout(
  { type, ...terms }: Checkout,
  clientele: Clientele = new Clientele(),
  options?: CallOptions,
): Promise<CheckoutSession> {
  if (type !== 'AMOUNT') {
    throw new TypeError("A checkout is of type 'AMOUNT'. Prices are sold with clientele.checkoutSessions.create({ lineItems }).");
  }
  const successUrl = absolute(terms.successUrl, clientele);
  const cancelUrl = terms.cancelUrl && absolute(terms.cancelUrl, clientele);
  return clientele.checkoutSessions.create({ ...terms, successUrl, cancelUrl }, options);
}

/** `{CHECKOUT_SESSION_ID}` stays as it is. */
function absolute(address: string, { siteUrl }: Clientele): string {
  if (!address.startsWith('/')) {
    return address;
  }
  if (!siteUrl) {
    throw new TypeError(`${address} of which site? Give Clientele a siteUrl, or CLIENTELE_SITE_URL in the environment.`);
  }
  return new URL(siteUrl).origin + address;
}
