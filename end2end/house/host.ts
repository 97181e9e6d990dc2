// A merchant's own site, on an origin of its own and with a strict policy: what widgets stand on.

import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Site {
  /** Where Clientele is. */
  house: string;
  /** A secret key of test mode. */
  key: string;
  /** Who is signed in there: a customer's id, or nobody. */
  customer: string | null;
}

/** The room that the snippet keeps free, as the page of widgets says it. */
const ROOM = `
  body { margin: 2rem; max-width: 34rem; font: 1rem/1.5 serif; color: light-dark(#2b2119, #f3ebe0); background: light-dark(#fbf7f0, #17130f); }
  :root { color-scheme: light dark; }
  main > * { margin-block-end: 1rem; }
  clientele-customer:not(:defined) { display: block; min-block-size: calc(7.5rem + 2px); }
  clientele-subscription:not(:defined) { display: block; min-block-size: calc(9.75rem + 2px); }
  clientele-orders:not(:defined) { display: block; min-block-size: calc(20.25rem + 2px); }
`;

export const ALL = ['customer', 'subscription', 'orders']
  .map((name) => `<clientele-${name} session-url="/clientele-session"></clientele-${name}>`)
  .join('\n');

export class Host {
  /** How often the page asked this site for a session. */
  sessions = 0;
  /** The sessions that were given, the newest last. */
  readonly given: { id: string; client_secret: string }[] = [];
  /** What stands on the page, and its language. */
  body = ALL;
  lang = 'en';

  private constructor(
    readonly site: Site,
    private readonly server: HttpServer,
  ) {}

  static async start(site: Site): Promise<Host> {
    const server = createServer((request, response) => void host.answer(request, response));
    const host = new Host(site, server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return host;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  /** What docs/widgets.md asks for, and nothing more: no inline script, no inline style, no eval, no text as HTML. */
  policy(): string {
    const { house } = this.site;
    return [
      "default-src 'none'", `script-src ${house}`, 'img-src data:', "style-src 'self'", `connect-src 'self' ${house}`, `frame-src ${house}`,
      `form-action ${house}`, "base-uri 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
    ].join('; ');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST' && request.url === '/clientele-session') {
      this.sessions++;
      if (!this.site.customer) {
        response.writeHead(204).end();
        return;
      }
      const made = await this.session(this.site.customer);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(made));
    } else if (request.url === '/style.css') {
      response.writeHead(200, { 'content-type': 'text/css' }).end(ROOM);
    } else if (request.url === '/') {
      const head = `<!doctype html><html lang="${this.lang}" dir="${this.lang === 'ar' ? 'rtl' : 'ltr'}"><meta charset="utf-8">
        <title>My account</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css">
        <script type="module" src="${this.site.house}/embed/clientele.js"></script>`;
      const page = `${head}<main><h1>My account</h1>${this.body}<p>Below the widgets.</p></main>`;
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': this.policy() }).end(page);
    } else {
      response.writeHead(404).end();
    }
  }

  private async session(customer: string): Promise<{ client_secret: string }> {
    const answer = await fetch(`${this.site.house}/v1/customer_sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.site.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ customer, components: ['customer', 'subscriptions', 'orders', 'portal'], allowed_origin: this.url }),
    });
    const { id, client_secret } = (await answer.json()) as { id: string; client_secret: string };
    this.given.push({ id, client_secret });
    return { client_secret };
  }
}
