// What journeys do and see on pages, in the words of the people who use them.

import { expect, type Locator, type Page } from '@playwright/test';

/** Waits until the page has been taken over by wasm: before that it can be read, but keys do nothing. */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() => window.awake === true);
}

/** Opens a page and waits until it listens to keys. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await awake(page);
}

/** The table of customers. */
export function table(page: Page): Locator {
  return page.getByRole('table', { name: /customers?, / });
}

/** The rows of customers, without the head. */
export function rows(page: Page): Locator {
  return table(page).locator('tbody').getByRole('row');
}

/** The link that names the customer of a row. */
export function names(page: Page): Locator {
  return rows(page).getByRole('rowheader').getByRole('link');
}

/** The box that searches the list. */
export function searchBox(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Search customers' });
}

/** Waits for a toast that says this. */
export async function toast(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.locator('.toasts').getByText(text)).toBeVisible();
}

/** The title of the page. */
export function heading(page: Page, name: string | RegExp): Locator {
  return page.getByRole('heading', { level: 1, name });
}

/** Holds back what is asked of such addresses until what it gives is called; something must have been asked by then. */
export async function held(page: Page, address: RegExp): Promise<() => void> {
  let asked = 0;
  let go = () => {};
  const wait = new Promise<void>((done) => (go = done));
  await page.route(address, (route) => {
    asked += 1;
    return wait.then(() => route.continue());
  });
  return () => {
    expect(asked, `requests to ${address} that were held back`).toBeGreaterThan(0);
    go();
  };
}

/** Waits for an address that ends so. */
export async function at(page: Page, ending: RegExp): Promise<void> {
  await expect(page).toHaveURL(ending);
}
