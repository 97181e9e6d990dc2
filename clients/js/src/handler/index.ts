// Between the merchant's pages and Clientele: gives whoever is signed in a customer session, and nobody anything else.

export { toNode } from './node.ts';

import type { CustomerSession, CustomerSessionComponent } from '../server/api.ts';
import { Clientele } from '../server/clientele.ts';
import { ApiError } from '../server/request.ts';
import type { Selector } from '../server/wire.ts';

/** Who is signed in at the merchant's, by all the names that a page may use for them. */
export interface Identity {
  externalId?: string | null;
  email?: string | null;
  customerId?: string | null;
}

export interface HandlerOptions<Context> {
  /** How Clientele is called; made from the environment when left out. */
  clientele?: Clientele;
  /**
   * Who is signed in, by the merchant's own session, or null. This alone decides who is shown: never take it from the
   * body, an address or a header that a page can set.
   */
  identify: (request: Request, context: Context) => Identity | null | Promise<Identity | null>;
  /** The origin of the merchant's pages; that of `clientele.siteUrl` when left out. */
  origin?: string;
  /** What pages see: all of it when left out. */
  components?: CustomerSessionComponent[];
  /** For how many seconds, 60 to 86,400: an hour. */
  expiresIn?: number;
  /** Hears of each session that is made, so that it can be revoked when the person signs out. */
  onSession?: (session: CustomerSession, request: Request, context: Context) => void | Promise<void>;
  /** Hears why a session could not be made; `console.error` when left out. */
  onError?: (error: unknown) => void;
}

/** By which a page may name a customer. */
const NAMES = ['externalId', 'email', 'customerId'];

/** No identifier is longer. */
const LONGEST_BODY = 2048;

/** Answers `POST /api/clientele`, which `useCustomer` asks. */
export function customerHandler<Context = unknown>(
  options: HandlerOptions<Context>,
): (request: Request, context?: Context) => Promise<Response> {
  const clientele = options.clientele ?? new Clientele();
  const { components = ['customer', 'subscriptions', 'orders'], expiresIn = 3600, onError = console.error } = options;
  const site = options.origin ?? clientele.siteUrl;
  if (!site) {
    throw new TypeError('Which pages may ask? Give the handler their origin, or Clientele a siteUrl.');
  }
  const allowedOrigin = new URL(site).origin;

  const session = async (request: Request, context: Context): Promise<Response> => {
    const named = await identifier(request);
    if (named instanceof Response) {
      return named;
    }
    const identity = await options.identify(request, context);
    const customer = identity && known(identity);
    if (!customer) {
      return problem(401, 'not_signed_in', 'Nobody is signed in.');
    }
    if (!fits(named, identity)) {
      return problem(403, 'identity_mismatch', 'This page shows somebody else than the person who is signed in.');
    }
    const made = await clientele.customerSessions.create({ customer, components, allowedOrigin, expiresIn });
    await options.onSession?.(made, request, context);
    return answer(200, { url: clientele.publicUrl, clientSecret: made.clientSecret, expiresIn });
  };

  return async (request, context) => {
    try {
      return notOurs(request, allowedOrigin) ?? (await session(request, context as Context));
    } catch (error) {
      if (error instanceof ApiError && isUnknown(error)) {
        // Whoever has bought nothing yet is no error, and a console has nothing to complain of.
        return answer(200, null);
      }
      onError(error);
      return problem(503, 'unavailable', 'The customer can’t be looked up at the moment.');
    }
  };
}

/** What other sites, and forms, can send is refused before anybody is asked who it is. */
function notOurs(request: Request, allowedOrigin: string): Response | undefined {
  if (request.method !== 'POST') {
    return problem(405, 'method_not_allowed', 'Ask with POST.', { allow: 'POST' });
  }
  const [origin, from] = [request.headers.get('origin'), request.headers.get('sec-fetch-site')];
  if ((origin !== null && origin !== allowedOrigin) || (from !== null && from !== 'same-origin')) {
    return problem(403, 'origin_not_allowed', 'Pages of other origins get nothing here.');
  }
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    return problem(415, 'unsupported_media_type', 'Send JSON.');
  }
  return undefined;
}

/** Whom the page takes itself to show: by one name at most. */
async function identifier(request: Request): Promise<Identity | Response> {
  const text = await request.text();
  if (text.length > LONGEST_BODY) {
    return problem(413, 'too_large', 'That is more than a name.');
  }
  try {
    const body: unknown = JSON.parse(text || '{}');
    const names = Object.entries(body as object);
    const isName = ([name, value]: [string, unknown]) => NAMES.includes(name) && typeof value === 'string';
    if (names.length < 2 && names.every(isName)) {
      return body as Identity;
    }
  } catch {
    // No JSON, or null: told as below.
  }
  return problem(422, 'identifier_invalid', `Name the customer in one way, by one of ${NAMES.join(', ')}.`);
}

/** Whether nothing was wrong but that there is no such customer. */
function isUnknown({ status, problem }: ApiError): boolean {
  return status === 422 && problem?.errors?.length === 1 && problem.param === 'customer';
}

/** By which name Clientele is asked: the surest first. */
function known({ customerId, externalId, email }: Identity): Selector | undefined {
  return customerId ? { customerId } : externalId ? { externalId } : email ? { email } : undefined;
}

/** Whether the page means whoever is signed in. A name that the merchant's session does not tell fits nobody. */
function fits(named: Identity, identity: Identity): boolean {
  const same = (text: string) => text.trim().toLowerCase();
  return (
    (named.customerId === undefined || named.customerId === identity.customerId) &&
    (named.externalId === undefined || named.externalId === identity.externalId) &&
    (named.email == null || (!!identity.email && same(named.email) === same(identity.email)))
  );
}

function answer(status: number, body: object | null, headers?: Record<string, string>): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', vary: 'cookie, origin', ...headers } });
}

function problem(status: number, code: string, detail: string, headers?: Record<string, string>): Response {
  return answer(status, { status, code, detail }, { 'content-type': 'application/problem+json', ...headers });
}
