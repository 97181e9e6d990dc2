// For the merchant's pages.

export { ClienteleError } from '../problem.ts';
export type { Customer, Order, Subscription } from './customer.ts';
export { from, type Grant, type Identifier, type Renew } from './session.ts';
export { CustomerStore, customerStore, type Refresh, type State } from './store.ts';
