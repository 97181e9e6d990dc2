// How a merchant bills: the calendar and the grace; and in test mode, a customer for whom time passes when somebody says so.

import { at, expect, make, open, test, toast } from '../house/index.ts';

test('the calendar is chosen, and what is no time zone is said beside it', async ({ page, shop }) => {
  await shop.signIn(page);
  await open(page, shop.place('/settings/billing'));
  const zone = page.getByLabel('Time zone');
  await expect(zone).toHaveValue('UTC');

  await zone.fill('Berlin');
  await page.getByLabel('Days of grace').fill('5');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(zone).toHaveAccessibleDescription(/No time zone is called "Berlin"/);
  await expect(page.getByLabel('Days of grace')).toHaveValue('5');
  await zone.fill('europe/berlin');
  await page.getByRole('button', { name: 'Save changes' }).click();

  await expect(zone).toHaveValue('Europe/Berlin');
  const meaning = page.getByRole('complementary', { name: 'What that means' });
  await expect(meaning).toContainText('A day begins when it does in Europe/Berlin');
  await expect(meaning).toContainText('goes on for 5 days as past due');
});

test('a customer is put on a test clock, and wants no reminders', async ({ page, shop }) => {
  await shop.signIn(page);
  const { id } = await make(page, shop, 'customers', { name: 'Ada Quillfeather', external_id: 'ada' });
  await page.goto(shop.place('/test-clocks', 'test'));
  await page.getByLabel('Name').fill('Two years');
  await page.getByLabel('Shows at first').fill('2027-01-31');
  await page.getByRole('button', { name: 'Make a clock' }).click();
  await at(page, /\/test-clocks$/);

  await open(page, shop.customers(`/${id}`, 'test'));
  const clock = page.getByRole('region', { name: 'Test clock' });
  await expect(clock).toContainText('time passes by itself');
  await clock.getByLabel('Live by').selectOption({ label: 'Two years, 31 Jan 2027' });
  await clock.getByRole('button', { name: 'Set' }).click();
  await toast(page, 'Lives by this clock now.');
  await expect(clock).toContainText('Two years shows');

  const mail = page.getByRole('region', { name: 'Mail' });
  await mail.getByRole('button', { name: 'Send no reminders' }).click();
  await expect(mail).toContainText('Wants no reminders.');
  await mail.getByRole('button', { name: 'Send reminders again' }).click();
  await expect(mail).toContainText('Gets receipts and reminders.');
});
