// The merchant's own questions: three kinds, and what is wrong with an answer.

import { expect, fillCard, found, pay, session, test } from '../house/index.ts';

const QUESTIONS = [
  { label: 'Engraving', type: 'text', min_characters: 2, max_characters: 12 },
  { label: 'Size', type: 'dropdown', options: [{ label: 'Small' }, { label: 'Large' }] },
  { label: 'Gift wrap', type: 'checkbox', optional: true },
];

test('answers arrive with the session and the customer', async ({ page, shop }) => {
  const path = await session(page, shop, { custom_fields: QUESTIONS });
  await page.goto(path);
  await page.getByLabel('Email').fill('ada@analytical.example');
  await page.getByLabel('Engraving').fill('For Charles');
  await page.getByLabel('Size').selectOption('Large');
  await page.getByLabel('Gift wrap').check();
  await fillCard(page, '4242');
  await pay(page);

  await expect(page.getByRole('alert')).toContainText('One thing to fix');
  await expect(page.getByLabel('Card number')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Engraving')).toHaveValue('For Charles');
  await expect(page.getByLabel('Size')).toHaveValue('Large');
  await expect(page.getByLabel('Gift wrap')).toBeChecked();

  await fillCard(page);
  await pay(page);
  await expect(page.getByRole('heading', { level: 2 })).toContainText('It’s paid');
  const id = path.split('/').at(-1)!;
  const made = await found<{ custom_fields: { key: string; answer: unknown }[] }>(page, shop, `checkout_sessions/${id}`);
  expect(made.custom_fields.map(({ answer }) => answer)).toEqual(['For Charles', 'Large', true]);
});
