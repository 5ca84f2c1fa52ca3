import { describe, expect, it } from 'vitest';
import {
  type MemoryWorld,
  overrideScopeKey,
  placeService,
  rememberState,
} from '#adapters/memory/world.ts';
import type { Override } from '#engine/override.ts';
import type { ServiceState } from '#engine/state.ts';
import type { OverrideScope } from '#lib/ports.ts';
import { runTick } from '#lib/tick.ts';
import { stateOf } from '../adapters/sample.ts';
import { idOf, inputOf, startMs, viewOf, worldOf } from '../tick/support.ts';
import { run } from './support.ts';

const env = { FLYBALL_TABLE: 'table', USER: 'ada' };
const files = {
  'fleet.yaml': 'groups: { backend: { maxTasks: 50 } }\ndefaults: { group: backend }\n',
};
const hourMs = 3_600_000;

const fleet = () => worldOf([{ name: 'web', desired: 4, cpu: 60 }]);

const order = (line: string | readonly string[], aws: MemoryWorld) =>
  run(line, { aws, env, files });

const ordersOf = (aws: MemoryWorld, scope: OverrideScope): readonly Override[] => {
  const orders = aws.orders.get(overrideScopeKey(scope));
  return orders?.kind === 'known' ? orders.overrides : [];
};

const ofWeb: OverrideScope = { kind: 'service', service: idOf('web') };
const kindsOf = (aws: MemoryWorld, scope: OverrideScope = ofWeb) =>
  ordersOf(aws, scope).map(({ order: { kind } }) => kind);

describe('an order', () => {
  it('says who, why and until when, and what is in force then', async () => {
    const aws = fleet();
    const { code, out } = await order(
      ['pin', 'prod/web', '7', '--for', '2h', '--why', 'the launch'],
      aws,
    );
    expect(code).toBe(0);
    expect(ordersOf(aws, ofWeb)).toEqual([
      {
        order: { kind: 'pin', tasks: 7 },
        scope: 'service',
        setAtMs: startMs,
        expiresAtMs: startMs + 2 * hourMs,
        who: 'ada',
        why: 'the launch',
      },
    ]);
    expect(out).toMatch(/ORDER +FOR +WHO +WHY +ENDS\n/);
    expect(out).toMatch(/pin 7 +prod\/web +ada +the launch +2026-01-05T11:00:00\.000Z/);
    expect(out).toContain('It takes effect with the next tick.');
  });

  it('is obeyed by the next tick', async () => {
    const aws = fleet();
    await order('pin prod/web 7 --why launch', aws);
    await runTick(inputOf(aws));
    expect(aws.writes).toEqual([{ id: idOf('web'), desired: 7 }]);
  });

  it('ends after an hour when nothing else is said', async () => {
    const aws = fleet();
    await order('freeze prod/web --why launch', aws);
    expect(ordersOf(aws, ofWeb)).toMatchObject([{ expiresAtMs: startMs + hourMs }]);
  });

  it('shows what else covers the service', async () => {
    const aws = fleet();
    await order('floor 2 --group backend --why launch', aws);
    await order('freeze --whole-fleet --why incident', aws);
    const { out } = await order('ceiling prod/web 9 --why database --json', aws);
    expect(JSON.parse(out)).toMatchObject({
      for: 'prod/web',
      orders: [
        { order: 'ceiling 9', for: 'prod/web', why: 'database' },
        { order: 'floor 2', for: 'group backend' },
        { order: 'freeze', for: 'the whole fleet' },
      ],
    });
  });

  const lines = [
    { line: 'pin prod/web 0 --why x', scope: ofWeb, kinds: ['pin'] },
    { line: 'floor prod/web 2 --why x', scope: ofWeb, kinds: ['floor'] },
    { line: 'ceiling prod/web 9 --why x', scope: ofWeb, kinds: ['ceiling'] },
    { line: 'freeze prod/web --why x', scope: ofWeb, kinds: ['freeze'] },
    { line: 'pause prod/web --why x', scope: ofWeb, kinds: ['pause-in', 'pause-out'] },
    { line: 'pause prod/web --in --why x', scope: ofWeb, kinds: ['pause-in'] },
    { line: 'pause prod/web --out --why x', scope: ofWeb, kinds: ['pause-out'] },
    { line: 'pause prod/web --in --out --why x', scope: ofWeb, kinds: ['pause-in', 'pause-out'] },
    { line: 'reset-breaker prod/web', scope: ofWeb, kinds: ['reset-breaker'] },
    {
      line: 'pin 3 --group backend --why x',
      scope: { kind: 'group', group: 'backend' },
      kinds: ['pin'],
    },
    { line: 'freeze --whole-fleet --why x', scope: { kind: 'fleet' }, kinds: ['freeze'] },
  ] as const;
  it.each(lines)('$line', async ({ line, scope, kinds }) => {
    const aws = fleet();
    expect(await order(line, aws)).toMatchObject({ code: 0, err: '' });
    expect(kindsOf(aws, scope)).toEqual(kinds);
  });
});

