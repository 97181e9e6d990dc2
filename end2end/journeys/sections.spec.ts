// What a browser fetches to wake a page up, and what more when somebody goes on to another section.

import { at, expect, heading, held, names, open, test } from '../house/index.ts';

/** Kilobytes of brotli that the list of customers may take, without its font. */
const ALLOWED = 410;

test.beforeEach(async ({ page, shop }) => {
  await shop.signIn(page);
});

test('the list of customers fetches what it needs and no other section', async ({ page, shop }) => {
  const files = new Set<string>();
  page.on('request', (request) => request.url().includes('/pkg/') && files.add(request.url()));
  await open(page, shop.customers());

  let bytes = 0;
  for (const file of files) {
    const answer = await page.request.get(file, { headers: { 'accept-encoding': 'br' } });
    bytes += Number(answer.headers()['content-length']);
  }
  expect([...files].filter((file) => /\/(split|chunk)_/.test(file))).toEqual([]);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes, 'bytes of script, wasm and style').toBeLessThan(ALLOWED * 1024);
});

test('a section is fetched once, when somebody goes there or with the page itself', async ({ page, shop }) => {
  const files: string[] = [];
  page.on('request', (request) => request.url().endsWith('.wasm') && files.push(request.url()));
  const once = () => expect([...new Set(files)].sort()).toEqual([...files].sort());
  await open(page, shop.customers());
  const name = await names(page).first().innerText();

  const go = await held(page, /\/split_people\.wasm$/);
  await names(page).first().click();
  await expect(page.locator('html[data-fetching]')).toBeAttached();
  go();
  await expect(heading(page, name)).toBeVisible();
  await expect(page.locator('html[data-fetching]')).not.toBeAttached();
  expect(files.filter((file) => file.endsWith('/split_people.wasm'))).toHaveLength(1);
  once();

  await page.getByRole('link', { name: 'Next customer in the list' }).click();
  await expect(heading(page, name)).toBeHidden();
  once();

  files.length = 0;
  const head = await page.request.get(page.url());
  expect(await head.text()).toMatch(/<link[^>]* rel="preload"[^>]*\/split_people\.wasm"|<link[^>]*\/split_people\.wasm"[^>]* rel="preload"/);
  await open(page, page.url());
  once();
});

test('where the server has become another edition, the page is loaded anew', async ({ page, shop, faults }) => {
  await open(page, shop.customers());
  await page.evaluate(() => Object.assign(window, { before: true }));
  const name = await names(page).first().innerText();
  await page.route(/\/pkg\/.*\/(split|chunk)_\w+\.wasm$/, (route) => route.fulfill({ status: 404 }));

  await names(page).first().click();

  await at(page, /\/customers\/cus_\w+/);
  await expect(heading(page, name)).toBeVisible();
  // It may be loaded while it is asked.
  await expect.poll(() => page.evaluate(() => 'before' in window).catch(() => true)).toBe(false);
  await page.unroute(/\/pkg\/.*\/(split|chunk)_\w+\.wasm$/);
  // That it could not be had is told in the console, and nothing else is.
  const told = faults.splice(0);
  expect(told).not.toEqual([]);
  expect(told.filter((fault) => !fault.includes('/pkg/'))).toEqual([]);
});
