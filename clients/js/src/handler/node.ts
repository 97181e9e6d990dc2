// The same for servers of Node's own kind: http and Express.

interface NodeRequest extends AsyncIterable<Uint8Array> {
  method?: string;
  url?: string;
  headers: Record<string, string | string[] | undefined>;
  /** What a framework has read already. */
  body?: unknown;
}

interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(text: string): unknown;
}

/** Bodies that are longer are cut, and refused by whoever reads them. */
const LONGEST = 16 * 1024;

/** Makes a listener for `http.createServer` or Express of a handler; who asks is handed on as its second argument. */
export function toNode<Req extends NodeRequest>(
  handler: (request: Request, context?: Req) => Promise<Response>,
): (request: Req, response: NodeResponse) => Promise<void> {
  return async (request, response) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      for (const one of [value ?? []].flat()) {
        headers.append(name, one);
      }
    }
    const method = request.method ?? 'GET';
    const body = method === 'GET' || method === 'HEAD' ? undefined : await text(request);
    // Where it was sent plays no part: that is for others to say.
    const address = new URL(request.url ?? '/', 'http://localhost');
    const answer = await handler(new Request(address, { method, headers, body }), request);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  };
}

async function text(request: NodeRequest): Promise<string> {
  if (request.body !== undefined) {
    const { body } = request;
    return body instanceof Uint8Array ? new TextDecoder().decode(body) : typeof body === 'string' ? body : JSON.stringify(body);
  }
  const decoder = new TextDecoder();
  let read = '';
  for await (const part of request) {
    read += decoder.decode(part, { stream: true });
    if (read.length > LONGEST) {
      break;
    }
  }
  return read;
}
