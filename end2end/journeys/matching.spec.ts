// One person, one record: two are compared, made one and two again; the settings are tried before they are saved.

import { at, expect, heading, open, test, toast } from '../house/index.ts';

const PHONE = '+442079460018';

test('two records are merged with a choice of fields, and the merge is undone', async ({ page, shop }) => {
  await shop.signIn(page);
  const ada = await shop.customer(page, { name: 'Ada Quillfeather', email: 'ada@quill.example', phone: PHONE });
  await shop.customer(page, { name: 'A. Quillfeather', email: 'aq@quill.example', phone: PHONE, tags: 'early' });

  await open(page, shop.customers(`/${ada}`));
  const related = page.getByRole('region', { name: 'Related customers' });
  await expect(related).toContainText(`Same phone ${PHONE}.`);
  await related.getByRole('link', { name: 'Compare and merge: A. Quillfeather' }).click();
  await expect(heading(page, 'Are these the same person?')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Keep record 1' })).toBeChecked();
  await page.getByRole('radio', { name: 'Email from record 2' }).check();
  await page.getByText('Merge records').click();
  await page.getByRole('button', { name: 'Make them one record' }).click();

  await expect(heading(page, 'Ada Quillfeather')).toBeVisible();
  await expect(page.getByText('is a part of this record now')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('aq@quill.example');
  await expect(page.getByRole('region', { name: 'Details' }).locator('.tag')).toHaveText(['early']);
  const merged = page.getByRole('region', { name: 'Merged records' });
  await expect(merged).toContainText('By hand');

  await merged.getByRole('link', { name: 'Undo the merge of A. Quillfeather' }).click();
  const question = page.getByRole('alertdialog', { name: 'Make A. Quillfeather a record of its own again?' });
  await expect(question).toContainText('Fields that the merge changed are as they were before');
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await merged.getByRole('link', { name: 'Undo the merge of A. Quillfeather' }).click();
  await question.getByRole('button', { name: 'Undo the merge' }).click();

  await toast(page, 'The merge was undone.');
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('ada@quill.example');
  await page.getByRole('link', { name: 'The other record' }).click();
  await expect(heading(page, 'A. Quillfeather')).toBeVisible();
});

test('two who are not the same person are remembered as two', async ({ page, shop }) => {
  await shop.signIn(page);
  const ada = await shop.customer(page, { name: 'Ada Quillfeather', phone: PHONE });
  await shop.customer(page, { name: 'Ines Quillfeather', phone: PHONE });

  await open(page, `/${shop.id}/live/duplicates`);
  const pairs = page.getByRole('navigation', { name: 'Pairs to review' });
  await expect(pairs.getByRole('link').first()).toContainText('Ines Quillfeather');
  await page.getByRole('button', { name: 'Not the same person' }).click();
  await expect(page.getByText('They are remembered as not the same person')).toBeVisible();
  await expect(page.getByText('Ines Quillfeather')).toHaveCount(0);

  await open(page, shop.customers(`/${ada}`));
  const related = page.getByRole('region', { name: 'Related customers' });
  await expect(related).toContainText('Nobody else shares anything.');
  await related.getByText('Not the same person, as your team said').click();
  await related.getByRole('button', { name: 'Take back' }).click();
  await toast(page, 'Taken back.');
  await expect(related).toContainText(`Same phone ${PHONE}.`);
  await related.getByRole('button', { name: 'Not the same person' }).click();
  await toast(page, 'Remembered as not the same person.');
  await expect(related).toContainText('Nobody else shares anything.');
});

test('settings are tried on those who are there, and saved', async ({ page, shop, elsewhere }) => {
  await shop.signIn(page);
  const headers = { authorization: `Bearer ${shop.key}` };
  for (const customer of [
    { email: 'ada@quill.example', name: 'Ada Quillfeather' },
    { phone: PHONE, name: 'A. Quillfeather' },
    { email: 'ada@quill.example', phone: PHONE },
  ]) {
    const data = { amount: 100, currency: 'eur', customer };
    expect((await page.request.post('/v1/payments', { headers, data })).status()).toBe(201);
  }

  await open(page, `/${shop.id}/live/settings/matching`);
  await page.getByRole('switch', { name: 'Guests with the same phone are one person' }).uncheck();
  await page.getByRole('button', { name: 'See what it would do' }).click();
  await expect(page.getByText('1 change is not saved.')).toBeVisible();
  const simulator = page.getByRole('complementary', { name: 'Simulator' });
  await expect(simulator).toContainText('Guests merged on their phone number would be apart');
  await expect(simulator.getByRole('link', { name: 'Ada Quillfeather' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Save these settings' }).click();
  await at(page, /saved=yes$/);
  await expect(page.getByText('It applies to payments from now on')).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Guests with the same phone are one person' })).not.toBeChecked();

  const support = await elsewhere();
  await shop.signIn(support, await shop.hire('support', 'Ottoline Marsh'));
  await support.goto(`/${shop.id}/live/settings/matching`);
  await expect(support.getByText('Changing this takes Owner or Admin.')).toBeVisible();
  await expect(support.getByRole('switch').first()).toBeDisabled();
});
