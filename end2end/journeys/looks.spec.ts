// Every page of the dashboard in both themes, on a desk and in a hand. With CLIENTELE_SCREENSHOTS=DIRECTORY it leaves
// pictures there.

import type { Page } from '@playwright/test';
import {
  awake, DEVICES, expect, look, looking as test, narrow, open, rows, servedWithoutStyles, shifts, type Showroom, THEMES,
  toast, watchShifts,
} from '../house/index.ts';

/** The pages for those who are signed in: name, address, and what there is to do before looking. */
const PAGES: [string, (room: Showroom) => string, ((page: Page) => Promise<void>)?][] = [
  ['list', ({ shop }) => shop.customers()],
  ['list-test-mode', ({ shop }) => shop.customers('', 'test')],
  ['list-filtered', ({ shop }) => shop.customers('?kind=registered&has=email&from=2024-01-01&sort=total_spent')],
  ['list-nothing-matches', ({ shop }) => shop.customers('?q=nobody&kind=guest')],
  ['list-selected', ({ shop }) => shop.customers(), select],
  ['list-filter-menu', ({ shop }) => shop.customers(), (page) => page.getByRole('button', { name: 'Add filter' }).click()],
  ['list-export', ({ shop }) => shop.customers('/export?q=tag:vip')],
  ['list-segment', ({ shop }) => shop.customers('?q=tag:vip'), keepSegment],
  ['list-palette', ({ shop }) => shop.customers(), searchAnywhere],
  ['list-keys', ({ shop }) => shop.customers(), (page) => page.keyboard.press('?')],
  ['detail', ({ shop, regular }) => shop.customers(`/${regular}`)],
  ['detail-orders', ({ shop, regular }) => shop.customers(`/${regular}?show=orders`)],
  ['detail-by-source', ({ shop, regular }) => shop.customers(`/${regular}?source=payment_link`), openSources],
  ['detail-delete', ({ shop, regular }) => shop.customers(`/${regular}?ask=delete`)],
  ['detail-wallet-refused', ({ shop, regular }) => shop.customers(`/${regular}`), refuseWallet],
  ['detail-related', ({ shop, related }) => shop.customers(`/${related[0]}`)],
  ['detail-undo', ({ shop, related }) => shop.customers(`/${related[0]}`), askUndo],
  ['detail-owing', ({ shop, owing }) => shop.customers(`/${owing}`)],
  ['detail-on-clock', ({ shop, timeless }) => shop.customers(`/${timeless}`, 'test')],
  ['compare', ({ shop, related }) => shop.customers(`/${related[0]}/merge/${related[1]}`), openMerge],
  ['duplicates', ({ shop }) => `/${shop.id}/live/duplicates`],
  ['duplicates-none', ({ shop }) => `/${shop.id}/test/duplicates`],
  ['analytics', ({ shop }) => shop.place('/analytics')],
  ['analytics-days', ({ shop }) => shop.place('/analytics?range=30d'), pointAt],
  ['analytics-table', ({ shop }) => shop.place('/analytics?range=all'), (page) => page.getByText('Show as a table').first().click()],
  ['analytics-converted', ({ shop }) => shop.place('/analytics?range=30d&rates=usd:0.92,gbp:1.17')],
  ['analytics-wrong', ({ shop }) => shop.place('/analytics?from=2026-02-01&to=2026-01-01')],
  ['refund-draft', ({ shop, regular }) => shop.customers(`/${regular}/refund`)],
  ['refund-draft-refused', ({ shop, regular }) => shop.customers(`/${regular}/refund`), refuseRefund],
  ['refund-to-pay', ({ shop, refund }) => shop.place(`/refunds/${refund}`)],
  ['refunds', ({ shop }) => shop.place('/refunds')],
  ['refunds-open', ({ shop }) => shop.place('/refunds'), openRefund],
  ['refunds-all', ({ shop }) => shop.place('/refunds?show=all')],
  ['refunds-none', ({ shop }) => shop.place('/refunds', 'test')],
  ['settings-refunds', ({ shop }) => shop.place('/settings/refunds')],
  ['settings-refunds-refused', ({ shop }) => shop.place('/settings/refunds'), refuseLimit],
  ['settings-billing', ({ shop }) => shop.place('/settings/billing')],
  ['settings-billing-refused', ({ shop }) => shop.place('/settings/billing'), refuseZone],
  ['settings-matching', ({ shop }) => `/${shop.id}/live/settings/matching`],
  ['settings-matching-tried', ({ shop }) => `/${shop.id}/live/settings/matching`, trySettings],
  ['edit', ({ shop, regular }) => shop.customers(`/${regular}/edit`)],
  ['edit-refused', ({ shop, regular }) => shop.customers(`/${regular}/edit`), refuseEdit],
  ['new', ({ shop }) => shop.customers('/new')],
  ['deleted', ({ shop, deleted }) => shop.customers(`/${deleted}`)],
  ['not-found', ({ shop }) => shop.customers('/nobody')],
  ['no-such-page', () => '/nowhere/at/all'],
  ['products', ({ shop }) => shop.place('/products')],
  ['products-none', ({ shop }) => shop.place('/products?show=archived')],
  ['product', ({ shop }) => shop.place('/products'), (page) => page.locator('main tbody th a').first().click()],
  ['product-new', ({ shop }) => shop.place('/products/new'), refuseProduct],
  ['checkouts', ({ shop }) => shop.place('/checkouts')],
  ['checkouts-none', ({ shop }) => shop.place('/checkouts?status=expired', 'test')],
  ['checkout-open', ({ shop, checkout }) => shop.place(`/checkouts/${checkout}`)],
  ['checkout-new', ({ shop, regular }) => shop.place(`/checkouts/new?customer=${regular}`)],
  ['checkout-new-refused', ({ shop }) => shop.place('/checkouts/new'), refuseCheckout],
  ['subscriptions', ({ shop }) => shop.place('/subscriptions')],
  ['subscriptions-none', ({ shop }) => shop.place('/subscriptions?status=ended', 'test')],
  ['subscription', ({ shop }) => shop.place('/subscriptions'), (page) => page.locator('main tbody th a').first().click()],
  ['subscription-new', ({ shop, regular }) => shop.place(`/subscriptions/new?customer=${regular}`)],
  ['invoices-overdue', ({ shop }) => shop.place('/invoices')],
  ['invoices', ({ shop }) => shop.place('/invoices?show=all')],
  ['invoices-none', ({ shop }) => shop.place('/invoices?show=void')],
  ['invoice', ({ shop }) => shop.place('/invoices?show=all'), (page) => page.locator('main tbody th a').first().click()],
  ['test-clocks', ({ shop }) => shop.place('/test-clocks', 'test')],
  ['widgets', ({ shop }) => shop.place('/widgets'), (page) => expect(page.locator('clientele-orders')).toContainText('Sidamo')],
  ['widgets-refused', ({ shop }) => shop.place('/widgets'), refuseOrigin],
  ['links', ({ shop }) => shop.place('/payment-links')],
  ['link', ({ shop }) => shop.place('/payment-links'), (page) => page.locator('main tbody th a').first().click()],
  ['link-new', ({ shop }) => shop.place('/payment-links/new')],
  ['link-edit', ({ shop }) => shop.place('/payment-links'), editLink],
  ['link-new-refused', ({ shop }) => shop.place('/payment-links/new'), refuseLink],
  ['imports', ({ shop }) => `/${shop.id}/live/imports`],
  ['settings-checkout', ({ shop }) => `/${shop.id}/live/settings/checkout`],
  ['audit-log', ({ shop }) => `/${shop.id}/live/settings/audit-log`],
  ['audit-log-none', ({ shop }) => shop.place('/settings/audit-log?q=nobody-did-this')],
  ['team', ({ shop }) => shop.place('/settings/team')],
  ['team-refused', ({ shop }) => shop.place('/settings/team'), refuseInvitation],
  ['account', ({ shop }) => shop.place('/account')],
  ['two-factor', ({ shop }) => shop.place('/account/two-factor')],
  ['two-factor-begun', ({ shop }) => shop.place('/account/two-factor'), beginFactor],
  ['settings-mail', ({ shop }) => shop.place('/settings/mail')],
  ['settings-mail-words', ({ shop }) => shop.place('/settings/mail'), (page) => page.locator('main tbody th a').first().press('Enter')],
  ['workflows', ({ shop }) => shop.place('/settings/workflows')],
  ['workflow', ({ shop }) => shop.place('/settings/workflows'), (page) => page.locator('main tbody th a').first().press('Enter')],
  ['workflow-new', ({ shop }) => shop.place('/settings/workflows/new')],
  ['customers-unread', ({ shop }) => shop.place('/customers?q=stats%3Aactive')],
  ['settings-payments', ({ shop }) => `/${shop.id}/live/settings/payments`],
  ['settings-payments-refused', ({ shop }) => `/${shop.id}/test/settings/payments`, refuseMethods],
  ['keys', ({ shop }) => shop.developers()],
  ['keys-refused', ({ shop }) => shop.developers(), refuseKey],
  ['events', ({ shop }) => shop.developers('/events')],
  ['event', ({ shop }) => shop.developers('/events'), (page) => page.locator('main tbody th a').first().click()],
  ['webhooks', ({ shop }) => shop.developers('/webhooks'), openAttempt],
  ['webhooks-failing', ({ shop, failing }) => shop.developers(`/webhooks?endpoint=${failing}#deliveries`), openAttempt],
  ['webhooks-none', ({ shop }) => shop.developers('/webhooks', 'test')],
  ['endpoint', ({ shop, failing }) => shop.developers(`/webhooks/${failing}`)],
  ['endpoint-new', ({ shop }) => shop.developers('/webhooks/new'), refuseEndpoint],
  ['requests-none', ({ shop }) => shop.developers('/requests?show=refused')],
];

