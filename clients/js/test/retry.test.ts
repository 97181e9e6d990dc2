// Calls that fail in passing, against a server that fails as it is told.

import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, mock, test } from 'node:test';
import { type ApiError, Clientele, type ClienteleError } from 'clientele/server';
import { listen } from './house.js';

type Answer = (response: ServerResponse) => void;

const says = (status: number, body: object = {}, headers: Record<string, string> = {}): Answer => (response) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
const hangsUp: Answer = (response) => response.destroy();
const isSilent: Answer = () => {};

let stop: () => Promise<void>;
afterEach(async () => {
  mock.restoreAll();
  await stop();
});

/** A client of a server that answers so, one after another, and what that hears. */
async function server(
  ...answers: Answer[]
): Promise<{ clientele: (options?: object) => Clientele; heard: IncomingMessage[] }> {
  // Pauses are as short as they may be.
  mock.method(Math, 'random', () => 0);
  const heard: IncomingMessage[] = [];
  const { url, stop: end } = await listen((request, response) => {
    heard.push(request);
    answers[heard.length - 1]!(response);
  });
  stop = end;
  return { clientele: (options = {}) => new Clientele({ url, secretKey: 'sk_test_1', ...options }), heard };
}

test('what fails in passing is sent again under the same name', async () => {
  const running = says(409, { code: 'idempotency_in_progress' });
  const { clientele, heard } = await server(says(500), hangsUp, says(429), running, says(201, { id: 'pay_1' }));

  const payment = await clientele({ retries: 4 }).payments.create({ amount: 1, currency: 'usd' });

  assert.equal(payment.id, 'pay_1');
  const names = heard.map(({ headers }) => headers['idempotency-key']);
  assert.equal(new Set(names).size, 1);
  assert.match(String(names[0]), /^[0-9a-f-]{36}$/);
});

test('a server that asks for time gets it', async () => {
  const { clientele, heard } = await server(says(429, {}, { 'retry-after': '1' }), says(200, { object: 'list', data: [] }));
  const began = performance.now();

  await clientele().customers.list();

  assert.ok(performance.now() - began >= 990, 'a second is waited');
  assert.equal(heard.length, 2);
});

test('one that asks for much time is left alone', async () => {
  const { clientele, heard } = await server(says(503, {}, { 'retry-after': '3600' }));

  await assert.rejects(clientele().customers.list(), (error: ApiError) => error.status === 503 && error.retryAfter === 3600);

  assert.equal(heard.length, 1);
});

test('a time to come back may be a date', async () => {
  const { clientele } = await server(says(503, {}, { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }));

  await assert.rejects(clientele().customers.list(), ({ retryAfter }: ApiError) => retryAfter! > 3590 && retryAfter! <= 3600);
});

test('what is refused stays refused', async () => {
  const { clientele, heard } = await server(says(422, { code: 'parameter_invalid', detail: 'No.' }));

  await assert.rejects(clientele().customers.create({}), { code: 'parameter_invalid', message: 'No.' });

  assert.equal(heard.length, 1);
});

test('in the end it is said that nothing could be had', async () => {
  const { clientele, heard } = await server(hangsUp, says(502), hangsUp);

  await assert.rejects(clientele({ retries: 2 }).customers.list(), ({ code, status, cause }: ClienteleError) => {
    return code === 'unreachable' && status === 0 && cause instanceof Error;
  });

  assert.equal(heard.length, 3);
});

test('words of a proxy are no problem of ours', async () => {
  const { clientele } = await server((response) => response.writeHead(502).end('<h1>Bad gateway</h1>'));

  await assert.rejects(clientele({ retries: 0 }).customers.list(), { code: 'unexpected_answer', status: 502 });
});

test('a change of a version is not repeated after silence, for it may have been made', async () => {
  const { clientele, heard } = await server(hangsUp, says(429), says(200, { id: 'cus_1' }));

  await assert.rejects(clientele().customers.update('cus_1', { name: 'Ada' }, { ifMatch: 3 }), { code: 'unreachable' });
  await clientele().customers.update('cus_1', { name: 'Ada' }, { ifMatch: 3 });

  assert.deepEqual(heard.map(({ headers }) => headers['if-match']), ['"3"', '"3"', '"3"']);
});

test('answers with secrets are not kept under a name', async () => {
  const { clientele, heard } = await server(hangsUp, says(201, { id: 'cuss_1' }));

  await clientele().customerSessions.create({ customer: 'cus_1', components: ['customer'], allowedOrigin: 'https://shop.example' });

  assert.deepEqual(heard.map(({ headers }) => headers['idempotency-key']), [undefined, undefined]);
});

test('a silent server is not waited for, and who waits may leave', async () => {
  const { clientele } = await server(isSilent, isSilent, says(429, {}, { 'retry-after': '10' }));

  await assert.rejects(clientele({ retries: 0, timeout: 30 }).customers.list(), { code: 'unreachable' });
  await assert.rejects(clientele().customers.list({}, { signal: AbortSignal.timeout(30) }), { name: 'TimeoutError' });
  await assert.rejects(clientele().customers.list({}, { signal: AbortSignal.timeout(100) }), { name: 'TimeoutError' });
});

test('a key goes nowhere else', async () => {
  const { clientele, heard } = await server(says(307, {}, { location: '/elsewhere' }));

  await assert.rejects(clientele({ retries: 0 }).customers.list(), { code: 'unreachable' });

  assert.equal(heard.length, 1);
});
