/** dynalite, listening on nothing: requests are handed to it as if they had come to a port of its own. */
import type { Server } from 'node:http';
import { Readable } from 'node:stream';
import dynalite from 'dynalite';
import * as z from 'zod';
import { letIteratorsReturn } from './close-iterators.ts';
import { listen } from './listen.ts';
import { readJson } from './wire/json.ts';
import type { WireRequest } from './wire/request.ts';
import type { WireResponse } from './wire/response.ts';

export type DynamoDbBackend = {
  readonly answer: (request: WireRequest) => Promise<WireResponse>;
  readonly stop: () => Promise<void>;
};

/** The part of a response that dynalite uses. */
const capture = (done: (response: WireResponse) => void) => {
  const headers: Record<string, string> = {};
  return {
    statusCode: 200,
    setHeader: (name: string, value: string | number): void => {
      headers[name.toLowerCase()] = String(value);
    },
    end(body: string): void {
      done({ status: this.statusCode, headers, body });
    },
  };
};

/** dynalite closes its files only when it stops listening, so it has to have listened, if only for a moment. */
const closeFiles = async (server: Server): Promise<void> => {
  await listen(server, 0);
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error === undefined || error === null ? resolve() : reject(error)));
  });
};

/** `directory` keeps the tables on disk; without one they are gone when the server stops. */
export const createDynamoDbBackend = (directory?: string): DynamoDbBackend => {
  letIteratorsReturn();
  const server = dynalite({
    createTableMs: 0,
    ...(directory === undefined ? {} : { path: directory }),
  });
  return {
    answer: ({ method, url, headers, body }) =>
      new Promise((resolve) => {
        // A replay, not the request itself: dynalite throws where nobody catches when a client hangs up.
        const replay = Object.assign(Readable.from([Buffer.from(body)]), { method, url, headers });
        server.emit('request', replay, capture(resolve));
      }),
    stop: () => closeFiles(server),
  };
};

const batchGet = z.looseObject({
  RequestItems: z.record(z.string(), z.looseObject({ Keys: z.array(z.unknown()) })),
});

/** Answers the first half of a BatchGetItem; the rest comes back unprocessed, as when DynamoDB is short of time. */
const halve = (body: string): { readonly asked: string; readonly left: object } => {
  const request = batchGet.parse(readJson(body));
  const halves = Object.entries(request.RequestItems).map(([table, items]) => {
    const middle = Math.ceil(items.Keys.length / 2);
    return {
      table,
      first: { ...items, Keys: items.Keys.slice(0, middle) },
      rest: { ...items, Keys: items.Keys.slice(middle) },
    };
  });
  const RequestItems = Object.fromEntries(halves.map(({ table, first }) => [table, first]));
  const left = halves.filter(({ rest }) => rest.Keys.length > 0);
  return {
    asked: JSON.stringify({ ...request, RequestItems }),
    left: Object.fromEntries(left.map(({ table, rest }) => [table, rest])),
  };
};

/** As if DynamoDB had run short of time half-way through a BatchGetItem. */
export const answerPartially = async (
  backend: DynamoDbBackend,
  request: WireRequest,
): Promise<WireResponse> => {
  const { asked, left } = halve(request.body);
  const response = await backend.answer({ ...request, body: asked });
  if (response.status !== 200) return response;
  const { 'content-type': contentType = '' } = response.headers;
  const output = { ...z.looseObject({}).parse(readJson(response.body)), UnprocessedKeys: left };
  return { status: 200, headers: { 'content-type': contentType }, body: JSON.stringify(output) };
};
