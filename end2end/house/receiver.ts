// A server of a merchant's that is told of events.

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export class Receiver {
  /** All that was heard, in its order. */
  readonly heard: Heard[] = [];

  private constructor(private readonly server: Server) {}

  /** A server on this machine that answers a path with a status and a body. */
  static async start(answer: (path: string) => [number, string] = () => [200, '']): Promise<Receiver> {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        const path = request.url!;
        receiver.heard.push({ path, headers: request.headers, body });
        const [status, text] = answer(path);
        response.writeHead(status).end(text);
      });
    });
    const receiver = new Receiver(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return receiver;
  }

  url(path = '/hooks'): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  async stop(): Promise<void> {
    await new Promise((closed) => this.server.close(closed));
  }
}