async function select(page: Page): Promise<void> {
  const picking = page.getByLabel('Select', { exact: true });
  if (await picking.isVisible()) {
    await picking.check();
  }
  await rows(page).nth(1).getByRole('checkbox').check();
  await rows(page).nth(2).getByRole('checkbox').check();
  await expect(page.getByRole('toolbar')).toBeVisible();
}

async function pointAt(page: Page): Promise<void> {
  await page.getByRole('figure', { name: 'Revenue', exact: true }).getByRole('radio').nth(4).focus();
  await expect(page.locator('.tip:visible')).toHaveCount(1);
}

async function searchAnywhere(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or go to' }).fill('an');
  await expect(page.getByRole('option').first()).toBeVisible();
}

async function refuseRefund(page: Page): Promise<void> {
  const drawer = page.getByRole('dialog', { name: /^Refund/ });
  await drawer.getByRole('radio', { name: /To an address/ }).check();
  await drawer.getByLabel(/^Amount/).fill('1,5');
  await expect(drawer.getByLabel(/^Amount/)).toHaveAttribute('aria-invalid', 'true');
}

async function openSources(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Source: Payment link' }).click();
  await expect(page.getByRole('menu', { name: 'Source' })).toBeVisible();
}

async function refuseWallet(page: Page): Promise<void> {
  await page.getByText('Add a wallet').click();
  await page.getByLabel('Address', { exact: true }).fill('0x12');
  await page.getByRole('button', { name: 'Add wallet' }).click();
  await expect(page.getByLabel('Address', { exact: true })).toHaveAttribute('aria-invalid', 'true');
}

