// What each role may do, and what the pages say to those who may not.

import { expect, heading, names, open, rows, test } from '../house/index.ts';

test('a viewer looks and changes nothing', async ({ page, shop, elsewhere }) => {
  await shop.signIn(page);
  const id = await shop.customer(page, { name: 'Ada Quillfeather' });
  const viewer = await elsewhere();
  await shop.signIn(viewer, await shop.hire('viewer', 'Ottoline Marsh'));

  await open(viewer, shop.customers());
  await expect(names(viewer).first()).toHaveText('Ada Quillfeather');
  await expect(viewer.getByRole('link', { name: 'New customer' })).toHaveCount(0);
  await expect(viewer.getByRole('link', { name: /Import/ })).toHaveCount(0);
  await expect(rows(viewer).getByRole('checkbox')).toHaveCount(0);

  await names(viewer).first().click();
  await expect(heading(viewer, 'Ada Quillfeather')).toBeVisible();
  await expect(viewer.getByRole('link', { name: 'Edit' })).toHaveCount(0);
  await expect(viewer.getByRole('button', { name: 'More actions' })).toHaveCount(0);
  await expect(viewer.getByLabel('New note')).toHaveCount(0);
  await expect(viewer.getByText('Add a wallet')).toHaveCount(0);

  for (const rest of [`/${id}/edit`, '/new']) {
    const answer = await viewer.goto(shop.customers(rest));
    expect(answer?.status(), rest).toBe(403);
    await expect(viewer.getByRole('heading', { name: 'Your role does not allow this' })).toBeVisible();
    await expect(viewer.getByText("Viewer can't change customers; that takes Owner, Admin or Support.")).toBeVisible();
  }
});

test('support edits and does not delete', async ({ elsewhere, page, shop }) => {
  await shop.signIn(page);
  const id = await shop.customer(page, { name: 'Ada Quillfeather' });
  const support = await elsewhere();
  await shop.signIn(support, await shop.hire('support', 'Ottoline Marsh'));

  await open(support, shop.customers(`/${id}`));

  await expect(support.getByRole('link', { name: 'Edit' }).first()).toBeVisible();
  await expect(support.getByLabel('New note')).toBeVisible();
  await expect(support.getByRole('button', { name: 'More actions' })).toHaveCount(0);
  await support.goto(shop.customers(`/${id}?ask=delete`));
  await expect(support.getByRole('alertdialog')).toHaveCount(0);
});

test('somebody of another merchant finds nothing here', async ({ elsewhere, page, server, shop }) => {
  await shop.signIn(page);
  const id = await shop.customer(page, { name: 'Ada Quillfeather' });
  const { merchant_id } = await server.json<{ merchant_id: string }>('merchant', 'create', '--name', 'Other Shop');
  const email = `other-${merchant_id}@example.com`;
  const person = await server.json<{ email: string; password: string }>(
    'user', 'create', '--merchant', merchant_id, '--email', email, '--role', 'owner',
  );
  const stranger = await elsewhere();
  await shop.signIn(stranger, person);

  for (const rest of ['', `/${id}`, `/${id}/edit`, '/new']) {
    const answer = await stranger.goto(shop.customers(rest));
    expect(answer?.status(), rest).toBe(404);
    await expect(stranger.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
    await expect(stranger.getByText('Ada Quillfeather')).toHaveCount(0);
  }
});
