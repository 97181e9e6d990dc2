// The team: somebody is invited by a link, joins, sets up a second factor, gets another role, and is removed.

import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { at, expect, heading, open, test } from '../house/index.ts';

const PASSWORD = 'a difference engine';

/** Invites an email on the page of the team; gives the link that is shown once. */
async function invite(page: Page, email: string, role: RegExp): Promise<string> {
  await page.getByLabel('Email').fill(email);
  await page.getByRole('radio', { name: role }).check();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const told = page.getByRole('alert');
  await expect(told).toContainText(`Send this link to ${email} yourself: no mail server is set up.`);
  return (await told.locator('code').innerText()).trim();
}

/** The row of somebody in the table of the team. */
function row(page: Page, name: string) {
  return page.getByRole('table', { name: 'Team' }).getByRole('row').filter({ hasText: name });
}

/** What an authenticator app shows at a moment (RFC 6238). */
function code(secret: string, moment: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(moment / 30_000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const word = hash.readUInt32BE(hash[19]! & 0xf) & 0x7fffffff;
  return String(word % 1_000_000).padStart(6, '0');
}

test('somebody joins by a link, gets another role, and is outside once removed', async ({ elsewhere, page, shop }) => {
  await shop.signIn(page);
  await open(page, shop.place('/settings/team'));
  const email = `grace.${shop.id}@example.com`;
  const link = await invite(page, email, /^Viewer/);

  const grace = await elsewhere();
  await grace.goto(link);
  await expect(heading(grace, /^Join /)).toBeVisible();
  await grace.getByLabel('Your name').fill('Grace Quillfeather');
  await grace.getByLabel('Password').fill('short');
  await grace.getByRole('button', { name: 'Join' }).click();
  await expect(grace.getByText('A password has at least 10 characters')).toBeVisible();
  await expect(grace.getByLabel('Your name')).toHaveValue('Grace Quillfeather');
  await grace.getByLabel('Password').fill(PASSWORD);
  await grace.getByRole('button', { name: 'Join' }).click();
  await at(grace, /\/customers$/);
  await expect(grace.getByRole('link', { name: 'New customer' })).toHaveCount(0);
  const stranger = await elsewhere();
  await stranger.goto(link);
  await expect(heading(stranger, 'This invitation counts no more')).toBeVisible();

  await open(page, shop.place('/settings/team'));
  await row(page, 'Grace Quillfeather').getByRole('link', { name: /^Change role/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the role of Grace Quillfeather?' });
  await dialog.getByRole('radio', { name: /^Support/ }).check();
  await dialog.getByRole('button', { name: 'Change role' }).click();
  await expect(row(page, 'Grace Quillfeather')).toContainText('Support');
  await open(grace, shop.customers());
  await expect(grace.getByRole('link', { name: 'New customer' })).toBeVisible();

  await open(page, shop.place('/settings/team'));
  await row(page, 'Grace Quillfeather').getByRole('link', { name: /^Remove/ }).click();
  const question = page.getByRole('alertdialog', { name: 'Remove Grace Quillfeather?' });
  await expect(question).toContainText('They are outside at once');
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await row(page, 'Grace Quillfeather').getByRole('link', { name: /^Remove/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove from the team' }).click();
  await expect(row(page, 'Grace Quillfeather')).toHaveCount(0);
  await grace.goto(shop.customers());
  await at(grace, /\/sign-in\?next=/);
});

test('a second factor is set up, asked for, and replaced by a recovery code', async ({ elsewhere, page, shop }) => {
  const person = await shop.hire('support', 'Ottoline Marsh');
  await shop.signIn(page, person);
  await open(page, shop.customers());
  await page.getByRole('button', { name: /Ottoline Marsh/ }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await expect(heading(page, 'Your account')).toBeVisible();
  await page.getByRole('link', { name: 'Set it up' }).click();
  await page.getByRole('button', { name: 'Set up an app' }).click();
  await expect(page.getByRole('img', { name: 'QR code for an authenticator app' })).toBeVisible();
  const secret = await page.locator('.set-up code').innerText();
  await page.getByRole('textbox', { name: 'Code' }).fill(code(secret, Date.now()));
  await page.getByLabel('Your password').fill(person.password);
  await page.getByRole('button', { name: 'Turn on' }).click();
  const recovery = (await page.getByRole('region', { name: 'Recovery codes', exact: true }).innerText()).trim().split('\n');
  expect(recovery).toHaveLength(10);

  const other = await elsewhere();
  await other.goto('/sign-in');
  await other.getByLabel('Email').fill(person.email);
  await other.getByLabel('Password').fill(person.password);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await at(other, /\/sign-in\/code\?next=/);
  await other.getByRole('textbox', { name: 'Code' }).fill('000000');
  await other.keyboard.press('Enter');
  await expect(other.getByText('That code does not fit.')).toBeVisible();
  await other.getByRole('textbox', { name: 'Code' }).fill(recovery[0]!);
  await other.keyboard.press('Enter');
  await at(other, /\/customers$/);

  await open(page, shop.place('/account'));
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(page.getByText('You are signed out everywhere else.')).toBeVisible();
  await other.goto(shop.customers());
  await at(other, /\/sign-in\?next=/);
});

test('a support member sees the team and changes nothing in it', async ({ page, shop }) => {
  await shop.signIn(page, await shop.hire('support', 'Ottoline Marsh'));

  await open(page, shop.place('/settings/team'));

  await expect(row(page, 'Ottoline Marsh')).toContainText('you');
  await expect(page.getByText('Owner or Admin can invite people and change roles.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make the link' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^(Change role|Remove)/ })).toHaveCount(0);
});
