// Somebody who has never been here buys something.

import { at, CARD, expect, fillCard, found, pay, session, test } from '../house/index.ts';

test('a guest fills in what is asked, pays, and is a customer', async ({ page, shop }) => {
  await page.goto(await session(page, shop, { collect: { name: true, billing_address: true } }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Postcard');
  await page.getByLabel('Email').fill('ada@analytical.example');
  await page.getByLabel('Full name').fill('Ada Lovelace');

  // Another country asks for other parts at once, and keeps what was typed.
  await page.getByLabel('Country').selectOption('US');
  await expect(page.getByLabel('ZIP code')).toBeVisible();
  await page.getByLabel('Street and number').fill('12 St James’s Square');
  await page.getByLabel('Country').selectOption('GB');
  await expect(page.getByLabel('Postcode')).toBeVisible();
  await expect(page.getByLabel('Street and number')).toHaveValue('12 St James’s Square');
  await page.getByLabel('Town or city').fill('London');
  await page.getByLabel('Postcode').fill('SW1Y 4JH');

  // The digits are grouped while they are typed.
  await fillCard(page);
  await page.getByLabel('Card number').fill('');
  await page.getByLabel('Card number').pressSequentially(CARD.good.replaceAll(' ', ''));
  await expect(page.getByLabel('Card number')).toHaveValue(CARD.good);
  await pay(page);

  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Thank you, Ada Lovelace. It’s paid.');
  await at(page, /\/pay\/cs_\w+$/);
  const { data } = await found<{ data: { name: string; address: { country: string } }[] }>(page, shop, 'customers?email=ada@analytical.example');
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({ name: 'Ada Lovelace', address: { country: 'GB' } });
});
