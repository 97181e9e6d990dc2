// What buyers do on hosted pages, and what merchants' servers do to send them there.

import { expect, type FrameLocator, type Page } from '@playwright/test';
import type { Shop } from './shop.ts';

/** Cards of the sandbox. */
export const CARD = { good: '4242 4242 4242 4242', declined: '4000 0000 0000 0002' };

/** Makes something with the shop's key for test data, as its server would; gives what was answered. */
export async function make<T = { id: string; url: string }>(page: Page, shop: Shop, path: string, data: object): Promise<T> {
  const headers = { authorization: `Bearer ${shop.testKey}` };
  const answer = await page.request.post(`/v1/${path}`, { headers, data });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as T;
}

/** Makes a session for a postcard on these terms; gives the path of its page. */
export async function session(page: Page, shop: Shop, terms: object = {}): Promise<string> {
  const made = await make(page, shop, 'checkout_sessions', { amount: 1050, currency: 'EUR', title: 'Postcard', ...terms });
  return `/pay/${made.id}`;
}

/** Looks something up with the shop's key for test data. */
export async function found<T>(page: Page, shop: Shop, path: string): Promise<T> {
  const headers = { authorization: `Bearer ${shop.testKey}` };
  return (await (await page.request.get(`/v1/${path}`, { headers })).json()) as T;
}

/** Fills in a card. */
export async function fillCard(page: Page | FrameLocator, number = CARD.good): Promise<void> {
  const choice = page.getByRole('radio', { name: 'Card' });
  if (await choice.count()) {
    await choice.check();
  }
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expires').fill('12 / 39');
  await page.getByLabel('Security code').fill('123');
}

/** The button that pays. */
export async function pay(page: Page | FrameLocator, name: string | RegExp = /^Pay/): Promise<void> {
  await page.locator('#checkout').getByRole('button', { name }).last().click();
}
