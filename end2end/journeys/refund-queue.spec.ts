// Refunds that wait for somebody: found, taken, noted, given on and called off; and when one needs an approval.

import type { Page } from '@playwright/test';
import { at, expect, heading, open, type Shop, test, toast } from '../house/index.ts';

/** Asks for money back of a payment that was taken elsewhere, so that somebody has to send it. */
async function owed(page: Page, shop: Shop, name: string, amount: number): Promise<void> {
  const headers = { authorization: `Bearer ${shop.key}` };
  const post = async (path: string, data: object): Promise<{ id: string }> =>
    (await page.request.post(path, { headers, data })).json();
  const payment = await post('/v1/payments', { amount, currency: 'eur', customer: { name, email: `${amount}@example.com` } });
  await post('/v1/refunds', { payment: payment.id, reason: 'not_received' });
}

function refunds(page: Page) {
  return page.getByRole('table', { name: 'Refunds that wait' }).locator('tbody').getByRole('row');
}

test('somebody takes a refund, writes about it and calls it off', async ({ page, shop }) => {
  await owed(page, shop, 'Amara Quillfeather', 3800);
  await owed(page, shop, 'Kenji Quillfeather', 6200);
  await shop.signIn(page);
  await open(page, shop.customers());
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(heading(page, 'Refunds')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Refunds 2$/ })).toBeVisible();
  await expect(refunds(page)).toHaveCount(2);
  await expect(refunds(page).first()).toContainText('Amara Quillfeather');

  await page.keyboard.press('j');
  await expect(refunds(page).first().getByRole('link', { name: '€38.00', exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Take the refund of €38.00' }).click();
  await toast(page, 'It is yours.');
  await page.getByLabel('Who has it').selectOption('me');
  await at(page, /who=me$/);
  await expect(refunds(page)).toHaveCount(1);

  await page.getByRole('link', { name: 'Assign, note or call off the refund of €38.00' }).click();
  const drawer = page.getByRole('dialog', { name: 'Refund' });
  await drawer.getByLabel('New note').fill('Asked her for an address');
  await drawer.getByRole('button', { name: 'Add note' }).click();
  await toast(page, 'Note added.');
  await expect(drawer.getByText('Asked her for an address')).toBeVisible();
  await expect(drawer.getByLabel('New note')).toHaveValue('');

  await drawer.getByText('Call off', { exact: true }).click();
  await drawer.getByRole('button', { name: 'Call off €38.00' }).click();
  await toast(page, 'Called off. Nothing was given back.');
  await expect(drawer).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Refunds 1$/ })).toBeVisible();
});

test('who comes second is told who was first', async ({ elsewhere, page, shop }) => {
  await owed(page, shop, 'Amara Quillfeather', 3800);
  await shop.signIn(page);
  const colleague = await elsewhere();
  await shop.signIn(colleague, await shop.hire('support', 'Ottoline Marsh'));
  for (const one of [page, colleague]) {
    await open(one, shop.place('/refunds'));
    await one.getByRole('link', { name: 'Assign, note or call off the refund of €38.00' }).click();
    await one.getByText('Call off', { exact: true }).click();
  }

  await colleague.getByRole('button', { name: 'Call off €38.00' }).click();
  await toast(colleague, 'Called off. Nothing was given back.');
  await page.getByRole('button', { name: 'Call off €38.00' }).click();

  await expect(page.getByRole('alert')).toContainText('Ottoline Marsh called this refund off');
});

test('a limit is set and says what it means', async ({ page, shop }) => {
  await shop.signIn(page);
  await open(page, shop.place('/settings/refunds'));
  await page.getByLabel('Waits above').fill('1,000');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByLabel('Waits above')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Waits above').fill('1000');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText(/A support member gives back up to .*1,000\.00 /)).toBeVisible();
});
