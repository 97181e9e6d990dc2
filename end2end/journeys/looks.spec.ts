// Every page in both themes, on a desk and in a hand. With CLIENTELE_SCREENSHOTS=DIRECTORY it leaves pictures there.

import type { BrowserContextOptions, Page } from '@playwright/test';
import {
  awake, CARD, expect, fillCard, look, names, narrow, open, pay, Receiver, rows, servedWithoutStyles, session, shifts, Shop,
  test as base, THEMES, toast, watchShifts,
} from '../house/index.ts';

/** A shop to look at, with somebody who has a history and somebody who is gone. */
interface Showroom {
  shop: Shop;
  /** Bought most often. */
  regular: string;
  deleted: string;
  /** An endpoint where nothing arrives. */
  failing: string;
  /** Two who might be one person, and one who was two. */
  related: [string, string];
  /** A checkout that waits for its buyer. */
  checkout: string;
  /** A refund that waits to be sent. */
  refund: string;
}

const test = base.extend<object, { showroom: Showroom }>({
  showroom: [
    async ({ browser, server }, use) => {
      const shop = await Shop.demo(server, 1);
      const context = await browser.newContext({ baseURL: server.url });
      const page = await context.newPage();
      await shop.signIn(page);
      await page.goto(shop.customers('?sort=payment_count'));
      const href = await names(page).first().getAttribute('href');
      const regular = /cus_\w+/.exec(href!)![0];
      const deleted = await shop.customer(page, { name: 'Zyxwen Quillfeather' });
      await shop.act(page, deleted, 'delete', { confirm: 'delete' });
      const receiver = await Receiver.start((path) => (path === '/busy' ? [503, 'Closed for stocktaking'] : [200, 'Thanks']));
      const headers = { authorization: `Bearer ${shop.key}` };
      const add = async (path: string, events: string[]): Promise<string> => {
        const data = { url: receiver.url(path), events, description: 'Stock and accounts' };
        return (await (await page.request.post('/v1/webhook_endpoints', { headers, data })).json()).id;
      };
      await add('/hooks/clientele', ['*']);
      const failing = await add('/busy', ['customer.created', 'customer.updated']);
      const selling = async (more: object): Promise<string> => {
        const data = { title: 'Portrait, second half', amount: 24_000, currency: 'eur', ...more };
        return (await (await page.request.post('/v1/checkout_sessions', { headers, data })).json()).id;
      };
      const paid = await selling({});
      await page.request.post(`/v1/checkout_sessions/${paid}/confirm_payment`, { headers, data: { method: 'cash' } });
      let refund = '';
      for (const [name, amount] of [['Amara Quillfeather', 3800], ['Kenji Quillfeather', 6200]]) {
        const data = { amount, currency: 'eur', customer: { name, email: `${amount}@quill.example` } };
        const payment = (await (await page.request.post('/v1/payments', { headers, data })).json()).id;
        const made = await page.request.post('/v1/refunds', { headers, data: { payment, reason: 'not_received' } });
        refund = (await made.json()).id;
      }
      const checkout = await selling({ customer: { name: 'Nadia Perrault' }, require_customer_data: ['email', 'tax_id'] });
      // They came long ago, so that the list begins as it did.
      const file = 'name,created_at\nOttoline Quillfeather,2023-02-03\nInes Quillfeather,2023-02-04\n';
      await page.request.post('/v1/imports', { headers, data: { resource: 'customers', file, file_name: 'people.csv' } });
      await expect.poll(() => receiver.heard.length).toBeGreaterThanOrEqual(4);
      const people = 'name,email,phone,tags,created_at\n' + [
        'Philippa Quillfeather,philippa@quill.example,+442079460018,early,2023-02-05',
        'P. Quillfeather,pq@quill.example,+442079460018,vip,2023-02-06',
        'Pip,pip@quill.example,+442079460018,,2023-02-07',
        'Peregrine Quillfeather,peregrine@quill.example,+442079460018,,2023-02-08',
      ].join('\n');
      await page.request.post('/v1/imports', { headers, data: { resource: 'customers', file: people } });
      const id = async (mailbox: string): Promise<string> =>
        (await (await page.request.get(`/v1/customers/email:${mailbox}@quill.example`, { headers })).json()).id;
      await expect.poll(() => id('peregrine')).toBeTruthy();
      const related: [string, string] = [await id('philippa'), await id('pq')];
      await page.request.post('/v1/customers/email:pip@quill.example/merge', { headers, data: { into: related[0] } });
      await page.request.post('/v1/customers/email:peregrine@quill.example/distinct_from', {
        headers,
        data: { customer: related[0] },
      });
      await context.close();
      await use({ shop, regular, deleted, failing, related, checkout, refund });
      await receiver.stop();
    },
    { scope: 'worker' },
  ],
});

