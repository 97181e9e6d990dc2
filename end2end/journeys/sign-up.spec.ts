// The first start: somebody becomes the owner, and nobody else afterwards.

import { at, expect, heading, test } from '../house/index.ts';

test.use({ baseURL: async ({ empty }, use) => use(empty.url) });

test('the first person becomes the owner and begins with an empty list', async ({ page }) => {
  await page.goto('/');
  await at(page, /\/sign-up$/);

  await page.getByLabel('What your shop is called').fill('Harbour Books');
  await page.getByLabel('Your name').fill('Nadia Perrault');
  await page.getByLabel('Your email').fill('nadia@harbour');
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Create the account' }).click();

  await expect(page.getByRole('alert')).toContainText('2 things to fix before signing up');
  await expect(page.getByLabel('Your email')).toHaveAccessibleDescription(/Add the ending of the domain/);
  await expect(page.getByLabel('Password')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('What your shop is called')).toHaveValue('Harbour Books');
  await expect(page.getByLabel('Your name')).toHaveValue('Nadia Perrault');

  await page.getByLabel('Your email').fill('nadia@harbour.example');
  await page.getByLabel('Password').fill('a long and quiet sentence');
  await page.getByRole('button', { name: 'Create the account' }).click();

  await at(page, /\/test\/customers$/);
  await expect(heading(page, 'Customers')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No customers yet' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Harbour Books/ })).toBeVisible();

  await page.goto('/sign-up');
  await expect(page.getByText('This server has an owner already.')).toBeVisible();
});
