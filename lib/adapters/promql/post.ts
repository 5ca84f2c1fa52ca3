/** One signed query over HTTP. The SDK has no client for this API, but it has the credentials and knows the endpoint. */
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod';
import { endpointOf } from './endpoint.ts';

/** Resolves to the body of an answer with status 200. */
export type PostQuery = (form: URLSearchParams, signal: AbortSignal) => Promise<string>;

const path = '/api/v1/query_range';
const contentType = 'application/x-www-form-urlencoded';

/** With what tells throttling and trouble of theirs from a mistake of ours, in the form that SDK errors have it. */
export class PromqlError extends Error {
  override readonly name: string;
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(name: string, status: number, said: string) {
    super(`${said} (HTTP ${status})`);
    this.name = name;
    this.$metadata = { httpStatusCode: status };
  }
}

const text = z.string().catch('');

/** Prometheus's own words, or those of AWS in front of it. */
const refusalSchema = z
  .object({ errorType: text, error: text, __type: text, message: text, Message: text })
  .transform(({ errorType, error, __type, message, Message }) => ({
    name: __type || errorType,
    said: error || message || Message,
  }));

/** A proxy answers with a page of its own. */
const mostOfABody = 200;

const asJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};

const refusalOf = (status: number, body: string): PromqlError => {
  const parsed = refusalSchema.safeParse(asJson(body));
  const { name = '', said = '' } = parsed.success ? parsed.data : {};
  return new PromqlError(name || 'PromqlError', status, said || body.slice(0, mostOfABody));
};

/** `fetch` says "fetch failed" of every trouble on the way; what it was is the cause, and has the network's code. */
const networkErrorOf = (error: unknown): unknown =>
  error instanceof TypeError && error.cause instanceof Error ? error.cause : error;

export const createPostQuery = (client: CloudWatchClient): PostQuery => {
  const signer = new SignatureV4({
    service: 'monitoring',
    region: client.config.region,
    credentials: client.config.credentials,
    sha256: client.config.sha256,
  });
  const endpoint = endpointOf(client);
  return async (form, signal) => {
    const url = new URL(path, await endpoint());
    const body = form.toString();
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path,
      query: {},
      headers: { host: url.host, 'content-type': contentType },
      body,
    });
    // AWS redirects nobody. What is signed is for one host, so a redirection is refused as any other status.
    const init: RequestInit = { method: 'POST', headers, body, signal, redirect: 'manual' };
    const response = await fetch(url, init).catch((error: unknown) => {
      throw networkErrorOf(error);
    });
    const answered = await response.text();
    if (response.status === 200) return answered;
    throw refusalOf(response.status, answered);
  };
};
