// Notes that the team writes, and wallets that a customer pays from.

import { at, expect, heading, held, open, test, toast } from '../house/index.ts';

// The example of EIP-55, whose capitals are its checksum.
const WALLET = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
  const id = await shop.customer(page, { name: 'Ada Quillfeather' });
  await open(page, shop.customers(`/${id}`));
});

test('a note is written without leaving the page', async ({ page }) => {
  const log = page.getByRole('region', { name: 'Notes and timeline' });
  const note = page.getByLabel('New note');

  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(note).toHaveAccessibleDescription('Write the note first.');

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('n');
  await expect(note).toBeFocused();
  await page.keyboard.type('Called about the parcel.\nWill call again on Monday.');
  await page.getByRole('button', { name: 'Add note' }).click();

  await toast(page, 'Note added.');
  await expect(note).toHaveValue('');
  const entry = log.getByRole('listitem').first();
  await expect(entry).toContainText('Leila Haddad left a note');
  await expect(entry.locator('.note')).toHaveText('Called about the parcel.\nWill call again on Monday.');
  await expect(note).not.toHaveAttribute('aria-invalid');
});

test('a note is kept and shown also when the record came anew while it was sent', async ({ page }) => {
  const log = page.getByRole('region', { name: 'Notes and timeline' });
  const add = async (text: string) => {
    await page.getByLabel('New note').fill(text);
    await page.getByRole('button', { name: 'Add note' }).click();
  };
  const fetched = await held(page, /\/fn\/customers\/detail/);
  await add('Called about the parcel.');
  await toast(page, 'Note added.');
  await page.locator('.toasts').getByRole('button', { name: 'Dismiss' }).click();
  const sent = await held(page, /\/customers\/cus_/);
  await add('Will call again on Monday.');

  fetched();
  await expect(log.locator('.note')).toHaveText(['Called about the parcel.']);
  sent();

  await toast(page, 'Note added.');
  await expect(log.locator('.note')).toHaveText(['Will call again on Monday.', 'Called about the parcel.']);
});

test('who goes elsewhere while a form is sent is told what came of it, and stays there', async ({ page }) => {
  const sent = await held(page, /\/customers\/cus_/);

  await page.getByLabel('New note').fill('Called about the parcel.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await expect(heading(page, /^Customers/)).toBeVisible();
  sent();

  await toast(page, 'Note added.');
  await at(page, /\/customers$/);
});

test('a wallet is checked, added and removed', async ({ page }) => {
  const wallets = page.getByRole('region', { name: 'Wallets' });
  await wallets.getByText('Add a wallet').click();

  await wallets.getByLabel('Chain id').fill('Ethereum');
  await wallets.getByLabel('Address').fill(WALLET.replace('BeAed', 'Beaed'));
  await wallets.getByRole('button', { name: 'Add wallet' }).click();
  await expect(wallets.getByLabel('Chain id')).toHaveAccessibleDescription(/A chain id is a whole number/);
  await expect(wallets.getByLabel('Address')).toHaveAccessibleDescription(/The capitals do not fit the address's checksum/);

  await wallets.getByLabel('Chain id').fill('8453');
  await wallets.getByLabel('Address').fill(WALLET.toLowerCase());
  await wallets.getByRole('button', { name: 'Add wallet' }).click();

  await toast(page, 'Wallet added.');
  await expect(wallets.getByText(WALLET)).toBeVisible();
  await expect(wallets).toContainText('Base, chain 8453');

  await wallets.getByRole('button', { name: `Remove wallet ${WALLET}` }).click();

  await toast(page, 'Wallet removed.');
  await expect(wallets).toContainText('No wallets yet.');
  const log = page.getByRole('region', { name: 'Notes and timeline' });
  await expect(log).toContainText('Leila Haddad removed a wallet');
});
