// Everything a journey takes along.

export * from './checkout.ts';
export { Host } from './host.ts';
export * from './looks.ts';
export { Merchant } from './merchant.ts';
export * from './counterpart.ts';
export * from './page.ts';
export { type Heard, Receiver } from './receiver.ts';
export { Server } from './server.ts';
export { CUSTOMERS, type Fields, type Mode, type Person, type Role, Shop } from './shop.ts';
export { DEVICES, looking, type Showroom } from './showroom.ts';
export { expect, type HouseOptions, test } from './test.ts';
export { Wallet } from './wallet.ts';
export { watch } from './watch.ts';
