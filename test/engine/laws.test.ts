import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsFor } from '#engine/bounds.ts';
import { convergenceSeconds, lastChangeMs } from '#engine/convergence.ts';
import { decide, prepare } from '#engine/decide.ts';
import { explain } from '#engine/explain.ts';
import type { DecideInput, Decision } from '#engine/model.ts';
import type { OverrideOrder } from '#engine/override.ts';
import type { Reason } from '#engine/reason.ts';
import { input } from './arbitraries.ts';
import { minuteMs } from './support.ts';

const runs = { numRuns: 1_000 };

type Law = (given: DecideInput, decision: Decision) => void;

const holdsFor = (inputs: fc.Arbitrary<DecideInput>, law: Law) =>
  fc.assert(
    fc.property(inputs, (given) => {
      law(given, decide(given).decision);
    }),
    runs,
  );

const holds = (law: Law) => holdsFor(input, law);

const boundsIn = (given: DecideInput) => {
  const { min, max } = boundsFor(prepare(given).context);
  return { min: min.tasks, max: max.tasks };
};

const has = ({ reasons }: Decision, kind: Reason['kind']): boolean =>
  reasons.some((reason) => reason.kind === kind);

const isOrdered = (decision: Decision): boolean => has(decision, 'ordered');

/** Scale-in by the engine's own wish; bounds and pins are orders, and a count above the maximum goes down. */
const fellOnItsOwn = (given: DecideInput, decision: Decision): boolean =>
  !isOrdered(decision) && decision.to < Math.min(decision.from, boundsIn(given).max);

const ordered = (order: OverrideOrder): fc.Arbitrary<DecideInput> =>
  input.map((given) => ({
    ...given,
    overrides: [
      {
        order,
        scope: 'service',
        setAtMs: given.nowMs - minuteMs,
        expiresAtMs: given.nowMs + minuteMs,
        who: 'ada',
        why: 'a test',
      },
    ],
  }));

