// A tag for many at once.

import { expect, names, open, rows, searchBox, test, toast } from '../house/index.ts';

const PEOPLE = ['Flock One', 'Flock Two', 'Flock Three', 'Flock Four', 'Flock Five'];

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
  for (const name of PEOPLE) {
    await shop.customer(page, { name });
  }
});

test('rows are chosen, tagged and untagged by keyboard', async ({ page, shop }) => {
  await open(page, shop.customers('?q=flock&sort=name'));
  await expect(rows(page)).toHaveCount(PEOPLE.length);
  const bar = page.getByRole('toolbar');
  await expect(bar).toBeHidden();

  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(bar).toContainText('1 selected');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(bar).toHaveAccessibleName('Actions for 3 selected customers');
  await expect(rows(page).getByRole('checkbox', { checked: true })).toHaveCount(3);

  await bar.getByLabel('Tag', { exact: true }).fill('Spring Sale');
  await bar.getByRole('button', { name: 'Tag', exact: true }).click();

  await toast(page, 'Tagged 3 customers with spring sale.');
  await expect(rows(page).filter({ hasText: 'spring sale' })).toHaveCount(3);
  await expect(bar).toBeHidden();
  await expect(rows(page).getByRole('checkbox', { checked: true })).toHaveCount(0);

  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await expect(bar).toContainText('5 selected');
  await bar.getByLabel('Tag', { exact: true }).fill('spring sale');
  await bar.getByRole('button', { name: 'Untag' }).click();

  await toast(page, 'Took spring sale off 3 customers.');
  await expect(rows(page).filter({ hasText: 'spring sale' })).toHaveCount(0);
});

test('a tag that can not be is answered, and the choice stays', async ({ page, shop }) => {
  await open(page, shop.customers('?q=flock'));
  const bar = page.getByRole('toolbar');
  await rows(page).nth(0).getByRole('checkbox').check();
  await rows(page).nth(2).getByRole('checkbox').click({ modifiers: ['Shift'] });
  await expect(bar).toContainText('3 selected');

  await bar.getByLabel('Tag', { exact: true }).fill('one;two');
  await bar.getByRole('button', { name: 'Tag', exact: true }).click();

  await expect(bar.getByRole('alert')).toContainText('The tag "one;two" has a comma or a semicolon in it');
  await expect(bar).toContainText('3 selected');

  await bar.getByRole('button', { name: 'Clear selection' }).click();
  await expect(bar).toBeHidden();
});

test('who has left the page is not chosen any more', async ({ page, shop }) => {
  await open(page, shop.customers('?q=flock'));
  await page.getByRole('checkbox', { name: 'Select Flock Two' }).check();
  await page.getByRole('checkbox', { name: 'Select Flock Four' }).check();

  await searchBox(page).fill('flock fo');

  await expect(names(page)).toHaveText(['Flock Four']);
  await expect(page.getByRole('toolbar')).toContainText('1 selected');
});
