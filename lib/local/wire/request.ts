/** What came over HTTP, read to its end. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export type WireRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** No AWS request that we answer is larger; DynamoDB's largest is 16 MB. */
const mostBytes = 16 * 1024 * 1024;

export const readRequest = async (request: IncomingMessage): Promise<WireRequest> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > mostBytes) throw new RangeError(`The request is larger than ${mostBytes} bytes`);
    chunks.push(part);
  }
  const { method = 'GET', url = '/', headers } = request;
  return { method, url, headers, body: Buffer.concat(chunks).toString() };
};
