// A merchant's own site, of plain HTML and on another origin: who signed in there joins a club in our checkout, and the
// site knows.

import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { at, expect, fillCard, Merchant, pay, Receiver, test as base, watch } from '../house/index.ts';

/** Browsers of the merchant's shoppers. */
const test = base.extend<{ merchant: Merchant; visitor: Page; open: () => Promise<Page> }>({
  merchant: async ({ shop, server }, use) => {
    const merchant = await Merchant.start(shop, server.url);
    await use(merchant);
    await merchant.stop();
  },
  open: async ({ browser, server, faults, merchant }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      await watch(context, server.url, faults, merchant.url);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  visitor: async ({ open }, use) => use(await open()),
});

/** Signs in at the merchant's; gives the line about the club. */
async function signIn(page: Page, { url }: Merchant, name: string): Promise<Locator> {
  await page.goto(url);
  await page.getByRole('button', { name: `Sign in as ${name}` }).click();
  await expect(page.getByText(`Hello ${name}`)).toBeVisible();
  return page.getByRole('status');
}

test('somebody without a subscription joins, comes back as a member, and is alone in it', async ({ visitor, open, server, merchant }) => {
  const status = await signIn(visitor, merchant, 'Ada');
  await expect(status).toHaveText('No subscription yet.');

  await visitor.getByRole('button', { name: 'Join for €9 a month' }).click();
  await at(visitor, /\/pay\/cs_\w+$/);
  expect(visitor.url()).toContain(server.url);
  await expect(visitor.getByLabel('Email')).toHaveValue('ada@analytical.example');
  await fillCard(visitor);
  await pay(visitor, /^Subscribe/);

  await visitor.waitForURL(`${merchant.url}/`);
  await expect(status).toHaveText(/^You are a member, paid until \w+ \d+, \d{4}\.$/);
  await expect(visitor.getByRole('button', { name: 'Join' })).toBeDisabled();
  await expect(visitor.getByRole('region', { name: 'Orders' }).getByRole('listitem')).toHaveText(['Tea club: €9.00']);
  const { violations } = await new AxeBuilder({ page: visitor }).analyze();
  expect(violations).toEqual([]);
  const other = await open();
  await expect(await signIn(other, merchant, 'Ben')).toHaveText('No subscription yet.');
});

test('a tin is bought with one call, and what is shown elsewhere follows', async ({ visitor, merchant }) => {
  await signIn(visitor, merchant, 'Ben');
  const beside = await visitor.context().newPage();
  await beside.goto(merchant.url);
  await expect(beside.getByRole('status')).toHaveText('No subscription yet.');

  await visitor.getByRole('button', { name: 'Buy a tin' }).click();
  await fillCard(visitor);
  await pay(visitor);
  await visitor.waitForURL(`${merchant.url}/`);

  await beside.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(beside.getByRole('region', { name: 'Orders' }).getByRole('listitem')).toHaveText(['A tin of tea: €5.00']);
});

test('signing out ends what every page of theirs may see', async ({ visitor, merchant }) => {
  const status = await signIn(visitor, merchant, 'Ada');
  await expect(status).toHaveText('No subscription yet.');
  await visitor.getByRole('button', { name: 'Buy a tin' }).click();
  await fillCard(visitor);
  await pay(visitor);
  await visitor.waitForURL(`${merchant.url}/`);
  const beside = await visitor.context().newPage();
  await beside.goto(merchant.url);
  await expect(beside.getByRole('listitem')).toHaveCount(1);

  await visitor.getByRole('button', { name: 'Sign out' }).click();
  await expect(visitor.getByText('Who are you?')).toBeVisible();

  await beside.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(beside.getByRole('status')).toHaveText('We can’t look that up at the moment.');
  await expect(beside.getByRole('listitem')).toHaveCount(0);
});

test('another site can read nothing, with the visitor’s cookies or with a secret it got hold of', async ({ browser, server, merchant }) => {
  // Not watched: its console is full of what the browser refuses.
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, merchant, 'Ada');
  await page.getByRole('button', { name: 'Buy a tin' }).click();
  await fillCard(page);
  await pay(page);
  await page.waitForURL(`${merchant.url}/`);
  const ask = (body: string) =>
    page.evaluate(async (body) => {
      const answer = await fetch('/api/clientele', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return answer.json();
    }, body);
  const { clientSecret } = await ask('{"externalId":"shopper-ada"}');
  expect(clientSecret).toMatch(/^csec_test_/);
  expect(await ask('{"externalId":"shopper-ben"}')).toMatchObject({ status: 403, code: 'identity_mismatch' });

  const evil = await Receiver.start(() => [200, '<!doctype html><title>Evil</title>']);
  const foreign = await context.newPage();
  await foreign.goto(evil.url('/'));
  const read = await foreign.evaluate(async ([shop, clientele, secret]) => {
    const json = { method: 'POST', credentials: 'include', headers: { 'content-type': 'application/json' }, body: '{}' } as const;
    const tries = [
      () => fetch(`${shop}/api/clientele`, json),
      () => fetch(`${shop}/api/clientele`, { method: 'POST', credentials: 'include', body: '{}' }),
      () => fetch(`${clientele}/client/v1/customer`, { headers: { authorization: `Bearer ${secret}` } }),
    ];
    return Promise.all(tries.map((send) => send().then((answer) => answer.text(), (error: Error) => error.name)));
  }, [merchant.url, server.url, clientSecret as string]);

  expect(read).toEqual(['TypeError', 'TypeError', 'TypeError']);
  await evil.stop();
  await context.close();
});
