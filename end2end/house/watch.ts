// What a browser complains about while a journey runs. Nothing is the only good answer.

import type { BrowserContext, ConsoleMessage } from '@playwright/test';

declare global {
  interface Window {
    /** Set by the script below once the page listens to keys, which it does when it has been taken over by wasm. */
    awake?: boolean;
  }
}

/** Notes every error of every page: uncaught ones, those in the console (where broken content security policies end up
 * too), answers that are faults, and calls to other hosts than ours and the merchant's. */
export async function watch(context: BrowserContext, origin: string, faults: string[], merchant = origin): Promise<void> {
  context.on('weberror', (error) => faults.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message)) {
      faults.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('request', (request) => {
    if (![`${origin}/`, `${merchant}/`, 'data:'].some((known) => request.url().startsWith(known))) {
      faults.push(`a call to another host: ${request.url()}`);
    }
  });
  context.on('response', (response) => {
    const page = ['document', 'fetch'].includes(response.request().resourceType());
    if (response.status() >= (page ? 500 : 400)) {
      faults.push(`answered with ${response.status()}: ${response.request().method()} ${response.url()}`);
    }
  });
  await context.addInitScript(() => {
    const listen = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (this: EventTarget, type: string, ...rest) {
      if (this === window && type === 'keydown') {
        // The frame listens first and what is inside it in the same breath; after the next frame everything does.
        requestAnimationFrame(() => setTimeout(() => (window.awake = true)));
      }
      return listen.call(this, type, ...rest);
    } as typeof listen;
  });
}

/** The browser reports every answer from 400 on. Refusing wrong input is what a server is for; `response` above sees the
 * rest. */
function isRefusal(message: ConsoleMessage): boolean {
  return /^Failed to load resource: the server responded with a status of \d/.test(message.text());
}
