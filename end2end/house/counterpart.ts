// What the tests in Rust that run in a browser (clients/rust/tests/browser.rs) ask of a merchant: things that need a secret
// key, and a look at the wire.

import { expect, type Page, type Route } from '@playwright/test';
import type { Shop } from './shop.ts';

/** Puts `merchant(act, about)` and the server's address into a page of this origin. */
export async function playMerchant(page: Page, server: string, shop: Shop, origin: string): Promise<void> {
  const headers = { authorization: `Bearer ${shop.testKey}` };
  const sessions = new Map<string, string>();
  const held: Route[] = [];
  const asked = `${server}/client/v1/customer`;
  let answers: number[] = [];
  let aborted = 0;

  const post = async (path: string, data: object) => {
    const answer = await page.request.post(`${server}/v1/${path}`, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  const session = async (user: string, allowed_origin: string): Promise<string> => {
    const known = await page.request.get(`${server}/v1/customers/external_id:${user}`, { headers });
    if (!known.ok()) {
      await post('customers', { external_id: user, name: user });
    }
    const components = ['customer', 'subscriptions', 'orders'];
    const made = await post('customer_sessions', { customer: `external_id:${user}`, components, allowed_origin });
    sessions.set(user, made.id);
    return made.client_secret;
  };
  const acts: Record<string, (about: string) => Promise<unknown>> = {
    nap: (time) => page.waitForTimeout(Number(time)),
    // The secret of a session for a user, who is made on the way; of nobody there is none.
    session: (user) => (user === 'nobody' ? Promise.resolve('') : session(user, origin)),
    // The same for pages of another origin.
    elsewhere: (user) => session(user, 'http://127.0.0.1:9'),
    revoke: (user) => post(`customer_sessions/${sessions.get(user)}/revoke`, {}),
    rename: (user) => page.request.patch(`${server}/v1/customers/external_id:${user}`, { headers, data: { name: 'Renamed' } }),
    // The statuses that were answered since they were forgotten.
    answers: async () => answers.join(' '),
    forget: async () => {
      answers = [];
    },
    // The next request is held until it is released; how many were, and how many were aborted.
    slow: async () => {
      aborted = 0;
      await page.route(asked, async (route) => void held.push(route), { times: 1 });
    },
    held: async () => held.length,
    release: () => Promise.all(held.splice(0).map((route) => route.continue().catch(() => undefined))),
    aborted: async () => aborted,
  };
  await page.exposeFunction('merchant', async (act: string, about: string) => {
    const done = await acts[act](about);
    return typeof done === 'string' || typeof done === 'number' ? String(done) : '';
  });
  await page.addInitScript((url) => Object.assign(window, { clientele: url }), server);
  page.on('requestfailed', (request) => {
    aborted += request.failure()?.errorText === 'net::ERR_ABORTED' ? 1 : 0;
  });
  page.on('response', (response) => {
    if (response.url() === asked && response.request().method() === 'GET') {
      answers.push(response.status());
    }
  });
}
