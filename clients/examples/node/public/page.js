// What Clientele knows of the shopper, as they see it.

import { customerStore } from '/clientele/browser/index.js';

const status = document.querySelector('#status');
const join = document.querySelector('#join');
const orders = document.querySelector('#orders');
const date = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

// Whom the page shows; the server looks whether it is who is signed in.
const store = customerStore({ externalId: document.body.dataset.shopper });

function show() {
  const { customer, isLoading, error } = store.state;
  if (isLoading) return;
  if (error && !customer) {
    status.textContent = 'We can’t look that up at the moment.';
    orders.replaceChildren();
    return;
  }
  const isMember = customer?.hasActiveSubscription ?? false;
  const paid = customer?.subscriptions.find(({ endedAt }) => !endedAt)?.currentPeriodEnd;
  status.textContent = isMember ? `You are a member, paid until ${date.format(new Date(paid))}.` : 'No subscription yet.';
  join.disabled = isMember;
  orders.replaceChildren(
    ...(customer?.orders ?? []).map(({ description, amount, currency }) => {
      const line = document.createElement('li');
      const price = new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount / 100);
      line.textContent = `${description ?? 'Tea'}: ${price}`;
      return line;
    }),
  );
}

store.subscribe(show, { refetchOnFocus: true, refetchInterval: 60_000 });
