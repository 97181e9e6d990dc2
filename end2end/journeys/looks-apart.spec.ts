// What stands apart from the dashboard, in both themes, on a desk and in a hand: where buyers pay, how people come in, and
// the reference of the API. Pictures as of `looks.spec.ts`.

import {
  CARD, DEVICES, expect, fillCard, look, looking as test, narrow, open, pay, servedWithoutStyles, session, THEMES,
} from '../house/index.ts';

for (const [device, options] of Object.entries(DEVICES)) {
  test.describe(device, () => {
    test.use(options);

    test('the reference of the API', async ({ page }) => {
      await page.goto('/docs');
      await narrow(page, 360);
      await page.setViewportSize(options.viewport!);
      // All calls are laid out alike, and axe takes long for a long page: it looks at one of six.
      await page.locator('main > section:not(#problems)').evaluateAll((calls) => {
        calls.filter((_, at) => at % 6).forEach((call) => call.remove());
      });
      for (const theme of THEMES) {
        await look(page, 'docs', theme);
      }
    });

    for (const lang of ['en', 'ar']) {
      test(`checkout in ${lang}`, async ({ page, showroom: { shop } }) => {
        const seen = async (name: string): Promise<void> => {
          for (const theme of THEMES) {
            await look(page, `checkout-${name}-${lang}`, theme);
          }
          await narrow(page, 320);
          await page.setViewportSize(options.viewport!);
        };
        const terms = { collect: { name: true, phone: true, billing_address: true }, cancel_url: 'https://shop.example/' };
        await page.goto(`${await session(page, shop, terms)}?lang=${lang}`);
        await seen('form');
        await servedWithoutStyles(page);
        await page.locator('#checkout').evaluate((form: HTMLFormElement) => (form.noValidate = true));
        await page.locator('#checkout [data-working]').click();
        await expect(page.getByRole('alert')).toBeVisible();
        await seen('wrong');
        await page.goto(`${await session(page, shop, { collect: { email: false } })}?lang=${lang}`);
        await page.locator('[value=lightning]').check();
        await page.locator('#checkout [data-working]').click();
        await expect(page.locator('.countdown')).toBeVisible();
        await seen('invoice');
        await page.locator('form[action*=simulate] button').click();
        await expect(page.locator('.receipt')).toBeVisible();
        await seen('paid');
        await page.goto(`/pay/none?lang=${lang}`);
        await seen('unknown');
      });
    }

    test('checkout with a declined card', async ({ page, showroom: { shop } }) => {
      await page.goto(await session(page, shop));
      await page.getByLabel('Email').fill('ada@analytical.example');
      await fillCard(page, CARD.declined);
      await pay(page);
      await expect(page.getByRole('alert')).toBeVisible();
      for (const theme of THEMES) {
        await look(page, 'checkout-declined', theme);
      }
    });

    test('an invoice to pay', async ({ page, showroom }) => {
      await page.goto(showroom.bill);
      for (const theme of THEMES) {
        await look(page, 'bill', theme);
      }
      await servedWithoutStyles(page);
      await narrow(page, 320);
    });

    test('sign-in', async ({ page, showroom }) => {
      await page.goto('/sign-in');
      for (const theme of THEMES) {
        await look(page, 'sign-in', theme);
      }
      await page.getByLabel('Email').fill(showroom.shop.owner.email);
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      for (const theme of THEMES) {
        await look(page, 'sign-in-refused', theme);
      }
      await narrow(page, 360);
    });

    test.describe('an empty server', () => {
      test.use({ baseURL: async ({ empty }, use) => use(empty.url) });

      test('sign-up and the empty list', async ({ page }) => {
        await page.goto('/sign-up');
        for (const theme of THEMES) {
          await look(page, 'sign-up', theme);
        }
        await narrow(page, 360);
        await page.setViewportSize(options.viewport!);
        const form = { merchant: 'Harbour Books', currency: 'EUR', name: 'Nadia Perrault', email: 'nadia@harbour.example' };
        await page.request.post('/sign-up', { form: { ...form, password: 'a long and quiet sentence' } });
        await open(page, '/');
        for (const theme of THEMES) {
          await look(page, 'list-empty', theme);
        }
        await servedWithoutStyles(page);
        await narrow(page, 360);
      });
    });
  });
}