it('where time is sped up, begins with the last tick and not by the clock on the wall', async () => {
  const aws = fleet();
  const lastTickMs = startMs + 30 * hourMs;
  aws.lastTicks.set('0', lastTickMs);
  await run('freeze prod/web --why x', { aws, files, env: { ...env, FLYBALL_CLOCK: 'event' } });
  expect(ordersOf(aws, ofWeb)).toMatchObject([
    { setAtMs: lastTickMs, expiresAtMs: lastTickMs + hourMs },
  ]);
});

describe('a wrong order is refused before anything is given', () => {
  const refused = [
    { line: 'pin prod/web 7', says: 'a reason is needed; pass --why' },
    { line: 'pin prod/web --why x', says: 'the number of tasks is missing' },
    { line: 'pin prod/web many --why x', says: '"many" is not a number of tasks' },
    { line: 'pin prod/web 5001 --why x', says: 'a whole number from 0 to 5000' },
    { line: 'pin prod/web -3 --why x', says: 'got -3, and no number of it may be negative' },
    { line: 'pin web 7 --why x', says: '"web" is not cluster/service' },
    { line: 'freeze prod/web --why x --for 8d', says: 'not a duration from 1m to 7d' },
    { line: 'freeze prod/web --why x --for 30s', says: 'not a duration from 1m to 7d' },
    { line: 'freeze prod/web --why x --for soon', says: 'write for example 1h' },
    { line: 'freeze --why x', says: 'whom this is for is not said' },
    { line: 'freeze prod/web --group backend --why x', says: 'for one of them only' },
    { line: 'freeze --whole-fleet --group backend --why x', says: 'for one of them only' },
    { line: 'pin prod/web 7 --group backend --why x', says: 'for one of them only' },
    { line: 'clear prod/web --only pins', says: 'did you mean pin?' },
    { line: ['freeze', 'prod/web', '--why', 'x'.repeat(201)], says: '201 characters' },
    { line: ['freeze', 'prod/web', '--why', ' '], says: '--why is empty' },
  ];
  it.each(refused)('$line', async ({ line, says }) => {
    const aws = fleet();
    const { code, err } = await order(line, aws);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(says) });
    expect(aws.orders.size).toBe(0);
  });

  const absent = [
    { line: 'freeze prod/wbe --why x', says: 'prod/wbe does not exist' },
    { line: 'freeze --group backed --why x', says: 'did you mean backend?' },
    { line: 'undo prod/web', says: 'has not changed prod/web yet' },
  ];
  it.each(absent)('$line', async ({ line, says }) => {
    const aws = fleet();
    const { code, err } = await order(line, aws);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(says) });
    expect(aws.orders.size).toBe(0);
  });

  it('by nobody', async () => {
    const { code, err } = await run('freeze prod/web --why x', {
      aws: fleet(),
      env: { FLYBALL_TABLE: 't' },
    });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('pass --who <name>') });
  });
});