async function askUndo(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Undo the merge of Pip' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
}

async function openMerge(page: Page): Promise<void> {
  await page.getByText('Merge records').click();
  await expect(page.getByRole('button', { name: 'Make them one record' })).toBeVisible();
}

async function trySettings(page: Page): Promise<void> {
  await page.getByRole('switch').nth(1).uncheck();
  await page.getByRole('button', { name: 'See what it would do' }).click();
  await expect(page.getByText('1 change is not saved.')).toBeVisible();
  await awake(page);
}

async function openRefund(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Assign, note or call off/ }).first().click();
  await page.getByRole('dialog', { name: 'Refund' }).getByText('Call off', { exact: true }).click();
}

async function refuseLimit(page: Page): Promise<void> {
  await page.getByLabel('Waits above').fill('1,000');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByLabel('Waits above')).toHaveAttribute('aria-invalid', 'true');
}

async function refuseZone(page: Page): Promise<void> {
  await page.getByLabel('Time zone').fill('Berlin');
  await page.getByLabel('Days of grace').fill('28');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByLabel('Time zone')).toHaveAttribute('aria-invalid', 'true');
}

async function refuseOrigin(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Origins' }).fill('shop.example');
  await page.getByRole('button', { name: 'Save origins' }).click();
  await expect(page.getByRole('textbox', { name: 'Origins' })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('clientele-customer')).toContainText('Amara');
}

