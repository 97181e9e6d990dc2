// How a page looks to those who can't see it well, who hold it in a hand, and who wait for it.

import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** Where pictures of every page go, when they are wanted. */
const PICTURES = process.env.CLIENTELE_SCREENSHOTS;

export const THEMES = ['light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

/**
 * Sees the page in a theme: axe finds nothing; and takes a picture when asked to. Layout does not hang on the theme, nor
 * colours on the width: a wide page is seen in the light and a narrow one in the dark, unless pictures are wanted.
 */
export async function look(page: Page, name: string, theme: Theme): Promise<void> {
  if (!PICTURES && theme !== (page.viewportSize()!.width < 700 ? 'dark' : 'light')) {
    return;
  }
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate(() => document.fonts.ready);
  if (PICTURES) {
    const width = page.viewportSize()!.width;
    await page.screenshot({ path: join(PICTURES, `${name}-${theme}-${width}.png`), fullPage: true, animations: 'disabled' });
  }
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(RULES).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`),
  );
  expect(found, `what axe finds on ${name} in the ${theme} theme`).toEqual([]);
}

/** Makes the window narrower and sees that the page does not scroll sideways. */
export async function narrow(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  const overflowing = await page.evaluate(() => {
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) {
      return [];
    }
    const beyond = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > most);
    return beyond.map((element) => `${element.tagName.toLowerCase()}.${element.className}`).slice(0, 5);
  });
  expect(overflowing, `what makes the page scroll sideways at ${width} px`).toEqual([]);
}

/** Asks for the page once more as text: no element brings a style of its own, which the policy would not let in. */
export async function servedWithoutStyles(page: Page): Promise<void> {
  const html = await (await page.request.get(page.url())).text();
  expect(html.match(/<[^>]*\sstyle=[^>]*>/g) ?? [], 'elements with a style attribute').toEqual([]);
}

/** Begins to add up how far the page jumps while it loads. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = window as unknown as { shifts: number };
    seen.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        seen.shifts += (entry as PerformanceEntry & { value: number }).value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** How far it has jumped, once two more frames have been painted. */
export function shifts(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((told) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => told((window as unknown as { shifts: number }).shifts)),
        );
      }),
  );
}
