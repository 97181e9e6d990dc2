// Changing a customer: by keyboard, with mistakes, and with a history of who did what.

import { at, expect, heading, open, test, toast } from '../house/index.ts';

const ADA = { name: 'Ada Quillfeather', email: 'ada@quill.example', tags: 'vip, wholesale', 'metadata.tier': 'gold' };

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
});

test('several mistakes are answered at once beside their fields, and nothing typed is lost', async ({ page, shop }) => {
  const id = await shop.customer(page, ADA);
  await open(page, shop.customers(`/${id}`));

  await page.keyboard.press('e');
  await at(page, new RegExp(`/${id}/edit$`));
  const form = page.getByRole('dialog', { name: 'Edit customer' });
  const field = (label: string) => form.getByLabel(label, { exact: true });
  await expect(field('Name')).toBeFocused();
  await expect(field('Name')).toHaveValue(ADA.name);

  await page.keyboard.press('End');
  await page.keyboard.type(' the Second');
  await page.keyboard.press('Tab');
  await page.keyboard.type('ada@quill');
  await page.keyboard.press('Tab');
  await page.keyboard.type('+233 50 123');
  await field('DID').fill('not a did');
  await page.keyboard.press('Control+Enter');

  await expect(form.getByRole('alert')).toContainText('3 things to fix before saving: email, phone and DID.');
  await expect(field('Email')).toHaveAccessibleDescription(/Add the ending of the domain after "quill"/);
  await expect(field('Phone')).toHaveAccessibleDescription(/That phone number is too short for Ghana \(\+233\)/);
  await expect(field('DID')).toHaveAttribute('aria-invalid', 'true');
  await expect(field('Name')).toHaveValue('Ada Quillfeather the Second');
  await expect(field('Email')).toHaveValue('ada@quill');
  await expect(field('Phone')).toHaveValue('+233 50 123');

  await form.getByRole('alert').getByRole('link', { name: 'phone' }).click();
  await expect(field('Phone')).toBeFocused();
  await field('Phone').fill('+233 50 123 4567');
  await field('Email').fill('Ada@Quill.example');
  await field('DID').fill('');
  await page.keyboard.press('Enter');

  await toast(page, 'Saved Ada Quillfeather the Second.');
  await at(page, new RegExp(`/customers/${id}$`));
  await expect(heading(page, 'Ada Quillfeather the Second')).toBeVisible();
  const details = page.getByRole('region', { name: 'Details' });
  await expect(details).toContainText('+233501234567');
  await expect(details).toContainText('ada@quill.example');
  await expect(details).toContainText('wholesale');
  const log = page.getByRole('region', { name: 'Notes and timeline' });
  await expect(log).toContainText('Leila Haddad changed 2 fields');
  await expect(log).toContainText('changed the name from Ada Quillfeather to Ada Quillfeather the Second');
  await expect(log).toContainText('set the phone to +233501234567');
});

test('address, tags and metadata', async ({ page, shop }) => {
  const id = await shop.customer(page, ADA);
  await open(page, shop.customers(`/${id}/edit`));
  const form = page.getByRole('dialog', { name: 'Edit customer' });
  const field = (label: string) => form.getByLabel(label, { exact: true });

  const address = form.getByRole('group', { name: 'Address' });
  await address.getByLabel('Street and number').fill('Skostredet 12');
  await address.getByLabel('Postal code').fill('5017');
  await address.getByLabel('City').fill('Bergen');
  await address.getByLabel('Country').selectOption('Norway');
  await form.getByRole('button', { name: 'Remove tag wholesale' }).click();
  await field('Tags').fill('Press');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('button', { name: 'Remove tag press' })).toBeVisible();
  await field('Value of tier').fill('platinum');
  await form.getByLabel('Key', { exact: true }).filter({ visible: true }).last().fill('a key');
  await field('Value of the new pair').filter({ visible: true }).fill('blue');
  await form.getByRole('button', { name: 'Save changes' }).click();

  await expect(form).toContainText('A key has only letters (a to z), digits, _ and -; "a key" has a space in it.');
  await form.getByLabel('Key', { exact: true }).filter({ visible: true }).last().fill('colour');
  await form.getByRole('button', { name: 'Save changes' }).click();

  await toast(page, 'Saved Ada Quillfeather.');
  const details = page.getByRole('region', { name: 'Details' });
  await expect(details).toContainText('Skostredet 12, 5017 Bergen, Norway');
  await expect(details.locator('.tag')).toHaveText(['vip', 'press']);
  const metadata = page.getByRole('region', { name: 'Metadata' });
  await expect(metadata).toContainText('platinum');
  await expect(metadata).toContainText('blue');
});

test('what was typed is not thrown away by a slip', async ({ page, shop }) => {
  const id = await shop.customer(page, ADA);
  await open(page, shop.customers(`/${id}/edit`));
  const form = page.getByRole('dialog', { name: 'Edit customer' });
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });

  await form.getByLabel('Name', { exact: true }).fill('Somebody Else');
  await page.keyboard.press('Escape');
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Go on editing' }).click();
  await expect(question).toBeHidden();
  await expect(form.getByLabel('Name', { exact: true })).toHaveValue('Somebody Else');

  await form.getByRole('link', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Discard changes' }).click();

  await at(page, new RegExp(`/customers/${id}$`));
  await expect(heading(page, ADA.name)).toBeVisible();
});

test('when the server can not be reached, the form says so and keeps everything', async ({ page, shop, faults }) => {
  const id = await shop.customer(page, ADA);
  await open(page, shop.customers(`/${id}/edit`));
  const form = page.getByRole('dialog', { name: 'Edit customer' });
  await form.getByLabel('Name', { exact: true }).fill('Ada on a Train');

  await page.context().setOffline(true);
  await form.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.locator('.toasts')).toContainText('The server did not answer. What you typed is still here; try again.');
  await expect(form.getByLabel('Name', { exact: true })).toHaveValue('Ada on a Train');
  // The browser tells of the lost connection, as it should, and of nothing else.
  expect(faults.splice(0).filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);

  await page.context().setOffline(false);
  await form.getByRole('button', { name: 'Save changes' }).click();
  await toast(page, 'Saved Ada on a Train.');
});
