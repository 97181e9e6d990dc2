// A customer made by hand.

import { at, expect, heading, open, test, toast } from '../house/index.ts';

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
});

test('an external id that somebody has is answered at its field', async ({ page, shop }) => {
  const ada = await shop.customer(page, { name: 'Ada Quillfeather', external_id: 'user-1' });
  await open(page, shop.customers());

  await page.getByRole('link', { name: 'New customer' }).click();
  const form = page.getByRole('dialog', { name: 'New customer' });
  const field = (label: string) => form.getByLabel(label, { exact: true });
  await field('Name').fill('Bela Quillfeather');
  await field('External id').fill('user-1');
  await form.getByRole('button', { name: 'Create customer' }).click();

  await expect(field('External id')).toHaveAccessibleDescription(new RegExp(`Another customer has this external id: ${ada}`));
  await expect(field('External id')).toBeFocused();
  await expect(field('Name')).toHaveValue('Bela Quillfeather');

  await field('External id').fill('user-2');
  await form.getByRole('button', { name: 'Create customer' }).click();

  await toast(page, 'Bela Quillfeather is now a customer.');
  await at(page, /\/customers\/cus_\w+$/);
  await expect(heading(page, 'Bela Quillfeather')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Notes and timeline' })).toContainText('Leila Haddad added this customer');
});

test('a form without anything says what is needed at least', async ({ page, shop }) => {
  await open(page, shop.customers('/new'));
  const form = page.getByRole('dialog', { name: 'New customer' });

  await form.getByRole('button', { name: 'Create customer' }).click();

  await expect(form.getByLabel('Name', { exact: true }))
    .toHaveAccessibleDescription('Enter at least one of name, email, phone, external id and DID.');
});
