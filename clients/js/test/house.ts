// A Clientele to talk to, with a merchant who has no customers yet, and small servers of the tests' own.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Clientele, type ClienteleOptions } from 'clientele/server';

const TARGET = process.env.CARGO_TARGET_DIR || fileURLToPath(new URL('../../../../target', import.meta.url));
const BINARY = process.env.CLIENTELE_BINARY || join(TARGET, 'release/clientele');

/** Where the merchant's pages are. */
export const SITE = 'https://shop.example';

export class House {
  private constructor(
    readonly url: string,
    readonly keys: { secret: string; publishable: string },
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(): Promise<House> {
    if (!existsSync(BINARY)) {
      throw new Error(`There is no server at ${BINARY}. Build it with bin/build, or name another in CLIENTELE_BINARY.`);
    }
    const folder = mkdtempSync(join(tmpdir(), 'clientele-js-'));
    const database = ['--database', `sqlite://${join(folder, 'clientele.db')}`];
    const demo = ['demo', '--customers', '0', '--json', ...database];
    const made = JSON.parse(execFileSync(BINARY, demo, { cwd: folder, encoding: 'utf8' }));
    const serve = ['serve', '--addr', '127.0.0.1:0', '--allow-private-webhooks', '--rate-limit', '0', ...database];
    const child = spawn(BINARY, serve, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout!)) {
      const url = /^Clientele is at (\S+)$/.exec(line)?.[1];
      if (url) {
        return new House(url, made.keys.test, folder, child);
      }
    }
    throw new Error(`${BINARY} ended before it said where it is.`);
  }

  /** As the merchant's server. */
  server(options: ClienteleOptions = {}): Clientele {
    return new Clientele({ url: this.url, secretKey: this.keys.secret, siteUrl: SITE, ...options });
  }

  async stop(): Promise<void> {
    const gone = new Promise((exit) => this.child.once('exit', exit));
    this.child.kill();
    await gone;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Listens on this machine; gives where, and what stops it. */
export async function listen(listener: RequestListener): Promise<{ url: string; stop: () => Promise<void> }> {
  const server: Server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    const closed = new Promise<void>((done) => server.close(() => done()));
    server.closeAllConnections();
    return closed;
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}
