// Finding one person among many.

import { at, CUSTOMERS, expect, heading, names, open, rows, searchBox, table, test } from '../house/index.ts';

const QUILL = { name: 'Zyxwen Quillfeather', email: 'zyxwen@quill.example', phone: '+442079460958' };

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
});

test('the list follows the typing and keeps it in the address', async ({ page, shop }) => {
  await shop.customer(page, QUILL);
  await open(page, shop.customers());
  await expect(rows(page)).toHaveCount(50);

  await searchBox(page).pressSequentially('quillf');

  await expect(names(page)).toHaveText([QUILL.name]);
  await at(page, /\/customers\?q=quillf$/);
  await expect(searchBox(page)).toBeFocused();

  await page.reload();
  await expect(names(page)).toHaveText([QUILL.name]);
  await expect(searchBox(page)).toHaveValue('quillf');

  await searchBox(page).fill('');
  await expect(rows(page)).toHaveCount(50);
  await at(page, /\/customers$/);
});

test('what is typed before the page has woken up counts', async ({ page, shop }) => {
  await shop.customer(page, QUILL);
  // The page is there to read and to type into; its wasm waits.
  let wake = () => {};
  const asleep = new Promise<void>((resolve) => (wake = resolve));
  await page.route(/\.wasm$/, async (route) => {
    await asleep;
    await route.continue();
  });
  await page.goto(shop.customers(), { waitUntil: 'domcontentloaded' });
  await expect(rows(page)).toHaveCount(50);

  await searchBox(page).pressSequentially('zyxwen');
  wake();

  await expect(names(page)).toHaveText([QUILL.name]);
  await at(page, /\?q=zyxwen$/);
});

for (const [what, text] of [['email', QUILL.email], ['phone', '+44 20 7946 0958'], ['part of a name', 'UILLFE']]) {
  test(`a customer is found by ${what}`, async ({ page, shop }) => {
    await shop.customer(page, QUILL);
    await open(page, shop.customers());

    await searchBox(page).fill(text);

    await expect(names(page)).toHaveText([QUILL.name]);
  });
}

test('when nobody matches, the page says so and offers the way back', async ({ page, shop }) => {
  await open(page, shop.customers('?kind=guest'));

  await searchBox(page).fill('nobody-is-called-this');

  await expect(page.getByRole('heading', { name: 'No customer matches both filters' })).toBeVisible();
  await page.getByRole('link', { name: 'Remove the search text' }).click();
  await at(page, /\/customers\?kind=guest$/);
  await expect(rows(page).first()).toBeVisible();
  await expect(searchBox(page)).toHaveValue('');
});

test('Ctrl-K finds a customer from anywhere', async ({ page, shop }) => {
  const id = await shop.customer(page, QUILL);
  await open(page, shop.customers());

  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Search or go to' });
  await expect(box).toBeFocused();
  await box.pressSequentially('zyxw');
  await expect(page.getByRole('option', { name: new RegExp(QUILL.name) })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');

  await at(page, new RegExp(`/customers/${id}$`));
  await expect(heading(page, QUILL.name)).toBeVisible();

  await page.keyboard.press('Control+k');
  await expect(box).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();
});

test('the list can be walked and opened by keyboard alone', async ({ page, shop }) => {
  await open(page, shop.customers());

  await page.keyboard.press('j');
  await expect(names(page).nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(names(page).nth(2)).toBeFocused();
  await page.keyboard.press('k');
  await expect(names(page).nth(1)).toBeFocused();

  await page.keyboard.press('/');
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.type('jk');
  await expect(searchBox(page)).toHaveValue('jk');
  await searchBox(page).fill('');
  await at(page, /\/customers$/);
  await expect(rows(page)).toHaveCount(50);
  await searchBox(page).blur();

  await page.keyboard.press('j');
  const name = await names(page).nth(0).innerText();
  await page.keyboard.press('Enter');

  await expect(heading(page, name)).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await at(page, /\/customers$/);
});

test('the question mark lists the keys', async ({ page, shop }) => {
  await open(page, shop.customers());

  await page.keyboard.press('?');

  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test('filters are chips that stand in the address', async ({ page, shop }) => {
  await open(page, shop.customers());

  await page.getByRole('button', { name: 'Add filter' }).click();
  await page.getByRole('menuitem', { name: 'Guest', exact: true }).click();

  await at(page, /\?kind=guest$/);
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('guest');
  await expect(rows(page).filter({ hasNotText: 'Guest' })).toHaveCount(0);
  await expect(rows(page)).not.toHaveCount(0);

  await page.getByRole('button', { name: 'Created' }).click();
  await page.getByLabel('Created on or after').fill('2024-01-01');
  await page.getByRole('button', { name: 'Show these' }).click();
  await at(page, /kind=guest&from=2024-01-01$/);

  await page.getByRole('link', { name: 'Remove filter type is guest' }).click();
  await at(page, /\?from=2024-01-01$/);
  await page.goBack();
  await at(page, /kind=guest&from=2024-01-01$/);
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('guest');
});

test('the list is sorted by its heads', async ({ page, shop }) => {
  await open(page, shop.customers());
  const spent = async () => {
    const cells = await rows(page).locator('td[data-at=figure] data').all();
    return Promise.all(cells.map(async (cell) => Number((await cell.getAttribute('value'))!.split(' ')[1])));
  };

  await table(page).getByRole('link', { name: 'Total spent' }).click();

  await at(page, /\?sort=total_spent$/);
  await expect(page.getByRole('columnheader', { name: 'Total spent' })).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('table', { name: '50 customers, highest total first' })).toBeVisible();
  const falling = await spent();
  expect(falling).toEqual([...falling].sort((a, b) => b - a));
  expect(falling[0]).toBeGreaterThan(0);

  await table(page).getByRole('link', { name: 'Total spent' }).click();

  await expect(page.getByRole('columnheader', { name: 'Total spent' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByRole('table', { name: '50 customers, lowest total first' })).toBeVisible();
  const rising = await spent();
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
});

test('pages follow each other without a gap, forwards and backwards', async ({ page, shop }) => {
  await open(page, shop.customers('?sort=name'));
  const first = await names(page).allInnerTexts();
  expect(first).toHaveLength(50);

  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await expect(rows(page)).toHaveCount(CUSTOMERS - 50);
  const second = await names(page).allInnerTexts();
  expect(second.filter((name) => first.includes(name))).toEqual([]);
  await expect(page.getByRole('link', { name: 'Next', exact: true })).toHaveAttribute('aria-disabled', 'true');

  await page.getByRole('link', { name: 'Previous', exact: true }).click();
  await expect(names(page)).toHaveText(first);

  await page.keyboard.press(']');
  await expect(names(page)).toHaveText(second);
  await page.reload();
  await expect(names(page)).toHaveText(second);
});
