/** The console's part of the port: its page, its events, its commands. Everything else is AWS. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { readJson } from '../wire/json.ts';
import { readRequest } from '../wire/request.ts';
import type { Asset } from './assets.ts';
import { type ConsoleCommand, commandSchema } from './commands.ts';
import { isForeign, pageHeaders } from './guard.ts';
import { type Dashboard, type FunctionCall, functionCallSchema } from './wire.ts';

export type Pages = (request: IncomingMessage, response: ServerResponse) => boolean;

export type PagesOptions = {
  readonly assets: ReadonlyMap<string, Asset>;
  readonly dashboard: () => Dashboard;
  /** A page has opened. */
  readonly listen: (response: ServerResponse) => void;
  /** Rejects with a RangeError what is not possible. */
  readonly command: (command: ConsoleCommand) => Promise<void>;
  /** Resolves to what the function answered; rejects when it failed, or when there is none. */
  readonly call: (call: FunctionCall) => Promise<unknown>;
};

const sendJson = (response: ServerResponse, status: number, value: object): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...pageHeaders });
  response.end(JSON.stringify(value));
};

/** What is posted, if it is of the shape; and the answer to it. */
type Receive = (body: unknown) => Promise<object>;

const receiving =
  <Asked>(schema: z.ZodType<Asked>, answer: (asked: Asked) => Promise<object>): Receive =>
  async (body) => {
    const parsed = schema.safeParse(body);
    if (!parsed.success) throw new RangeError(z.prettifyError(parsed.error));
    return answer(parsed.data);
  };

const receiveSafely = async (
  request: IncomingMessage,
  response: ServerResponse,
  receive: Receive,
): Promise<void> => {
  try {
    sendJson(response, 200, await receive(readJson((await readRequest(request)).body)));
  } catch (error) {
    sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
};

const sendAsset = (response: ServerResponse, { type, body }: Asset): void => {
  response.writeHead(200, { 'content-type': type, ...pageHeaders });
  response.end(body);
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const receiver =
  <Asked>(schema: z.ZodType<Asked>, answer: (asked: Asked) => Promise<object>): Answer =>
  (request, response) =>
    void receiveSafely(request, response, receiving(schema, answer));

const answerTo = (request: IncomingMessage, options: PagesOptions): Answer | null => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  switch (`${request.method} ${pathname}`) {
    case 'GET /_local/events':
      return (_, response) => options.listen(response);
    case 'GET /_local/dashboard':
      return (_, response) => sendJson(response, 200, options.dashboard());
    case 'POST /_local/commands':
      return receiver(commandSchema, async (asked) => {
        await options.command(asked);
        return {};
      });
    case 'POST /_local/functions':
      return receiver(functionCallSchema, async (asked) => ({
        answer: await options.call(asked),
      }));
    default: {
      const asset = request.method === 'GET' ? options.assets.get(pathname) : undefined;
      return asset === undefined ? null : (_, response) => sendAsset(response, asset);
    }
  }
};

export const createPages =
  (options: PagesOptions): Pages =>
  (request, response) => {
    const answer = answerTo(request, options);
    if (answer === null) return false;
    if (isForeign(request)) {
      sendJson(response, 403, { error: 'The console answers to its own page only' });
      return true;
    }
    try {
      answer(request, response);
    } catch (error) {
      sendJson(response, 503, { error: error instanceof Error ? error.message : String(error) });
    }
    return true;
  };
