// Customers as a file.

import { readFile } from 'node:fs/promises';
import { expect, names, open, test } from '../house/index.ts';

test('whom the list shows is kept as a file with the columns that were chosen', async ({ page, shop }) => {
  await shop.signIn(page);
  await shop.customer(page, { name: 'Flock One' });
  await shop.customer(page, { name: 'Flock Two' });
  await open(page, shop.customers('?q=flock&sort=name'));
  await expect(names(page)).toHaveCount(2);

  await page.getByRole('link', { name: 'Export customers' }).click();
  await expect(page.getByRole('heading', { name: 'Export customers' })).toBeVisible();
  await expect(page.getByText('2 customers who fit flock')).toBeVisible();
  const columns = page.getByRole('group', { name: 'Columns' });
  await page.getByLabel('Format').selectOption('NDJSON');
  await expect(columns).toBeHidden();
  await page.getByLabel('Format').selectOption('CSV');
  for (const column of await columns.getByRole('checkbox').all()) {
    await column.uncheck();
  }
  await columns.getByRole('checkbox', { name: 'Name', exact: true }).check();
  await columns.getByLabel('Others').fill('plan');
  await page.getByRole('button', { name: 'Download' }).click();
  await expect(columns.getByLabel('Others')).toHaveAccessibleDescription(/There is no column "plan"/);
  await columns.getByLabel('Others').fill('metadata.plan');

  const kept = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const file = await kept;

  expect(file.suggestedFilename()).toMatch(/^customers-.*\.csv$/);
  expect(await readFile(await file.path(), 'utf8')).toBe('name,metadata.plan\r\nFlock One,\r\nFlock Two,\r\n');
  await expect(page.getByText('The file is complete: 2 customers.')).toBeVisible();
  await expect(columns.getByLabel('Others')).toHaveValue('metadata.plan');
});
