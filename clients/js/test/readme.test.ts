// What the README shows is run, from top to bottom, against a running Clientele; what is for pages is compiled.

import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { House } from './house.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const README = readFileSync(`${ROOT}/README.md`, 'utf8');

const blocks = (language: string) =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => code!);

test('what is for servers runs', async () => {
  const house = await House.start();
  const script = `${ROOT}/test/build/readme.js`;
  const around = ['const whoIsSignedIn = () => null;', 'console.log(typeof hook, typeof server.listen);'];
  writeFileSync(script, [around[0], ...blocks('js'), around[1]].join('\n'));
  const env = { ...process.env, CLIENTELE_URL: house.url, CLIENTELE_SECRET_KEY: house.keys.secret };

  const { stdout } = await promisify(execFile)(process.execPath, [script], { env });

  await house.stop();
  assert.match(stdout, /^Ada Lovelace \[\] false\n/);
  assert.match(stdout, /\/pay\/cs_\w+ \[ 'company' \]\nexternal_id_taken 409 cus_\w+\nfunction function\n$/);
});

test('what is for pages fits the types', () => {
  const scripts = ['tsx', 'ts'].map((language) => {
    const script = `${ROOT}/test/build/readme-page.${language}`;
    writeFileSync(script, blocks(language).join('\n'));
    return script;
  });
  const flags = '--noEmit --ignoreConfig --strict --module nodenext --target es2022 --jsx react-jsx --types react'.split(' ');

  execFileSync(`${ROOT}/node_modules/.bin/tsc`, [...flags, ...scripts], { cwd: ROOT, stdio: 'inherit' });
});