async function refuseEdit(page: Page): Promise<void> {
  await page.getByLabel('Email').fill('ada@quill');
  await page.getByLabel('Phone').fill('+233 50 123');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
}

async function refuseKey(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Only what I choose' }).check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
}

async function openAttempt(page: Page): Promise<void> {
  await page.getByRole('article').locator('summary').first().click();
}

/** A phone has no room for the button. */
async function keepSegment(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Segment', exact: true });
  if (await button.isVisible()) {
    await button.click();
  } else {
    await page.locator('#segment-form').evaluate((form: HTMLElement) => form.showPopover());
  }
}

async function refuseEndpoint(page: Page): Promise<void> {
  await page.getByLabel('Address', { exact: true }).fill('ftp://shop.example/hooks');
  await page.getByRole('radio', { name: 'Only what I choose' }).check();
  await page.getByRole('button', { name: 'Add endpoint' }).click();
  await expect(page.getByLabel('Address', { exact: true })).toHaveAttribute('aria-invalid', 'true');
}

async function refuseProduct(page: Page): Promise<void> {
  await page.getByLabel('Amount').fill('1,234');
  await page.getByRole('button', { name: 'Make the product' }).click();
  await expect(page.getByLabel('Amount')).toHaveAttribute('aria-invalid', 'true');
}

async function refuseCheckout(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /An amount/ }).check();
  await page.getByLabel('Customer').fill('ada@quill.example');
  await page.getByRole('button', { name: 'Make the checkout' }).click();
  await expect(page.getByLabel('Customer')).toHaveAttribute('aria-invalid', 'true');
}

async function refuseLink(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /An amount/ }).check();
  await page.getByText('Question 1').click();
  await page.getByLabel('What you ask').first().fill('T-shirt size');
  await page.getByLabel('Kind of answer').first().selectOption('dropdown');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveAttribute('aria-invalid', 'true');
}

async function editLink(page: Page): Promise<void> {
  await page.locator('main tbody th a').first().click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible();
}

async function refuseInvitation(page: Page): Promise<void> {
  await page.getByLabel('Email').fill('grace@quill');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(page.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
}

async function beginFactor(page: Page): Promise<void> {
  // Another look may have begun.
  const begin = page.getByRole('button', { name: 'Set up an app' });
  if (await begin.isVisible()) {
    await begin.click();
  }
  await expect(page.getByRole('heading', { name: '2. Type the code it shows' })).toBeVisible();
  await awake(page);
}

async function refuseMethods(page: Page): Promise<void> {
  await page.getByLabel('Lightning address').fill('nobody');
  await page.getByLabel('Offer cash').check();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByLabel('Lightning address')).toHaveAttribute('aria-invalid', 'true');
}

for (const [device, options] of Object.entries(DEVICES)) {
  test.describe(device, () => {
    test.use(options);

    for (const [name, address, act] of PAGES) {
      test(name, async ({ page, showroom }) => {
        await showroom.shop.signIn(page);
        await page.goto(address(showroom));
        if (name !== 'no-such-page') {
          await awake(page);
        }
        await act?.(page);
        for (const theme of THEMES) {
          await look(page, name, theme);
        }
        await servedWithoutStyles(page);
        for (const width of device === 'hand' ? [360, 320] : [1024]) {
          await narrow(page, width);
        }
      });
    }

    test('toast', async ({ page, shop }) => {
      await shop.signIn(page);
      await open(page, shop.customers('?sort=name'));
      await select(page);
      await page.getByRole('toolbar').getByLabel('Tag', { exact: true }).fill('looked at');
      await page.getByRole('toolbar').getByRole('button', { name: 'Tag', exact: true }).click();
      await toast(page, /^Tagged 2 customers/);
      for (const theme of THEMES) {
        await look(page, 'list-toast', theme);
      }
    });
  });
}

test('the list does not jump while it wakes up', async ({ page, showroom }) => {
  await showroom.shop.signIn(page);
  await watchShifts(page);

  for (const address of [showroom.shop.customers(), showroom.shop.customers(`/${showroom.regular}`)]) {
    await open(page, address);
    expect(await shifts(page), address).toBeLessThan(0.01);
  }
});
