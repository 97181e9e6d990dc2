// A merchant's site that sells with Clientele: who signed in here can join a club in Clientele's checkout, and this site
// shows whether they belong to it.
//
//   CLIENTELE_URL=http://127.0.0.1:3000 CLIENTELE_SECRET_KEY=sk_test_… npm start

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { customerHandler, toNode } from 'clientele/handler';
import { Clientele, createCheckout } from 'clientele/server';
import { shoppersPage, visitorsPage } from './pages.js';
import { signIn, signOut, visit } from './shoppers.js';

const PORT = Number(process.env.PORT ?? 4000);
const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(503).end('The shop is closed for a moment.');
  });
});
await new Promise((listening) => server.listen(PORT, '127.0.0.1', listening));
const siteUrl = `http://localhost:${server.address().port}`;

const clientele = new Clientele({ siteUrl });
const club = await clientele.prices.create({
  product: { name: 'Tea club' },
  amount: 900,
  currency: 'eur',
  recurring: { interval: 'month', count: 1 },
});

/** Whoever is signed in here may see themselves, and what they may see ends when they sign out. */
const sessions = toNode(
  customerHandler({
    clientele,
    identify: (_, request) => {
      const found = visit(request);
      return found && { externalId: found.shopper.id, email: found.shopper.email };
    },
    onSession: (session, _, request) => void visit(request)?.sessions.add(session.id),
  }),
);

/** Nothing but this site's own files, and Clientele: its API, and its checkout, where forms lead. */
const CSP = [
  `connect-src 'self' ${clientele.publicUrl}; form-action 'self' ${clientele.publicUrl}`,
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
].join('; ');

/** The browser's half of the package, as it is: modules need no bundler. */
const PACKAGE = new URL('../', import.meta.resolve('clientele/browser'));
const FILES = { '/page.js': 'text/javascript', '/page.css': 'text/css' };

async function answer(request, response) {
  const { pathname } = new URL(request.url, siteUrl);
  const shopper = visit(request)?.shopper;
  const send = (type, body) => {
    const headers = { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': CSP, 'cache-control': 'no-cache' };
    response.writeHead(200, headers).end(body);
  };
  const goTo = (location, headers = {}) => response.writeHead(303, { location, ...headers }).end();

  if (pathname === '/api/clientele') {
    return sessions(request, response);
  }
  if (request.method === 'GET') {
    if (pathname === '/') {
      return send('text/html', shopper ? shoppersPage(shopper) : visitorsPage());
    }
    if (FILES[pathname]) {
      return send(FILES[pathname], await readFile(new URL(`public${pathname}`, import.meta.url)));
    }
    if (/^\/clientele\/(?:browser\/)?\w+\.js$/.test(pathname)) {
      return send('text/javascript', await readFile(new URL(pathname.slice('/clientele/'.length), PACKAGE)));
    }
  } else if (request.method === 'POST' && request.headers.origin === siteUrl) {
    const buyer = shopper && { externalId: shopper.id, name: shopper.name, email: shopper.email };
    if (pathname === '/sign-in') {
      return goTo('/', { 'set-cookie': signIn(new URLSearchParams(await body(request)).get('who')) });
    }
    if (pathname === '/sign-out' && shopper) {
      const over = visit(request);
      await Promise.all([...over.sessions].map((session) => clientele.customerSessions.revoke(session)));
      return goTo('/', { 'set-cookie': signOut(over) });
    }
    if (pathname === '/subscribe' && shopper) {
      const session = await clientele.checkoutSessions.create({
        lineItems: [{ price: club.id }],
        customer: buyer,
        submitType: 'subscribe',
        successUrl: `${siteUrl}/`,
        cancelUrl: `${siteUrl}/`,
      });
      return goTo(session.url);
    }
    if (pathname === '/buy' && shopper) {
      const terms = { type: 'AMOUNT', title: 'A tin of tea', amount: 500, currency: 'EUR', successUrl: '/', cancelUrl: '/' };
      const session = await createCheckout({ ...terms, customer: buyer, requireCustomerData: ['name', 'email'] }, clientele);
      return goTo(session.url);
    }
  }
  response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page here.');
}

async function body(request) {
  let read = '';
  for await (const part of request) {
    read += part;
    if (read.length > 1000) break;
  }
  return read;
}

console.log(`Tea by the sea is at ${siteUrl}`);
