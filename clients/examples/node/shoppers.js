// Who is signed in here. A real shop has passwords and a database; what counts is that this server alone says who is who.

import { randomUUID } from 'node:crypto';

const SHOPPERS = {
  ada: { id: 'shopper-ada', name: 'Ada Lovelace', email: 'ada@analytical.example' },
  ben: { id: 'shopper-ben', name: 'Ben Bitdiddle', email: 'ben@eval.example' },
};

/** By the value of the cookie: who it is, and the customer sessions that were made for their pages. */
const visits = new Map();

/** The visit that this request belongs to, or null. */
export function visit(request) {
  const id = /(?:^|; )visit=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  return visits.get(id) ?? null;
}

/** Signs one of the shoppers in; gives the cookie. */
export function signIn(name) {
  const shopper = Object.hasOwn(SHOPPERS, name) ? SHOPPERS[name] : SHOPPERS.ada;
  const id = randomUUID();
  visits.set(id, { id, shopper, sessions: new Set() });
  return `visit=${id}; HttpOnly; SameSite=Lax; Path=/`;
}

/** Ends a visit. */
export function signOut({ id }) {
  visits.delete(id);
  return 'visit=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0';
}
