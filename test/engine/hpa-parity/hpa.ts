/** A Kubernetes HPA (autoscaling/v2) as a policy, and one row of a table put to it. See docs/decisions/010. */
import { expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import type { Reading } from '#engine/model.ts';
import type { Limits, Policy } from '#engine/policy.ts';
import type { Action } from '#engine/state.ts';
import { bare, cpuTrack, policyOf, seriesOf, startMs, stateOf, viewOf } from '../support.ts';

export const tasks = (amount: number, perSeconds: number) =>
  ({ kind: 'tasks', amount, perSeconds }) as const;
export const percent = (amount: number, perSeconds: number) =>
  ({ kind: 'percent', amount, perSeconds }) as const;

export const max = (...policies: Limits['policies']): Limits => ({ select: 'max', policies });
export const min = (...policies: Limits['policies']): Limits => ({ select: 'min', policies });
export const disabled: Limits = { select: 'disabled', policies: [] };

/** An HPA's defaults; it has no cooldowns. */
export const hpa: Partial<Policy> = {
  ...bare,
  max: 1000,
  rules: [{ ...cpuTrack, saturation: null }],
  toleranceRatio: { out: 0.1, in: 0.1 },
  stabilizeSeconds: { out: 0, in: 300 },
  limits: { out: max(percent(100, 15), tasks(4, 15)), in: max(percent(100, 15)) },
};

export type Row = {
  readonly name: string;
  /** `spec.replicas`. */
  readonly current: number;
  /** Percent of the request by minute, the newest last; the target is 50. One value stands for the whole window. */
  readonly cpu: number | readonly number[];
  /** Pods with metrics; all of them unless stated. */
  readonly measured?: number;
  readonly running?: number;
  readonly policy?: Partial<Policy>;
  readonly recent?: readonly Action[];
  readonly others?: Readonly<Record<string, Reading>>;
  readonly to: number;
};

export const windowMinutes = 10;

export const cpuSeries = ({ cpu, measured, running, current }: Row): Reading => {
  const values = typeof cpu === 'number' ? Array.from({ length: windowMinutes }, () => cpu) : cpu;
  return seriesOf(values, measured ?? running ?? current);
};

export const moved = (row: Row): number => {
  const { current, running = current, policy = {}, recent = [], others = {} } = row;
  return decide({
    policy: policyOf({ ...hpa, ...policy }),
    observation: {
      view: viewOf(current, { running, pending: current - running }),
      readings: { cpu: cpuSeries(row), ...others },
    },
    state: stateOf({ knownDesired: current, recent }),
    overrides: [],
    windows: [],
    nowMs: startMs,
  }).decision.to;
};

export const check = (rows: readonly Row[]) => {
  for (const row of rows) it(row.name, () => expect(moved(row)).toBe(row.to));
};