const DEVICES: Record<string, BrowserContextOptions> = {
  desk: { viewport: { width: 1440, height: 900 } },
  hand: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

/** The pages for those who are signed in: name, address, and what there is to do before looking. */
const PAGES: [string, (room: Showroom) => string, ((page: Page) => Promise<void>)?][] = [
  ['list', ({ shop }) => shop.customers()],
  ['list-test-mode', ({ shop }) => shop.customers('', 'test')],
  ['list-filtered', ({ shop }) => shop.customers('?kind=registered&has=email&from=2024-01-01&sort=total_spent')],
  ['list-nothing-matches', ({ shop }) => shop.customers('?q=nobody&kind=guest')],
  ['list-selected', ({ shop }) => shop.customers(), select],
  ['list-filter-menu', ({ shop }) => shop.customers(), (page) => page.getByRole('button', { name: 'Add filter' }).click()],
  ['list-palette', ({ shop }) => shop.customers(), searchAnywhere],
  ['list-keys', ({ shop }) => shop.customers(), (page) => page.keyboard.press('?')],
  ['detail', ({ shop, regular }) => shop.customers(`/${regular}`)],
  ['detail-orders', ({ shop, regular }) => shop.customers(`/${regular}?show=orders`)],
  ['detail-by-source', ({ shop, regular }) => shop.customers(`/${regular}?source=payment_link`), openSources],
  ['detail-delete', ({ shop, regular }) => shop.customers(`/${regular}?ask=delete`)],
  ['detail-wallet-refused', ({ shop, regular }) => shop.customers(`/${regular}`), refuseWallet],
  ['detail-related', ({ shop, related }) => shop.customers(`/${related[0]}`)],
  ['detail-undo', ({ shop, related }) => shop.customers(`/${related[0]}`), askUndo],
  ['compare', ({ shop, related }) => shop.customers(`/${related[0]}/merge/${related[1]}`), openMerge],
  ['duplicates', ({ shop }) => `/${shop.id}/live/duplicates`],
  ['duplicates-none', ({ shop }) => `/${shop.id}/test/duplicates`],
  ['refund-draft', ({ shop, regular }) => shop.customers(`/${regular}/refund`)],
  ['refund-draft-refused', ({ shop, regular }) => shop.customers(`/${regular}/refund`), refuseRefund],
  ['refund-to-pay', ({ shop, refund }) => shop.place(`/refunds/${refund}`)],
  ['refunds', ({ shop }) => shop.place('/refunds')],
  ['refunds-open', ({ shop }) => shop.place('/refunds'), openRefund],
  ['refunds-all', ({ shop }) => shop.place('/refunds?show=all')],
  ['refunds-none', ({ shop }) => shop.place('/refunds', 'test')],
  ['settings-refunds', ({ shop }) => shop.place('/settings/refunds')],
  ['settings-refunds-refused', ({ shop }) => shop.place('/settings/refunds'), refuseLimit],
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
  ['links', ({ shop }) => shop.place('/payment-links')],
  ['link', ({ shop }) => shop.place('/payment-links'), (page) => page.locator('main tbody th a').first().click()],
  ['link-new', ({ shop }) => shop.place('/payment-links/new')],
  ['link-edit', ({ shop }) => shop.place('/payment-links'), editLink],
  ['link-new-refused', ({ shop }) => shop.place('/payment-links/new'), refuseLink],
  ['imports', ({ shop }) => `/${shop.id}/live/imports`],
  ['settings-checkout', ({ shop }) => `/${shop.id}/live/settings/checkout`],
  ['audit-log', ({ shop }) => `/${shop.id}/live/settings/audit-log`],
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

async function searchAnywhere(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or jump to' }).fill('an');
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

async function refuseEndpoint(page: Page): Promise<void> {
  await page.getByLabel('Address').fill('ftp://shop.example/hooks');
  await page.getByRole('radio', { name: 'Only what I choose' }).check();
  await page.getByRole('button', { name: 'Add endpoint' }).click();
  await expect(page.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true');
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

    test('the reference of the API', async ({ page }) => {
      // A long page: axe looks at every field of every call.
      test.slow();
      await page.goto('/docs');
      for (const theme of THEMES) {
        await look(page, 'docs', theme);
      }
      await narrow(page, 360);
    });

    for (const lang of ['en', 'ar']) {
      test(`checkout in ${lang}`, async ({ page, showroom: { shop } }) => {
        const seen = async (name: string): Promise<void> => {
          for (const theme of THEMES) {
            await look(page, `checkout-${name}-${lang}`, theme);
          }
          await narrow(page, 320);
          await page.setViewportSize(options.viewport!);
        };
        const terms = { collect: { name: true, phone: true, billing_address: true }, cancel_url: 'https://shop.example/' };
        await page.goto(`${await session(page, shop, terms)}?lang=${lang}`);
        await seen('form');
        await servedWithoutStyles(page);
        await page.locator('#checkout').evaluate((form: HTMLFormElement) => (form.noValidate = true));
        await page.locator('#checkout [data-working]').click();
        await expect(page.getByRole('alert')).toBeVisible();
        await seen('wrong');
        await page.goto(`${await session(page, shop, { collect: { email: false } })}?lang=${lang}`);
        await page.locator('[value=lightning]').check();
        await page.locator('#checkout [data-working]').click();
        await expect(page.locator('.countdown')).toBeVisible();
        await seen('invoice');
        await page.locator('form[action*=simulate] button').click();
        await expect(page.locator('.receipt')).toBeVisible();
        await seen('paid');
        await page.goto(`/pay/none?lang=${lang}`);
        await seen('unknown');
      });
    }

    test('checkout with a declined card', async ({ page, showroom: { shop } }) => {
      await page.goto(await session(page, shop));
      await page.getByLabel('Email').fill('ada@analytical.example');
      await fillCard(page, CARD.declined);
      await pay(page);
      await expect(page.getByRole('alert')).toBeVisible();
      for (const theme of THEMES) {
        await look(page, 'checkout-declined', theme);
      }
    });

    test('sign-in', async ({ page, showroom }) => {
      await page.goto('/sign-in');
      for (const theme of THEMES) {
        await look(page, 'sign-in', theme);
      }
      await page.getByLabel('Email').fill(showroom.shop.owner.email);
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      for (const theme of THEMES) {
        await look(page, 'sign-in-refused', theme);
      }
      await narrow(page, 360);
    });

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

    test.describe('an empty server', () => {
      test.use({ baseURL: async ({ empty }, use) => use(empty.url) });

      test('sign-up and the empty list', async ({ page }) => {
        await page.goto('/sign-up');
        for (const theme of THEMES) {
          await look(page, 'sign-up', theme);
        }
        await narrow(page, 360);
        await page.setViewportSize(options.viewport!);
        const form = { merchant: 'Harbour Books', currency: 'EUR', name: 'Nadia Perrault', email: 'nadia@harbour.example' };
        await page.request.post('/sign-up', { form: { ...form, password: 'a long and quiet sentence' } });
        await open(page, '/');
        for (const theme of THEMES) {
          await look(page, 'list-empty', theme);
        }
        await servedWithoutStyles(page);
        await narrow(page, 360);
      });
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
