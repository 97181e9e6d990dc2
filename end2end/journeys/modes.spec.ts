// Test and live: nobody is ever in doubt which of the two they see.

import { at, expect, names, open, rows, test } from '../house/index.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('every page says which mode it shows, wide and narrow', async ({ page, shop, elsewhere }) => {
  await shop.signIn(page);
  const phone = await elsewhere(PHONE);
  await shop.signIn(phone);

  for (const mode of ['live', 'test'] as const) {
    const id = await shop.customer(page, { name: `Somebody in ${mode}` }, mode);
    for (const rest of ['', `/${id}`, '/new', `/${id}/edit`, '/nobody', '?q=nobody-at-all']) {
      const address = shop.customers(rest, mode);
      const word = mode === 'live' ? 'Live' : 'Test';

      await page.goto(address);
      const here = page.getByRole('group', { name: 'Mode', includeHidden: true }).locator('[aria-current=true]');
      await expect(here, address).toBeVisible();
      await expect(here, address).toHaveText(word);

      await phone.goto(address);
      const sign = mode === 'live' ? phone.locator('.topbar').getByText('Live') : phone.getByText('Test mode.');
      await expect(sign, `${address} on a phone`).toBeVisible();
      await expect(sign, `${address} on a phone`).toBeInViewport();
    }
  }
});

test('the switch leads to the other customers and back', async ({ page, shop }) => {
  await shop.signIn(page);
  await shop.customer(page, { name: 'Only in Test' }, 'test');
  await open(page, shop.customers());
  await expect(names(page).filter({ hasText: 'Only in Test' })).toHaveCount(0);

  await page.getByRole('group', { name: 'Mode' }).getByRole('link', { name: 'Test' }).click();

  await at(page, /\/test\/customers$/);
  await expect(page.getByRole('complementary', { name: 'Test mode' })).toBeVisible();
  await expect(names(page).first()).toHaveText('Only in Test');

  await page.getByRole('link', { name: 'Switch to live' }).click();

  await at(page, /\/live\/customers$/);
  await expect(page.getByRole('complementary', { name: 'Test mode' })).toHaveCount(0);
  await expect(rows(page)).toHaveCount(50);
});

test('a phone has the switch behind its menu', async ({ elsewhere, shop }) => {
  const phone = await elsewhere(PHONE);
  await shop.signIn(phone);
  await open(phone, shop.customers());

  await phone.getByRole('button', { name: 'Open navigation' }).click();
  await phone.getByRole('group', { name: 'Mode' }).getByRole('link', { name: 'Test' }).click();

  await at(phone, /\/test\/customers$/);
  await expect(phone.getByText('Test mode.')).toBeVisible();
  await expect(phone.getByRole('group', { name: 'Mode' })).toBeHidden();
});
