// What is sent, with names as they are on the wire, and whom a call is about.

import { renamed, snake } from '../names.ts';
import { BUYER, type BuyerRequest } from './api.ts';

/** Fields of ours as the API names them. */
export function toWire(fields: object): Record<string, unknown> {
  return renamed(fields, snake) as Record<string, unknown>;
}

/** A buyer: names that the API knows are put its way; all others are the merchant's, and `taxId` stays `taxId`. */
export function buyerToWire(buyer: BuyerRequest): Record<string, unknown> {
  return Object.assign(
    {},
    ...Object.entries(buyer).map(([name, value]) => (BUYER.includes(name) ? toWire({ [name]: value }) : { [name]: value })),
  ) as Record<string, unknown>;
}

/** A customer: our id or a selector as it is (`cus_…`, `external_id:user-123`), or by one name of theirs. */
export type Selector = string | { customerId: string } | { externalId: string } | { email: string } | { did: string };

/** The same as the API writes it. */
export function selector(customer: Selector): string {
  if (typeof customer === 'string') {
    return customer;
  }
  const [[kind, value] = [], ...more] = Object.entries(customer) as [string, string][];
  if (!kind || !value || more.length > 0) {
    throw new TypeError('A customer is named in one way: by externalId, email, did or customerId.');
  }
  return kind === 'customerId' ? value : `${snake(kind)}:${value}`;
}

/** A page of a list. */
export interface List<T> {
  object: 'list';
  data: T[];
  /** Whether there is more. */
  hasMore: boolean;
  /** Where the next page begins. */
  nextCursor?: string | null;
  /** How many there are, when asked for with `include: 'total'`. */
  total?: { count: number; capped: boolean } | null;
}
