// Erasing a person.

import { at, expect, heading, names, open, rows, test, toast } from '../house/index.ts';

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
});

test('only the typed word deletes, and a tombstone stays', async ({ page, shop }) => {
  const id = await shop.customer(page, { name: 'Zyxwen Quillfeather', email: 'zyxwen@quill.example' });
  await open(page, shop.customers(`/${id}`));

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete customer' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete Zyxwen Quillfeather?' });
  await expect(question).toContainText('Only the id stays, to say that it was deleted.');
  await question.getByLabel('Type delete to go on').fill('yes');
  await question.getByRole('button', { name: 'Erase personal data' }).click();
  await expect(question.getByLabel('Type delete to go on')).toHaveAccessibleDescription('Type the word delete to go on.');

  await question.getByLabel('Type delete to go on').fill('delete');
  await page.keyboard.press('Enter');

  await toast(page, /Personal data erased\./);
  await at(page, /\/customers$/);
  await expect(rows(page).first()).toBeVisible();
  await expect(names(page).filter({ hasText: 'Zyxwen' })).toHaveCount(0);

  const answer = await page.goto(shop.customers(`/${id}`));
  expect(answer?.status()).toBe(410);
  await expect(page.getByRole('heading', { name: 'This customer was deleted' })).toBeVisible();
  await page.goto(shop.customers('?q=zyxwen@quill.example'));
  await expect(page.getByRole('heading', { name: /^No customer matches/ })).toBeVisible();
});

test('the books keep what was paid', async ({ page, shop }) => {
  await open(page, shop.customers('?sort=total_spent'));
  const name = await names(page).first().innerText();
  await names(page).first().click();
  await expect(heading(page, name)).toBeVisible();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete customer' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText(/\d+ payments? and \d+ orders? stay in your books under this id\./);
  await question.getByRole('link', { name: 'Keep this customer' }).click();
  await expect(question).toBeHidden();
  await expect(heading(page, name)).toBeVisible();
});
