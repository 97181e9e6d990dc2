// Checkouts as staff see them: made by hand, with an address to send; called off; and paid by a transfer that only staff
// see arrive, whoever says so first.

import type { Page } from '@playwright/test';
import { expect, heading, open, test } from '../house/index.ts';

/** Makes a checkout of an amount by its form; gives the address for the buyer. */
async function make(page: Page, title: string): Promise<string> {
  await page.getByRole('radio', { name: /An amount/ }).check();
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  await page.getByLabel('Amount', { exact: true }).fill('250.00');
  await page.getByRole('button', { name: 'Make the checkout' }).click();
  await expect(heading(page, title)).toBeVisible();
  return page.getByRole('main').locator('.id code').first().innerText();
}

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
});

test('a checkout is made where it was wrong at first, its address is copied, and it is canceled', async ({ page, shop }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, shop.place('/checkouts'));
  await page.getByRole('link', { name: 'New checkout' }).first().click();
  await page.getByRole('radio', { name: /An amount/ }).check();
  await page.getByLabel('Amount', { exact: true }).fill('250,00');
  await page.getByLabel('Other data, by name').fill('tax_id');
  await page.getByRole('button', { name: 'Make the checkout' }).click();
  await expect(page.getByLabel('Amount', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Other data, by name')).toHaveValue('tax_id');

  const address = await make(page, 'Commission “Harbour”');
  await expect(page.getByRole('region', { name: 'The buyer', exact: true })).toContainText('email, tax_id');
  await open(page, page.url());
  await page.getByRole('button', { name: 'Copy the checkout’s address' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);

  await page.getByText('Cancel checkout', { exact: true }).click();
  await page.getByRole('button', { name: 'Cancel this checkout' }).click();
  await expect(page.getByRole('main').getByText('Canceled')).toBeVisible();
  await expect(page.getByText('Cancel checkout', { exact: true })).toHaveCount(0);
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Checkouts' }).click();
  await page.getByRole('navigation', { name: 'Checkouts' }).getByRole('link', { name: 'Expired' }).click();
  await expect(page.getByRole('row', { name: /Commission “Harbour”/ })).toContainText('Canceled');
});

test('a transfer that arrived is recorded once, for the customer who was named', async ({ page, shop, elsewhere }) => {
  const ada = await shop.customer(page, { name: 'Ada Transfer', email: 'ada@quill.example', external_id: 'ada-7' });
  await open(page, shop.customers(`/${ada}`));
  await page.getByRole('link', { name: 'New checkout' }).click();
  await expect(page.getByRole('textbox', { name: 'Customer' })).toHaveValue(ada);
  await make(page, 'Winter course');
  const colleague = await elsewhere();
  await shop.signIn(colleague, await shop.hire('admin', 'Ottoline Marsh'));
  await colleague.goto(page.url());

  await page.getByLabel('How it came').selectOption('mobile_money');
  await page.getByRole('button', { name: 'Payment arrived' }).click();
  await expect(page.getByRole('region', { name: 'Latest attempt to pay' })).toContainText('Mobile money');
  await expect(page.getByRole('main').getByText('Paid', { exact: true })).toBeVisible();

  await colleague.getByRole('button', { name: 'Payment arrived' }).click();
  await expect(colleague.getByRole('alert')).toContainText('complete already');
  await page.getByRole('main').getByRole('link', { name: 'Ada Transfer' }).click();
  await expect(heading(page, 'Ada Transfer')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Payments' }).locator('tbody').getByRole('row')).toHaveCount(1);
  await page.getByRole('button', { name: 'All sources' }).click();
  await page.getByRole('menuitem', { name: 'Subscription' }).click();
  await expect(page.getByText('No payments from there.')).toBeVisible();
});
