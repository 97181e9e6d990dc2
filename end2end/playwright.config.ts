// How the journeys are run: `npm test` here, or `bin/test` for everything.

import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import type { HouseOptions } from './house/test.ts';

// The system's browser where there is one, rather the one without windows, which has less to do; Playwright's own otherwise.
const systemBrowsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const chromium = process.env.CLIENTELE_CHROMIUM || systemBrowsers.find((path) => existsSync(path));

export default defineConfig<object, HouseOptions>({
  testDir: 'journeys',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // On a busy machine a browser is late now and then. What passes the second time is listed as flaky, to be looked into.
  retries: 1,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    viewport: { width: 1440, height: 900 },
    // Far from UTC and not the server's language, so that what depends on either shows.
    timezoneId: 'Asia/Kolkata',
    locale: 'en-GB',
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'off',
    screenshot: 'off',
    video: 'off',
  },
  projects: [
    { name: 'dashboard', testIgnore: ['looks*.spec.ts', 'without-javascript.spec.ts'] },
    { name: 'without-javascript', testMatch: 'without-javascript.spec.ts', use: { javaScriptEnabled: false } },
    { name: 'looks', testMatch: 'looks*.spec.ts' },
    { name: 'postgres', testMatch: ['sign-in.spec.ts', 'find.spec.ts', 'edit.spec.ts'], use: { database: 'postgres' } },
  ],
});
