// A customer of the merchant's: comes in from the merchant's page, sees what is theirs, changes it; and does a part of it in a
// frame on that page.

import { createServer, type Server as Host } from 'node:http';
import type { AddressInfo } from 'node:net';
import { at, DEVICES, expect, look, make, narrow, type Shop, test, THEMES } from '../house/index.ts';
import type { Page } from '@playwright/test';

/** A page of the merchant's on another origin, which posts a session. */
class MerchantPage {
  html = '';
  private constructor(private readonly host: Host) {}

  static async start(): Promise<MerchantPage> {
    const host = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(page.html));
    const page = new MerchantPage(host);
    await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
    return page;
  }

  get origin(): string {
    return `http://localhost:${(this.host.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.host.close();
  }
}

/** Ada with a subscription in its trial, an invoice and an order; gives her id. */
async function ada(page: Page, shop: Shop): Promise<string> {
  const { id } = await make(page, shop, 'customers', { name: 'Ada Lovelace', email: 'ada@analytical.example', external_id: 'ada' });
  const recurring = { interval: 'month', count: 1 };
  const price = await make(page, shop, 'prices', { product: { name: 'Bouquet' }, amount: 1900, currency: 'eur', recurring });
  await make(page, shop, 'subscriptions', { customer_id: id, price_id: price.id, trial_days: 14 });
  await make(page, shop, 'payments', { amount: 4800, currency: 'eur', customer_id: id, description: 'A print' });
  const lines = [{ description: 'Engraving', amount: 2400, quantity: 1 }];
  await make(page, shop, 'invoices', { customer_id: id, currency: 'eur', lines });
  return id;
}

async function secret(page: Page, shop: Shop, customer: string, allowed_origin: string): Promise<string> {
  const asked = { customer, components: ['portal'], allowed_origin };
  return (await make<{ client_secret: string }>(page, shop, 'customer_sessions', asked)).client_secret;
}

/** Comes in as from a page of our own, which needs no other origin. */
async function enter(page: Page, shop: Shop, customer: string): Promise<void> {
  const form = { session: await secret(page, shop, customer, 'https://shop.example') };
  await page.request.post('/portal', { form, maxRedirects: 0 });
  await page.goto('/portal');
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('details, a subscription and a receipt', async ({ page, shop }) => {
      await enter(page, shop, await ada(page, shop));
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Ada Lovelace');

      await page.getByRole('button', { name: /^Cancel subscription/ }).click();
      await at(page, /\/portal\/subscriptions\?said=canceled$/);
      await expect(page.getByRole('status')).toContainText('Canceled.');
      await page.getByRole('button', { name: /^Keep subscription/ }).click();
      await expect(page.getByRole('status')).toContainText('It goes on.');

      await page.getByRole('link', { name: 'Profile and refunds' }).click();
      await page.getByLabel('Phone').fill('12');
      await page.getByLabel('Full name').fill('Ada King');
      await page.getByRole('button', { name: 'Save' }).last().click();
      await expect(page.getByRole('alert')).toContainText('Nothing is saved yet');
      await expect(page.getByLabel('Full name')).toHaveValue('Ada King');
      await page.getByLabel('Phone').fill('+44 20 7946 0018');
      await page.getByRole('button', { name: 'Save' }).last().click();
      await expect(page.getByRole('status')).toContainText('Saved.');
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Ada King');

      await page.getByLabel('New refund address').fill('ada@wallet.example');
      await page.getByRole('button', { name: 'Send the link to confirm it' }).click();
      await expect(page.getByRole('status')).toContainText('ada@analytical.example');

      await page.getByRole('link', { name: 'Orders' }).click();
      await page.getByRole('link', { name: 'A print' }).click();
      await expect(page.getByRole('main')).toContainText('€48.00');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Open your account from the shop');
    });
  });
}

test('a frame on the page of the merchant', async ({ browser, page, shop, baseURL }) => {
  const merchant = await MerchantPage.start();
  const id = await ada(page, shop);
  const session = await secret(page, shop, id, merchant.origin);
  merchant.html = `<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>
    <iframe name="account" title="Subscription" width="480" height="300"></iframe>
    <form method="post" action="${baseURL}/embed/subscriptions" target="account">
      <input type="hidden" name="session" value="${session}"><input type="hidden" name="lang" value="en"></form>
    <form method="post" action="${baseURL}/portal"><input type="hidden" name="session" value="${session}"><button>Account</button></form>
    <script>
      window.heard = [];
      addEventListener('message', ({ origin, data }) => heard.push({ origin, ...data }));
      document.forms[0].submit();
    </script>`;
  // Nobody watches for calls to other hosts here: there are two.
  const context = await browser.newContext();
  const there = await context.newPage();
  await there.goto(merchant.origin);
  const heard = (type: string): Promise<{ origin: string; height?: number }[]> =>
    there.evaluate((type) => (window as any).heard.filter((one: any) => one.type === type), type);

  const frame = there.frameLocator('iframe');
  await expect(frame.getByRole('heading', { name: 'Bouquet' })).toBeVisible();
  await expect.poll(async () => (await heard('height')).at(-1)?.height).toBeGreaterThan(100);
  expect((await heard('height'))[0].origin).toBe(baseURL);
  expect(await heard('changed')).toEqual([]);
  await frame.getByRole('button', { name: /^Cancel subscription/ }).click();
  await expect(frame.getByRole('button', { name: /^Keep subscription/ })).toBeVisible();
  await expect.poll(async () => (await heard('changed')).length).toBe(1);
  await frame.getByRole('button', { name: 'Close' }).click();
  await expect.poll(async () => (await heard('closed')).length).toBe(1);

  // Another origin can't frame it: the browser shows nothing of it.
  const other = await context.newPage();
  await other.goto(merchant.origin.replace('localhost', '127.0.0.1'));
  await other.waitForTimeout(500);
  expect(await other.frameLocator('iframe').getByRole('heading', { name: 'Bouquet' }).count()).toBe(0);

  // And the same page opens the portal itself.
  await there.getByRole('button', { name: 'Account' }).click();
  await there.waitForURL(`${baseURL}/portal`);
  await expect(there.getByRole('heading', { level: 1 })).toContainText('Ada Lovelace');
  await context.close();
  merchant.stop();
});

for (const [device, options] of Object.entries(DEVICES)) {
  for (const lang of ['en', 'ar']) {
    test.describe(device, () => {
      test.use(options);

      test(`how it looks in ${lang}`, async ({ page, shop }) => {
        test.slow();
        const seen = async (name: string, path: string): Promise<void> => {
          await page.goto(`${path}?lang=${lang}`);
          for (const theme of THEMES) {
            await look(page, `portal-${name}-${lang}`, theme);
          }
          await narrow(page, 320);
          await page.setViewportSize(options.viewport!);
        };
        await seen('door', `/portal/${shop.id}/test`);
        await enter(page, shop, await ada(page, shop));
        await seen('overview', '/portal');
        await seen('profile', '/portal/profile');
        await page.goto('/portal/orders');
        await seen('receipt', (await page.getByRole('link', { name: 'A print' }).getAttribute('href'))!);
        await seen('invoices', '/portal/invoices');
      });
    });
  }
}
