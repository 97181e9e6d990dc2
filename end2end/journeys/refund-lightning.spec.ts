// Money goes back to a Lightning address: its provider is asked, an invoice is shown, somebody's wallet pays it, and the page
// sees that by itself.

import type { Page } from '@playwright/test';
import { at, expect, found, make, open, type Shop, test, Wallet } from '../house/index.ts';

/** A payment of €25.00 taken elsewhere; gives the customer's id. */
async function paid(page: Page, shop: Shop): Promise<string> {
  const customer = { name: 'Ada Quillfeather', email: 'ada@analytical.example' };
  const made = await make<{ customer_id: string }>(page, shop, 'payments', { amount: 2500, currency: 'eur', customer });
  return made.customer_id;
}

const drawer = (page: Page) => page.getByRole('dialog', { name: /^Refund/ });

test('to a Lightning address, from the drawer to done', async ({ page, shop }) => {
  const wallet = await Wallet.start();
  await shop.signIn(page);
  const customer = await paid(page, shop);
  await open(page, shop.customers(`/${customer}`, 'test'));

  await page.keyboard.press('r');
  await drawer(page).getByRole('radio', { name: /To an address/ }).check();
  await drawer(page).getByLabel('Address', { exact: true }).fill(wallet.address);
  await expect(drawer(page).getByText('Reachable', { exact: true })).toBeVisible();
  await drawer(page).getByLabel(/^What one bitcoin costs/).fill('50000');
  await expect(drawer(page).getByText(/50,000 sats/)).toBeVisible();
  await drawer(page).getByRole('button', { name: 'Continue' }).click();

  await at(page, /\/refunds\/re_\w+$/);
  await expect(drawer(page).getByText('Waiting for the payment')).toBeVisible();
  await expect(drawer(page).locator('svg[role=img]')).toBeVisible();
  const text = await drawer(page).getByLabel('Invoice', { exact: true }).inputValue();
  expect(text.toLowerCase()).toMatch(/^lnbc500000000p1/);
  await expect(drawer(page).getByRole('link', { name: 'Open in a wallet' })).toHaveAttribute('href', /^lightning:lnbc/i);
  wallet.pay(text);

  // The page asks by itself.
  await expect(drawer(page).getByText('The proof matches the invoice, so the money has arrived.')).toBeVisible();
  const id = /re_\w+$/.exec(page.url())![0];
  const refund = await found<{ status: string; verified: boolean }>(page, shop, `refunds/${id}`);
  expect(refund).toMatchObject({ status: 'succeeded' });
  await drawer(page).getByRole('link', { name: 'Done' }).click();
  await expect(page.getByRole('region', { name: 'Payments' })).toContainText('Refunded');
  await wallet.stop();
});

test('a wallet that does not answer is told of before anything is sent', async ({ page, shop }) => {
  const wallet = await Wallet.start();
  const address = wallet.address;
  await wallet.stop();
  await shop.signIn(page);
  const customer = await paid(page, shop);
  await open(page, shop.customers(`/${customer}/refund`, 'test'));

  await drawer(page).getByRole('radio', { name: /To an address/ }).check();
  await drawer(page).getByLabel('Address', { exact: true }).fill(address);

  await expect(drawer(page).getByText('Not reachable')).toBeVisible();
});
