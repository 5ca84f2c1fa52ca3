/** What goes over the wire, and what comes back that is no answer. */
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { expect, onTestFinished, test } from 'vitest';
import { faultOf } from '#adapters/aws-error.ts';
import { clientSettings } from '#adapters/client-settings.ts';
import { parseAnswer } from '#adapters/promql/answer.ts';
import { createPostQuery } from '#adapters/promql/post.ts';
import { anyone, listenOnLoopback } from '../dynamodb.ts';

type Seen = { readonly request: IncomingMessage; readonly body: string };

const postTo = async (status: number, answer: string, headers = {}) => {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    seen.push({ request, body: await text(request) });
    response.writeHead(status, headers).end(answer);
  });
  const { url, stop } = await listenOnLoopback(server);
  onTestFinished(stop);
  const settings = clientSettings({ region: 'eu-west-1', endpoint: url });
  const post = createPostQuery(new CloudWatchClient({ ...settings, ...anyone }));
  const form = new URLSearchParams({ query: '{"CPUUtilization"}' });
  return { seen, ask: () => post(form, AbortSignal.timeout(5_000)) };
};

test('a query is a form, signed for the service monitoring in its region', async () => {
  const { seen, ask } = await postTo(200, 'fine');
  expect(await ask()).toBe('fine');
  const [{ request, body } = { request: null, body: '' }] = seen;
  expect([request?.method, request?.url]).toEqual(['POST', '/api/v1/query_range']);
  expect(body).toBe('query=%7B%22CPUUtilization%22%7D');
  expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(request?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/eu-west-1\/monitoring\/aws4_request, SignedHeaders=.*host.*, Signature=[0-9a-f]{64}$/,
  );
});

const refusals = [
  [429, '{"status":"error","errorType":"throttled","error":"slow down"}', 'throttled', 'slow down'],
  [503, '<html>busy</html>', 'transient', 'busy'],
  [400, '{"status":"error","errorType":"bad_data","error":"parse error"}', 'permanent', 'parse'],
  [403, '{"__type":"AccessDeniedException","Message":"not authorized"}', 'permanent', 'not auth'],
] as const;

test.each(refusals)(
  'an answer of %i is an error that says %s',
  async (...[status, body, fault, said]) => {
    const { ask } = await postTo(status, body);
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect(faultOf(error)).toBe(fault);
    expect(String(error)).toContain(said);
  },
);

test('nobody is sent elsewhere with what was signed', async () => {
  const { seen, ask } = await postTo(307, 'this way', { location: '/elsewhere' });
  const error: unknown = await ask().catch((thrown: unknown) => thrown);
  expect(faultOf(error)).toBe('permanent');
  expect(seen).toHaveLength(1);
});

test('a host that is not there is worth another attempt', async () => {
  const { url, stop } = await listenOnLoopback(createServer());
  await stop();
  const settings = clientSettings({ region: 'eu-west-1', endpoint: url });
  const post = createPostQuery(new CloudWatchClient({ ...settings, ...anyone }));
  const error: unknown = await post(new URLSearchParams(), AbortSignal.timeout(5_000)).catch(
    (thrown: unknown) => thrown,
  );
  expect(faultOf(error)).toBe('transient');
});

const envelope = (values: readonly unknown[]): string =>
  JSON.stringify({
    status: 'success',
    data: { resultType: 'matrix', result: [{ metric: { ServiceName: 'web' }, values }] },
  });

test('what is not a number is no measurement, and a minute has the name of its start', () => {
  const { series } = parseAnswer(
    envelope([
      [60, 'NaN'],
      [120, '+Inf'],
      [180, ''],
      [240, '0.5'],
    ]),
    60,
  );
  expect(series[0]?.points).toEqual([{ atMs: 180_000, value: 0.5 }]);
});

test.each([
  '',
  '[]',
  '{"status":"error"}',
  '{"status":"success","data":{"resultType":"vector","result":[]}}',
])('an answer of another form is refused: %s', (body) => {
  expect(() => parseAnswer(body, 60)).toThrow();
});
