// useCustomer on a server that renders pages. What it does in a browser is told by the journeys in end2end/.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Identifier, useCustomer } from 'clientele/react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';

function Told({ who }: { who: Identifier | null }) {
  return JSON.stringify(useCustomer(who));
}

test('loading is true from the first frame, and a server asks nothing', (context) => {
  const asked = context.mock.method(globalThis, 'fetch', () => assert.fail('nothing is asked'));

  const html = renderToString(createElement(Told, { who: { externalId: 'user-1' } }));

  assert.deepEqual(JSON.parse(html.replaceAll('&quot;', '"')), { customer: null, isLoading: true, error: null });
  assert.equal(asked.mock.callCount(), 0);
});

test('nobody is nobody at once', () => {
  const html = renderToString(createElement(Told, { who: null }));

  assert.deepEqual(JSON.parse(html.replaceAll('&quot;', '"')), { customer: null, isLoading: false, error: null });
});
