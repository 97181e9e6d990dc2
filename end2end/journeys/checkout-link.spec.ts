// From a payment link to a payment, by Lightning.

import { at, expect, make, pay, test } from '../house/index.ts';

test('a link sells to whoever opens it', async ({ page, shop }) => {
  const link = await make(page, shop, 'payment_links', {
    name: 'Supporter', amount: 2100, currency: 'BTC', title: 'Support us', submit_type: 'donate',
  });
  await page.goto(new URL(link.url).pathname);
  await page.getByLabel('Email').fill('ada@analytical.example');
  await page.getByRole('radio', { name: 'Lightning' }).check();
  await pay(page, /^Donate/);

  await at(page, /\/pay\/cs_\w+$/);
  await expect(page.getByRole('heading', { name: 'Pay with Lightning' })).toBeVisible();
  await expect(page.getByText('This price holds for')).toBeVisible();

  // Another way and back: the email is still there.
  await page.getByRole('button', { name: 'Use another way' }).click();
  await expect(page.getByLabel('Email')).toHaveValue('ada@analytical.example');
  await page.getByRole('radio', { name: 'Lightning' }).check();
  await pay(page, /^Donate/);

  await page.getByRole('button', { name: 'Pay simulated invoice' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toContainText('It’s paid');
});
