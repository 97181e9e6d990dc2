// `test` with a house to walk through: a server for each worker, a shop for each test, and browsers that are watched.

import { type BrowserContext, type BrowserContextOptions, expect, type Page, test as base } from '@playwright/test';
import { type Engine, POSTGRES } from './database.ts';
import { Server } from './server.ts';
import { Shop } from './shop.ts';
import { watch } from './watch.ts';

export { expect };

export interface HouseOptions {
  /** What the server keeps its data in. */
  database: Engine;
}

interface Worker extends HouseOptions {
  server: Server;
}

interface House {
  /** Skips what this machine can't run. */
  runnable: void;
  /** A demo merchant that nobody else works with. */
  shop: Shop;
  /** A server of its own that nobody has signed up on. */
  empty: Server;
  /** What browsers complained about; the test fails unless it stays empty. */
  faults: string[];
  /** Opens a browser of somebody else: another person, or another size of screen. */
  elsewhere: (options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<House, Worker>({
  database: ['sqlite', { option: true, scope: 'worker' }],

  server: [
    async ({ database }, use) => {
      const server = await Server.start(database);
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  runnable: [
    async ({ database }, use, info) => {
      info.skip(database === 'postgres' && !POSTGRES, 'CLIENTELE_TEST_POSTGRES names no server; bin/with-postgres starts one');
      await use();
    },
    { auto: true },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  shop: async ({ server }, use, info) => use(await Shop.demo(server, seed(`${info.testId} ${info.repeatEachIndex}`))),

  empty: async ({ database }, use) => {
    const server = await Server.start(database);
    await use(server);
    await server.stop();
  },

  faults: async ({}, use, info) => {
    const faults: string[] = [];
    Server.log();
    await use(faults);
    const said = Server.log();
    if (said && (faults.length > 0 || info.status !== info.expectedStatus)) {
      await info.attach('what the server said', { body: said, contentType: 'text/plain' });
    }
    expect(faults, 'what the browser complained about').toEqual([]);
  },

  context: async ({ context, baseURL, faults }, use) => {
    await watch(context, baseURL!, faults);
    await use(context);
  },

  elsewhere: async ({ browser, baseURL, faults }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL, ...options });
      contexts.push(context);
      await watch(context, baseURL!, faults);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** A number that stands for a text, so that a test meets the same people each time. */
function seed(text: string): number {
  let number = 7;
  for (const letter of text) {
    number = (Math.imul(number, 31) + letter.codePointAt(0)!) >>> 0;
  }
  return number;
}
