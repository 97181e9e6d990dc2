// The shop knows its user: there is nothing to fill in but the payment.

import { expect, fillCard, make, pay, session, test } from '../house/index.ts';

test('a known user is asked for nothing', async ({ page, shop }) => {
  const ada = { external_id: 'user-1', name: 'Ada Lovelace', email: 'ada@analytical.example' };
  await make(page, shop, 'customers', ada);
  const terms = { customer: { external_id: ada.external_id }, require_customer_data: ['name', 'email'] };

  await page.goto(await session(page, shop, terms));

  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('Welcome back, Ada Lovelace');
  await expect(page.getByText('Paying as Ada Lovelace, ada@analytical.example.')).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveCount(0);
  await fillCard(page);
  await pay(page);
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Thank you, Ada Lovelace. It’s paid.');
});
