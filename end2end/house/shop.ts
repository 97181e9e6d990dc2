// A merchant with customers and people who sign in: what most journeys begin with.

import { type APIResponse, expect, type Page } from '@playwright/test';
import type { Server } from './server.ts';

export type Mode = 'live' | 'test';
export type Role = 'owner' | 'admin' | 'support' | 'developer' | 'viewer';

export interface Person {
  email: string;
  password: string;
}

/** What a customer's form sends, by the names of its fields. */
export type Fields = Record<string, string>;

/** How many customers a demo shop has in live mode: more than one page of the list. */
export const CUSTOMERS = 60;

export class Shop {
  private constructor(
    private readonly server: Server,
    /** The merchant's id. */
    readonly id: string,
    readonly owner: Person,
    /** A secret key for live data. */
    readonly key: string,
    /** A secret key for test data. */
    readonly testKey: string,
  ) {}

  /** A demo merchant; the same for the same seed. */
  static async demo(server: Server, seed: number, customers = CUSTOMERS): Promise<Shop> {
    const made = await server.json<{
      merchant_id: string; email: string; password: string; keys: { test: { secret: string }; live: { secret: string } };
    }>(
      'demo', '--customers', String(customers), '--seed', String(seed),
    );
    return new Shop(server, made.merchant_id, { email: made.email, password: made.password }, made.keys.live.secret, made.keys.test.secret);
  }

  /** Somebody else who works there. */
  async hire(role: Role, name: string): Promise<Person> {
    const mailbox = name.toLowerCase().replace(/[^a-z]+/g, '.').replace(/^\.|\.$/g, '');
    const email = `${mailbox}@${this.owner.email.split('@')[1]}`;
    return this.server.json<Person>('user', 'create', '--merchant', this.id, '--role', role, '--name', name, '--email', email);
  }

  /** The address of the list of customers, or of one of them. */
  customers(rest = '', mode: Mode = 'live'): string {
    return `/${this.id}/${mode}/customers${rest}`;
  }

  /** The address of the developers' place, or of a page of it. */
  developers(rest = '', mode: Mode = 'live'): string {
    return `/${this.id}/${mode}/developers${rest}`;
  }

  /** The address of any other place of the dashboard. */
  place(rest: string, mode: Mode = 'live'): string {
    return `/${this.id}/${mode}${rest}`;
  }

  /** Signs somebody in without the page for it, which has a journey of its own. */
  async signIn(page: Page, who: Person = this.owner): Promise<void> {
    const answer = await page.request.post('/sign-in', {
      form: { email: who.email, password: who.password },
      maxRedirects: 0,
    });
    expect(answer.status(), 'signing in').toBe(303);
  }

  /** Makes a customer as its form does, in the name of whoever is signed in on this page; gives the id. A field
   * `metadata.colour` is the key `colour` of the metadata. */
  async customer(page: Page, fields: Fields, mode: Mode = 'live'): Promise<string> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      const key = /^metadata\.(.+)/.exec(name)?.[1];
      if (key) {
        body.append('metadata.key', key);
        body.append('metadata.value', value);
      } else {
        body.append(name, value);
      }
    }
    const to = await done(await this.send(page, this.customers('/new', mode), body));
    return to.split('/').at(-1)!;
  }

  /** Does one of the small things on a customer's page, such as writing a note. */
  async act(page: Page, id: string, act: string, fields: Fields): Promise<void> {
    await done(await this.send(page, this.customers(`/${id}`), new URLSearchParams({ act, ...fields })));
  }

  private send(page: Page, address: string, body: URLSearchParams): Promise<APIResponse> {
    return page.request.post(address, {
      data: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-clientele-form': '1' },
    });
  }
}

/** The answer of a form that was accepted: where to go. */
async function done(answer: APIResponse): Promise<string> {
  const said = await answer.json();
  expect(said, 'the form is accepted').toHaveProperty('done');
  return said.done.to;
}
