// Coming in and going out.

import { at, expect, heading, open, test } from '../house/index.ts';

test('a wrong password is answered, the right one leads to the customers, and signing out ends it', async ({ page, shop }) => {
  await page.goto('/');
  await expect(heading(page, 'Sign in')).toBeVisible();

  await page.getByLabel('Email').fill(shop.owner.email);
  await page.getByLabel('Password').fill('not-the-password');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('alert')).toContainText("This email and password don't belong together.");
  await expect(page.getByLabel('Email')).toHaveValue(shop.owner.email);
  await expect(page.getByLabel('Password')).toHaveValue('');

  await page.getByLabel('Password').fill(shop.owner.password);
  await page.keyboard.press('Enter');

  await at(page, /\/live\/customers$/);
  await expect(heading(page, 'Customers')).toBeVisible();

  await page.getByRole('button', { name: /Owner/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();

  await at(page, /\/sign-in$/);
  await page.goto(shop.customers());
  await at(page, /\/sign-in\?next=/);
});

test('whoever was sent to the sign-in arrives where they wanted to go', async ({ page, shop }) => {
  await page.goto(shop.customers('?kind=guest&sort=name'));
  await at(page, /\/sign-in\?next=/);

  await page.getByLabel('Email').fill(shop.owner.email.toUpperCase());
  await page.getByLabel('Password').fill('wrong once');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('Password').fill(shop.owner.password);
  await page.keyboard.press('Enter');

  await at(page, /\/live\/customers\?kind=guest&sort=name$/);
});

test('the way back after signing in leads to no other site', async ({ page, shop }) => {
  await page.goto('/sign-in?next=//elsewhere.example/');

  await page.getByLabel('Email').fill(shop.owner.email);
  await page.getByLabel('Password').fill(shop.owner.password);
  await page.keyboard.press('Enter');

  await at(page, /^http:\/\/127\.0\.0\.1:\d+\/acct_\w+\/live\/customers$/);
});

test('a session that ends while somebody types loses nothing and says what to do', async ({ page, shop }) => {
  await shop.signIn(page);
  const id = await shop.customer(page, { name: 'Wanda Wayland' });
  await open(page, shop.customers(`/${id}`));
  await page.getByLabel('New note').fill('Asked for an invoice.');
  await page.context().clearCookies();

  await page.getByRole('button', { name: 'Add note' }).click();

  await expect(page.locator('.toasts')).toContainText('Your session has ended.');
  await expect(page.getByLabel('New note')).toHaveValue('Asked for an invoice.');
});
