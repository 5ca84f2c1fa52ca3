/** The console's HTTP side without a browser: who may ask, and for what. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateSchema } from '#local/console/wire.ts';
import type { Product } from '#local/product.ts';
import { startDemo } from '../../console/demo.ts';

let product: Product;

beforeAll(async () => {
  product = await startDemo(60, []);
});
afterAll(() => product.stop());

const send = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${product.url}/_local/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test.each([
  [{ kind: 'speed', speed: 601 }, '<=600'],
  [{ kind: 'speed' }, 'speed'],
  [{ kind: 'explode' }, 'kind'],
  [{ kind: 'desired', service: 'shop/storefront', desired: -1 }, '>=0'],
  [{ kind: 'desired', service: 'shop/nobody', desired: 1 }, 'There is no service shop/nobody'],
  [{ kind: 'load', service: 'shop/storefront', factor: 100 }, '<=20'],
  [{ kind: 'pause', now: true }, 'now'],
])('%j is refused, and the answer says why', async (command, why) => {
  const response = await send(command);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: expect.stringContaining(why) });
});

test('a page of another site may not command', async () => {
  const response = await send({ kind: 'pause' }, { origin: 'http://evil.example' });
  expect(response.status).toBe(403);
  expect(product.clock.isPaused()).toBe(false);
});

test('another name for this machine is not answered, which ends DNS rebinding', async () => {
  const { port } = new URL(product.url);
  const status = await new Promise((resolve, reject) => {
    request({ port, path: '/', headers: { host: `evil.example:${port}` } }, ({ statusCode }) =>
      resolve(statusCode),
    )
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});

const firstEvent = async (): Promise<unknown> => {
  const ended = new AbortController();
  const { body } = await fetch(`${product.url}/_local/events`, { signal: ended.signal });
  let text = '';
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes('\n\n')) break;
  }
  ended.abort();
  return JSON.parse(text.split('\n\n')[0]?.replace('data: ', '') ?? '');
};

test('whoever comes new is told everything there is', async () => {
  await send({ kind: 'trouble', name: 'throttling', on: true });
  const update = updateSchema.parse(await firstEvent());
  await send({ kind: 'trouble', name: 'throttling', on: false });
  expect(update).toMatchObject({ kind: 'all', troubles: ['throttling'] });
  expect(update.services.map(({ name }) => name)).toEqual([...product.plant.dials.keys()]);
  expect(update.services.every(({ points }) => points.length >= 29)).toBe(true);
  const handled = new Map(update.services.map(({ name, handling }) => [name, handling]));
  expect(handled.get('shop/storefront')).toBe('act');
  expect(handled.get('guards/only-observed')).toBe('observe');
  expect(handled.get('guards/bad-tag')).toBe('left-alone');
});

test('AWS answers on the same port', async () => {
  const response = await fetch(product.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListServices' },
    body: JSON.stringify({ cluster: 'shop' }),
  });
  expect(await response.json()).toMatchObject({ serviceArns: { length: 4 } });
});
