// What a page may see of its customer: docs/client-api.md.

import type { Interval, OrderStatus, SubscriptionItem, SubscriptionStatus } from '../server/api.ts';

/** One person. What the session does not show is left out. */
export interface Customer {
  object: 'customer';
  id: string;
  /** Whether this is real data. */
  livemode: boolean;
  /** Whether the session opens the portal and its frames. */
  portal: boolean;
  /** The merchant's own id for this user. */
  externalId?: string | null;
  name?: string | null;
  email?: string | null;
  /** Whether any subscription is active, in trial, or late within its grace period. */
  hasActiveSubscription?: boolean;
  /** The newest 20, newest first. */
  subscriptions?: Subscription[];
  /** What was paid and given back, by currency, in minor units. */
  totals?: { currency: string; spent: number; refunded: number; net: number; paymentCount: number }[];
  /** The newest 20, newest first. */
  orders?: Order[];
}

export interface Subscription {
  id: string;
  status: SubscriptionStatus;
  items: SubscriptionItem[];
  /** What a period costs, in minor units. */
  amount: number;
  currency: string;
  recurring: { interval: Interval; count: number };
  currentPeriodEnd: string;
  trialEnd: string | null;
  cancelAtPeriodEnd: boolean;
  /** Until when the customer has it, unless something more is paid. */
  activeUntil: string;
  endedAt: string | null;
  createdAt: string;
}

export interface Order {
  id: string;
  /** As people quote it. */
  number: string;
  /** In minor units. */
  amount: number;
  currency: string;
  status: OrderStatus;
  description: string | null;
  createdAt: string;
}
