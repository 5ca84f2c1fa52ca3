import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import { explain } from '#engine/explain.ts';
import { convergenceSeconds, lastChangeMs } from '#engine/guards.ts';
import type { DecideInput, Decision } from '#engine/model.ts';
import { input } from './arbitraries.ts';

const runs = { numRuns: 2_000 };

const holds = (law: (given: DecideInput, decision: Decision) => void) =>
  fc.assert(
    fc.property(input, (given) => law(given, decide(given).decision)),
    runs,
  );

/** Scale-in by the engine's own wish; bounds are an order, and a count above the maximum goes down. */
const fellOnItsOwn = ({ policy }: DecideInput, { from, to }: Decision): boolean =>
  to < Math.min(from, policy.max);

describe('the laws of a decision', () => {
  it('keeps the count within the bounds, unless a person set it', () => {
    holds(({ policy }, { to, reasons }) => {
      if (reasons.some(({ kind }) => kind === 'respected')) return;
      expect(to).toBeGreaterThanOrEqual(policy.min);
      expect(to).toBeLessThanOrEqual(policy.max);
    });
  });

  it('gives whole, finite counts', () => {
    holds((_, { to, asked }) => {
      expect(Number.isInteger(to)).toBe(true);
      expect(Number.isInteger(asked)).toBe(true);
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
      if (running >= desired || decision.to >= decision.from) return;
      expect(decision.to).toBeGreaterThanOrEqual(Math.min(running, given.policy.max));
    });
  });

  it('never scales in while a rule is without data', () => {
    holds((given, decision) => {
      const isBlind = decision.reasons.some(({ kind }) => kind === 'no-data');
      if (isBlind) expect(fellOnItsOwn(given, decision)).toBe(false);
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
    fc.assert(
      fc.property(input, (given) => {
        const less = decide(given).decision.to;
        expect(decide(raised(given)).decision.to).toBeGreaterThanOrEqual(less);
      }),
      runs,
    );
  });
});
