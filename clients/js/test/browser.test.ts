// A page that watches its customer, against a running Clientele. Node plays the browser: it says where the page is from,
// and whether it is seen.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import {
  type ClienteleError, type Customer, customerStore, type CustomerStore, type Grant, type Refresh, type Renew, type State,
} from 'clientele/browser';
import type { Clientele, CustomerSessionComponent } from 'clientele/server';
import { House, SITE } from './house.js';

let house: House;
let clientele: Clientele;
let paths: string[] = [];
let statuses: number[] = [];
const realFetch = globalThis.fetch;
const stops: (() => void)[] = [];

before(async () => {
  house = await House.start();
  clientele = house.server();
  globalThis.fetch = async (input, init) => {
    paths.push(String(input));
    const answer = await realFetch(input, { ...init, headers: { ...init?.headers, origin: SITE } });
    statuses.push(answer.status);
    return answer;
  };
  Object.assign(globalThis, { document: Object.assign(new EventTarget(), { visibilityState: 'visible' }) });
  const page = new EventTarget();
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const) {
    Object.assign(globalThis, { [name]: page[name].bind(page) });
  }
});
after(() => house.stop());
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  [paths, statuses] = [[], []];
});

let people = 0;
/** Somebody new, and their server's answer to a page that asks for a session. */
async function somebody(): Promise<{ id: string; externalId: string; grant: () => Promise<Grant & { session: string }> }> {
  const externalId = `page-${++people}`;
  const { id } = await clientele.customers.create({ externalId, name: 'Ada' });
  const grant = async () => {
    const components: CustomerSessionComponent[] = ['customer', 'subscriptions', 'orders'];
    const session = await sessions.create({ customer: id, components, allowedOrigin: SITE });
    return { url: house.url, clientSecret: session.clientSecret!, expiresIn: 3600, session: session.id };
  };
  const sessions = clientele.customerSessions;
  return { id, externalId, grant };
}

/** Listens to a store; waits for what it becomes. */
function listen(store: CustomerStore, refresh?: Refresh): { until: (fits: (state: State) => boolean) => Promise<State>; seen: State[] } {
  const seen = [store.state];
  stops.push(store.subscribe(() => seen.push(store.state), refresh));
  const until = async (fits: (state: State) => boolean) => {
    while (!fits(store.state)) await new Promise((later) => setTimeout(later, 5));
    return store.state;
  };
  return { until, seen };
}

/** A question whose answer is given by hand. */
function held<T>(): { promise: Promise<T>; give: (value: T) => void } {
  let give!: (value: T) => void;
  return { promise: new Promise<T>((resolve) => (give = resolve)), give };
}

test('a page loads from the first moment, sees its person, and is not told again what it knows', async () => {
  const { id, externalId, grant } = await somebody();
  const store = customerStore({ externalId }, grant);
  assert.deepEqual(store.state, { customer: null, isLoading: true, error: null });
  const { until, seen } = listen(store);

  const { customer } = await until(({ isLoading }) => !isLoading);

  const fields: (keyof Customer)[] = [
    'email', 'externalId', 'hasActiveSubscription', 'id', 'livemode', 'name', 'object', 'orders', 'portal', 'subscriptions', 'totals',
  ];
  assert.deepEqual(Object.keys(customer!).sort(), fields);
  assert.deepEqual([customer!.id, customer!.externalId], [id, externalId]);
  assert.deepEqual([customer!.hasActiveSubscription, customer!.orders], [false, []]);
  await store.refetch();
  assert.equal(store.state.customer, customer, 'the same object');
  await clientele.customers.update(id, { name: 'Augusta' });
  await store.refetch();
  assert.deepEqual((store.state as { customer: unknown }).customer, { ...customer, name: 'Augusta' });
  assert.deepEqual(statuses, [200, 304, 200]);
  assert.deepEqual(seen.map(({ isLoading }) => isLoading), [true, false, false]);
});

test('a session that was ended is renewed once', async () => {
  const { externalId, grant } = await somebody();
  const made: string[] = [];
  const store = customerStore({ externalId }, async () => {
    const granted = await grant();
    made.push(granted.session);
    return granted;
  });
  const { until } = listen(store);
  await until(({ isLoading }) => !isLoading);
  await clientele.customerSessions.revoke(made[0]!);

  await store.refetch();

  assert.deepEqual([store.state.error, store.state.customer?.externalId, made.length], [null, externalId, 2]);
  assert.deepEqual(statuses, [200, 401, 304]);
});

test('one that is ended as soon as it is made is not asked for without end', async () => {
  const { externalId, grant } = await somebody();
  let renewed = 0;
  const store = customerStore({ externalId }, async () => {
    renewed++;
    const granted = await grant();
    await clientele.customerSessions.revoke(granted.session);
    return granted;
  });

  const { error } = await listen(store).until(({ isLoading }) => !isLoading);

  assert.deepEqual([(error as ClienteleError).code, renewed], ['session_revoked', 1]);
});

test('one whose time is over is renewed before anything is asked', async () => {
  const { externalId, grant } = await somebody();
  let renewed = 0;
  const store = customerStore({ externalId }, async () => {
    renewed++;
    return { ...(await grant()), expiresIn: 0 };
  });
  await listen(store).until(({ isLoading }) => !isLoading);

  await store.refetch();

  assert.deepEqual([renewed, statuses], [2, [200, 304]]);
});

