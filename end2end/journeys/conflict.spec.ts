// Two people change the same customer at the same time.

import { at, expect, heading, open, test, toast } from '../house/index.ts';

test('the second learns who was first, keeps what they typed, and may save over it', async ({ page, shop, elsewhere }) => {
  await shop.signIn(page);
  const id = await shop.customer(page, { name: 'Ada Quillfeather', email: 'ada@quill.example' });
  const colleague = await elsewhere();
  await shop.signIn(colleague, await shop.hire('support', 'Ottoline Marsh'));
  const address = shop.customers(`/${id}/edit`);
  await open(page, address);
  await open(colleague, address);
  const mine = page.getByRole('dialog', { name: 'Edit customer' });
  const theirs = colleague.getByRole('dialog', { name: 'Edit customer' });

  await theirs.getByLabel('Name', { exact: true }).fill('Ada Marshfeather');
  await theirs.getByLabel('Phone').fill('+44 20 7946 0958');
  await theirs.getByRole('button', { name: 'Save changes' }).click();
  await toast(colleague, 'Saved Ada Marshfeather.');

  await mine.getByLabel('Name', { exact: true }).fill('Ada Q. Feather');
  await mine.getByRole('button', { name: 'Save changes' }).click();

  await expect(mine.getByRole('alert')).toContainText('Ottoline Marsh saved this customer while you were typing.');
  const differences = mine.getByRole('table', { name: 'Values that differ' });
  await expect(differences.getByRole('row', { name: /^name Ada Marshfeather Ada Q\. Feather$/ })).toBeVisible();
  await expect(differences.getByRole('row', { name: /^phone \+442079460958 None$/ })).toBeVisible();
  await expect(mine.getByLabel('Name', { exact: true })).toHaveValue('Ada Q. Feather');

  await mine.getByRole('button', { name: 'Save changes' }).click();

  await toast(page, 'Saved Ada Q. Feather.');
  await at(page, new RegExp(`/customers/${id}$`));
  await expect(heading(page, 'Ada Q. Feather')).toBeVisible();
  const log = page.getByRole('region', { name: 'Notes and timeline' });
  await expect(log).toContainText('Leila Haddad changed 2 fields');
  await expect(log).toContainText('Ottoline Marsh changed 2 fields');
});

test('the second may also take what the first one saved', async ({ page, shop, elsewhere }) => {
  await shop.signIn(page);
  const id = await shop.customer(page, { name: 'Ada Quillfeather' });
  const colleague = await elsewhere();
  await shop.signIn(colleague);
  await open(page, shop.customers(`/${id}/edit`));
  await open(colleague, shop.customers(`/${id}/edit`));
  await colleague.getByLabel('Name', { exact: true }).fill('Ada Marshfeather');
  await colleague.getByRole('button', { name: 'Save changes' }).click();
  await toast(colleague, 'Saved Ada Marshfeather.');
  await page.getByLabel('Name', { exact: true }).fill('Ada Q. Feather');
  await page.getByRole('button', { name: 'Save changes' }).click();

  await page.getByRole('link', { name: 'Discard mine and show theirs' }).click();

  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ada Marshfeather');
});
