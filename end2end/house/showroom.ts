// A shop to look at, on a desk and in a hand.

import { type BrowserContextOptions, expect } from '@playwright/test';
import { make } from './checkout.ts';
import { names } from './page.ts';
import { Receiver } from './receiver.ts';
import { Shop } from './shop.ts';
import { test as base } from './test.ts';

/** A shop with somebody who has a history and somebody who is gone. */
export interface Showroom {
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
  /** Owes for an invoice that is late. */
  owing: string;
  /** Lives by a test clock, in test mode. */
  timeless: string;
  /** The page on which that invoice can be paid. */
  bill: string;
}

export const looking = base.extend<object, { showroom: Showroom }>({
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
      const buyer = { name: 'Ottilie Quillfeather', email: 'ottilie@quill.example' };
      const owing: string = (await (await page.request.post('/v1/customers', { headers, data: buyer })).json()).id;
      const lines = [{ description: 'Portrait, first half', amount: 24_000, quantity: 1 }];
      const due_at = new Date(Date.now() - 10 * 86_400_000).toISOString();
      const owed = await page.request.post('/v1/invoices', {
        headers,
        data: { customer_id: owing, currency: 'eur', due_at, lines },
      });
      await page.goto(shop.place(`/invoices/${(await owed.json()).id}`));
      const bill = (await page.locator('main a[href*="/invoice/in_"]').first().getAttribute('href'))!;
      const clock = await make(page, shop, 'test_clocks', { name: 'Two years', now: '2027-01-31T10:00:00Z' });
      const timeless = (await make(page, shop, 'customers', { name: 'Ines Perrault', test_clock_id: clock.id })).id;
      await context.close();
      await use({ shop, regular, deleted, failing, related, checkout, refund, owing, timeless, bill });
      await receiver.stop();
    },
    { scope: 'worker' },
  ],
});

export const DEVICES: Record<string, BrowserContextOptions> = {
  desk: { viewport: { width: 1440, height: 900 } },
  hand: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

