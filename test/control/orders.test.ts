import { describe, expect, it } from 'vitest';
import { overrideScopeKey, rememberState } from '#adapters/memory/world.ts';
import type { Override } from '#engine/override.ts';
import type { OverrideScope } from '#lib/ports.ts';
import { runTick } from '#lib/tick.ts';
import { stateOf } from '../adapters/sample.ts';
import { idOf, inputOf, minuteMs, startMs, worldOf } from '../tick/support.ts';
import { ask, fleetWith, rowOf, type Stage, stageOf } from './support.ts';

const hourMs = 3_600_000;
const ofWeb: OverrideScope = { kind: 'service', service: idOf('web') };
const ofFleet: OverrideScope = { kind: 'fleet' };

const ordersOf = ({ aws }: Stage, scope: OverrideScope = ofWeb): readonly Override[] => {
  const orders = aws.orders.get(overrideScopeKey(scope));
  return orders?.kind === 'known' ? orders.overrides : [];
};

const stage = () => stageOf({ aws: fleetWith(rowOf('web')) });

describe('an order', () => {
  it('says who, why and until when, and what is in force then', async () => {
    const on = stage();
    const body = { tasks: 7, for: '2h', why: 'the launch' };
    const answer = await ask(on, 'POST /services/prod~web/pin', { body });
    expect(answer).toMatchObject({
      status: 200,
      body: { changed: true, orders: [{ order: 'pin', tasks: 7, who: 'ada', why: 'the launch' }] },
    });
    expect(ordersOf(on)).toEqual([
      {
        order: { kind: 'pin', tasks: 7 },
        scope: 'service',
        setAtMs: startMs,
        expiresAtMs: startMs + 2 * hourMs,
        who: 'ada',
        why: 'the launch',
      },
    ]);
  });

  it('is obeyed by the next tick', async () => {
    const aws = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
    const on = stageOf({ aws });
    await ask(on, 'POST /services/prod~web/pin', { body: { tasks: 7, why: 'launch' } });
    await runTick(inputOf(aws));
    expect(aws.writes).toEqual([{ id: idOf('web'), desired: 7 }]);
  });

  const why = 'load test';
  it.each([
    { path: 'pause', body: { why }, kinds: ['pause-in', 'pause-out'] },
    { path: 'pause', body: { why, direction: 'in' }, kinds: ['pause-in'] },
    { path: 'freeze', body: { why }, kinds: ['freeze'] },
    { path: 'floor', body: { why, tasks: 3 }, kinds: ['floor'] },
    { path: 'ceiling', body: { why, tasks: 3 }, kinds: ['ceiling'] },
    { path: 'reset-breaker', body: undefined, kinds: ['reset-breaker'] },
  ])('$path with $body gives $kinds', async ({ path, body, kinds }) => {
    const on = stage();
    const { status } = await ask(on, `POST /services/prod~web/${path}`, { body });
    expect(status).toBe(200);
    expect(ordersOf(on).map(({ order }) => order.kind)).toEqual(kinds);
  });

  it('asked for twice is given once', async () => {
    const on = stage();
    for (const _ of [1, 2]) await ask(on, 'POST /services/prod~web/freeze', { body: { why } });
    expect(ordersOf(on)).toHaveLength(1);
  });

  it('for the fleet is for the fleet', async () => {
    const on = stage();
    await ask(on, 'POST /fleet/pause', { body: { why } });
    expect(ordersOf(on, ofFleet)).toHaveLength(2);
    await ask(on, 'POST /fleet/resume');
    expect(ordersOf(on, ofFleet)).toEqual([]);
  });

  it('is taken back by resume, which leaves pins, and by clear, which leaves nothing', async () => {
    const on = stage();
    await ask(on, 'POST /services/prod~web/pin', { body: { tasks: 2, why } });
    await ask(on, 'POST /services/prod~web/freeze', { body: { why } });
    await ask(on, 'POST /services/prod~web/resume', { body: {} });
    expect(ordersOf(on).map(({ order }) => order.kind)).toEqual(['pin']);
    await ask(on, 'POST /services/prod~web/clear');
    expect(ordersOf(on)).toEqual([]);
  });

  it.each(['resume', 'clear'])('%s says whether there was anything to take back', async (path) => {
    const on = stage();
    await ask(on, 'POST /services/prod~web/freeze', { body: { why } });
    for (const changed of [true, false]) {
      const { body } = await ask(on, `POST /services/prod~web/${path}`);
      expect(body).toMatchObject({ changed });
    }
  });

  it.each([
    { body: { why }, says: 'body.tasks' },
    { body: { tasks: -1, why }, says: 'body.tasks' },
    { body: { tasks: 5001, why }, says: 'body.tasks' },
    { body: { tasks: 2 }, says: 'must say why' },
    { body: { tasks: 2, why: ' ' }, says: 'must have 1 to 200 characters' },
    { body: { tasks: 2, why, for: '8d' }, says: 'must be a duration from 1m to 7d' },
    { body: { tasks: 2, why, for: 'soon' }, says: 'must be a duration from 1m to 7d' },
    { body: { tasks: 2, why, force: true }, says: 'force' },
    { body: [], says: 'body' },
  ])('$body is refused, and nothing is given', async ({ body, says }) => {
    const on = stage();
    const answer = await ask(on, 'POST /services/prod~web/pin', { body });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(says);
    expect(ordersOf(on)).toEqual([]);
    expect(on.audited.size).toBe(0);
  });

  it('for what is not managed is refused', async () => {
    const on = stage();
    const body = { tasks: 2, why };
    const answer = await ask(on, 'POST /services/prod~other/pin', { body });
    expect(answer.status).toBe(404);
    expect(on.aws.orders.size).toBe(0);
  });

  it.each([null, ''])('of nobody (%j) is refused', async (callerArn) => {
    const on = stage();
    const asking = { body: { why }, callerArn };
    expect(await ask(on, 'POST /fleet/freeze', asking)).toMatchObject({ status: 403 });
    expect(on.aws.orders.size).toBe(0);
  });

  it('is known by what tells people apart in a long ARN', async () => {
    const on = stage();
    const callerArn = `arn:aws:sts::123456789012:assumed-role/${'R'.repeat(64)}/ada@example.com`;
    await ask(on, 'POST /services/prod~web/freeze', { body: { why }, callerArn });
    const [given] = ordersOf(on);
    expect(given?.who).toHaveLength(64);
    expect(given?.who).toMatch(/^….*\/ada@example\.com$/);
  });
});

