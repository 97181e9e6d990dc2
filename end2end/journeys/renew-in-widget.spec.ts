// A widget on the merchant's own page says that a subscription is past due; it is renewed and paid there, and the widget knows.

import { CARD, expect, fillCard, Host, make, pay, test } from '../house/index.ts';

test('a subscription that is past due is renewed and paid without leaving the page', async ({ browser, page, server, shop }) => {
  const { id: clock } = await make(page, shop, 'test_clocks', { now: '2027-01-31T10:00:00Z' });
  const buyer = { name: 'Amara Okonkwo', external_id: 'user-1', test_clock_id: clock };
  const { id: customer } = await make(page, shop, 'customers', buyer);
  const recurring = { interval: 'month', count: 1 };
  const price = await make(page, shop, 'prices', { product: { name: 'Two bags a month' }, amount: 8600, currency: 'eur', recurring });
  await make(page, shop, 'subscriptions', { customer_id: customer, price_id: price.id, trial_days: 1 });
  const headers = { authorization: `Bearer ${shop.testKey}` };
  const advanced = await page.request.post(`/v1/test_clocks/${clock}/advance`, { headers, data: { to: '2027-02-02T10:00:00Z' } });
  expect(advanced.status(), await advanced.text()).toBe(200);

  const host = await Host.start({ house: server.url, key: shop.testKey, customer });
  host.body = '<clientele-subscription session-url="/clientele-session"></clientele-subscription>';
  const context = await browser.newContext();
  const faults: string[] = [];
  context.on('weberror', (error) => faults.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource: the server responded with a status of')) {
      faults.push(message.text());
    }
  });
  context.on('request', (request) => expect(request.url(), 'a secret in an address').not.toContain('csec_'));
  try {
    const site = await context.newPage();
    await site.goto(host.url);
    const widget = site.locator('clientele-subscription');
    await expect(widget.getByText('Past due', { exact: true })).toBeVisible();
    // A reload would forget it.
    await site.evaluate(() => document.body.setAttribute('data-stays', ''));

    await widget.getByRole('button', { name: 'Renew' }).click();
    const frame = widget.frameLocator('iframe');
    await expect(frame.getByText('Not paid since')).toBeVisible();
    await frame.getByRole('button', { name: 'Renew for €86.00' }).click();
    await expect(frame.getByText('Test checkout').first()).toBeVisible();
    await expect(frame.getByRole('button', { name: 'All subscriptions' })).toBeVisible();

    // A card that is declined: it is said, the frame keeps the focus, and another one can be tried.
    await fillCard(frame, CARD.declined);
    await pay(frame);
    await expect(frame.getByRole('alert')).toContainText('declined this card');
    await expect(frame.getByRole('alert')).toBeFocused();
    await expect(widget.getByText('Past due', { exact: true })).toBeVisible();
    await fillCard(frame);
    await pay(frame);

    await expect(frame.getByRole('heading', { name: 'Thank you, Amara Okonkwo. It’s paid.' })).toBeVisible();
    await expect(widget.getByText('Active', { exact: true })).toBeVisible();
    await frame.getByRole('button', { name: 'All subscriptions' }).click();
    await expect(frame.getByText('Renews on')).toBeVisible();
    await frame.getByRole('button', { name: 'Close' }).click();
    await expect(widget.getByRole('dialog')).toHaveCount(0);
    await expect(widget.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await expect(site.locator('body')).toHaveAttribute('data-stays', '');
    expect(faults, 'what the browser complained about').toEqual([]);
  } finally {
    await context.close();
    await host.stop();
  }
});
