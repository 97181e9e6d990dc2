// Money goes back: from the search box to a sent refund by keyboard alone, with errors, by hand, without scripts, and not by
// everybody.

import type { Page } from '@playwright/test';
import { at, awake, CARD, expect, fillCard, found, heading, held, make, open, pay, session, Shop, test, toast } from '../house/index.ts';

const EMAIL = 'ada@analytical.example';

/** Ada buys a postcard for €10.50 with a card of the sandbox; gives her id. */
async function buys(page: Page, shop: Shop): Promise<string> {
  await page.goto(await session(page, shop));
  await page.getByLabel('Email').fill(EMAIL);
  await fillCard(page, CARD.good);
  await pay(page);
  await expect(page.getByRole('heading', { level: 2 })).toContainText('paid');
  const { data } = await found<{ data: { id: string }[] }>(page, shop, `customers?email=${EMAIL}`);
  return data[0]!.id;
}

/** A payment of €25.00 taken elsewhere; gives the ids of the customer and of the payment. */
async function elsewhere(page: Page, shop: Shop): Promise<{ customer: string; payment: string }> {
  const customer = { name: 'Ada Quillfeather', email: EMAIL };
  const paid = await make<{ id: string; customer_id: string }>(page, shop, 'payments', { amount: 2500, currency: 'eur', customer });
  return { customer: paid.customer_id, payment: paid.id };
}

/** The drawer. */
const drawer = (page: Page) => page.getByRole('dialog', { name: /^Refund/ });

// What counts: every press of a key (a chord such as Ctrl-K is one), every click, and putting the email address into the
// search box, which somebody who has it in a mail does by pasting: one.
test('from an email address to a sent refund in 12 presses and 30 seconds', async ({ elsewhere: anotherWindow, page, shop }) => {
  await shop.signIn(page);
  await buys(await anotherWindow(), shop);
  const support = await anotherWindow();
  await shop.signIn(support, await shop.hire('support', 'Ottoline Marsh'));
  await open(support, shop.customers('', 'test'));
  let presses = 0;
  const press = async (key: string): Promise<void> => {
    presses += 1;
    await support.keyboard.press(key);
  };
  const began = Date.now();

  await press('Control+k');
  const box = support.getByRole('combobox', { name: 'Search or go to' });
  await expect(box).toBeFocused();
  presses += 1;
  await support.keyboard.insertText(EMAIL);
  await expect(support.getByRole('option').first()).toContainText(EMAIL);
  await press('Enter');
  await expect(support.getByRole('link', { name: 'Refund', exact: true })).toBeVisible();
  await press('r');
  const amount = drawer(support).getByLabel(/^Amount/);
  await expect(amount).toBeFocused();
  await expect(amount).toHaveValue('10.50');
  await press('Enter');
  await expect(drawer(support).getByText('The money went back to the card.')).toBeVisible();

  expect(presses).toBeLessThanOrEqual(12);
  expect(Date.now() - began).toBeLessThan(30_000);
  await support.keyboard.press('Escape');
  await expect(drawer(support)).toHaveCount(0);
  await at(support, /\/customers\/cus_\w+$/);
  await expect(support.getByRole('region', { name: 'Payments' })).toContainText('Refunded');
});

test('a refund that is sent while its drawer is closed shows on the page behind', async ({ page, shop }) => {
  await shop.signIn(page);
  const customer = await buys(page, shop);
  await open(page, shop.customers(`/${customer}`, 'test'));
  await page.getByRole('link', { name: 'Refund', exact: true }).click();
  const sent = await held(page, /\/refund(\?.*)?$/);
  await drawer(page).getByRole('button', { name: 'Refund', exact: true }).click();
  await expect(drawer(page).locator('form')).toHaveAttribute('aria-busy', 'true');

  await page.keyboard.press('Escape');
  await expect(drawer(page)).toHaveCount(0);
  sent();

  await toast(page, /^Refunded |was asked for it/);
  await expect(page.getByRole('region', { name: 'Payments' })).toContainText(/Refunded|on its way back/);
  await at(page, /\/customers\/cus_\w+$/);
});

test('Escape closes the drawer and gives the focus back', async ({ page, shop }) => {
  await shop.signIn(page);
  const { customer } = await elsewhere(page, shop);
  await open(page, shop.customers(`/${customer}`, 'test'));
  const link = page.getByRole('link', { name: 'Refund', exact: true });

  await link.focus();
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByLabel(/^Amount/)).toBeFocused();
  await page.keyboard.press('Escape');

  await expect(drawer(page)).toHaveCount(0);
  await expect(link).toBeFocused();
});

