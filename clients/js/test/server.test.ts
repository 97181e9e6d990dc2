// The merchant's server, against a running Clientele.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ApiError, type Clientele, ClienteleError, createCheckout, type Customer, verifyWebhook } from 'clientele/server';
import { House, listen, SITE } from './house.js';

let house: House;
let clientele: Clientele;

before(async () => {
  house = await House.start();
  clientele = house.server();
});
after(() => house.stop());

const refused = (code: string, status: number) => (error: unknown) => {
  assert.ok(error instanceof ApiError && error instanceof ClienteleError);
  assert.deepEqual([error.code, error.status], [code, status]);
  assert.ok(error.problem?.requestId && error.message === error.problem.detail);
  return true;
};

test('a customer is made, found by each name, changed and deleted', async () => {
  const externalId = 'user 1/2?#ü%';
  const made = await clientele.customers.create({
    externalId,
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    did: 'did:web:ada.example',
    address: { country: 'GB', postalCode: 'W1' },
    metadata: { plan_name: 'pro', seatCount: 3, nested: { a_b: 1, cD: 2 } },
  });

  assert.equal(made.hasActiveSubscription, false);
  assert.equal(made.address?.postalCode, 'W1');
  assert.deepEqual(made.metadata, { plan_name: 'pro', seatCount: 3, nested: { a_b: 1, cD: 2 } });
  const names = [{ customerId: made.id }, { externalId }, { email: 'ada@example.com' }, { did: 'did:web:ada.example' }];
  for (const name of [made.id, ...names]) {
    assert.equal(((await clientele.customers.retrieve(name, { include: 'orders,payments' })) as Customer).id, made.id);
  }
  const changed = await clientele.customers.update({ externalId }, { phone: '+44 20 7946 0018' }, { ifMatch: made.version });
  assert.equal(changed.phone, '+442079460018');
  const late = clientele.customers.update(made.id, { name: 'Augusta' }, { ifMatch: made.version });
  await assert.rejects(late, refused('version_differs', 412));
  assert.deepEqual((await clientele.customers.search({ q: 'lovel' })).data.map(({ id }) => id), [made.id]);
  await clientele.customers.delete(made.id);
  assert.deepEqual(await clientele.customers.retrieve(made.id), { object: 'customer', id: made.id, deleted: true });
  assert.throws(() => clientele.customers.retrieve({ externalId: '' }), TypeError);
});

test('everything that is wrong is told at once, and who stands in the way', async () => {
  const first = await clientele.customers.create({ externalId: 'taken' });

  await assert.rejects(clientele.customers.create({ email: 'nobody', phone: '12' }), (error: ApiError) => {
    assert.equal(error.status, 422);
    assert.deepEqual(error.problem?.errors?.map(({ param }) => param).sort(), ['email', 'phone']);
    return true;
  });
  await assert.rejects(clientele.customers.create({ externalId: 'taken' }), (error: ApiError) => {
    return refused('external_id_taken', 409)(error) && error.problem?.existingId === first.id;
  });
  await assert.rejects(clientele.customers.retrieve('cus_01kafg3v9te5rbh2m8q0w4x7yd'), refused('not_found', 404));
});

test('a walk over all pages meets everybody once', async () => {
  const names = Array.from({ length: 25 }, (_, index) => `walker-${index}`);
  await Promise.all(names.map((externalId) => clientele.customers.create({ externalId, tags: ['walk'] })));

  const met: (string | null | undefined)[] = [];
  for await (const { externalId } of clientele.customers.all({ tag: 'walk', limit: 10, sort: 'name' })) {
    met.push(externalId);
  }

  assert.deepEqual(met.sort(), names.sort());
  const page = await clientele.customers.list({ tag: 'walk', limit: 10, include: 'total' });
  assert.deepEqual([page.data.length, page.hasMore, page.total], [10, true, { count: 25, capped: false }]);
});

test('a checkout asks for what is not known', async () => {
  const session = await createCheckout(
    {
      type: 'AMOUNT',
      title: 'Premium Plan',
      description: 'Monthly subscription',
      amount: 1000,
      currency: 'USD',
      successUrl: '/checkout/success?session={CHECKOUT_SESSION_ID}',
      cancelUrl: 'https://shop.example/cart',
      customer: { externalId: 'user-123', name: 'Jane Doe', taxId: 'DE123', shoe_size: 44 },
      requireCustomerData: ['email', 'name', 'company', 'taxId', 'tax_id', 'shoe_size'],
      metadata: { cart_id: 7 },
    },
    clientele,
  );

  assert.deepEqual([session.amountTotal, session.currency, session.status], [1000, 'usd', 'open']);
  assert.deepEqual(session.missingFields, ['email', 'company', 'tax_id']);
  assert.equal(session.warnings.length, 1, String(session.warnings));
  assert.equal(session.successUrl, `${SITE}/checkout/success?session={CHECKOUT_SESSION_ID}`);
  assert.equal(session.customerDetails.externalId, 'user-123');
  assert.deepEqual(session.metadata, { cart_id: 7 });
  assert.equal((await fetch(session.url)).status, 200);
  const terms = { type: 'AMOUNT', title: 'Plan', amount: 1000, currency: 'USD', successUrl: '/done' } as const;
  assert.throws(() => createCheckout(terms, house.server({ siteUrl: '' })), /siteUrl/);
  assert.equal((await clientele.checkoutSessions.expire(session.id)).status, 'expired');
});

test('who has a record is asked for nothing that is in it', async () => {
  await clientele.customers.create({ externalId: 'regular', email: 'regular@example.com', name: 'Rea Gular' });

  const session = await createCheckout(
    {
      type: 'AMOUNT',
      title: 'Tea',
      amount: 500,
      currency: 'EUR',
      successUrl: '/done',
      customer: { externalId: 'regular' },
      requireCustomerData: ['email', 'name'],
    },
    clientele,
  );

  assert.deepEqual(session.missingFields, []);
});

