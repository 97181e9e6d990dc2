// Bringing people and payments in from files.

import type { Page } from '@playwright/test';
import { at, expect, heading, names, open, test } from '../house/index.ts';

const PEOPLE = `Full name,E-mail,Telephone,Segment,shoe_size
Zyxwen Quillfeather,zyxwen@quill.example,+44 20 7946 0958,press;vip,38
Short Number,short@quill.example,+233 50 123,vip,40
"Quillfeather, Bela",bela@quill.example,,vip,41
No Mail,no mail at all,,,
`;

const PAYMENTS = `email;total;date
zyxwen@quill.example;29.30;2025-03-04
zyxwen@quill.example;0.70;2025-03-05
zyxwen@quill.example;a lot;2025-03-06
`;

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
});

async function upload(page: Page, what: 'Customers' | 'Payments', name: string, text: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${what}`) }).check();
  await page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Upload' }).click();
  await at(page, /\/imports\/imp_\w+$/);
  await expect(heading(page, name)).toBeVisible();
}

test('customers: columns are named, a trial tells what is wrong, and the right rows are stored', async ({ page, shop }) => {
  await open(page, shop.customers());
  await page.getByRole('link', { name: 'Import customers' }).click();
  await expect(heading(page, 'Imports')).toBeVisible();

  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByLabel('File', { exact: true })).toHaveAccessibleDescription(/Choose a file first\./);
  await upload(page, 'Customers', 'people.csv', PEOPLE);

  await expect(page.getByLabel('Full name')).toHaveValue('name');
  await expect(page.getByLabel('E-mail')).toHaveValue('email');
  await expect(page.getByLabel('Telephone')).toHaveValue('phone');
  await page.getByLabel('Segment').selectOption('Tags, separated by ;');
  await page.getByLabel('shoe_size').selectOption('Metadata: shoe_size');
  await page.getByRole('button', { name: 'Check first' }).click();

  await expect(page.getByRole('alert')).toContainText('2 rows would be stored, 2 refused. Nothing is stored yet.');
  const refused = page.getByRole('table', { name: 'Rows that were refused' }).locator('tbody').getByRole('row');
  await expect(refused).toHaveText([/^3\s*Phone\s*That phone number is too short for Ghana/, /^5\s*Email\s*There is a space in it/]);
  await expect(page.getByLabel('Segment')).toHaveValue('tags');

  await page.getByRole('button', { name: 'Import', exact: true }).click();

  await expect(page.locator('.stat').filter({ hasText: 'Stored' })).toContainText('2');
  await expect(page.locator('.stat').filter({ hasText: 'Refused' })).toContainText('2');
  await expect(refused).toHaveCount(2);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download all as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);

  await page.getByRole('link', { name: 'See the customers' }).click();
  await expect(names(page).filter({ hasText: 'Zyxwen Quillfeather' })).toBeVisible();
  await expect(names(page).filter({ hasText: 'Short Number' })).toHaveCount(0);
  await names(page).filter({ hasText: 'Zyxwen Quillfeather' }).click();
  await expect(page.getByRole('region', { name: 'Details' }).locator('.tag')).toHaveText(['press', 'vip']);
  await expect(page.getByRole('region', { name: 'Metadata' })).toContainText('38');
  await expect(page.getByRole('region', { name: 'Notes and timeline' })).toContainText('Imported from a file');
});

test('payments: one value for all rows, totals, and the same file twice', async ({ page, shop }) => {
  await open(page, `/${shop.id}/live/imports`);
  await upload(page, 'Payments', 'payments.csv', PAYMENTS);

  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/currency/i);
  await page.getByLabel('Currency').fill('EUR');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.locator('.stat').filter({ hasText: 'Stored' })).toContainText('2');

  await page.goto(shop.customers('?q=zyxwen@quill.example'));
  await names(page).first().click();
  const lifetime = page.getByRole('region', { name: 'Lifetime' });
  await expect(lifetime.locator('data[value="EUR 30.00"]').first()).toBeVisible();

  // The same rows again are the same payments, and a person has to say that they are not.
  await page.goto(`/${shop.id}/live/imports`);
  await expect(page.getByRole('table', { name: 'Imports' }).getByRole('row', { name: /payments\.csv.*Done/ })).toBeVisible();
  await upload(page, 'Payments', 'payments.csv', PAYMENTS);
  await page.getByLabel('Currency').fill('EUR');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByLabel('Store its rows once more')).toBeVisible();
});

test('a file that is no table is answered at its field', async ({ page, shop }) => {
  await open(page, `/${shop.id}/live/imports`);
  await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('') });

  await page.getByRole('button', { name: 'Upload' }).click();

  await expect(page.getByLabel('File', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(heading(page, 'Imports')).toBeVisible();
});
