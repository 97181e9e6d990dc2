// The developers' place: a key is made, used, found in the log, and ended.

import type { Locator, Page } from '@playwright/test';
import { expect, heading, open, test } from '../house/index.ts';

/** The rows of the table on the page, without the head. */
function rows(page: Page): Locator {
  return page.getByRole('main').locator('tbody').getByRole('row');
}

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
});

test('a key opens the API until it is revoked, and the log tells of its use', async ({ page, shop, playwright, baseURL }) => {
  await open(page, shop.developers());
  await page.getByLabel('Name', { exact: true }).fill('Web shop');
  await page.getByRole('radio', { name: 'Only what I choose' }).check();
  await page.getByLabel('Customers', { exact: true }).selectOption('write');
  await page.getByRole('button', { name: 'Make the key' }).click();

  const shown = page.getByRole('alert').locator('code');
  await expect(shown).toHaveText(/^sk_live_\w{43}$/);
  const key = await shown.innerText();
  const api = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${key}` } });
  const made = await api.post('/v1/customers', { data: { name: 'Pia Programm' } });
  expect(made.status()).toBe(201);
  const { id } = await made.json();
  expect((await api.get('/v1/payments')).status()).toBe(403);

  await open(page, shop.customers(`/${id}`));
  await expect(heading(page, 'Pia Programm')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Notes and timeline' })).toContainText('Web shop added this customer');

  await open(page, shop.developers('/events?type=customer.created'));
  await rows(page).filter({ hasText: id }).getByRole('link', { name: 'customer.created' }).click();
  await expect(page.getByRole('region', { name: 'The event as JSON' })).toContainText('Pia Programm');

  await expect(async () => {
    await open(page, shop.developers('/requests'));
    await expect(rows(page).filter({ hasText: '/v1/payments' })).toContainText('403', { timeout: 500 });
  }).toPass();
  await expect(rows(page).filter({ hasText: 'POST /v1/customers' })).toContainText('201');

  await open(page, shop.developers());
  await expect(page.getByText(key)).toHaveCount(0);
  const row = rows(page).filter({ hasText: `sk_live_…${key.slice(-4)}` });
  await row.getByText('Revoke', { exact: false }).first().click();
  await row.getByRole('button', { name: 'Revoke this key' }).click();
  await expect(rows(page).filter({ hasText: `sk_live_…${key.slice(-4)}` })).toContainText('Revoked');
  expect((await api.get('/v1/customers')).status()).toBe(401);
  await api.dispose();
});

test('support finds no developers\' place, and its address says who does', async ({ page, shop }) => {
  const mina = await shop.hire('support', 'Mina Keyless');
  await shop.signIn(page, mina);

  await open(page, shop.customers());
  await expect(page.getByRole('link', { name: 'Developers' })).toHaveCount(0);
  await page.goto(shop.developers());
  await expect(page.getByText(/Support can't manage API keys/)).toBeVisible();
});