test('what is wrong is said while typing and by the server, and nothing typed is lost', async ({ page, shop }) => {
  await shop.signIn(page);
  const { customer } = await elsewhere(page, shop);
  await open(page, shop.customers(`/${customer}/refund`, 'test'));
  const amount = drawer(page).getByLabel(/^Amount/);

  await expect(amount).toHaveValue('25.00');
  await drawer(page).getByRole('button', { name: /^Half/ }).click();
  await expect(amount).toHaveValue('12.50');
  await amount.fill('26');
  await expect(amount).toHaveAccessibleDescription(/€25.00 is left to refund. Enter that or less./);
  await drawer(page).getByRole('radio', { name: /To an address/ }).check();
  await drawer(page).getByLabel('Address', { exact: true }).fill('nobody');
  await drawer(page).getByLabel('Note for the team').fill('A kind word');
  await drawer(page).getByRole('button', { name: 'Continue' }).click();

  await expect(amount).toBeFocused();
  await amount.fill('20');
  await drawer(page).getByRole('button', { name: 'Continue' }).click();
  await expect(drawer(page).getByLabel('Address', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(drawer(page).getByLabel('Address', { exact: true })).toHaveValue('nobody');
  await expect(drawer(page).getByLabel('Note for the team')).toHaveValue('A kind word');
  await expect(amount).toHaveValue('20');
});

test('by hand, and the second who comes sees who did it', async ({ elsewhere: anotherWindow, page, shop }) => {
  await shop.signIn(page);
  const { customer } = await elsewhere(page, shop);
  await open(page, shop.customers(`/${customer}/refund`, 'test'));
  const late = await anotherWindow();
  await shop.signIn(late, await shop.hire('support', 'Ottoline Marsh'));
  await open(late, shop.customers(`/${customer}/refund`, 'test'));

  await drawer(page).getByLabel(/^Amount/).fill('10');
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByText('Sent it? Mark the refund as sent')).toBeVisible();
  await at(page, /\/customers\/cus_\w+\/refunds\/re_\w+$/);
  await late.keyboard.press('Enter');
  await expect(drawer(late).getByText(/ refunded €10\.00/)).toBeVisible();
  await expect(drawer(late).getByText('€15.00').first()).toBeVisible();

  await drawer(page).getByRole('button', { name: 'Mark as sent' }).click();
  await expect(drawer(page).getByText(/Say in the note how it was sent, and confirm it/)).toBeVisible();
  await drawer(page).getByLabel('How it was sent').fill('Out of the till');
  await drawer(page).getByLabel(/I have no proof to paste/).check();
  await drawer(page).getByRole('button', { name: 'Mark as sent' }).click();
  await toast(page, 'Marked as sent.');
  await expect(drawer(page).getByText('There is no proof of it.')).toBeVisible();
  await drawer(page).getByLabel('Transaction id').fill('till 7');
  await drawer(page).getByRole('button', { name: 'Add the proof' }).click();
  await expect(drawer(page).getByText('The transaction id is noted as it was told.')).toBeVisible();
});

test('who may not refund sees who may', async ({ elsewhere: anotherWindow, page, shop }) => {
  await shop.signIn(page);
  const { customer } = await elsewhere(page, shop);
  const viewer = await anotherWindow();
  await shop.signIn(viewer, await shop.hire('viewer', 'Ottoline Marsh'));

  await open(viewer, shop.customers(`/${customer}`, 'test'));
  await viewer.keyboard.press('r');

  await expect(drawer(viewer).getByText('You can see refunds, not send them.')).toBeVisible();
  await expect(drawer(viewer).getByText(/ or .+ can\.$/)).toBeVisible();
  await expect(drawer(viewer).getByRole('textbox')).toHaveCount(0);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a refund is made, refused, sent and seen', async ({ page, shop }) => {
    await shop.signIn(page);
    const { customer } = await elsewhere(page, shop);
    await page.goto(shop.customers(`/${customer}`, 'test'));
    await page.getByRole('link', { name: 'Refund', exact: true }).click();
    await expect(heading(page, 'Ada Quillfeather')).toBeVisible();

    await page.getByRole('textbox', { name: /^Amount of/ }).fill('99');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('€25.00 is left to refund. Enter that or less.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: /^Amount of/ })).toHaveValue('99');
    await page.getByRole('textbox', { name: /^Amount of/ }).fill('');
    await page.getByRole('button', { name: 'Continue' }).click();

    await at(page, /\/refunds\/re_\w+$/);
    await page.getByLabel('Transaction id').fill('till 7');
    await page.getByRole('button', { name: 'Mark as sent' }).click();
    await expect(page.getByText('The transaction id is noted as it was told.')).toBeVisible();
  });
});

test('a page that stands by itself wakes up too', async ({ page, shop }) => {
  await shop.signIn(page);
  const { payment } = await elsewhere(page, shop);
  await page.goto(shop.place(`/refunds/new?payment=${payment}`, 'test'));
  await awake(page);

  await expect(drawer(page).getByRole('textbox', { name: /^Amount of/ })).toHaveValue('25.00');
});
