// Somebody who bought before comes back, and is the same person.

import { expect, fillCard, found, pay, session, test } from '../house/index.ts';

test('two purchases with one email are one guest', async ({ page, shop }) => {
  for (const email of ['grace@navy.example', ' Grace@Navy.example ']) {
    await page.goto(await session(page, shop));
    await page.getByLabel('Email').fill(email);
    await fillCard(page);
    await pay(page);
    await expect(page.getByRole('heading', { level: 2 })).toContainText('It’s paid');
  }

  const { data } = await found<{ data: { payment_count: number; kind: string }[] }>(page, shop, 'customers?email=grace@navy.example');
  expect(data).toHaveLength(1);
});