test('a slow old answer never takes the place of a newer one', async () => {
  const [old, young] = [await somebody(), await somebody()];
  const first = held<Grant>();
  const signals: AbortSignal[] = [];
  const answers = [first.promise, young.grant()];
  const renew: Renew = (_, signal) => {
    signals.push(signal);
    return answers.shift()!;
  };
  const store = customerStore({ externalId: 'whoever' }, renew);
  const { seen } = listen(store);

  await store.refetch();
  first.give(await old.grant());
  await first.promise;
  await new Promise(setImmediate);

  assert.equal(store.state.customer?.id, young.id);
  assert.deepEqual(signals.map(({ aborted }) => aborted), [true, false]);
  assert.deepEqual(seen.map(({ customer }) => customer?.id), [undefined, young.id]);
  assert.equal(paths.length, 1);
});

test('who waits for an answer that was overtaken gets the newer one', async () => {
  const { id, grant } = await somebody();
  const first = held<Grant | null>();
  const answers = [first.promise, first.promise, grant()];
  const store = customerStore({ externalId: 'whoever' }, () => answers.shift()!);
  listen(store);

  const [overtaken] = [store.refetch(), store.refetch()];
  first.give(null);
  await overtaken;

  assert.equal(store.state.customer?.id, id);
});

test('nothing is asked for a page that nobody looks at', async () => {
  let signal: AbortSignal | undefined;
  const store = customerStore({ externalId: 'whoever' }, (_, given) => {
    signal = given;
    return new Promise((_, failed) => given.addEventListener('abort', () => failed(given.reason)));
  });
  const leave = store.subscribe(() => assert.fail('nothing changes'));

  leave();
  await new Promise(setImmediate);

  assert.ok(signal?.aborted);
  assert.equal(store.state.isLoading, true);
});

test('that there is nobody is no error, and may change', async () => {
  const { grant, id } = await somebody();
  const answers = [Promise.resolve(null), grant()];
  const store = customerStore({ externalId: 'not-yet' }, () => answers.shift()!);

  assert.deepEqual(await listen(store).until(({ isLoading }) => !isLoading), { customer: null, isLoading: false, error: null });
  await store.refetch();

  assert.equal(store.state.customer?.id, id);
});

test('what can’t be reached leaves what is known; who is signed out sees nothing any more', async () => {
  const { grant } = await somebody();
  const refusal = (status: number) => Object.assign(new Error('no'), { status });
  const answers: (() => Promise<Grant>)[] = [
    async () => ({ ...(await grant()), expiresIn: 0 }),
    () => Promise.reject(refusal(0)),
    () => Promise.reject(refusal(401)),
  ];
  const store = customerStore({ externalId: 'whoever' }, () => answers.shift()!());
  const { customer } = await listen(store).until(({ isLoading }) => !isLoading);

  await store.refetch();
  assert.deepEqual([store.state.customer, store.state.error?.message, store.state.isLoading], [customer, 'no', false]);
  await store.refetch();
  assert.deepEqual([store.state.customer, store.state.error?.message], [null, 'no']);
});

test('two places of a page ask once, and the merchant’s handler is told whom they show', async () => {
  const { id, externalId, grant } = await somebody();
  const asked: unknown[] = [];
  const through = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    if (input !== '/api/clientele') return through(input, init);
    asked.push(JSON.parse(String(init!.body)));
    return Response.json(externalId === (asked.at(-1) as { externalId: string }).externalId ? await grant() : null);
  };

  const [header, body] = [customerStore({ externalId }), listen(customerStore({ externalId }))];
  const { customer } = await body.until(({ isLoading }) => !isLoading);
  const stranger = await listen(customerStore({ externalId: 'nobody' })).until(({ isLoading }) => !isLoading);
  globalThis.fetch = through;

  assert.equal(customer?.id, id);
  assert.equal(header.state.customer, customer);
  assert.deepEqual([stranger.customer, stranger.error], [null, null]);
  assert.deepEqual(asked, [{ externalId }, { externalId: 'nobody' }]);
});

test('a page asks again when somebody comes back to it, and now and then while it is seen', async () => {
  const { id, externalId, grant } = await somebody();
  const store = customerStore({ externalId }, grant);
  const { until } = listen(store, { refetchOnFocus: true, refetchInterval: 20 });
  await until(({ isLoading }) => !isLoading);

  await clientele.customers.update(id, { name: 'By time' });
  await until(({ customer }) => customer?.name === 'By time');
  stops.pop()!();
  listen(store, { refetchOnFocus: true });
  await until(() => statuses.at(-1) === 304);
  await clientele.customers.update(id, { name: 'By coming back' });
  globalThis.dispatchEvent(new Event('focus'));
  await until(({ customer }) => customer?.name === 'By coming back');

  Object.assign(document, { visibilityState: 'hidden' });
  const before = statuses.length;
  globalThis.dispatchEvent(new Event('focus'));
  await new Promise((later) => setTimeout(later, 80));
  assert.equal(statuses.length, before, 'nobody sees it');
  Object.assign(document, { visibilityState: 'visible' });
  globalThis.dispatchEvent(new Event('focus'));
  document.dispatchEvent(new Event('visibilitychange'));
  await until(() => statuses.length > before);
  await new Promise((later) => setTimeout(later, 80));
  assert.equal(statuses.length, before + 1, 'one question');
});
