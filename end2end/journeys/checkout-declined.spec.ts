// A card is declined; another one pays.

import { CARD, expect, fillCard, pay, session, test } from '../house/index.ts';

test('what was typed survives a declined card, the card does not', async ({ page, shop }) => {
  await page.goto(await session(page, shop));
  await page.getByLabel('Email').fill('ada@analytical.example');
  await fillCard(page, CARD.declined);
  await pay(page);

  await expect(page.getByRole('alert')).toContainText('declined this card');
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByLabel('Email')).toHaveValue('ada@analytical.example');
  await expect(page.getByLabel('Card number')).toHaveValue('');

  await fillCard(page);
  await pay(page);
  await expect(page.getByRole('heading', { level: 2 })).toContainText('It’s paid');
});
