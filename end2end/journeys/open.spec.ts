// The page of one customer.

import { at, awake, expect, heading, names, open, rows, test } from '../house/index.ts';

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
});

test('the page reads at a glance and agrees with the list', async ({ page, shop }) => {
  await open(page, shop.customers('?sort=total_spent'));
  const top = rows(page).first();
  const name = await names(page).first().innerText();
  const spent = await top.locator('td[data-at=figure] data').getAttribute('value');

  await names(page).first().click();

  await expect(heading(page, name)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Lifetime figures by currency' })).toBeVisible();
  await expect(page.locator(`section[aria-labelledby=lifetime] data[value="${spent}"]`).first()).toBeVisible();
  const payments = page.getByRole('table', { name: 'Payments' }).locator('tbody').getByRole('row');
  await expect(payments.first()).toBeVisible();
  for (const part of ['Details', 'Identities', 'Wallets', 'Notes and timeline']) {
    await expect(page.getByRole('region', { name: part })).toBeVisible();
  }

  await page.getByRole('group', { name: 'Show' }).getByRole('link', { name: 'Orders' }).click();
  await at(page, /[?&]show=orders$/);
  await expect(page.getByRole('table', { name: 'Orders' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('table', { name: 'Orders' })).toBeVisible();
});

test('the id can be copied by a button and by keys', async ({ page, shop }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const id = await shop.customer(page, { name: 'Copy Kat' });
  await open(page, shop.customers(`/${id}`));
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  await page.getByRole('button', { name: 'Copy customer id' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied' }).first()).toBeAttached();
  expect(await clipboard()).toBe(id);

  await page.evaluate(() => navigator.clipboard.writeText('something else'));
  await page.keyboard.press('Control+Shift+C');
  await expect(page.locator('.toasts')).toContainText('Copied the customer id');
  expect(await clipboard()).toBe(id);
});

test('previous and next walk through the list one came from', async ({ page, shop }) => {
  await open(page, shop.customers('?sort=name'));
  const [first, second, third] = await names(page).allInnerTexts();

  await names(page).nth(1).click();
  await expect(heading(page, second)).toBeVisible();
  await page.getByRole('link', { name: 'Next customer in the list' }).click();
  await expect(heading(page, third)).toBeVisible();
  await page.keyboard.press('[');
  await expect(heading(page, second)).toBeVisible();
  await page.keyboard.press('k');
  await expect(heading(page, first)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Previous customer in the list' })).toHaveAttribute('aria-disabled', 'true');

  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Customers' }).click();
  await at(page, /\/customers\?sort=name$/);
});

test('a payment has an address of its own', async ({ page, shop }) => {
  await open(page, shop.customers('?sort=payment_count'));
  await names(page).first().click();
  const payment = page.getByRole('table', { name: 'Payments' }).getByRole('rowheader').getByRole('link').first();

  await payment.click();

  await at(page, /#pay_\w+$/);
  await page.reload();
  await awake(page);
  await expect(page.locator(':target')).toBeVisible();
});

test('an unknown address says so and offers the search', async ({ page, shop }) => {
  for (const rest of ['/cus_01kafg3v9te5rbh2m8q0w4x7yd', '/nonsense', '/cus_01kafg3v9te5rbh2m8q0w4x7yd/edit']) {
    const answer = await page.goto(shop.customers(rest));

    expect(answer?.status(), rest).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Search customers' })).toHaveAttribute('href', shop.customers());
  }
});
