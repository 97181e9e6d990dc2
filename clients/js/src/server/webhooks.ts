// Webhooks, as the Standard Webhooks specification signs them.

import { fromWire } from '../names.ts';
import { ClienteleError } from '../problem.ts';
import type * as api from './api.ts';

/** What events are about, by the first word of their type. */
interface Nouns {
  customer: api.Customer;
  payment: api.Payment;
  refund: api.Refund;
  checkout_session: api.CheckoutSession;
  subscription: api.Subscription;
  invoice: api.Invoice;
}

type Noun<Type extends string> = Type extends `${infer First extends keyof Nouns}.${string}` ? Nouns[First] : never;

/** An event: its `type` tells what `data.object` is. */
export type WebhookEvent = {
  [Type in api.EventType]: Omit<api.Event, 'type' | 'data'> & {
    type: Type;
    data: Omit<api.EventData, 'object' | 'previous'> & { object: Noun<Type>; previous?: Partial<Noun<Type>> | null };
  };
}[api.EventType];

/** How many seconds a message may be old, or ahead of this machine's clock. */
const TOLERANCE = 5 * 60;

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

export type MessageHeaders = Headers | Record<string, string | string[] | undefined>;

export interface VerifyOptions {
  /** How many seconds a message may be old or ahead: 300. */
  tolerance?: number;
  /** What time it is, in milliseconds. */
  now?: number;
}

/**
 * The event that a webhook tells of, if one of these secrets (`whsec_…`) signed it. `body` is what came, byte by byte: JSON
 * that was read and written again has another signature.
 *
 * Throws a ClienteleError with `signature_invalid` or `timestamp_out_of_tolerance`: answer that with 400.
 */
export async function verifyWebhook(
  body: string | Uint8Array,
  headers: MessageHeaders,
  secrets: string | string[],
  { tolerance = TOLERANCE, now = Date.now() }: VerifyOptions = {},
): Promise<WebhookEvent> {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => header(headers, `webhook-${name}`));
  if (!id || !timestamp || !signatures || !/^\d+$/.test(timestamp)) {
    throw new ClienteleError('signature_invalid', 'webhook-id, webhook-timestamp or webhook-signature is missing.', 400);
  }
  if (Math.abs(now / 1000 - Number(timestamp)) > tolerance) {
    throw new ClienteleError('timestamp_out_of_tolerance', 'This message is too old, or the clock of this machine is wrong.', 400);
  }

  const came = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const before = new TextEncoder().encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(before.length + came.length);
  signed.set(before);
  signed.set(came, before.length);
  const sent = signatures.split(' ').filter((one) => one.startsWith('v1,')).map((one) => bytes(one.slice(3)));
  for (const secret of [secrets].flat()) {
    const raw = bytes(secret.replace(/^whsec_/, ''));
    if (raw.length === 0) {
      throw new TypeError('That is no secret of a webhook endpoint: it begins with whsec_.');
    }
    const key = await crypto.subtle.importKey('raw', raw, HMAC, false, ['verify']);
    for (const signature of sent) {
      // Takes as long for a signature that is nearly right as for any other.
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) {
        return fromWire(JSON.parse(new TextDecoder().decode(came))) as WebhookEvent;
      }
    }
  }
  throw new ClienteleError('signature_invalid', 'None of the signatures was made with this secret.', 400);
}

function header(headers: MessageHeaders, name: string): string | undefined {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? undefined;
}

/** None when it is no base64: no signature is made of none. */
function bytes(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
