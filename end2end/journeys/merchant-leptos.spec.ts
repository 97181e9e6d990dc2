// A merchant's shop in Leptos, on another origin: it knows of no subscription, sells one, and knows of it.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, fillCard, make, pay, test } from '../house/index.ts';
import { BINARY, TARGET } from '../house/server.ts';

/** The shop's program: built with the server's, or by hand. */
const SHOP = [dirname(BINARY), join(TARGET, 'debug')].map((folder) => join(folder, 'clientele-example-leptos')).find(existsSync);

/** Starts the shop; gives its address. */
async function open(env: NodeJS.ProcessEnv): Promise<[ChildProcess, string]> {
  const pkg = join(TARGET, 'example-leptos');
  if (!SHOP || !existsSync(pkg)) {
    throw new Error('The shop is not built: run clients/examples/leptos/build and cargo build -p clientele-example-leptos.');
  }
  const child = spawn(SHOP, [], {
    env: { ...process.env, SHOP_ADDR: '127.0.0.1:0', SHOP_PKG: pkg, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const url = /^The shop is at (\S+)$/.exec(line)?.[1];
    if (url) {
      return [child, url];
    }
  }
  throw new Error(`The shop ended with ${child.exitCode}.`);
}

test('no subscription, a checkout, and back with one', async ({ browser, page, server, shop }) => {
  const terms = { product: { name: 'The Daily Loom' }, amount: 900, currency: 'eur', recurring: { interval: 'month', count: 1 } };
  const { id: price } = await make(page, shop, 'prices', terms);
  const [child, url] = await open({ CLIENTELE_URL: server.url, CLIENTELE_SECRET_KEY: shop.testKey, SHOP_PRICE: price });
  const context = await browser.newContext();
  const faults: string[] = [];
  context.on('weberror', (error) => faults.push(error.error().message));
  // Of the shop's pages; the checkout's are looked at in journeys of their own.
  context.on('console', (message) => {
    if (message.type() === 'error' && message.location().url.startsWith(url)) {
      faults.push(message.text());
    }
  });
  try {
    const buyer = await context.newPage();
    await buyer.goto(url);
    await buyer.getByLabel('Email').fill('ada@analytical.example');
    await buyer.getByRole('button', { name: 'Sign in' }).click();
    await expect(buyer.getByRole('status')).toHaveText('No subscription');

    await buyer.getByRole('button', { name: 'Subscribe' }).click();
    await expect(buyer).toHaveURL(/\/pay\/cs_\w+$/);
    await fillCard(buyer);
    await pay(buyer);
    await buyer.waitForURL(`${url}/`);
    await expect(buyer.getByRole('status')).toHaveText(/^The Daily Loom: active until \d{4}-\d\d-\d\d$/);
    await expect(buyer.getByRole('button', { name: 'Subscribe' })).toHaveCount(0);

    // Somebody else who signs in there is told nothing of it.
    await context.clearCookies();
    await buyer.goto(url);
    await buyer.getByLabel('Email').fill('bob@analytical.example');
    await buyer.getByRole('button', { name: 'Sign in' }).click();
    await expect(buyer.getByRole('status')).toHaveText('No subscription');
    expect(faults).toEqual([]);
  } finally {
    await context.close();
    child.kill();
  }
});
