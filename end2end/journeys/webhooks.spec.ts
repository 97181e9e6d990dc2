// Webhooks: what a merchant's own programs make of them, verified by the published libraries of the specification; and
// what staff see of them.

import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { expect, type Heard, open, Receiver, test } from '../house/index.ts';

const CACHE = process.env.CLIENTELE_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'clientele');

const VERIFY = `
import json, sys
from standardwebhooks.webhooks import Webhook
message = json.load(sys.stdin)
print(json.dumps(Webhook(message["secret"]).verify(message["body"], message["headers"])))
`;

/** What the library for Python makes of a message. */
async function inPython(secret: string, heard: Heard): Promise<unknown> {
  const python = promisify(execFile)(join(CACHE, 'python/bin/python'), ['-c', VERIFY]);
  python.child.stdin!.end(JSON.stringify({ secret, ...heard }));
  return JSON.parse((await python).stdout);
}

test('the libraries for JavaScript and Python find our signatures right', async ({ page, shop, playwright, baseURL }) => {
  const receiver = await Receiver.start();
  const { heard } = receiver;
  const api = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${shop.key}` },
  });

  const endpoint = await (await api.post('/v1/webhook_endpoints', { data: { url: receiver.url(), events: ['customer.created'] } })).json();
  await shop.signIn(page);
  await shop.customer(page, { name: 'Pia “Signed” Programm' });
  await expect.poll(() => heard.length).toBe(1);
  const rotated = await (await api.post(`/v1/webhook_endpoints/${endpoint.id}/rotate_secret`)).json();
  await shop.customer(page, { name: 'Second Customer' });
  await expect.poll(() => heard.length).toBe(2);

  const [first, second] = heard;
  expect(new Webhook(endpoint.secret).verify(first.body, first.headers as Record<string, string>)).toMatchObject({
    type: 'customer.created',
    data: { object: { name: 'Pia “Signed” Programm' } },
  });
  expect(await inPython(endpoint.secret, first)).toMatchObject({ id: first.headers['webhook-id'] });
  // While one secret takes the place of another, both are right.
  for (const secret of [endpoint.secret, rotated.secret]) {
    expect(new Webhook(secret).verify(second.body, second.headers as Record<string, string>)).toBeTruthy();
    expect(await inPython(secret, second)).toBeTruthy();
  }
  expect(() => new Webhook(endpoint.secret).verify(`${first.body} `, first.headers as Record<string, string>)).toThrow();
  await api.dispose();
  await receiver.stop();
});

test('an endpoint is added, hears of a customer, fails, and hears again', async ({ page, shop }) => {
  let broken = false;
  const receiver = await Receiver.start(() => (broken ? [503, 'Closed for stocktaking'] : [200, 'Thanks']));
  await shop.signIn(page);
  await open(page, shop.developers('/webhooks'));
  await page.getByRole('link', { name: 'Add endpoint' }).click();
  await page.getByLabel('Address', { exact: true }).fill('shop.example/hooks');
  await page.getByRole('button', { name: 'Add endpoint' }).click();
  await expect(page.getByLabel('Address', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Address', { exact: true }).fill(receiver.url());
  await page.getByRole('radio', { name: 'Only what I choose' }).check();
  await page.getByRole('checkbox', { name: /customer\.created/ }).check();
  await page.getByRole('button', { name: 'Add endpoint' }).click();
  const secret = await page.getByRole('alert').locator('code').innerText();
  expect(secret).toMatch(/^whsec_/);
  await page.getByRole('link', { name: 'Open the endpoint' }).click();
  await expect(page.getByText(secret)).toHaveCount(0);

  await page.getByRole('button', { name: 'Send a test event' }).click();
  const delivery = page.getByRole('article', { name: 'webhook.test' });
  await expect(delivery.getByText('Delivered')).toBeVisible();
  await delivery.getByText('200').click();
  await expect(delivery.getByRole('region', { name: 'Answer to attempt 1' })).toHaveText('Thanks');
  expect(new Webhook(secret).verify(receiver.heard[0].body, receiver.heard[0].headers as Record<string, string>)).toBeTruthy();

  broken = true;
  await shop.customer(page, { name: 'Pia Patient' });
  await expect.poll(() => receiver.heard.length).toBe(2);
  await expect(async () => {
    await open(page, shop.developers('/webhooks'));
    await expect(page.getByRole('table', { name: 'Deliveries' })).toContainText('Retrying', { timeout: 500 });
  }).toPass();
  await expect(page.getByRole('table', { name: 'Webhook endpoints' })).toContainText('Failing');
  broken = false;
  await page.getByRole('button', { name: 'Retry now' }).click();
  await expect(page.getByRole('article', { name: 'customer.created' }).getByText('Delivered')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Webhook endpoints' })).toContainText('Enabled');
  expect(receiver.heard.at(-1)!.body).toBe(receiver.heard.at(-2)!.body);

  await page.getByRole('table', { name: 'Webhook endpoints' }).getByRole('link').click();
  await page.getByText('Remove', { exact: true }).click();
  await page.getByRole('button', { name: 'Remove this endpoint' }).click();
  await expect(page.getByText('No endpoints yet')).toBeVisible();
  await receiver.stop();
});
