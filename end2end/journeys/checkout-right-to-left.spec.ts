// The page in Arabic: right to left, with what is wrong said in Arabic.

import { expect, session, test } from '../house/index.ts';

test.use({ locale: 'ar' });

test('an Arabic reader pays from right to left', async ({ page, shop }) => {
  await page.goto(await session(page, shop, { collect: { billing_address: true } }));
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByLabel('البلد').locator('option', { hasText: 'ألمانيا' })).toBeAttached();

  await page.getByLabel('البريد الإلكتروني').fill('ada@analytical.example');
  await page.getByLabel('البلد').selectOption('AE');
  await expect(page.getByLabel('الإمارة')).toBeVisible();
  await page.getByLabel('الشارع والرقم').fill('Sheikh Zayed Road 1');
  await page.getByLabel('المدينة').fill('Dubai');
  await page.getByLabel('الإمارة').fill('Dubai');
  await page.getByRole('radio', { name: 'بطاقة' }).check();
  await page.getByLabel('رقم البطاقة').fill('4242');
  await page.locator('#checkout').getByRole('button', { name: /^ادفع/ }).last().click();

  await expect(page.getByRole('alert')).toContainText('هذا ليس رقم بطاقة');
  await page.getByLabel('رقم البطاقة').fill('4242 4242 4242 4242');
  await page.getByLabel('تاريخ الانتهاء').fill('12 / 39');
  await page.getByLabel('رمز الأمان').fill('123');
  await page.locator('#checkout').getByRole('button', { name: /^ادفع/ }).last().click();
  await expect(page.getByRole('heading', { level: 2 })).toContainText('تم الدفع');
});
