import { describe, expect, it } from 'vitest';
import { guardBlast, trippedBlastGuard } from '#engine/fleet/blast-guard.ts';
import type { Override } from '#engine/override.ts';
import type { Reason } from '#engine/reason.ts';
import { cpuTrack, minuteMs, startMs } from '../support.ts';
import { contender, countsOf, type Member } from './support.ts';

const guard = { shareRatio: 0.5, minTasks: 20, blindRatio: 0.5 };

const noData: Reason = {
  kind: 'no-data',
  rule: 'track cpu',
  signal: 'cpu',
  why: 'absent',
  detail: 'no points in the window',
  treatment: 'hold',
  want: null,
};

const ordered: Reason = {
  kind: 'ordered',
  order: 'pin',
  scope: 'service',
  who: 'ada',
  why: 'a test',
  asked: 20,
  granted: 0,
  untilMs: startMs + minuteMs,
};

const ceiling = (tasks: number, expiresAtMs = startMs + minuteMs): Override => ({
  order: { kind: 'ceiling', tasks },
  scope: 'fleet',
  setAtMs: startMs - minuteMs,
  expiresAtMs,
  who: 'ada',
  why: 'a test',
});

const whyTripped = (...members: readonly Member[]): string | null =>
  trippedBlastGuard(members.map(contender), guard)?.why ?? null;

const guarded = (...members: readonly Member[]) => guardBlast(members.map(contender), guard);

describe('the share that one tick may take away', () => {
  const rows: readonly (readonly [name: string, members: readonly Member[], tripped: boolean])[] = [
    ['half is allowed', [{ name: 'a', from: 40, to: 20 }], false],
    ['more than half is not', [{ name: 'a', from: 40, to: 19 }], true],
    ['of few tasks any share is allowed', [{ name: 'a', from: 19, to: 0 }], false],
    ['twenty tasks are not few', [{ name: 'a', from: 20, to: 0 }], true],
    [
      'it is the share of the whole fleet',
      [
        { name: 'a', from: 40, to: 0 },
        { name: 'b', from: 60, to: 60 },
      ],
      false,
    ],
    [
      'what an observer would take away is not taken away',
      [
        { name: 'o', from: 100, to: 1, policy: { mode: 'observe' } },
        { name: 'a', from: 40, to: 30 },
      ],
      false,
    ],
    [
      'tasks of observers do not make a large share small',
      [
        { name: 'o', from: 100, to: 100, policy: { mode: 'observe' } },
        { name: 'a', from: 40, to: 19 },
      ],
      true,
    ],
    [
      'in a fleet that is only tried out it is shown what it would do',
      [{ name: 'o', from: 40, to: 19, policy: { mode: 'observe' } }],
      true,
    ],
    [
      'what others add does not make up for it',
      [
        { name: 'a', from: 60, to: 0 },
        { name: 'b', from: 40, to: 100 },
      ],
      true,
    ],
  ];
  for (const [name, members, tripped] of rows) {
    it(name, () => expect(whyTripped(...members)).toBe(tripped ? 'share' : null));
  }

  it('takes nothing away once exceeded, and lets scale-outs through', () => {
    const fleet = guarded(
      { name: 'a', from: 40, to: 0 },
      { name: 'b', from: 10, to: 9 },
      { name: 'c', from: 5, to: 8 },
    );
    expect(countsOf(fleet)).toEqual({ a: 40, b: 10, c: 8 });
    expect(fleet[0]?.decision.reasons).toEqual([
      { kind: 'blast-guard', why: 'share', ratio: 41 / 55, limitRatio: 0.5, asked: 0 },
    ]);
    expect(fleet[2]?.decision.reasons).toEqual([]);
  });
});

describe('the share of the fleet that may be blind', () => {
  const blind = (name: string, changes: Partial<Member> = {}): Member => ({
    name,
    from: 10,
    to: 10,
    policy: { rules: [cpuTrack] },
    decision: { reasons: [noData] },
    ...changes,
  });
  const seeing = (name: string): Member => ({
    name,
    from: 10,
    to: 9,
    policy: { rules: [cpuTrack] },
  });

  it('half is allowed, more is not', () => {
    expect(whyTripped(blind('a'), blind('b'), seeing('c'), seeing('d'))).toBeNull();
    expect(whyTripped(blind('a'), blind('b'), blind('c'), seeing('d'))).toBe('blind');
  });

  it('holds those that see something too: the others may see wrong', () => {
    expect(countsOf(guarded(blind('a'), blind('b'), blind('c'), seeing('d')))['d']).toBe(10);
  });

  it('three services are no fleet', () => {
    expect(whyTripped(blind('a'), blind('b'), blind('c'))).toBeNull();
  });

  it('services at zero have no data by nature', () => {
    const idle = { from: 0, to: 0 };
    expect(
      whyTripped(
        blind('a', idle),
        blind('b', idle),
        blind('c', idle),
        seeing('d'),
        seeing('e'),
        seeing('f'),
        seeing('g'),
      ),
    ).toBeNull();
  });

  it('a service that still sees by another rule is not blind', () => {
    const half = { policy: { rules: [cpuTrack, { ...cpuTrack, name: 'track memory' }] } };
    expect(
      whyTripped(blind('a', half), blind('b', half), blind('c', half), seeing('d')),
    ).toBeNull();
  });

  it('a service without rules has nothing to see', () => {
    const none = { policy: { rules: [] }, decision: { reasons: [] } };
    expect(
      whyTripped(blind('a', none), blind('b', none), blind('c', none), seeing('d')),
    ).toBeNull();
  });
});

describe('what a person ordered', () => {
  const pinned: Member = { name: 'a', from: 40, to: 0, decision: { reasons: [ordered] } };

  it('goes through, and does not trip the guard for others', () => {
    expect(countsOf(guarded(pinned, { name: 'b', from: 10, to: 9 }))).toEqual({ a: 0, b: 9 });
  });

  it('goes through when others trip the guard', () => {
    expect(countsOf(guarded(pinned, { name: 'b', from: 90, to: 9 }))).toEqual({ a: 0, b: 90 });
  });

  it('is gone down to where it is a ceiling, and no further', () => {
    const low = { name: 'a', from: 40, to: 10, overrides: [ceiling(10)] };
    expect(countsOf(guarded(low))).toEqual({ a: 10 });
    expect(countsOf(guarded({ ...low, from: 90, to: 0, overrides: [ceiling(60)] }))).toEqual({
      a: 60,
    });
  });

  it('counts no longer once it has ended', () => {
    const ended = { name: 'a', from: 40, to: 10, overrides: [ceiling(10, startMs)] };
    expect(countsOf(guarded(ended))).toEqual({ a: 40 });
  });
});