describe('the laws of a decision', () => {
  it('keeps the count within the bounds, unless a person set it', () => {
    holds((given, decision) => {
      if (has(decision, 'respected') || isOrdered(decision)) return;
      const { min, max } = boundsIn(given);
      expect(decision.to).toBeGreaterThanOrEqual(min);
      expect(decision.to).toBeLessThanOrEqual(max);
    });
  });

  it('gives whole, finite counts that are not negative', () => {
    holds((_, { to, asked }) => {
      for (const count of [to, asked]) {
        expect(Number.isInteger(count)).toBe(true);
        expect(count).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('decides the same from the same input, and leaves the input alone', () => {
    fc.assert(
      fc.property(input, (given) => {
        const before = structuredClone(given);
        expect(decide(given)).toEqual(decide(structuredClone(given)));
        expect(given).toEqual(before);
      }),
      runs,
    );
  });

  it('never scales in during a rollout', () => {
    holds((given, decision) => {
      const isRolling = given.observation.view.rollout === 'in-progress';
      if (isRolling) expect(fellOnItsOwn(given, decision)).toBe(false);
    });
  });

  it('never scales in while tasks may still start or leave', () => {
    holds((given, decision) => {
      const { view } = given.observation;
      const settledMs = lastChangeMs(decide(given).state) + convergenceSeconds * 1000;
      const isUnsettled = view.running !== view.desired && given.nowMs < settledMs;
      if (isUnsettled) expect(fellOnItsOwn(given, decision)).toBe(false);
    });
  });

  it('never gives up tasks that run because others could not be placed', () => {
    holds((given, decision) => {
      const { running, desired } = given.observation.view;
      if (running >= desired || decision.to >= decision.from || isOrdered(decision)) return;
      expect(decision.to).toBeGreaterThanOrEqual(Math.min(running, boundsIn(given).max));
    });
  });

  it('never scales in while a rule without data holds it', () => {
    holds((given, decision) => {
      const isHeld = decision.reasons.some(
        (reason) => reason.kind === 'no-data' && reason.treatment === 'hold',
      );
      if (isHeld) expect(fellOnItsOwn(given, decision)).toBe(false);
    });
  });

  it('never makes a number for scale-in of a read that failed', () => {
    holds((given, decision) => {
      const assumed = decision.reasons.filter(
        (reason) => reason.kind === 'no-data' && reason.why === 'failed' && reason.want !== null,
      );
      for (const reason of assumed) {
        expect(reason.kind === 'no-data' ? reason.want : 0).toBeGreaterThan(
          given.observation.view.desired,
        );
      }
    });
  });

  it('never scales in within the cooldown of the last change', () => {
    holds((given, decision) => {
      const { lastIn, lastOut } = decide(given).state;
      const waitMs = given.policy.cooldownSeconds.in.low * 1000;
      const isCooling =
        (lastIn !== null && given.nowMs < lastIn.atMs + waitMs) ||
        (lastOut !== null && given.nowMs < lastOut.atMs + 2 * waitMs);
      if (isCooling) expect(fellOnItsOwn(given, decision)).toBe(false);
    });
  });

  it('never scales in on first sight, where there is a window to watch', () => {
    holds((given, decision) => {
      if (given.state !== null || given.policy.stabilizeSeconds.in === 0) return;
      expect(fellOnItsOwn(given, decision)).toBe(false);
    });
  });

  it('never scales in during a surge', () => {
    holds((given, decision) => {
      if (has(decision, 'surge')) expect(fellOnItsOwn(given, decision)).toBe(false);
    });
  });

  it('gives a reason for every count that differs from what was asked', () => {
    holds((_, { asked, to, reasons }) => {
      const clamps = reasons.filter(({ kind }) => kind !== 'wish' && kind !== 'within-tolerance');
      if (asked !== to) expect(clamps.length).toBeGreaterThan(0);
    });
  });

  it('explains every decision in words, without holes', () => {
    holds((_, decision) => {
      expect(explain(decision)).not.toMatch(/undefined|NaN|Infinity|null|\[object/);
    });
  });

  it('more demand never yields fewer tasks', () => {
    const raised = (given: DecideInput): DecideInput => {
      const { readings } = given.observation;
      const more = Object.entries(readings).map(([signal, each]) => [
        signal,
        each.kind === 'series'
          ? { ...each, points: each.points.map((point) => ({ ...point, value: point.value * 2 })) }
          : each,
      ]);
      return {
        ...given,
        observation: { ...given.observation, readings: Object.fromEntries(more) },
      };
    };
    // More errors may trip a breaker, and a steeper past may look like a collapse: those are meant to hold.
    const unguarded = input.map((given) => ({
      ...given,
      policy: { ...given.policy, breakers: [], collapse: null },
    }));
    fc.assert(
      fc.property(unguarded, (given) => {
        const less = decide(given).decision.to;
        expect(decide(raised(given)).decision.to).toBeGreaterThanOrEqual(less);
      }),
      runs,
    );
  });
});

describe('the laws of orders', () => {
  it('a pin gives exactly its count, whatever the numbers, guards, breakers and bounds say', () => {
    for (const tasks of [0, 7, 500]) {
      holdsFor(ordered({ kind: 'pin', tasks }), (_, { to }) => expect(to).toBe(tasks));
    }
  });

  it('a freeze moves nothing', () => {
    holdsFor(ordered({ kind: 'freeze' }), (_, { from, to }) => expect(to).toBe(from));
  });

  it('paused scale-in lets the count fall only to the maximum', () => {
    holdsFor(ordered({ kind: 'pause-in' }), (given, { from, to }) => {
      expect(to).toBeGreaterThanOrEqual(Math.min(from, boundsIn(given).max));
    });
  });

  it('paused scale-out lets the count rise only to the minimum', () => {
    holdsFor(ordered({ kind: 'pause-out' }), (given, { from, to }) => {
      expect(to).toBeLessThanOrEqual(Math.max(from, boundsIn(given).min));
    });
  });

  it('a floor is kept unless somebody else set the count', () => {
    holdsFor(ordered({ kind: 'floor', tasks: 9 }), (_, decision) => {
      if (!has(decision, 'respected')) expect(decision.to).toBeGreaterThanOrEqual(9);
    });
  });

  it('a ceiling is kept unless somebody else set the count', () => {
    holdsFor(ordered({ kind: 'ceiling', tasks: 9 }), (_, decision) => {
      if (!has(decision, 'respected')) expect(decision.to).toBeLessThanOrEqual(9);
    });
  });

  it('an order that has ended changes nothing', () => {
    fc.assert(
      fc.property(ordered({ kind: 'pin', tasks: 7 }), (given) => {
        const ended = given.overrides.map((each) => ({ ...each, expiresAtMs: given.nowMs }));
        expect(decide({ ...given, overrides: ended })).toEqual(decide({ ...given, overrides: [] }));
      }),
      runs,
    );
  });
});

describe('the laws of the breaker', () => {
  const orderless = input.map((given) => ({ ...given, overrides: [] }));

  it('an open breaker moves the count only to where the bounds want it', () => {
    holdsFor(orderless, (given, { from, to }) => {
      if (decide(given).state.breaker.kind !== 'open') return;
      const { min, max } = boundsIn(given);
      expect([from, Math.min(max, Math.max(min, from))]).toContain(to);
    });
  });

  it('a half-open breaker adds one task at most, and takes none away', () => {
    holdsFor(orderless, (given, decision) => {
      if (decide(given).state.breaker.kind !== 'half-open') return;
      expect(decision.to).toBeLessThanOrEqual(Math.max(decision.from + 1, boundsIn(given).min));
      expect(fellOnItsOwn(given, decision)).toBe(false);
    });
  });

  it('tells every turn of the breaker, and no other', () => {
    holdsFor(orderless, (given) => {
      const { state, events } = decide(given);
      const before = given.state?.breaker.kind ?? 'closed';
      const turns = events.filter(({ kind }) => kind.startsWith('breaker-'));
      expect(turns.length).toBe(state.breaker.kind === before ? 0 : 1);
    });
  });
});
