import { expect, test } from 'vitest';
import { createMemoryWorld, type MemoryWorld } from '#adapters/memory/world.ts';
import { createMemoryOperatorPorts } from '#adapters/memory.ts';
import { frameLines } from '#cli/top/frame.ts';
import { type Look, lookAround } from '#cli/top/look.ts';
import { inOrderOf } from '#cli/top/order.ts';
import { keyOf } from '#engine/model.ts';
import type { FleetSummary, SummaryRow } from '#lib/fleet-summary.ts';
import { runTick } from '#lib/tick.ts';
import { endless, home, idOf, inputOf, minuteMs, startMs, worldOf } from '../../tick/support.ts';

const recordOf = (minute: number, from: number, to: number): MemoryWorld['decisions'][number] => ({
  atMs: startMs - minute * minuteMs,
  from,
  to,
  asked: to,
  service: idOf('web'),
  urgency: 'low',
  reasons: [],
  challenger: null,
  outcome: { kind: 'acted' },
  because: [],
});

const all = (summaries: readonly FleetSummary[]): readonly SummaryRow[] =>
  inOrderOf(summaries, 'name', home);

const looked = async (aws: MemoryWorld, before: Look | null = null): Promise<Look> =>
  lookAround(all, before, { operator: createMemoryOperatorPorts(aws), deadline: endless });

test('the last hour of a count is drawn as bars', async () => {
  const aws = worldOf([{ name: 'web', desired: 8, cpu: 60 }]);
  await runTick(inputOf(aws));
  aws.decisions.splice(0, aws.decisions.length, recordOf(90, 2, 2), recordOf(30, 2, 8));
  const lines = frameLines({ look: await looked(aws), home, order: 'name', colour: false });
  expect(lines.at(-1)).toMatch(/8\/8 +▂{10}█{10} /);
});

test('no character of a reason steers the terminal', async () => {
  const aws = worldOf([{ name: 'web', desired: 8, cpu: 60 }]);
  await runTick(inputOf(aws));
  const look = await looked(aws);
  const hostile = look.summaries.map((each) => ({
    ...each,
    rows: each.rows.map((row) => ({ ...row, why: 'a\u001B[2Jb\u0007c\rd\ne' })),
  }));
  const lines = frameLines({
    look: { ...look, summaries: hostile },
    home,
    order: 'name',
    colour: false,
  });
  expect(lines.at(-1)).toMatch(/ab\uFFFDc\uFFFDd\uFFFDe$/);
});

test('the past is read once a tick, and of forty services at most', async () => {
  const aws = worldOf(
    Array.from({ length: 50 }, (_, index) => ({ name: `s${index}`, desired: 2, cpu: 60 })),
  );
  await runTick(inputOf(aws));
  const operator = createMemoryOperatorPorts(aws);
  let queries = 0;
  const counting = {
    ...operator,
    history: {
      read: async (...args: Parameters<typeof operator.history.read>) => {
        queries += 1;
        return operator.history.read(...args);
      },
    },
  };
  const first = await lookAround(all, null, { operator: counting, deadline: endless });
  expect(first.courses.size).toBe(40);
  expect(queries).toBe(80);
  const second = await lookAround(all, first, { operator: counting, deadline: endless });
  expect(second.courses).toEqual(first.courses);
  expect(queries).toBe(80);
});

test('a past that cannot be read leaves the rest as it is, with one note', async () => {
  const aws = worldOf([
    { name: 'web', desired: 8, cpu: 60 },
    { name: 'api', desired: 8, cpu: 60 },
  ]);
  await runTick(inputOf(aws));
  const operator = {
    ...createMemoryOperatorPorts(aws),
    history: { read: () => Promise.reject(new Error('throttled')) },
  };
  const look = await lookAround(all, null, { operator, deadline: endless });
  expect(look.courses.has(keyOf(idOf('web')))).toBe(false);
  expect(look.notes).toEqual(['the past of some services cannot be read: throttled']);
  expect(frameLines({ look, home, order: 'name', colour: false })).toHaveLength(5);
});

test('an empty table is no error', async () => {
  expect(await looked(createMemoryWorld())).toMatchObject({ summaries: [], tickMs: 0, notes: [] });
});
