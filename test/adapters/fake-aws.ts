/** AWS on a loopback port: a test says what each operation answers, and sees what was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { clientSettings } from '#adapters/client-settings.ts';
import { anyone, listenOnLoopback, type Stopping } from './dynamodb.ts';

export type Call = { readonly operation: string; readonly body: Readonly<Record<string, unknown>> };

export type Reply = { readonly status?: number; readonly body: object | string } | 'never';

/** `count` is 1 for the first call of that operation. */
export type Answer = (body: Call['body'], count: number) => Reply;

export type FakeAws = Stopping & {
  readonly calls: readonly Call[];
  readonly settings: ReturnType<typeof clientSettings> & typeof anyone;
};

export const refusal = (name: string, status = 400): Reply => ({
  status,
  body: { __type: name, message: `refused with ${name}` },
});

/** JSON services name the operation in a header, the query services in the form. */
const callOf = async (request: IncomingMessage): Promise<Call> => {
  const raw = await text(request);
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    return { operation: target.slice(target.lastIndexOf('.') + 1), body: JSON.parse(raw) };
  }
  const form = Object.fromEntries(new URLSearchParams(raw));
  return { operation: form['Action'] ?? '', body: form };
};

const send = (response: ServerResponse, reply: Reply): void => {
  if (reply === 'never') return;
  const { status = 200, body } = reply;
  const isXml = typeof body === 'string';
  response.writeHead(status, { 'content-type': isXml ? 'text/xml' : 'application/x-amz-json-1.1' });
  response.end(isXml ? body : JSON.stringify(body));
};

export const startFakeAws = async (answers: Readonly<Record<string, Answer>>): Promise<FakeAws> => {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const call = await callOf(request);
    calls.push(call);
    const count = calls.filter(({ operation }) => operation === call.operation).length;
    send(
      response,
      answers[call.operation]?.(call.body, count) ?? refusal('UnknownOperationException'),
    );
  });
  const { url, stop } = await listenOnLoopback(server);
  const settings = { ...clientSettings({ region: 'us-east-1', endpoint: url }), ...anyone };
  return { calls, settings, stop };
};
