'use client';
// For pages made with React.

import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { type CustomerStore, customerStore, LOADING, type Refresh, type State } from '../browser/store.ts';
import { ENDPOINT, type Identifier, type Renew } from '../browser/session.ts';

export { ClienteleError } from '../problem.ts';
export type { Customer, Order, Subscription } from '../browser/customer.ts';
export type { Grant, Identifier, Renew } from '../browser/session.ts';

export interface UseCustomerOptions extends Refresh {
  /** Where the merchant's server has the handler of `clientele/handler`: `/api/clientele`. */
  endpoint?: string;
  /** Asks the merchant's server for a session in another way. */
  renew?: Renew;
}

export interface UseCustomer extends State {
  /** Asks again; resolves when the newest answer is there. */
  refetch: () => Promise<void>;
}

const NOBODY: State = { customer: null, isLoading: false, error: null };
const nothing = () => () => {};

/**
 * The customer whom this page shows. Loading is true from the first frame, also on the server; that there is no such
 * customer is no error; an old answer never takes the place of a newer one. Null stands for nobody, and asks nothing.
 */
export function useCustomer(identifier: Identifier | null, options: UseCustomerOptions = {}): UseCustomer {
  const { endpoint = ENDPOINT, renew, refetchOnFocus, refetchInterval } = options;
  const latest = useRef(renew);
  useEffect(() => {
    latest.current = renew;
  });

  const [kind, value] = Object.entries(identifier ?? {})[0] ?? [];
  const isOwn = renew !== undefined;
  const store = useMemo<CustomerStore | null>(() => {
    if (!kind || !value) {
      return null;
    }
    const named = { [kind]: value } as Identifier;
    return customerStore(named, isOwn ? (...asked) => latest.current!(...asked) : endpoint);
  }, [kind, value, endpoint, isOwn]);

  const subscribe = useCallback(
    (listener: () => void) => store?.subscribe(listener, { refetchOnFocus, refetchInterval }) ?? nothing(),
    [store, refetchOnFocus, refetchInterval],
  );
  const before = store ? LOADING : NOBODY;
  const state = useSyncExternalStore(subscribe, () => store?.state ?? NOBODY, () => before);
  const refetch = useCallback(() => store?.refetch() ?? Promise.resolve(), [store]);
  return { ...state, refetch };
}
