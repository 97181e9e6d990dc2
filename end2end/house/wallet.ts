// Somebody's wallet with a Lightning address: it speaks LNURL-pay (LUD-06, LUD-16, LUD-21) and makes out real invoices.

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invoice, sha256 } from './bolt11.ts';

const METADATA = '[["text/plain","Ada"],["text/identifier","ada@wallet.example"]]';

interface Made {
  invoice: string;
  preimage: Buffer;
  paid: boolean;
}

export class Wallet {
  /** What was made out, by payment hash. */
  private readonly made = new Map<string, Made>();
  private readonly key = BigInt(`0x${randomBytes(31).toString('hex')}`) + 1n;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Wallet> {
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(wallet.answer(new URL(request.url!, wallet.url))));
    });
    const wallet = new Wallet(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return wallet;
  }

  /** The Lightning address of whoever has it. */
  get address(): string {
    return `ada@${new URL(this.url).host}`;
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private answer(asked: URL): object {
    const path = asked.pathname.split('/');
    switch (path[1]) {
      case '.well-known': {
        const limits = { minSendable: 1000, maxSendable: 500_000_000 };
        return { tag: 'payRequest', callback: `${this.url}/pay`, ...limits, metadata: METADATA };
      }
      case 'pay': {
        const preimage = randomBytes(32);
        const payment = sha256(preimage);
        const amount = BigInt(asked.searchParams.get('amount')!);
        const pr = invoice({ amount, about: sha256(METADATA), payment, holds: 600, key: this.key });
        this.made.set(payment.toString('hex'), { invoice: pr, preimage, paid: false });
        return { pr, routes: [], verify: `${this.url}/verify/${payment.toString('hex')}` };
      }
      default: {
        const found = this.made.get(path.at(-1)!);
        if (!found) {
          return { status: 'ERROR', reason: 'Not found' };
        }
        const preimage = found.paid ? found.preimage.toString('hex') : null;
        return { status: 'OK', settled: found.paid, preimage, pr: found.invoice };
      }
    }
  }

  /** The merchant's own wallet pays this invoice. */
  pay(text: string): void {
    const found = [...this.made.values()].find((made) => made.invoice === text.toLowerCase());
    if (!found) {
      throw new Error(`Nobody made out ${text} here.`);
    }
    found.paid = true;
  }

  async stop(): Promise<void> {
    await new Promise((closed) => this.server.close(closed));
  }
}
