// The whole way without a single script.

import { at, CARD, expect, fillCard, pay, session, test } from '../house/index.ts';

test.use({ javaScriptEnabled: false });

test('another country, a declined card, an invoice, and paid', async ({ page, shop }) => {
  await page.goto(await session(page, shop, { collect: { billing_address: true } }));
  await page.getByLabel('Email').fill('ada@analytical.example');
  await page.getByLabel('Country').selectOption('US');
  await page.getByRole('button', { name: 'Use this country' }).click();
  await expect(page.getByLabel('ZIP code')).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue('ada@analytical.example');

  await page.getByLabel('Street and number').fill('1 Main St');
  await page.getByLabel('City').fill('Springfield');
  await page.getByLabel('State').fill('IL');
  await page.getByLabel('ZIP code').fill('62701');
  await fillCard(page, CARD.declined);
  await pay(page);
  await expect(page.getByRole('alert')).toContainText('declined this card');
  await expect(page.getByLabel('ZIP code')).toHaveValue('62701');

  await page.getByRole('radio', { name: 'Lightning' }).check();
  await pay(page);
  await at(page, /\/pay\/cs_\w+$/);
  await expect(page.getByRole('textbox', { name: 'Invoice' })).not.toHaveValue('');
  await expect(page.getByRole('link', { name: 'Check again' })).toBeVisible();
  await page.getByRole('button', { name: 'Pay simulated invoice' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toContainText('It’s paid');
});
