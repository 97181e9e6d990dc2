// What is sold: a product with its prices, and a link that sells it; wrong input, and an end to selling.

import type { Locator, Page } from '@playwright/test';
import { at, expect, heading, open, test } from '../house/index.ts';

/** The rows of the table on the page, without the head. */
function rows(page: Page): Locator {
  return page.getByRole('main').locator('tbody').getByRole('row');
}

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
});

test('a product gets prices, is mended where it was wrong, and is archived', async ({ page, shop }) => {
  await open(page, shop.place('/products'));
  await page.getByRole('link', { name: 'New product' }).first().click();
  await page.getByLabel('Name').fill('Sourdough “starter” kit');
  await page.getByLabel('Description').fill('Feeds itself, nearly.');
  await page.getByLabel('Amount').fill('29,50');
  await page.getByRole('button', { name: 'Make the product' }).click();

  await expect(page.getByLabel('Amount')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('Write 29.50')).toBeVisible();
  await expect(page.getByLabel('Description')).toHaveValue('Feeds itself, nearly.');
  await page.getByLabel('Amount').fill('29.50');
  await page.getByRole('button', { name: 'Make the product' }).click();
  await expect(heading(page, 'Sourdough “starter” kit')).toBeVisible();
  await expect(rows(page)).toHaveCount(1);

  await page.getByLabel('Amount').fill('12');
  await page.getByLabel('Charged').selectOption('month');
  await page.getByLabel('Every how many of them').fill('2');
  await page.getByRole('button', { name: 'Add price' }).click();
  await expect(rows(page).filter({ hasText: 'every 2 months' })).toContainText('Active');
  await rows(page).filter({ hasText: 'every 2 months' }).getByRole('button', { name: 'Archive' }).click();
  await expect(rows(page).filter({ hasText: 'every 2 months' })).toContainText('Archived');

  await page.locator('.ends').getByText('Archive', { exact: true }).click();
  await page.getByRole('button', { name: 'Archive this product' }).click();
  await expect(page.getByText('This product is archived.')).toBeVisible();
  await page.getByRole('button', { name: 'Sell again' }).first().click();
  await expect(page.getByText('This product is archived.')).toHaveCount(0);
});

test('a price is sold by a link until the link is archived', async ({ page, shop }) => {
  await open(page, shop.place('/products'));
  await rows(page).first().getByRole('link').click();
  const product = await page.getByRole('heading', { level: 1 }).innerText();
  await rows(page).first().getByRole('link', { name: 'Sell by link' }).click();
  await expect(page.getByLabel('Product and price').locator('option:checked')).toContainText(product);
  await page.getByRole('spinbutton', { name: 'How many' }).fill('0');
  await page.getByRole('checkbox', { name: 'Phone number' }).check();
  await page.getByText('Question 1').click();
  await page.getByLabel('What you ask').first().fill('For whom?');
  await page.getByRole('button', { name: 'Make the link' }).click();

  await expect(page.getByRole('spinbutton', { name: 'How many' })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('checkbox', { name: 'Phone number' })).toBeChecked();
  await expect(page.getByLabel('What you ask').first()).toHaveValue('For whom?');
  await page.getByRole('spinbutton', { name: 'How many' }).fill('3');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await at(page, /\/payment-links\/plink_\w+$/);
  await expect(page.getByText(`3 × ${product}`)).toBeVisible();
  await expect(page.getByText('For whom? (text)')).toBeVisible();
  const address = await page.getByRole('link', { name: 'Open' }).getAttribute('href');
  expect(address).toMatch(/^http.*\/l\/plink_\w+$/);

  await page.locator('.ends').getByText('Archive', { exact: true }).click();
  await page.getByRole('button', { name: 'Archive this link' }).click();
  await expect(page.getByText('This link is archived.')).toBeVisible();
});

test('a link sells an amount for anything', async ({ page, shop }) => {
  await open(page, shop.place('/payment-links/new'));
  await page.getByRole('radio', { name: /An amount/ }).check();
  await expect(page.getByLabel('Product and price')).toBeHidden();
  await page.getByRole('textbox', { name: 'Title' }).fill('Ticket for the cupping');
  await page.getByRole('textbox', { name: 'Amount' }).fill('17.50');
  await page.getByRole('radio', { name: 'Send the buyer to an address' }).check();
  await page.getByRole('textbox', { name: 'Address' }).fill('nowhere');
  await page.getByRole('button', { name: 'Make the link' }).click();

  await expect(page.getByRole('textbox', { name: 'Address' })).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('textbox', { name: 'Address' }).fill('https://example.com/thanks');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(heading(page, 'Ticket for the cupping')).toBeVisible();
  await expect(page.getByText('The buyer is sent to https://example.com/thanks')).toBeVisible();
  await open(page, shop.place('/payment-links'));
  await expect(rows(page).filter({ hasText: 'Ticket for the cupping' })).toContainText('Nothing yet');
});
