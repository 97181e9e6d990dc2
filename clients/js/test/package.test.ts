// What is published: the types are those of the API, and nothing is missing or too much.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { buildSync } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const told = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'));

test('the types are those of the API', async () => {
  const { current } = await import(`${ROOT}/scripts/types.js`);

  const isCurrent = readFileSync(`${ROOT}/src/server/api.ts`, 'utf8') === current();
  assert.ok(isCurrent, 'src/server/api.ts is older than docs/openapi.json: npm run types');
});

test('each entry is there, as a module and with its types', async () => {
  const pack = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [packed] = JSON.parse(execFileSync('npm', pack, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  const files: string[] = packed.files.map(({ path }: { path: string }) => path);

  for (const [name, entry] of Object.entries<{ types: string; default: string }>(told.exports)) {
    if (name === './package.json') continue;
    assert.ok(files.includes(entry.types.slice(2)) && files.includes(entry.default.slice(2)), name);
    assert.ok(Object.keys(await import(`clientele/${name.slice(2)}`)).length > 0, name);
  }
  assert.deepEqual(files.filter((file) => !/^dist\/.+\.(js|d\.ts)$/.test(file)).sort(), ['README.md', 'package.json']);
  assert.equal(told.type, 'module');
  assert.equal(told.dependencies, undefined);
});

for (const [entry, most] of [['browser', 4096], ['react', 4096]] as const) {
  test(`clientele/${entry} is under ${most} bytes`, (context) => {
    const { outputFiles } = buildSync({
      entryPoints: [`${ROOT}/dist/${entry}/index.js`],
      bundle: true,
      minify: true,
      format: 'esm',
      external: ['react'],
      write: false,
      logLevel: 'error',
    });
    const { length } = brotliCompressSync(outputFiles[0]!.contents);

    context.diagnostic(`${length} bytes with brotli`);
    assert.ok(length < most, `${length} bytes`);
  });
}
