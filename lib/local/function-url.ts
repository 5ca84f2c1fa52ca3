/**
 * The stack's Function URL, here under `/control`: what Lambda makes of a request before its function sees it, and of the
 * function's answer. As with IAM, nobody gets in without a signature; unlike there, any signature will do.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Home } from './arns.ts';
import type { LocalFunction } from './function/function.ts';
import type { Functions } from './functions.ts';
import type { FunctionUrlSetup } from './stack/deployment.ts';
import { readRequest, type WireRequest } from './wire/request.ts';
import type { WireResponse } from './wire/response.ts';

const prefix = '/control';

/** Lambda's own limit of an event. */
const mostBytes = 6 * 1024 * 1024;

export type FunctionUrl = {
  /** True when the request is for it. */
  readonly take: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** The functions come after the port that they are called by. */
  readonly open: (urls: readonly FunctionUrlSetup[], functions: Functions) => void;
};

type Setting = { readonly home: Home; readonly nowMs: () => number };

type Numbered = Setting & { readonly requestId: string };

/** Lambda spells it so. */
const refusal = (status: number, Message: string): WireResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ Message }),
});

const signature = /^AWS4-HMAC-SHA256 Credential=([^/\s]+)\/\d{8}\/[^/]+\/lambda\/aws4_request\b/;

const signerOf = ({ headers }: WireRequest): string | null =>
  signature.exec(headers.authorization ?? '')?.[1] ?? null;

const headersOf = ({ headers }: WireRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );

/** A parameter that is given twice is joined, as Lambda does. */
const queryOf = (parameters: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]),
  );

const eventOf = (request: WireRequest, signer: string, setting: Numbered) => {
  const { home, nowMs, requestId } = setting;
  // Not by the URL class, which would take `..` out of a path, and Lambda does not.
  const [path = '', rawQueryString = ''] = request.url.slice(prefix.length).split('?', 2);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path || '/',
    rawQueryString,
    headers: headersOf(request),
    queryStringParameters: queryOf(new URLSearchParams(rawQueryString)),
    requestContext: {
      accountId: home.account,
      requestId,
      timeEpoch: Math.floor(nowMs()),
      http: { method: request.method, path: path || '/', sourceIp: '127.0.0.1' },
      authorizer: {
        iam: { accountId: home.account, userArn: `arn:aws:iam::${home.account}:user/${signer}` },
      },
    },
    ...(request.body === '' ? {} : { body: request.body }),
    isBase64Encoded: false,
  };
};

const answerSchema = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
});

const answer = async (
  request: WireRequest,
  called: LocalFunction | undefined,
  setting: Numbered,
): Promise<WireResponse> => {
  if (called === undefined) return refusal(503, 'The stack is not deployed yet');
  const signer = signerOf(request);
  if (signer === null) return refusal(403, 'Forbidden');
  if (Buffer.byteLength(request.body) > mostBytes) return refusal(413, 'Request Too Long');
  const invocation = await called.invoke(eventOf(request, signer, setting));
  const parsed =
    invocation.kind === 'succeeded' ? answerSchema.safeParse(invocation.value) : undefined;
  if (parsed?.success !== true) return refusal(502, 'Internal Server Error');
  const { statusCode: status, headers, body } = parsed.data;
  return { status, headers, body };
};

const send = (response: ServerResponse, { status, headers, body }: WireResponse): void => {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

const isFor = (url: string): boolean =>
  url === prefix || url.startsWith(`${prefix}/`) || url.startsWith(`${prefix}?`);

export const createFunctionUrl = (setting: Setting): FunctionUrl => {
  let called: LocalFunction | undefined;
  let requests = 0;
  return {
    take: (request, response) => {
      if (!isFor(request.url ?? '/')) return false;
      requests += 1;
      const requestId = `local-${requests}`;
      readRequest(request)
        .then((read) => answer(read, called, { ...setting, requestId }))
        .catch((error: unknown) => refusal(500, String(error)))
        .then((answered) => send(response, answered));
      return true;
    },
    open: ([url], functions) => {
      if (url !== undefined) called = functions.all.get(url.functionName);
    },
  };
};
