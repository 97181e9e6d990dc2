// Text that wants to be a program stays text, wherever it is shown.

import { type Page } from '@playwright/test';
import { expect, heading, names, open, rows, searchBox, test, toast } from '../house/index.ts';

const HOSTILE = '</textarea><script>window.pwned=1</script>';
const PERSON = {
  name: HOSTILE,
  external_id: HOSTILE,
  tags: HOSTILE,
  'address.line1': HOSTILE,
  'address.city': HOSTILE,
  'shipping.line2': HOSTILE,
  'metadata.colour': HOSTILE,
};

declare global {
  interface Window {
    pwned?: unknown;
  }
}

async function expectUnharmed(page: Page): Promise<void> {
  expect(await page.evaluate(() => window.pwned), page.url()).toBeUndefined();
  await expect(page.locator('script', { hasText: /^window\.pwned=1$/ })).toHaveCount(0);
}

test('name, note, metadata, tags and address', async ({ page, shop }) => {
  await shop.signIn(page);
  const id = await shop.customer(page, PERSON);
  await shop.act(page, id, 'note', { body: HOSTILE });

  await open(page, shop.customers());
  await expect(names(page).first()).toHaveText(HOSTILE);
  await expect(rows(page).first().locator('.tag')).toHaveText(HOSTILE);
  await expectUnharmed(page);

  await open(page, shop.customers(`?q=${encodeURIComponent(`"${HOSTILE}"`)}`));
  await expect(names(page)).toHaveText([HOSTILE]);
  await expectUnharmed(page);
  // Without quotation marks it means something in the language of the box, and is told to be wrong.
  await open(page, shop.customers(`?q=${encodeURIComponent(HOSTILE)}`));
  await expect(searchBox(page)).toHaveValue(HOSTILE);
  await expectUnharmed(page);

  await open(page, shop.customers(`?tag=${encodeURIComponent(HOSTILE)}&q=nobody`));
  await expect(page.getByRole('heading', { name: 'No customer matches both filters' })).toBeVisible();
  await expectUnharmed(page);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or go to' }).fill(HOSTILE);
  await expect(page.getByRole('option').filter({ hasText: HOSTILE }).first()).toBeVisible();
  await expectUnharmed(page);

  await open(page, shop.customers(`/${id}`));
  await expect(heading(page, HOSTILE)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Notes and timeline' }).locator('.note')).toHaveText(HOSTILE);
  await expect(page.getByRole('region', { name: 'Metadata' }).locator('dd')).toHaveText(HOSTILE);
  await expect(page.getByRole('region', { name: 'Details' }).locator('.tag')).toHaveText(HOSTILE);
  await expect(page.getByRole('region', { name: 'Details' })).toContainText(`${HOSTILE}, ${HOSTILE}`);
  await expectUnharmed(page);

  await open(page, shop.customers(`/${id}?ask=delete`));
  await expect(page.getByRole('alertdialog')).toContainText(HOSTILE);
  await expectUnharmed(page);

  await open(page, shop.customers(`/${id}/edit`));
  const form = page.getByRole('dialog', { name: 'Edit customer' });
  await expect(form.getByLabel('Name', { exact: true })).toHaveValue(HOSTILE);
  await expect(form.getByLabel('Value of colour')).toHaveValue(HOSTILE);
  await expectUnharmed(page);
  await form.getByLabel('Name', { exact: true }).fill(`x ${HOSTILE}`);
  await form.getByRole('button', { name: 'Save changes' }).click();
  await toast(page, `Saved x ${HOSTILE}.`);
  await expectUnharmed(page);
});

test('the notice of a conflict', async ({ page, shop, elsewhere }) => {
  await shop.signIn(page);
  const id = await shop.customer(page, { name: 'Ada Quillfeather' });
  const colleague = await elsewhere();
  await shop.signIn(colleague, await shop.hire('support', HOSTILE));
  await open(page, shop.customers(`/${id}/edit`));
  await open(colleague, shop.customers(`/${id}/edit`));
  await colleague.getByLabel('Name', { exact: true }).fill(HOSTILE);
  await colleague.getByRole('button', { name: 'Save changes' }).click();
  await toast(colleague, `Saved ${HOSTILE}.`);

  await page.getByLabel('Name', { exact: true }).fill(`y ${HOSTILE}`);
  await page.getByRole('button', { name: 'Save changes' }).click();

  await expect(page.getByRole('alert')).toContainText(`${HOSTILE} saved this customer while you were typing.`);
  await expect(page.getByRole('table', { name: 'Values that differ' })).toContainText(`${HOSTILE}y ${HOSTILE}`);
  await expectUnharmed(page);
});

test('what a refused form gives back from the server', async ({ page, shop }) => {
  await shop.signIn(page);
  const id = await shop.customer(page, { name: 'Ada Quillfeather' });
  const note = HOSTILE.repeat(120);
  await open(page, shop.customers(`/${id}`));

  // As the browser sends it without scripts: the whole page comes back, with the note in it.
  await page.getByLabel('New note').fill(note);
  await Promise.all([
    page.waitForEvent('load'),
    page.getByLabel('New note').evaluate((field: HTMLTextAreaElement) => HTMLFormElement.prototype.submit.call(field.form)),
  ]);

  await expect(page.getByLabel('New note')).toHaveAccessibleDescription(/A note has at most 5,000 characters/);
  await expect(page.getByLabel('New note')).toHaveValue(note);
  await expectUnharmed(page);
});
