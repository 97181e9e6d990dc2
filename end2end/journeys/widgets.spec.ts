// The widgets on a merchant's own page, on another origin under a strict policy; and the page of the dashboard where they
// are chosen.

import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { awake, expect, Host, make, open, shifts, test as base, THEMES, toast, watchShifts } from '../house/index.ts';

const CUSTOMER = '/client/v1/customer';

interface Asked {
  /** Answers of the client API to this page, preflights aside. */
  answers: number[];
  /** What went wrong in the console. */
  faults: string[];
  scripts: number;
}

const test = base.extend<{ host: Host; visit: (options?: BrowserContextOptions) => Promise<[Page, Asked]> }>({
  host: async ({ page, server, shop }, use) => {
    const buyer = { name: 'Amara Okonkwo', email: 'amara@okonkwostudio.example', external_id: 'user-1' };
    const customer = (await make(page, shop, 'customers', buyer)).id;
    const host = await Host.start({ house: server.url, key: shop.testKey, customer });
    await use(host);
    await host.stop();
  },

  // A browser of its own: the other journeys take every call to another origin for a fault.
  visit: async ({ browser, host }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    const all: Asked[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      const asked: Asked = { answers: [], faults: [], scripts: 0 };
      all.push(asked);
      page.on('console', (message) => {
        const refused = /^Failed to load resource: the server responded with a status of \d/.test(message.text());
        if (message.type() === 'error' && !refused) {
          asked.faults.push(message.text());
        }
      });
      page.on('pageerror', (error) => asked.faults.push(error.message));
      page.on('response', (response) => {
        const url = new URL(response.url());
        if (url.pathname === CUSTOMER && response.request().method() === 'GET') {
          asked.answers.push(response.status());
        }
        asked.scripts += Number(url.pathname === '/embed/clientele.js');
        expect(response.url(), 'a secret in an address').not.toContain('csec_');
      });
      await watchShifts(page);
      await page.goto(host.url);
      return [page, asked];
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(all.flatMap((one) => one.faults), 'what the host page complained about').toEqual([]);
  },
});

/** Pays for two things and subscribes to one. */
async function buy(page: Page, shop: Parameters<typeof make>[1], customer: string): Promise<void> {
  const paid = { currency: 'eur', customer_id: customer };
  await make(page, shop, 'payments', { ...paid, amount: 14_250, description: 'Hand grinder, walnut' });
  await make(page, shop, 'payments', { ...paid, amount: 2400, description: 'Two flat whites' });
  const price = await make(page, shop, 'prices', {
    product: { name: 'Two bags a month' }, amount: 8600, currency: 'eur', recurring: { interval: 'month', count: 1 },
  });
  await make(page, shop, 'subscriptions', {
    customer_id: customer, price_id: price.id, trial_days: 14,
  });
}

const card = (page: Page) => page.locator('clientele-customer');
const refresh = (page: Page) =>
  page.evaluate(async () => {
    const src = document.querySelector<HTMLScriptElement>('script[type=module]')!.src;
    await (await import(src)).refresh();
  });

test('three widgets ask once, jump nowhere, and ask with what they have', async ({ page, shop, host, visit }) => {
  await buy(page, shop, host.site.customer!);

  const [site, asked] = await visit();

  await expect(card(site)).toContainText('Amara Okonkwo');
  await expect(site.locator('clientele-subscription')).toContainText('Two bags a month');
  await expect(site.locator('clientele-subscription')).toContainText('€86.00 / month');
  await expect(site.locator('clientele-subscription').getByText('Trial', { exact: true })).toBeVisible();
  await expect(site.locator('clientele-orders').getByRole('listitem')).toHaveCount(2);
  await expect(site.locator('clientele-orders')).toContainText('€142.50');
  expect([asked.answers, host.sessions, asked.scripts]).toEqual([[200], 1, 1]);
  expect(await shifts(site), 'how far the page jumped').toBe(0);

  await refresh(site);
  expect(asked.answers).toEqual([200, 304]);
  await make(page, shop, 'payments', { amount: 900, currency: 'eur', customer_id: host.site.customer, description: 'Filter papers' });
  await refresh(site);
  await expect(site.locator('clientele-orders').getByRole('listitem').first()).toContainText('Filter papers');
  expect([asked.answers, host.sessions]).toEqual([[200, 304, 200], 1]);
  expect(await shifts(site), 'how far the page jumped').toBe(0);
});

test('axe finds nothing in them, light and dark, and they keep within a narrow page', async ({ page, shop, host, visit }) => {
  await buy(page, shop, host.site.customer!);
  for (const colorScheme of THEMES) {
    const [site] = await visit({ colorScheme, viewport: { width: 320, height: 800 } });
    await expect(site.locator('clientele-orders')).toContainText('Hand grinder');
    const { violations } = await new AxeBuilder({ page: site }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target, failureSummary }) => [target, failureSummary])])).toEqual([]);
    expect(await site.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    if (process.env.CLIENTELE_SCREENSHOTS) {
      await site.screenshot({ path: `${process.env.CLIENTELE_SCREENSHOTS}/widgets-host-${colorScheme}-320.png`, fullPage: true });
    }
  }
});

