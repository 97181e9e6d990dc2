// What sells and who matters: figures read by pointer, by keys and as a table, taken along as a file and as a picture, and
// everything that is chosen in the address.

import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { awake, expect, heading, open, test } from '../house/index.ts';

function card(page: Page, name: string): Locator {
  return page.getByRole('figure', { name, exact: true });
}

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
});

test('a point says its figures when it is pointed at, and arrow keys walk along the points', async ({ page, shop }) => {
  await open(page, shop.place('/analytics'));
  const revenue = card(page, 'Revenue');
  await revenue.locator('.chart-points > label').nth(3).hover();
  await expect(revenue.locator('.tip:visible')).toContainText('Net');
  await expect(revenue.locator('.tip:visible')).toHaveCount(1);

  await page.mouse.move(0, 0);
  const points = revenue.getByRole('radio');
  await points.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(points.nth(2)).toBeFocused();
  await expect(revenue.locator('.tip:visible')).toHaveCount(1);
  await expect(points.nth(2)).toHaveAccessibleName(/Net .*\d.*; Refunded/);
});

test('the same stands in a table and in a file', async ({ page, shop }) => {
  await open(page, shop.place('/analytics'));
  const revenue = card(page, 'Revenue');
  await revenue.getByText('Show as a table').click();
  const row = revenue.getByRole('table').locator('tbody tr').first();
  await expect(row).toBeVisible();
  const paid = (await row.locator('td').nth(3).innerText()).replace(/[^\d.]/g, '');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    revenue.getByRole('link', { name: 'Revenue as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('revenue.csv');
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(lines[0]).toBe('start,gross,refunded,net,payments,refunds,currency');
  expect(lines[1]!.split(',')[1]).toBe(paid);
});

test('a chart is kept as a picture', async ({ page, shop }) => {
  await open(page, shop.place('/analytics'));
  await awake(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    card(page, 'Revenue by source').getByRole('button', { name: 'Revenue by source as a picture' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('sources.png');
  const picture = await readFile(await download.path());
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect(picture.length).toBeGreaterThan(5_000);
});

test('ranges, intervals and top customers are chosen in the address', async ({ page, shop }) => {
  await open(page, shop.place('/analytics'));
  await page.getByRole('link', { name: '90 days' }).first().click();
  await expect(page).toHaveURL(/range=90d/);
  await expect(page.getByRole('group', { name: 'Range' }).getByRole('link', { name: '90 days' })).toHaveAttribute('aria-current', 'true');
  await page.getByRole('group', { name: 'Ranked by' }).getByRole('link', { name: 'Payments' }).click();
  await expect(page).toHaveURL(/range=90d.*by=payment_count/);

  await page.getByRole('button', { name: /by the week/ }).click();
  const choose = page.getByRole('dialog', { name: 'Range, currency and calendar' });
  await choose.getByLabel('From').fill('2026-02-01');
  await choose.getByLabel('To', { exact: true }).fill('2026-01-01');
  await choose.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('before it begins')).toBeVisible();
  await page.getByRole('link', { name: 'Show the last 12 months' }).click();
  await expect(card(page, 'Revenue')).toBeVisible();
});

test('the palette finds places, actions and customers by keys alone', async ({ page, shop }) => {
  await open(page, shop.customers());
  await awake(page);
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Search or go to' });
  await expect(page.getByRole('option', { name: /Analytics/ })).toBeVisible();
  await box.fill('analy');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Analytics')).toBeVisible();

  await page.keyboard.press('Control+k');
  await box.fill('new link');
  await expect(page.getByRole('option', { name: /New payment link/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/payment-links\/new$/);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('figures, points and choices are there', async ({ page, shop }) => {
    await page.goto(shop.place('/analytics'));
    const revenue = card(page, 'Revenue');
    await revenue.getByRole('radio').nth(1).focus();
    await expect(revenue.locator('.tip:visible')).toHaveCount(1);
    await expect(revenue.getByRole('button', { name: 'Revenue as a picture' })).toBeHidden();
    await page.getByRole('button', { name: /by the month/ }).click();
    await page.getByLabel('By the').selectOption('quarter');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(/interval=quarter/);
    await expect(card(page, 'Revenue')).toBeVisible();
  });
});