describe('undo', () => {
  const lastIn = { atMs: startMs - 2 * minuteMs, from: 8, to: 4, urgency: 'low' } as const;

  it('pins the count before the last change, and twice is once', async () => {
    const aws = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
    rememberState(aws, idOf('web'), stateOf({ knownDesired: 4, lastIn }));
    const on = stageOf({ aws });
    const first = await ask(on, 'POST /services/prod~web/undo');
    expect(first.body).toMatchObject({ changed: true, orders: [{ order: 'pin', tasks: 8 }] });
    await runTick(inputOf(aws));
    const second = await ask(on, 'POST /services/prod~web/undo');
    expect(second.body).toMatchObject({ changed: false, orders: [{ order: 'pin', tasks: 8 }] });
  });

  it('is of a pin as of anything else, and then too twice is once', async () => {
    const aws = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
    const on = stageOf({ aws });
    await ask(on, 'POST /services/prod~web/pin', { body: { tasks: 7, why: 'launch' } });
    await runTick(inputOf(aws));
    const undo = () => ask(on, 'POST /services/prod~web/undo');
    const undone = { orders: [{ order: 'pin', tasks: 4 }] };
    expect((await undo()).body).toMatchObject({ changed: true, ...undone });
    expect((await undo()).body).toMatchObject({ changed: false, ...undone });
    await runTick(inputOf(aws, { tickMs: startMs + minuteMs }));
    expect((await undo()).body).toMatchObject({ changed: false, ...undone });
  });

  it('of nothing is a conflict, and audited as refused', async () => {
    const on = stage();
    expect(await ask(on, 'POST /services/prod~web/undo')).toMatchObject({ status: 409 });
    expect([...on.audited.values()]).toMatchObject([
      { command: 'undo', outcome: { kind: 'refused' } },
    ]);
  });
});
