// A page made with React, for the journeys in end2end/: it shows a customer and notes each frame.

import { useCustomer } from 'clientele/react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

declare global {
  interface Window {
    /** What was shown, frame by frame. */
    told: string[];
    /** Shows somebody else. */
    show: (externalId: string | null) => void;
    refetch: () => Promise<void>;
  }
}

window.told = [];

function CustomerProfile() {
  const [who, show] = useState<string | null>(document.body.dataset.who ?? null);
  const identifier = who === null ? null : { externalId: who };
  const { customer, isLoading, error, refetch } = useCustomer(identifier, { refetchOnFocus: true });
  Object.assign(window, { show, refetch });

  const known = customer ? `Name: ${customer.name}` : 'Customer not found';
  const text = isLoading ? 'Loading...' : error ? `Error: ${error.message}` : known;
  window.told.push(text);
  return (
    <>
      <p role="status">{text}</p>
      {customer && <p>Has active subscription: {customer.hasActiveSubscription ? 'Yes' : 'No'}</p>}
    </>
  );
}

/** Another place of the page that shows the same. */
function Badge() {
  const { customer } = useCustomer({ externalId: document.body.dataset.who! });
  return <p>{customer?.hasActiveSubscription ? 'Member' : 'Guest'}</p>;
}

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <CustomerProfile />
    <Badge />
  </StrictMode>,
);
