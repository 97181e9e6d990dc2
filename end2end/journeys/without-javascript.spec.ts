// The whole way without a single script: pages are complete, and every form posts.

import { at, CUSTOMERS, expect, heading, names, rows, searchBox, table, test } from '../house/index.ts';

test('sign in, list, filter, sort, next page, open, edit, note, tag', async ({ page, shop }) => {
  await page.goto('/');
  await page.getByLabel('Email').fill(shop.owner.email);
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText("don't belong together");
  await page.getByLabel('Password').fill(shop.owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(heading(page, 'Customers')).toBeVisible();
  await expect(rows(page)).toHaveCount(50);

  // Filter: by a tab, by the menu, and by text, which stay together.
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Registered' }).click();
  await at(page, /\?kind=registered$/);
  await page.getByRole('button', { name: 'Add filter' }).click();
  await page.getByRole('menuitem', { name: 'Email', exact: true }).click();
  await at(page, /kind=registered&has=email$/);
  await searchBox(page).fill('e');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await at(page, /q=e/);
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('registered');
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('email');

  // Sort, and the next page.
  await page.goto(shop.customers());
  await table(page).getByRole('link', { name: 'Customer' }).click();
  await at(page, /\?sort=name$/);
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await at(page, /\?sort=name&after=/);
  await expect(rows(page)).toHaveCount(CUSTOMERS - 50);

  // Open.
  const name = await names(page).first().innerText();
  await names(page).first().click();
  await expect(heading(page, name)).toBeVisible();
  const address = page.url();

  // Edit, first wrongly.
  await page.getByRole('link', { name: 'Edit' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Renamed Without Scripts');
  await page.getByLabel('Email').fill('not an email');
  await page.getByLabel('Phone').fill('+233 50 123');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('alert')).toContainText('2 things to fix before saving');
  await expect(page.getByLabel('Phone')).toHaveAccessibleDescription(/too short for Ghana/);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Renamed Without Scripts');
  await expect(page.getByLabel('Email')).toHaveValue('not an email');
  await page.getByLabel('Email').fill('renamed@quill.example');
  await page.getByLabel('Phone').fill('');
  await page.getByLabel('Tags').fill('vip, no scripts');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await at(page, new RegExp(`${escape(address)}$`));
  await expect(heading(page, 'Renamed Without Scripts')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Details' }).locator('.tag')).toHaveText(['vip', 'no scripts']);

  // A note, first an empty one.
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByLabel('New note')).toHaveAccessibleDescription('Write the note first.');
  await page.getByLabel('New note').fill('Written without scripts.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.locator('.note').first()).toHaveText('Written without scripts.');

  // A tag for two.
  await page.goto(shop.customers('?sort=name'));
  await expect(page.getByRole('toolbar')).toBeHidden();
  await rows(page).nth(0).getByRole('checkbox').check();
  await rows(page).nth(1).getByRole('checkbox').check();
  await page.getByRole('toolbar').getByLabel('Tag', { exact: true }).fill('plain html');
  await page.getByRole('toolbar').getByRole('button', { name: 'Tag', exact: true }).click();
  await at(page, /\?sort=name$/);
  await page.goto(shop.customers('?tag=plain%20html'));
  await expect(rows(page)).toHaveCount(2);
});

test('a conflict, a new customer and a deletion', async ({ page, shop, elsewhere }) => {
  await shop.signIn(page);
  const colleague = await elsewhere();
  await shop.signIn(colleague, await shop.hire('admin', 'Ottoline Marsh'));

  await page.goto(shop.customers());
  await page.getByRole('link', { name: 'New customer' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Ada Quillfeather');
  await page.getByLabel('Key', { exact: true }).first().fill('colour');
  await page.getByLabel('Value of the new pair').first().fill('blue');
  await page.getByRole('button', { name: 'Create customer' }).click();
  await at(page, /\/customers\/cus_\w+$/);
  await expect(page.getByRole('region', { name: 'Metadata' })).toContainText('blue');
  const address = page.url();

  await page.goto(`${address}/edit`);
  await colleague.goto(`${address}/edit`);
  await colleague.getByLabel('Name', { exact: true }).fill('Ada Marshfeather');
  await colleague.getByRole('button', { name: 'Save changes' }).click();
  await expect(heading(colleague, 'Ada Marshfeather')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Ada Q. Feather');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('alert')).toContainText('Ottoline Marsh saved this customer while you were typing.');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ada Q. Feather');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(heading(page, 'Ada Q. Feather')).toBeVisible();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete customer' }).click();
  await page.getByLabel('Type delete to go on').fill('no');
  await page.getByRole('button', { name: 'Erase personal data' }).click();
  await expect(page.getByLabel('Type delete to go on')).toHaveAccessibleDescription('Type the word delete to go on.');
  await page.getByLabel('Type delete to go on').fill('delete');
  await page.getByRole('button', { name: 'Erase personal data' }).click();
  await at(page, /\/customers$/);
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'This customer was deleted' })).toBeVisible();
});

test('compare, merge with a choice, and undo', async ({ page, shop }) => {
  await shop.signIn(page);
  const ada = await shop.customer(page, { name: 'Ada Quillfeather', email: 'ada@quill.example', phone: '+442079460018' });
  await shop.customer(page, { name: 'A. Quillfeather', email: 'aq@quill.example', phone: '+442079460018' });

  await page.goto(`/${shop.id}/live/duplicates`);
  await page.getByRole('radio', { name: 'Email from record 2' }).check();
  await page.getByText('Merge records').click();
  await page.getByRole('button', { name: 'Make them one record' }).click();
  await expect(page.getByText('is a part of this record now')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('aq@quill.example');

  await page.getByRole('link', { name: 'Undo the merge of A. Quillfeather' }).click();
  await page.getByRole('button', { name: 'Undo the merge' }).click();
  await expect(page.getByText('The merge was undone.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('ada@quill.example');

  await page.goto(shop.customers(`/${ada}`));
  await page.getByRole('button', { name: 'Not the same person' }).click();
  await expect(page.getByText('Nobody else shares anything.')).toBeVisible();
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
