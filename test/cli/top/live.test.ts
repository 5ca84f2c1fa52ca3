import { expect, test } from 'vitest';
import type { MemoryWorld } from '#adapters/memory/world.ts';
import { createMemoryOperatorPorts, createMemoryPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
import { runTick } from '#lib/tick.ts';
import { fleetOf, home, idOf, inputOf, worldOf } from '../../tick/support.ts';
import { run } from '../support.ts';
import { fakeScreen, type Scene } from './fake-screen.ts';

const env = { FLYBALL_TABLE: 'flyball' };

const fleetWorld = async (): Promise<MemoryWorld> => {
  const aws = worldOf([
    { name: 'abc', desired: 2, cpu: 60 },
    { name: 'blind', desired: 4, cpu: 60 },
    { name: 'large', desired: 9, cpu: 60 },
  ]);
  aws.readings.set(keyOf(idOf('blind')), {});
  await runTick(inputOf(aws, { fleet: fleetOf() }));
  return aws;
};

const namesIn = (frame: string | undefined): readonly string[] =>
  [...(frame ?? '').matchAll(/^prod\/(\w+)/gm)].map(([, name]) => name ?? '');

const never = () => new Promise<void>(() => {});

type Wait = (ms: number, over: AbortSignal) => Promise<void>;

const watched = async (scenes: readonly Scene[], aws: MemoryWorld, wait: Wait = never) => {
  const screen = fakeScreen(scenes);
  const ran = await run('top', { env, aws, openScreen: screen.open, wait });
  return { ...ran, screen };
};

test('worst first, with the last hour of each count, until q', async () => {
  const { code, out, screen } = await watched([[/prod\/blind/, 'q']], await fleetWorld());
  expect(code).toBe(0);
  expect(out).toBe('');
  expect(screen.frames[0]).toContain('reading …');
  expect(screen.frames.at(-1)).toMatch(/3 services, 1 in trouble/);
  expect(namesIn(screen.frames.at(-1))).toEqual(['blind', 'abc', 'large']);
  expect(screen.closed()).toBe(1);
});

test('s sorts by trouble, name and tasks, and then by trouble again', async () => {
  const { screen } = await watched(
    [
      [/prod[\s\S]*sort: trouble/, 's'],
      [/sort: name/, 's'],
      [/sort: tasks/, 's'],
      [/sort: trouble/, 'q'],
    ],
    await fleetWorld(),
  );
  expect(screen.left()).toEqual([]);
  const [, byTrouble, byNameNow, byTasks] = screen.frames;
  expect(namesIn(byTrouble)).toEqual(['blind', 'abc', 'large']);
  expect(namesIn(byNameNow)).toEqual(['abc', 'blind', 'large']);
  expect(namesIn(byTasks)).toEqual(['large', 'blind', 'abc']);
});

test.each([
  ['Ctrl-C', '\u0003'],
  ['the end of the input', { kind: 'closed' }],
] as const)('%s ends it and gives the terminal back', async (_, act) => {
  const { code, screen } = await watched([[/prod/, act]], await fleetWorld());
  expect(code).toBe(0);
  expect(screen.closed()).toBe(1);
});

test('other keys do nothing', async () => {
  const { screen } = await watched(
    [
      [/prod/, 'x'],
      [/prod/, 'q'],
    ],
    await fleetWorld(),
  );
  expect(screen.frames.at(-1)).toBe(screen.frames.at(-2));
});

test('a new size is drawn at once, with what no longer fits counted', async () => {
  const aws = await fleetWorld();
  const shrink = () => Object.assign(screen.size, { columns: 40, rows: 8 });
  const screen = fakeScreen([
    [/prod\/large/, 's'],
    [/sort: name/, () => shrink()],
  ]);
  const open: typeof screen.open = (hear) => {
    const inner = screen.open(hear);
    return {
      ...inner,
      draw: (lines) => {
        inner.draw(lines);
        if (screen.left().length === 0)
          hear({ kind: screen.size.rows === 8 ? 'resized' : 'closed' });
        if (screen.frames.at(-1)?.includes('and 1 more')) hear({ kind: 'key', key: 'q' });
      },
    };
  };
  await run('top', { env, aws, openScreen: open, wait: never });
  const lines = screen.frames.at(-1)?.split('\n') ?? [];
  expect(lines).toHaveLength(8);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
  expect(namesIn(screen.frames.at(-1))).toEqual(['abc', 'blind']);
});

/** Reads of the summary, each as told. */
const failing = (aws: MemoryWorld, fails: (read: number) => boolean) => {
  const operator = createMemoryOperatorPorts(aws);
  let reads = 0;
  return {
    reads: () => reads,
    connect: async () => ({
      home,
      reach: () => createMemoryPorts(aws),
      operator: {
        ...operator,
        summaries: {
          read: async (...args: Parameters<typeof operator.summaries.read>) => {
            reads += 1;
            if (fails(reads)) throw new Error('DynamoDB is\naway');
            return operator.summaries.read(...args);
          },
        },
      },
    }),
  };
};

test('an error while reading shows below what was seen, and it goes on', async () => {
  const aws = await fleetWorld();
  const flaky = failing(aws, (read) => read === 2);
  const screen = fakeScreen([
    [/prod[\s\S]*cannot read: DynamoDB is away/, () => {}],
    [/prod(?![\s\S]*cannot read)/, 'q'],
  ]);
  let waits = 0;
  const wait: Wait = () => {
    waits += 1;
    return waits < 3 ? Promise.resolve() : never();
  };
  const { code } = await run('top', {
    env,
    connect: flaky.connect,
    openScreen: screen.open,
    wait,
  });
  expect(code).toBe(0);
  expect(screen.left()).toEqual([]);
  expect(flaky.reads()).toBe(3);
});

test('nothing is read during a pause, and at once after it', async () => {
  const aws = await fleetWorld();
  const counted = failing(aws, () => false);
  let readsInPause = 0;
  const due: (() => void)[] = [];
  const screen = fakeScreen([
    [/prod/, 'p'],
    [/paused/, () => due.shift()?.()],
    [
      /paused/,
      () => {
        readsInPause = counted.reads();
      },
    ],
  ]);
  const wait: Wait = () => new Promise((resolve) => due.push(resolve));
  const open: typeof screen.open = (hear) => {
    const inner = screen.open(hear);
    return {
      ...inner,
      draw: (lines) => {
        inner.draw(lines);
        if (screen.left().length === 0) hear({ kind: 'key', key: counted.reads() > 1 ? 'q' : 'p' });
      },
    };
  };
  await run('top', { env, connect: counted.connect, openScreen: open, wait });
  expect(readsInPause).toBe(1);
  expect(counted.reads()).toBe(2);
});

test('a throw while drawing leaves the terminal as it was, and is told', async () => {
  let closed = 0;
  const { code, err } = await run('top', {
    env,
    aws: await fleetWorld(),
    openScreen: () => ({
      size: () => ({ columns: 80, rows: 24 }),
      draw: () => {
        throw new Error('the pipe broke');
      },
      close: () => {
        closed += 1;
      },
    }),
    wait: never,
  });
  expect({ code, closed }).toEqual({ code: 1, closed: 1 });
  expect(err).toContain('the pipe broke');
});

test('the end takes back a read that is under way', async () => {
  const aws = await fleetWorld();
  const base = failing(aws, () => false);
  let seen: AbortSignal | undefined;
  const connect = async () => {
    const connection = await base.connect();
    const read = (deadline: { readonly signal: AbortSignal }) => {
      seen = deadline.signal;
      return new Promise<never>(() => {});
    };
    return { ...connection, operator: { ...connection.operator, summaries: { read } } };
  };
  const screen = fakeScreen([[/reading …/, 'q']]);
  await run('top', { env, connect, openScreen: screen.open, wait: never });
  expect(seen?.aborted).toBe(true);
});

test('--once and --json print once where somebody watches too', async () => {
  const aws = await fleetWorld();
  const screen = fakeScreen([]);
  const once = await run('top --once', { env, aws, openScreen: screen.open });
  expect(once.out).toMatch(/LAST HOUR/);
  await run('top --json', { env, aws, openScreen: screen.open });
  expect(screen.frames).toEqual([]);
});

test.each(['0s', '2h', 'often'])('--every %s is refused', async (every) => {
  expect(await run(`top --every ${every}`, { env })).toMatchObject({
    code: 2,
    err: expect.stringContaining('is not a duration from 1s to 1h'),
  });
});

test('before the first tick the live view says so and waits', async () => {
  const { code } = await watched([[/no tick has written a summary yet/, 'q']], worldOf([]));
  expect(code).toBe(0);
});
