// What a page knows of its customer at the moment, and whoever wants to hear of changes.

import type { ClienteleError } from '../problem.ts';
import type { Customer } from './customer.ts';
import { ENDPOINT, from, type Identifier, type Renew, Session } from './session.ts';

export interface State {
  /** Null as long as nothing is known, and when there is no such customer. */
  readonly customer: Customer | null;
  /** Whether the first answer is still to come. */
  readonly isLoading: boolean;
  /** Why the newest question was not answered. What was known before stays, unless the person is another by now. */
  readonly error: ClienteleError | Error | null;
}

export interface Refresh {
  /** Ask again when somebody comes back to the page. */
  refetchOnFocus?: boolean;
  /** Ask again every so many milliseconds, while the page is seen. */
  refetchInterval?: number;
}

/** The state before anything is known. */
export const LOADING: State = { customer: null, isLoading: true, error: null };

export class CustomerStore {
  state: State = LOADING;
  #listeners = new Set<() => void>();
  #asking: AbortController | undefined;
  #answer: Promise<void> = Promise.resolve();
  #soon: ReturnType<typeof setTimeout> | undefined;
  readonly #session: Session;

  constructor(
    identifier: Identifier,
    renew: Renew,
    /** Hears that somebody listens, or nobody any more. */
    private readonly heeded: (isHeard: boolean) => void = () => {},
  ) {
    this.#session = new Session(identifier, renew);
  }

  /** Hears of changes until the function that is given back is called. Asks as soon as somebody listens; whoever is the last
   * to leave ends what is asked. */
  subscribe = (listener: () => void, refresh: Refresh = {}): (() => void) => {
    const hear = () => listener();
    this.#listeners.add(hear);
    if (this.#listeners.size === 1) {
      this.heeded(true);
      void this.refetch();
    }
    const stop = this.#refreshed(refresh);
    return () => {
      stop();
      this.#listeners.delete(hear);
      if (this.#listeners.size === 0) {
        clearTimeout(this.#soon);
        this.#asking?.abort();
        this.#asking = undefined;
        this.heeded(false);
      }
    };
  };

  /** Asks again. An older question that is still open is dropped, whatever its answer. */
  refetch = (): Promise<void> => {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    if (this.state.error && !this.state.customer) {
      this.#become(LOADING);
    }
    this.#answer = this.#asked(asking);
    return this.#answer;
  };

  async #asked(asking: AbortController): Promise<void> {
    let next: State;
    try {
      next = { customer: await this.#session.customer(asking.signal), isLoading: false, error: null };
    } catch (error) {
      // Signed out, or somebody else by now: what was known is no longer theirs to see.
      const refused = [401, 403].includes((error as ClienteleError).status);
      next = { customer: refused ? null : this.state.customer, isLoading: false, error: error as Error };
    }
    if (asking === this.#asking) {
      this.#asking = undefined;
      this.#become(next);
    } else if (this.#asking) {
      // Whoever waits for this answer gets the newer one.
      await this.#answer;
    }
  }

  #become(next: State): void {
    const { customer, isLoading, error } = this.state;
    if (next.customer === customer && next.isLoading === isLoading && next.error === error) {
      return;
    }
    this.state = next;
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  #refreshed({ refetchOnFocus, refetchInterval }: Refresh): () => void {
    const seen = () => document.visibilityState === 'visible';
    // Coming back may be told twice, and to each who listens: it is one question.
    const back = () => {
      clearTimeout(this.#soon);
      this.#soon = setTimeout(() => seen() && this.refetch(), 50);
    };
    // A question that is open will do.
    const tick = () => seen() && !this.#asking && void this.refetch();
    const timer = refetchInterval ? setInterval(tick, refetchInterval) : undefined;
    if (refetchOnFocus) {
      document.addEventListener('visibilitychange', back);
      addEventListener('focus', back);
    }
    return () => {
      clearInterval(timer);
      if (refetchOnFocus) {
        document.removeEventListener('visibilitychange', back);
        removeEventListener('focus', back);
      }
    };
  }
}

/** The stores of this page, until nobody listens to them any more: two places of a page ask once. */
const kept = new Map<string, CustomerStore>();

/**
 * What is known of this person. `source` is where the merchant's server has the handler of `clientele/handler`, or a
 * function that asks it for a session in another way.
 */
export function customerStore(identifier: Identifier, source: string | Renew = ENDPOINT): CustomerStore {
  if (typeof source !== 'string') {
    return new CustomerStore(identifier, source);
  }
  const key = JSON.stringify([source, identifier]);
  const known = kept.get(key);
  if (known) {
    return known;
  }
  const keep = (isHeard: boolean) => void (isHeard ? kept.set(key, store) : kept.delete(key));
  const store = new CustomerStore(identifier, from(source), keep);
  // A server that renders pages keeps nothing from one to the next.
  if (typeof document !== 'undefined') {
    kept.set(key, store);
  }
  return store;
}
