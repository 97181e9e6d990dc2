// The example merchant of clients/examples/node: a site on another origin, whose server has a secret key.

import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Shop } from './shop.ts';

const EXAMPLE = resolve(import.meta.dirname, '../../clients/examples/node');

export class Merchant {
  private constructor(
    /** The origin of its pages. */
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /** Starts the merchant's server, which sells in this shop in test mode. */
  static async start(shop: Shop, clientele: string): Promise<Merchant> {
    const env = { ...process.env, PORT: '0', CLIENTELE_URL: clientele, CLIENTELE_SECRET_KEY: shop.testKey };
    const child = spawn(process.execPath, [join(EXAMPLE, 'server.js')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout!)) {
      const url = /is at (\S+)$/.exec(line)?.[1];
      if (url) {
        return new Merchant(url, child);
      }
    }
    throw new Error(`The example merchant ended with ${child.exitCode}.`);
  }

  async stop(): Promise<void> {
    const gone = new Promise((exit) => this.child.once('exit', exit));
    this.child.kill();
    await gone;
  }
}
