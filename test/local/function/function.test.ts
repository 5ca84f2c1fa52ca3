/** A bundled handler in its thread, and what can become of it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { createFunction, type LocalFunction } from '#local/function/function.ts';

let folder: string;
let lines: string[];
let running: LocalFunction[];
let worldMs: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flyball-function-'));
  lines = [];
  running = [];
  worldMs = 0;
});
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()));
  await rm(folder, { recursive: true, force: true });
});

const withHandler = async (source: string, timeoutMs = 5000): Promise<LocalFunction> => {
  const file = join(folder, 'index.mjs');
  await writeFile(file, source);
  const it = createFunction({
    name: 'tick',
    file,
    variables: { GREETING: 'hello' },
    timeoutMs,
    nowMs: () => worldMs,
    onLine: (line) => lines.push(line),
  });
  running.push(it);
  return it;
};

test('it is given the event, a context and its own environment, and stays warm', async () => {
  const it = await withHandler(`
    let calls = 0;
    export const handler = async (event, context) => {
      calls += 1;
      console.log(process.env.GREETING, event.n, context.functionName);
      return { calls, left: context.getRemainingTimeInMillis() > 1000 };
    };`);
  await it.invoke({ n: 1 });
  expect(await it.invoke({ n: 2 })).toMatchObject({ value: { calls: 2, left: true } });
  expect(lines).toEqual(['hello 1 tick', 'hello 2 tick']);
});

test('every line it wrote is there when the invocation is over', async () => {
  const it = await withHandler(
    'export const handler = async () => { for (let i = 0; i < 2000; i += 1) console.log(i); };',
  );
  await it.invoke({});
  expect(lines).toHaveLength(2000);
});

test('an error it throws is its failure, with the stack, and the next invocation is warm', async () => {
  const it = await withHandler(`
    let calls = 0;
    export const handler = async () => {
      calls += 1;
      if (calls === 1) throw new Error('no luck');
      return calls;
    };`);
  const failed = await it.invoke({});
  expect(failed).toMatchObject({ kind: 'failed', error: expect.stringContaining('no luck') });
  expect(await it.invoke({})).toMatchObject({ kind: 'succeeded', value: 2 });
});

test.each([
  { name: 'a crash', deed: 'process.exit(3)', error: 'ended with code 3' },
  { name: 'a timeout', deed: 'await new Promise(() => {})', error: 'stopped after 0.3 s' },
])('after $name it starts anew', async ({ deed, error }) => {
  const it = await withHandler(
    `export const handler = async ({ ill }) => { if (ill) ${deed}; return 'well'; };`,
    300,
  );
  expect(await it.invoke({ ill: true })).toMatchObject({
    kind: 'failed',
    error: expect.stringContaining(error),
  });
  expect(await it.invoke({ ill: false })).toMatchObject({ kind: 'succeeded', value: 'well' });
});

test('a handler that cannot be loaded is told by its own error', async () => {
  const it = await withHandler("throw new Error('FLYBALL_TABLE must be set');");
  expect(await it.invoke({})).toMatchObject({
    kind: 'failed',
    error: expect.stringContaining('FLYBALL_TABLE must be set'),
  });
});

test('a minute of the world is a minute to the function, whatever it is here', async () => {
  const it = await withHandler('export const handler = async () => performance.now();');
  const now = async () => {
    const { value } = z.object({ value: z.number() }).parse(await it.invoke({}));
    return value;
  };
  const first = await now();
  worldMs += 60_000;
  const later = await now();
  expect(Math.round((later - first) / 1000)).toBe(60);
  worldMs -= 30_000;
  expect(await now()).toBeGreaterThanOrEqual(later);
});

test('invocations take turns', async () => {
  const it = await withHandler(`
    let busy = false;
    export const handler = async () => {
      const met = busy;
      busy = true;
      await new Promise((resolve) => setTimeout(resolve, 20));
      busy = false;
      return met;
    };`);
  const [first, second] = await Promise.all([it.invoke({}), it.invoke({})]);
  expect([first, second]).toMatchObject([{ value: false }, { value: false }]);
});