test('they speak the language of the page, from right to left too', async ({ page, shop, host, visit }) => {
  await buy(page, shop, host.site.customer!);
  for (const [lang, word, money] of [['de-AT', 'Bearbeiten', '142,50'], ['ar', 'تعديل', '142']]) {
    host.lang = lang;
    const [site] = await visit();
    await expect(card(site).getByRole('button', { name: word })).toBeVisible();
    const orders = site.locator('clientele-orders');
    await expect(orders).toContainText('Hand grinder');
    const amount = await orders.getByRole('listitem').last().locator('[part=amount]').textContent();
    expect(amount!.replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)))).toContain(money);
    const [sign, name] = await Promise.all(['avatar', 'name'].map((part) => card(site).locator(`[part=${part}]`).boundingBox()));
    expect(sign!.x > name!.x, 'the picture is where reading begins').toBe(lang === 'ar');
    if (process.env.CLIENTELE_SCREENSHOTS) {
      await site.screenshot({ path: `${process.env.CLIENTELE_SCREENSHOTS}/widgets-host-${lang}.png`, fullPage: true });
    }
  }
});

/** A page of the house's that stands in for a frame: it says what the test wants it to. */
async function standIn(site: Page, house: string, sent: string[]): Promise<void> {
  await site.route(`${house}/embed/profile`, async (route) => {
    sent.push(route.request().postData() ?? '');
    await route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Edit</title><button id="save">Save</button><button id="done">Done</button><script>
        const tell = (more) => parent.postMessage({ source: 'clientele', ...more }, '*');
        tell({ type: 'height', height: 321 });
        save.onclick = () => tell({ type: 'changed' });
        done.onclick = () => tell({ type: 'closed' });
      </script>`,
    });
  });
}

test('a frame of ours changes something, and every widget sees it', async ({ page, shop, host, server, visit }) => {
  const [site, asked] = await visit();
  const sent: string[] = [];
  await standIn(site, server.url, sent);
  const edit = card(site).getByRole('button', { name: 'Edit' });
  await expect(edit).toBeVisible();
  await edit.focus();

  await site.keyboard.press('Enter');

  const dialog = card(site).getByRole('dialog', { name: 'Edit' });
  await expect(dialog).toBeVisible();
  const frame = card(site).locator('iframe');
  await expect(frame).toHaveCSS('height', '321px');
  const fields = new URLSearchParams(sent[0]);
  expect([fields.get('session'), fields.get('lang'), fields.get('theme')]).toEqual([host.given[0].client_secret, 'en', 'auto']);
  expect(await frame.getAttribute('src')).toBeNull();

  // What a stranger says is not heard: neither the page itself, nor another frame.
  await site.evaluate(() => postMessage({ source: 'clientele', type: 'closed' }, '*'));
  await expect(dialog).toBeVisible();

  const headers = { authorization: `Bearer ${shop.testKey}` };
  await page.request.patch(`/v1/customers/${host.site.customer}`, { headers, data: { name: 'Amara Nwosu' } });
  await card(site).frameLocator('iframe').getByRole('button', { name: 'Save' }).click();
  await expect(card(site)).toContainText('Amara Nwosu');
  await card(site).frameLocator('iframe').getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(edit).toBeFocused();
  await expect.poll(() => asked.answers.slice(-2), 'as it was when the frame opened, and then changed').toEqual([304, 200]);
  expect(await card(site).locator('iframe, form').count(), 'nothing stays behind').toBe(0);

  // The keyboard alone closes it, too.
  await site.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await site.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(edit).toBeFocused();
});

test('details are corrected in the frame of the house, without leaving the page', async ({ visit }) => {
  const [site] = await visit();
  const edit = card(site).getByRole('button', { name: 'Edit' });
  await edit.click();

  const form = card(site).frameLocator('iframe');
  await form.getByLabel('Full name').fill('Amara Nwosu');
  await form.getByRole('button', { name: 'Save' }).click();

  await expect(card(site)).toContainText('Amara Nwosu');
  await form.getByRole('button', { name: 'Close' }).click();
  await expect(card(site).getByRole('dialog')).toHaveCount(0);
  await expect(edit).toBeFocused();
});

test('a session that has ended is asked for again, and nobody signed in sees nothing', async ({ page, shop, host, visit }) => {
  const [site, asked] = await visit();
  await expect(card(site)).toContainText('Amara Okonkwo');
  const headers = { authorization: `Bearer ${shop.testKey}` };
  await page.request.post(`/v1/customer_sessions/${host.given[0].id}/revoke`, { headers });

  await refresh(site);

  await expect(card(site)).toContainText('Amara Okonkwo');
  expect([asked.answers, host.sessions]).toEqual([[200, 401, 304], 2]);

  await page.request.post(`/v1/customer_sessions/${host.given[1].id}/revoke`, { headers });
  host.site.customer = null;
  await refresh(site);
  await expect(card(site)).toContainText('Sign in to see this.');
  await expect(site.locator('body')).not.toContainText('Amara');
});

test('what can not be read can be tried again, and nothing yet is said', async ({ host, server, visit }) => {
  host.body = host.body.replace('</clientele-subscription>', '<a slot="empty" href="/plans">See plans</a></clientele-subscription>');
  const [site] = await visit();
  await expect(site.locator('clientele-subscription')).toContainText('No subscription yet');
  await expect(site.getByRole('link', { name: 'See plans' })).toBeVisible();
  await expect(site.locator('clientele-orders')).toContainText('No orders yet');

  await site.route(`${server.url}${CUSTOMER}`, (route) => route.fulfill({ status: 503, headers: { 'access-control-allow-origin': '*' } }));
  await site.reload();
  await expect(card(site)).toContainText('This could not be loaded.');
  expect(await shifts(site), 'how far the page jumped').toBe(0);
  await site.unroute(`${server.url}${CUSTOMER}`);
  await card(site).getByRole('button', { name: 'Try again' }).click();
  await expect(card(site)).toContainText('Amara Okonkwo');
  await expect(site.locator('clientele-orders')).toContainText('No orders yet');
});

test('a function of the page gives the session', async ({ host, server, visit }) => {
  host.body = '<clientele-customer></clientele-customer><clientele-orders></clientele-orders>';
  const [site, asked] = await visit();
  await expect(card(site).getByText('Loading')).toBeAttached();

  await site.evaluate(async (src) => {
    const { session } = await import(src);
    session(async () => (await (await fetch('/clientele-session', { method: 'POST' })).json()).client_secret);
  }, `${server.url}/embed/clientele.js`);

  await expect(card(site)).toContainText('Amara Okonkwo');
  expect([asked.answers, host.sessions]).toEqual([[200], 1]);
});

test('a merchant chooses, styles, copies, and says where', async ({ page, shop, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await shop.signIn(page);
  await open(page, shop.customers());
  await page.getByRole('navigation').getByRole('link', { name: 'Widgets' }).click();
  await expect(page.locator('clientele-orders')).toContainText('Hand grinder, walnut');

  await page.getByLabel('Widget', { exact: true }).selectOption('Subscription');
  await page.getByLabel('Accent').fill('#8f3b22');
  await page.getByLabel('Radius').fill('3');
  await page.getByLabel('Theme').selectOption('Dark');
  await page.getByLabel('Shown as').selectOption('Past due');

  const preview = page.locator('clientele-subscription');
  await expect(preview).toContainText('Past due');
  await expect(page.locator('clientele-orders')).toHaveCount(0);
  await expect(preview.locator('[part=card]')).toHaveCSS('border-radius', '3px');
  await expect(preview).toHaveCSS('color-scheme', 'dark');
  await page.getByRole('button', { name: /^Copy ?: What goes into your page$/ }).click();
  await toast(page, 'Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('--clientele-radius: 3px;');
  expect(copied).toContain('<clientele-subscription session-url="/clientele-session"></clientele-subscription>');

  await page.getByRole('textbox', { name: 'Origins' }).fill('https://shop.example\nshop.example/account');
  await page.getByRole('button', { name: 'Save origins' }).click();
  await expect(page.getByRole('textbox', { name: 'Origins' })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('textbox', { name: 'Origins' })).toHaveValue('https://shop.example\nshop.example/account');
  await page.getByRole('textbox', { name: 'Origins' }).fill('https://shop.example');
  await page.getByRole('button', { name: 'Save origins' }).click();
  await awake(page);
  await expect(page.getByLabel('What goes onto your server', { exact: true })).toContainText('allowed_origin: "https://shop.example"');
});
