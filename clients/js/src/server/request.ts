// One call of the API: sent again with patience as long as that can't do anything twice.

import { fromWire, snake } from '../names.ts';
import { ClienteleError } from '../problem.ts';
import type { Problem } from './api.ts';

/** Why a call was refused, with all that the API says about it. */
export class ApiError extends ClienteleError {
  override name = 'ApiError';

  constructor(
    code: string,
    message: string,
    status: number,
    /** What was answered: `param` and `errors` name fields as the API does. */
    readonly problem?: Problem,
    /** After how many seconds it may be tried again, when that was said. */
    readonly retryAfter?: number,
  ) {
    super(code, message, status);
  }
}

/** How a server is called. */
export interface Connection {
  /** Where it is, without a slash at the end. */
  url: string;
  secretKey: string;
  /** How often a call is tried again. */
  retries: number;
  /** How many milliseconds one try may take. */
  timeout: number;
  fetch: typeof fetch;
}

/** What can be said about one call. */
export interface CallOptions {
  /** Ends the call. */
  signal?: AbortSignal;
  /** The name of what is done: the same name does it once. One is made up when it is left out. */
  idempotencyKey?: string;
  /** The version that was read: the call is refused when there is another by now. */
  ifMatch?: number;
}

export interface Call extends CallOptions {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** After `/v1`, with what is in it encoded. */
  path: string;
  query?: object;
  /** With names as they are on the wire. */
  body?: unknown;
  /** No name is made up: the answer carries a secret that shall not be kept, and made twice does no harm. */
  unnamed?: boolean;
}

/** The longest pause between two tries, in milliseconds. A server that asks for a longer one is not asked again. */
const LONGEST_PAUSE = 20_000;

/** Does it; gives what was answered. */
export async function send<T>(connection: Connection, call: Call): Promise<T> {
  const address = new URL(`${connection.url}/v1${call.path}`);
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined && value !== null) {
      address.searchParams.set(snake(name), String(value));
    }
  }
  const headers = new Headers({ authorization: `Bearer ${connection.secretKey}`, accept: 'application/json' });
  if (call.body !== undefined) {
    headers.set('content-type', 'application/json');
  }
  if (call.ifMatch !== undefined) {
    headers.set('if-match', `"${call.ifMatch}"`);
  }
  const name = call.idempotencyKey ?? (call.unnamed ? undefined : crypto.randomUUID());
  if (call.method === 'POST' && name) {
    headers.set('idempotency-key', name);
  }
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  const request = { method: call.method, headers, body, redirect: 'error' } as const;

  for (let tries = 0; ; tries++) {
    call.signal?.throwIfAborted();
    const outcome = await attempt(connection, address, request, call.signal);
    if (!(outcome instanceof ClienteleError)) {
      return outcome.answer as T;
    }
    call.signal?.throwIfAborted();
    const pause = pauseBefore(tries, outcome);
    if (tries >= connection.retries || !isPassing(outcome, call) || pause > LONGEST_PAUSE) {
      throw outcome;
    }
    await slept(pause, call.signal);
  }
}

async function attempt(
  { fetch, timeout }: Connection,
  address: URL,
  request: RequestInit,
  signal?: AbortSignal,
): Promise<ClienteleError | { answer: unknown }> {
  const late = AbortSignal.timeout(timeout);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(address, { ...request, signal: signal ? AbortSignal.any([signal, late]) : late });
    text = await answer.text();
  } catch (cause) {
    return ClienteleError.unreachable(cause);
  }
  return answer.ok ? { answer: text ? fromWire(JSON.parse(text)) : undefined } : refused(answer, text);
}

function refused(answer: Response, text: string): ApiError {
  const { status } = answer;
  const retryAfter = seconds(answer.headers.get('retry-after'));
  try {
    const problem = fromWire(JSON.parse(text)) as Problem;
    const { code = 'unexpected_answer', detail = `The answer was ${status}.` } = problem;
    return new ApiError(code, detail, status, problem, retryAfter);
  } catch {
    // Whatever stands in front of the server speaks its own language.
    return new ApiError('unexpected_answer', `The answer was ${status}, and no JSON.`, status, undefined, retryAfter);
  }
}

/** How long `Retry-After` asks to wait: so many seconds, or until a date. */
function seconds(wait: string | null): number | undefined {
  const time = /^\d+$/.test(wait ?? '') ? Number(wait) : (Date.parse(wait ?? '') - Date.now()) / 1000;
  return Number.isNaN(time) ? undefined : Math.max(0, time);
}

/**
 * Whether it may go well the next time, and does no harm if it went well this time. A change of a version is not repeated
 * after silence: the second try would be refused for what the first did.
 */
function isPassing({ status, code }: ClienteleError, { ifMatch }: Call): boolean {
  const notBegun = status === 429 || code === 'idempotency_in_progress';
  return notBegun || ((status === 0 || status >= 500) && ifMatch === undefined);
}

/** What the server asks for, and then anything up to a bound that doubles: who failed together shall not come back together. */
function pauseBefore(tries: number, error: ClienteleError): number {
  const asked = error instanceof ApiError ? error.retryAfter : undefined;
  return (asked ?? 0) * 1000 + Math.random() * Math.min(500 * 2 ** tries, 8000);
}

function slept(time: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    const stop = () => {
      clearTimeout(timer);
      failed(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      done();
    }, time);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
