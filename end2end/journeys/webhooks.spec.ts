// What a merchant's own programs make of our webhooks: verified by the published libraries of the specification.

import { execFile } from 'node:child_process';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { expect, test } from '../house/index.ts';

const CACHE = process.env.CLIENTELE_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'clientele');

const VERIFY = `
import json, sys
from standardwebhooks.webhooks import Webhook
message = json.load(sys.stdin)
print(json.dumps(Webhook(message["secret"]).verify(message["body"], message["headers"])))
`;

interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the library for Python makes of a message. */
async function inPython(secret: string, heard: Heard): Promise<unknown> {
  const python = promisify(execFile)(join(CACHE, 'python/bin/python'), ['-c', VERIFY]);
  python.child.stdin!.end(JSON.stringify({ secret, ...heard }));
  return JSON.parse((await python).stdout);
}

test('the libraries for JavaScript and Python find our signatures right', async ({ page, shop, playwright, baseURL }) => {
  const heard: Heard[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      response.end();
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
  const api = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${shop.key}` },
  });

  const endpoint = await (await api.post('/v1/webhook_endpoints', { data: { url, events: ['customer.created'] } })).json();
  await shop.signIn(page);
  await shop.customer(page, { name: 'Pia “Signed” Programm' });
  await expect.poll(() => heard.length).toBe(1);
  const rotated = await (await api.post(`/v1/webhook_endpoints/${endpoint.id}/rotate_secret`)).json();
  await shop.customer(page, { name: 'Second Customer' });
  await expect.poll(() => heard.length).toBe(2);

  const [first, second] = heard;
  expect(new Webhook(endpoint.secret).verify(first.body, first.headers as Record<string, string>)).toMatchObject({
    type: 'customer.created',
    data: { object: { name: 'Pia “Signed” Programm' } },
  });
  expect(await inPython(endpoint.secret, first)).toMatchObject({ id: first.headers['webhook-id'] });
  // While one secret takes the place of another, both are right.
  for (const secret of [endpoint.secret, rotated.secret]) {
    expect(new Webhook(secret).verify(second.body, second.headers as Record<string, string>)).toBeTruthy();
    expect(await inPython(secret, second)).toBeTruthy();
  }
  expect(() => new Webhook(endpoint.secret).verify(`${first.body} `, first.headers as Record<string, string>)).toThrow();
  await api.dispose();
  await new Promise((closed) => receiver.close(closed));
});
