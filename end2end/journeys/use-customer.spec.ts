// useCustomer in React: a page of a merchant's that shows who is signed in there.

import { execFileSync } from 'node:child_process';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { customerHandler, toNode } from '../../clients/js/dist/handler/index.js';
import { Clientele } from '../../clients/js/dist/server/index.js';
import { expect, make, type Shop, test as base, watch } from '../house/index.ts';

const PACKAGE = resolve(import.meta.dirname, '../../clients/js');
const ADA = { external_id: 'user-1', name: 'Ada Lovelace' };

const PAGE = `<!doctype html><html lang="en"><title>Profile</title><link rel="icon" href="data:,">
<body data-who="${ADA.external_id}"><div id="root"></div><script type="module" src="/page.js"></script>`;

/** The merchant's site: whoever it says is signed in, and whomever its page shows. */
class Site {
  signedIn: string | null = ADA.external_id;
  /** How often its page asked for a session. */
  asked = 0;
  private static script: string;

  private constructor(
    readonly url: string,
    private readonly server: HttpServer,
  ) {}

  static async start(shop: Shop, clientele: string): Promise<Site> {
    Site.script ??= execFileSync(
      join(PACKAGE, 'node_modules/.bin/esbuild'),
      ['test/page/profile.tsx', '--bundle', '--format=esm', '--jsx=automatic', '--log-level=error'],
      { cwd: PACKAGE, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
    );
    let handle: ReturnType<typeof toNode>;
    const server = createServer((request, response) => {
      if (request.url === '/api/clientele') {
        site.asked++;
        return void handle(request, response);
      }
      const [type, body] = request.url === '/page.js' ? ['text/javascript', Site.script] : ['text/html', PAGE];
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const site = new Site(`http://localhost:${(server.address() as AddressInfo).port}`, server);
    handle = toNode(
      customerHandler({
        clientele: new Clientele({ url: clientele, secretKey: shop.testKey, siteUrl: site.url }),
        identify: () => (site.signedIn ? { externalId: site.signedIn } : null),
      }),
    );
    return site;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }
}

const test = base.extend<{ site: Site; visitor: Page }>({
  site: async ({ shop, server }, use) => {
    const site = await Site.start(shop, server.url);
    await use(site);
    await site.stop();
  },
  visitor: async ({ browser, server, site, faults }, use) => {
    const context = await browser.newContext();
    await watch(context, server.url, faults, site.url);
    await use(await context.newPage());
    await context.close();
  },
});

/** What was shown, without what was shown twice in a row. */
const told = (page: Page) => page.evaluate(() => window.told.filter((text, index, all) => text !== all[index - 1]));

test('loading comes first, nobody is no error, and a subscription shows when the visitor comes back', async ({ visitor, site, page, shop }) => {
  await visitor.goto(site.url);
  const status = visitor.getByRole('status');
  await expect(status).toHaveText('Customer not found');
  expect(await told(visitor)).toEqual(['Loading...', 'Customer not found']);

  const { id } = await make(page, shop, 'customers', ADA);
  const monthly = { product: { name: 'Club' }, amount: 900, currency: 'eur', recurring: { interval: 'month', count: 1 } };
  const price = await make(page, shop, 'prices', monthly);
  await visitor.evaluate(() => window.refetch());
  await expect(status).toHaveText('Name: Ada Lovelace');
  await expect(visitor.getByText('Has active subscription: No')).toBeVisible();
  await make(page, shop, 'subscriptions', { customer_id: id, price_id: price.id, trial_days: 14 });
  await visitor.evaluate(() => dispatchEvent(new Event('focus')));

  await expect(visitor.getByText('Has active subscription: Yes')).toBeVisible();
  await expect(visitor.getByText('Member')).toBeVisible();
});

test('the answer about one person never shows when the page has gone on to another', async ({ visitor, site, page, shop }) => {
  await make(page, shop, 'customers', ADA);
  await make(page, shop, 'customers', { external_id: 'user-2', name: 'Ben Bitdiddle' });
  let release = () => {};
  let first = true;
  await visitor.route('**/client/v1/customer', async (route) => {
    if (first && route.request().method() === 'GET') {
      first = false;
      await new Promise<void>((go) => (release = go));
    }
    await route.continue().catch(() => {});
  });
  await visitor.goto(site.url);
  await expect.poll(() => first).toBe(false);

  site.signedIn = 'user-2';
  await visitor.evaluate(() => window.show('user-2'));
  await expect(visitor.getByRole('status')).toHaveText('Name: Ben Bitdiddle');
  release();
  await visitor.evaluate(() => window.refetch());

  expect(await told(visitor)).toEqual(['Loading...', 'Name: Ben Bitdiddle']);
  await visitor.evaluate(() => window.show(null));
  await expect(visitor.getByRole('status')).toHaveText('Customer not found');
});

test('a page that shows somebody else than who is signed in is told so, and shows nobody', async ({ visitor, site, page, shop }) => {
  await make(page, shop, 'customers', ADA);
  await visitor.goto(site.url);
  await expect(visitor.getByRole('status')).toHaveText('Name: Ada Lovelace');
  expect(site.asked, 'two places of the page, and React’s strict mode').toBeLessThanOrEqual(2);

  await visitor.evaluate(() => window.show('user-2'));
  await expect(visitor.getByRole('status')).toHaveText('Error: This page shows somebody else than the person who is signed in.');
  site.signedIn = null;
  await visitor.evaluate(() => window.refetch());
  await expect(visitor.getByRole('status')).toHaveText('Error: Nobody is signed in.');
});
