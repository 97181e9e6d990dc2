// A customer session: asks the client API with it, and for another when it has ended.

import { fromWire } from '../names.ts';
import { ClienteleError } from '../problem.ts';
import type { Customer } from './customer.ts';

/** Whom the page takes itself to show. The merchant's server knows better, and decides. */
export type Identifier = { externalId: string } | { email: string } | { customerId: string };

/** What the merchant's server gives to the page of somebody who is signed in. */
export interface Grant {
  /** Where Clientele is. */
  url: string;
  clientSecret: string;
  /** For how many seconds. */
  expiresIn: number;
}

/** Asks the merchant's server for a session; null when that knows no such customer. */
export type Renew = (identifier: Identifier, signal: AbortSignal) => Promise<Grant | null>;

/** Where the merchant's server has the handler, unless the page says otherwise. */
export const ENDPOINT = '/api/clientele';

/** Asks the handler of `clientele/handler`. */
export function from(endpoint: string): Renew {
  return async (identifier, signal) => {
    const answer = await asked(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(identifier),
      signal,
    });
    if (answer.ok) {
      return answer.json();
    }
    throw await ClienteleError.of(answer);
  };
}

/** One person's way to the client API. */
export class Session {
  #grant: Grant | undefined;
  #until = 0;
  #etag = '';
  #customer: Customer | null = null;

  constructor(
    readonly identifier: Identifier,
    readonly renew: Renew,
  ) {}

  /** The customer as they are now, and the same object as long as nothing changed; null when there is none. */
  async customer(signal: AbortSignal): Promise<Customer | null> {
    for (let isNew = false; ; ) {
      if (!this.#grant || Date.now() >= this.#until) {
        const grant = await this.renew(this.identifier, signal);
        signal.throwIfAborted();
        if (!grant) {
          return null;
        }
        this.#grant = grant;
        this.#until = Date.now() + grant.expiresIn * 1000;
        isNew = true;
      }
      const { url, clientSecret } = this.#grant;
      const answer = await asked(`${url}/client/v1/customer`, {
        headers: { authorization: `Bearer ${clientSecret}`, ...(this.#etag && { 'if-none-match': this.#etag }) },
        cache: 'no-store',
        signal,
      });
      if (answer.status === 304) {
        return this.#customer;
      }
      if (answer.ok) {
        const customer = fromWire(await answer.json()) as Customer;
        signal.throwIfAborted();
        this.#etag = answer.headers.get('etag') ?? '';
        return (this.#customer = customer);
      }
      // It has ended. One that was made just now and ended already is not worth another.
      this.#grant = answer.status === 401 ? undefined : this.#grant;
      if (this.#grant || isNew) {
        throw await ClienteleError.of(answer);
      }
    }
  }
}

async function asked(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (cause) {
    request.signal?.throwIfAborted();
    throw ClienteleError.unreachable(cause);
  }
}