describe('taking back', () => {
  const held = async (): Promise<MemoryWorld> => {
    const aws = fleet();
    await order('freeze prod/web --why x', aws);
    await order('pause prod/web --why x', aws);
    await order('floor prod/web 2 --why x', aws);
    await order('pin prod/web 3 --why x', aws);
    return aws;
  };

  it('resume ends freezes and pauses, and keeps the rest', async () => {
    const aws = await held();
    await order('resume prod/web', aws);
    expect(kindsOf(aws)).toEqual(['floor', 'pin']);
  });

  it('clear ends all, or one kind', async () => {
    const aws = await held();
    await order('clear prod/web --only pin', aws);
    expect(kindsOf(aws)).toEqual(['freeze', 'pause-in', 'pause-out', 'floor']);
    const { out } = await order('clear prod/web', aws);
    expect(kindsOf(aws)).toEqual([]);
    expect(out).toBe('No order is in force for prod/web now. It takes effect with the next tick.');
  });

  it('clear also ends what cannot be read', async () => {
    const aws = fleet();
    aws.orders.set(overrideScopeKey(ofWeb), { kind: 'corrupt', cause: 'shape' });
    expect(await order('freeze prod/web --why x', aws)).toMatchObject({ code: 1 });
    expect(await order('clear prod/web', aws)).toMatchObject({ code: 0 });
  });
});

describe('undo', () => {
  const action = { atMs: startMs - 120_000, from: 8, to: 4, urgency: 'low' } as const;
  const older = { atMs: startMs - 600_000, from: 5, to: 8, urgency: 'low' } as const;

  const cases: readonly { name: string; state: Partial<ServiceState>; tasks: number }[] = [
    { name: 'the newest action', state: { lastOut: older, lastIn: action }, tasks: 8 },
    {
      name: 'one that was just begun',
      state: { lastOut: older, intent: { ...action, from: 6, mode: 'act' } },
      tasks: 6,
    },
    {
      name: 'what was done, and not what was only observed',
      state: { lastOut: older, intent: { ...action, mode: 'observe' } },
      tasks: 5,
    },
  ];
  it.each(cases)('puts back $name, for half an hour', async ({ state, tasks }) => {
    const aws = fleet();
    rememberState(aws, idOf('web'), stateOf({ knownDesired: 4, ...state }));
    expect(await order('undo prod/web', aws)).toMatchObject({ code: 0 });
    expect(ordersOf(aws, ofWeb)).toMatchObject([
      {
        order: { kind: 'pin', tasks },
        expiresAtMs: startMs + hourMs / 2,
        why: expect.stringMatching(/^undo of/),
      },
    ]);
  });

  it('brings the count back with the next tick, whatever is measured', async () => {
    const aws = fleet();
    rememberState(aws, idOf('web'), stateOf({ knownDesired: 4, lastIn: action }));
    placeService(aws, viewOf('web', 4));
    await order('undo prod/web', aws);
    await runTick(inputOf(aws));
    expect(aws.writes).toEqual([{ id: idOf('web'), desired: 8 }]);
  });

  it('twice is once, also after a tick has carried the first one out', async () => {
    const aws = fleet();
    rememberState(aws, idOf('web'), stateOf({ knownDesired: 4, lastIn: action }));
    await order('undo prod/web', aws);
    await runTick(inputOf(aws));
    expect(await order('undo prod/web', aws)).toMatchObject({ code: 0 });
    expect(ordersOf(aws, ofWeb)).toMatchObject([{ order: { kind: 'pin', tasks: 8 } }]);
  });
});

describe('overrides', () => {
  it('lists all that is in force, and nothing that has expired', async () => {
    const aws = fleet();
    await order('freeze prod/web --why launch', aws);
    await order('pause --group backend --in --why sale', aws);
    aws.orders.set('fleet', { kind: 'corrupt', cause: 'shape: must be 1' });
    const { code, out } = await order('overrides', aws);
    expect(code).toBe(0);
    expect(out).toMatch(/unreadable +the whole fleet +- +shape: must be 1/);
    expect(out).toMatch(/pause-in +group backend +ada +sale/);
    expect(out).toMatch(/freeze +prod\/web +ada +launch/);
    const later = await order('overrides --at 2026-01-05T10:00:00Z --json', aws);
    expect(JSON.parse(later.out)).toMatchObject({ orders: [{ order: 'unreadable' }] });
  });

  it('says when there are none', async () => {
    expect(await order('overrides', fleet())).toMatchObject({
      code: 0,
      out: 'No order is in force.',
    });
  });
});

it('an order that covers the service is part of its explanation', async () => {
  const aws = worldOf([{ name: 'web', desired: 4, cpu: 85 }]);
  await order('freeze prod/web --why incident', aws);
  const { out } = await order('explain prod/web', aws);
  expect(out).toContain('ada ordered freeze for the service (incident), so 4 instead of 6');
});