test('a payment is recorded once and given back', async () => {
  const { id } = await clientele.customers.create({ externalId: 'payer' });
  const terms = { amount: 2500, currency: 'usd', customerId: id, method: { type: 'cash' } } as const;
  const [payment, again] = [
    await clientele.payments.create(terms, { idempotencyKey: 'order-1001' }),
    await clientele.payments.create(terms, { idempotencyKey: 'order-1001' }),
  ];

  assert.equal(again.id, payment.id);
  assert.notEqual((await clientele.payments.create(terms)).id, payment.id);
  assert.equal((await clientele.payments.list({ customer: id })).data.length, 2);
  const refund = await clientele.refunds.create({ payment: payment.id, amount: 1000, reason: 'not_received' });
  assert.equal(refund.status, 'requires_action');
  const sent = await clientele.refunds.markSent(refund.id, { proof: { transactionId: 'till 7' } });
  assert.deepEqual([sent.status, sent.proof?.transactionId], ['succeeded', 'till 7']);
  await assert.rejects(
    clientele.refunds.create({ payment: payment.id, amount: 1501, reason: 'duplicate' }),
    refused('refund_exceeds_payment', 409),
  );
});

test('a customer session is made for one person, and ended', async () => {
  await clientele.customers.create({ externalId: 'viewer' });

  const customer = { externalId: 'viewer' };
  const session = await clientele.customerSessions.create({ customer, components: ['orders'], allowedOrigin: SITE });

  assert.match(session.clientSecret ?? '', /^csec_test_/);
  assert.equal((await clientele.customerSessions.retrieve(session.id)).clientSecret ?? null, null);
  assert.equal((await clientele.customerSessions.revoke(session.id)).status, 'revoked');
});

test('a price that recurs is made and listed', async () => {
  const price = await clientele.prices.create({
    product: { name: 'Tea club' }, amount: 900, currency: 'eur', recurring: { interval: 'month', count: 1 },
  });

  assert.deepEqual(price.recurring, { interval: 'month', count: 1 });
  assert.ok((await clientele.prices.list({ active: true })).data.some(({ id }) => id === price.id));
  const product = await clientele.request<{ name: string }>('GET', `/products/${price.productId}`);
  assert.equal(product.name, 'Tea club');
});

test('a webhook is believed as it came, in time, and from whoever knows the secret', async () => {
  const came: { headers: Record<string, string | string[] | undefined>; body: string }[] = [];
  const receiver = await listen(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    came.push({ headers: request.headers, body });
    response.end();
  });
  const wanted = { url: receiver.url, events: ['customer.created'] };
  const endpoint = await clientele.request<{ id: string; secret: string }>('POST', '/webhook_endpoints', wanted);
  const { id } = await clientele.customers.create({ name: 'Pia “Signed” Programm', metadata: { some_key: 1 } });
  while (came.length === 0) await new Promise((later) => setTimeout(later, 20));
  await receiver.stop();
  const [{ headers, body }] = came as [(typeof came)[0]];
  const other = `whsec_${Buffer.from('another secret of some length').toString('base64')}`;

  const event = await verifyWebhook(body, headers, [other, endpoint.secret]);
  assert.ok(event.type === 'customer.created');
  const { object } = event.data;
  assert.deepEqual([object.id, object.name, object.metadata], [id, 'Pia “Signed” Programm', { some_key: 1 }]);
  const webHeaders = new Headers(headers as Record<string, string>);
  assert.equal((await verifyWebhook(new TextEncoder().encode(body), webHeaders, endpoint.secret)).id, event.id);

  const refusal = (code: string) => (error: ClienteleError) => error.code === code && error.status === 400;
  const at = Number(headers['webhook-timestamp']) * 1000;
  await assert.rejects(verifyWebhook(`${body} `, headers, endpoint.secret), refusal('signature_invalid'));
  await assert.rejects(verifyWebhook(body, headers, other), refusal('signature_invalid'));
  await assert.rejects(verifyWebhook(body, {}, endpoint.secret), refusal('signature_invalid'));
  for (const changed of [{ 'webhook-id': 'evt_2' }, { 'webhook-signature': 'v1,' }, { 'webhook-signature': 'v1,%%%' }]) {
    await assert.rejects(verifyWebhook(body, { ...headers, ...changed }, endpoint.secret), refusal('signature_invalid'));
  }
  await assert.rejects(verifyWebhook(body, headers, 'whsec_%'), TypeError);
  await verifyWebhook(body, headers, endpoint.secret, { now: at + 300_000 });
  for (const now of [at + 302_000, at - 302_000]) {
    await assert.rejects(verifyWebhook(body, headers, endpoint.secret, { now }), refusal('timestamp_out_of_tolerance'));
  }
});

test('a publishable key reads nothing and makes no session', async () => {
  await clientele.customers.create({ externalId: 'secret-person', name: 'Sekret' });
  const page = house.server({ secretKey: house.keys.publishable });

  for (const call of [
    () => page.customers.list(),
    () => page.customers.retrieve({ externalId: 'secret-person' }),
    () => page.customers.search({ q: 'Sekret' }),
    () => page.payments.list(),
    () => page.customerSessions.create({ customer: { externalId: 'secret-person' }, components: ['customer'], allowedOrigin: SITE }),
  ]) {
    await assert.rejects(call, refused('permission_denied', 403));
  }
});

test('what is missing to begin with is named', () => {
  assert.throws(() => house.server({ url: '' }), /CLIENTELE_URL/);
  assert.throws(() => house.server({ secretKey: '' }), /CLIENTELE_SECRET_KEY/);
});
