// The handler on the merchant's server: who gets a session, and of whom.

import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { after, before, test } from 'node:test';
import { customerHandler, type HandlerOptions, type Identity, toNode } from 'clientele/handler';
import type { CustomerSession } from 'clientele/server';
import { House, listen, SITE } from './house.js';

/** Who is signed in at the merchant's, by their cookie. */
const PEOPLE: Record<string, Identity> = {
  ada: { externalId: 'user-1', email: 'Ada@Example.com' },
  ben: { externalId: 'user-2' },
  new: { externalId: 'user-3' },
};
const identify = (request: Request): Identity | null => PEOPLE[request.headers.get('cookie')!.slice('who='.length)] ?? null;

let house: House;
let ada: string;

before(async () => {
  house = await House.start();
  const { customers } = house.server();
  ada = (await customers.create({ externalId: 'user-1', email: 'ada@example.com', name: 'Ada' })).id;
  await customers.create({ externalId: 'user-2', name: 'Ben' });
});
after(() => house.stop());

const handler = (options: Partial<HandlerOptions<unknown>> = {}) =>
  customerHandler({ clientele: house.server(), identify, ...options });

/** What a page asks. */
function asks(who: string, body: unknown = {}, headers: Record<string, string> = {}, method = 'POST'): Request {
  const usual = { cookie: `who=${who}`, 'content-type': 'application/json', origin: SITE, 'sec-fetch-site': 'same-origin' };
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  return new Request(`${SITE}/api/clientele`, { method, headers: { ...usual, ...headers }, ...(method === 'POST' && { body: sent }) });
}

async function problem(answer: Response, status: number, code: string): Promise<string> {
  const text = await answer.text();
  assert.deepEqual([answer.status, JSON.parse(text).code], [status, code], text);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  return text;
}

/** What the client API tells a page of this origin. */
const look = (secret: string, origin = SITE) =>
  fetch(`${house.url}/client/v1/customer`, { headers: { origin, authorization: `Bearer ${secret}` } });

test('who is signed in gets a session of themselves', async () => {
  const made: CustomerSession[] = [];
  const ask = handler({ onSession: (session) => void made.push(session), expiresIn: 120 });

  for (const body of ['', {}, { externalId: 'user-1' }, { email: ' ada@example.COM' }]) {
    const answer = await ask(asks('ada', body));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const { url, clientSecret, expiresIn, ...more } = await answer.json();
    assert.deepEqual([url, expiresIn, more], [house.url, 120, {}]);
    assert.equal((await (await look(clientSecret)).json()).id, ada);
  }

  assert.equal(made.length, 4);
  await house.server().customerSessions.revoke(made[0]!.id);
  assert.equal((await (await look(made[0]!.clientSecret!)).json()).code, 'session_revoked');
});

test('a page that names somebody else is refused, whether they exist or not', async () => {
  const ask = handler({ clientele: house.server({ fetch: () => assert.fail('nobody is asked') }) });

  const named = [
    { externalId: 'user-1' }, { externalId: 'nobody' }, { externalId: '' }, { email: 'ada@example.com' }, { email: '' }, { customerId: ada },
  ];

  const answers = await Promise.all(named.map(async (body) => problem(await ask(asks('ben', body)), 403, 'identity_mismatch')));

  assert.equal(new Set(answers).size, 1);
});

test('nobody is nobody, whomever they name', async () => {
  const ask = handler({ clientele: house.server({ fetch: () => assert.fail('nobody is asked') }) });

  for (const body of [{}, { externalId: 'user-1' }]) {
    await problem(await ask(asks('', body)), 401, 'not_signed_in');
  }
});

test('that nothing is known of somebody yet is no error', async () => {
  const answer = await handler()(asks('new', { externalId: 'user-3' }));

  assert.deepEqual([answer.status, await answer.json()], [200, null]);
});

test('other sites, forms and methods get nothing', async () => {
  const ask = handler();

  await problem(await ask(asks('ada', {}, { origin: 'https://evil.example' })), 403, 'origin_not_allowed');
  await problem(await ask(asks('ada', {}, { origin: 'null' })), 403, 'origin_not_allowed');
  await problem(await ask(asks('ada', {}, { 'sec-fetch-site': 'same-site' })), 403, 'origin_not_allowed');
  await problem(await ask(asks('ada', {}, { 'content-type': 'text/plain' })), 415, 'unsupported_media_type');
  assert.equal((await ask(asks('ada', {}, {}, 'GET'))).headers.get('allow'), 'POST');
});

test('what is no name is refused', async () => {
  const ask = handler();

  const two = { externalId: 'user-1', email: 'ada@example.com' };
  for (const body of ['{', 'null', '"user-1"', ['user-1'], { externalId: 1 }, { external_id: 'user-1' }, two]) {
    await problem(await ask(asks('ada', body)), 422, 'identifier_invalid');
  }
  await problem(await ask(asks('ada', { externalId: 'x'.repeat(3000) })), 413, 'too_large');
});

test('a session is of no use to another origin', async () => {
  const { clientSecret } = await (await handler()(asks('ada'))).json();

  const answer = await look(clientSecret, 'https://evil.example');

  assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [403, null]);
});

test('a publishable key, and a Clientele that is away, tell pages nothing', async () => {
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const gone = house.server({ url: 'http://127.0.0.1:1', retries: 0 });

  for (const clientele of [house.server({ secretKey: house.keys.publishable }), gone]) {
    const told = await problem(await handler({ clientele, onError })(asks('ada')), 503, 'unavailable');
    assert.doesNotMatch(told, /Ada|key|127/);
  }
  const broken = handler({ identify: () => { throw new Error('session store'); }, onError });
  await problem(await broken(asks('ada')), 503, 'unavailable');

  assert.deepEqual(errors.map((error) => (error as { code?: string }).code), ['permission_denied', 'unreachable', undefined]);
});

test('servers of Node hand over what came, read or not, and who asks', async () => {
  type Asked = IncomingMessage & { body?: unknown; user?: string };
  const listener = toNode(
    customerHandler<Asked>({ clientele: house.server(), identify: (_, { user }) => PEOPLE[user ?? ''] ?? null }),
  );
  const { url, stop } = await listen(async (request: Asked, response) => {
    // As a framework does it.
    request.user = String(request.headers['x-user']);
    if (request.url === '/read') {
      let text = '';
      for await (const part of request) text += part;
      request.body = JSON.parse(text);
    }
    await listener(request, response);
  });
  const ask = (path: string, user: string, body: string) =>
    fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', origin: SITE, 'x-user': user }, body });

  assert.equal((await ask('/', 'ada', '{"externalId":"user-1"}')).status, 200);
  assert.equal((await ask('/read', 'ada', '{"externalId":"user-1"}')).status, 200);
  await problem(await ask('/read', 'ben', '{"externalId":"user-1"}'), 403, 'identity_mismatch');
  await problem(await ask('/', 'ada', `{"externalId":"${'x'.repeat(100_000)}"}`), 413, 'too_large');
  await problem(await fetch(url), 405, 'method_not_allowed');
  await stop();
});

test('a handler must know whose pages may ask', () => {
  assert.throws(() => handler({ clientele: house.server({ siteUrl: '' }) }), /origin/);
});
