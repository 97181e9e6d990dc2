// The client for Rust in a real browser, on another origin than the server's: opens the page of wasm-bindgen's test runner.

import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, playMerchant, test } from '../house/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A port that nobody listens on at the moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

test('use_customer keeps its word', async ({ browser, server, shop }) => {
  // Long enough to compile the tests, where bin/test has not done so.
  test.setTimeout(900_000);
  const at = `127.0.0.1:${await freePort()}`;
  const runner = spawn('clients/rust/test-in-browser', [], {
    cwd: ROOT,
    env: { ...process.env, NO_HEADLESS: '1', WASM_BINDGEN_TEST_ADDRESS: at },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    await new Promise<void>((ready, failed) => {
      createInterface(runner.stdout).on('line', (line) => line.includes('available at') && ready());
      runner.once('exit', (code) => failed(new Error(`The test runner ended with status ${code}.`)));
    });
    const page = await browser.newPage();
    await playMerchant(page, server.url, shop, `http://${at}`);

    await page.goto(`http://${at}/`);
    const output = page.locator('#output');
    await expect(output).toContainText('test result:', { timeout: 60_000 });

    const text = await output.innerText();
    expect(text, text).toContain('test result: ok');
    const [, passed] = /(\d+) passed/.exec(text)!;
    // bin/test counts what its reports say has passed.
    console.log(`clients/rust in the browser: ${passed} passed`);
    await page.close();
  } finally {
    if (runner.exitCode === null) {
      process.kill(-runner.pid!);
    }
  }
});
