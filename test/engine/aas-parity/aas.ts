/** Target tracking of Application Auto Scaling as a policy, and one row of a table put to it. See docs/decisions/011. */
import { expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import type { Reading } from '#engine/model.ts';
import type { Override } from '#engine/override.ts';
import type { BoundsWindow, Policy } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import { cpuTrack, policyOf, seriesOf, startMs, stateOf, viewOf } from '../support.ts';

export const flat300 = { low: 300, medium: 300, high: 300 };

/**
 * Target tracking at 50 %: 300 s of cooldown both ways, in only below 90 % of the target, after 15 low minutes.
 * Fifteen points a minute apart lie 14 minutes from the first to the last.
 */
export const targetTracking: Partial<Policy> = {
  rules: [{ ...cpuTrack, saturation: null }],
  toleranceRatio: { out: 0, in: 0.1 },
  stabilizeSeconds: { out: 0, in: 840 },
  cooldownSeconds: { out: flat300, in: flat300 },
};

export type Row = {
  readonly name: string;
  readonly current: number;
  readonly cpu: number | readonly number[];
  readonly others?: Readonly<Record<string, Reading>>;
  readonly policy?: Partial<Policy>;
  readonly state?: Partial<ServiceState>;
  readonly view?: Parameters<typeof viewOf>[1];
  readonly overrides?: readonly Override[];
  readonly windows?: readonly BoundsWindow[];
  readonly to: number;
};

export const steady = (value: number): readonly number[] => Array.from({ length: 20 }, () => value);

export const moved = (row: Row): number => {
  const { current, cpu, others = {}, policy = {}, state = {}, view = {} } = row;
  const values = typeof cpu === 'number' ? steady(cpu) : cpu;
  return decide({
    policy: policyOf({ ...targetTracking, ...policy }),
    observation: {
      view: viewOf(current, view),
      readings: { cpu: seriesOf(values, view.running ?? current), ...others },
    },
    state: stateOf({ knownDesired: current, ...state }),
    overrides: row.overrides ?? [],
    windows: row.windows ?? [],
    nowMs: startMs,
  }).decision.to;
};

export const check = (rows: readonly Row[]) => {
  for (const row of rows) it(row.name, () => expect(moved(row)).toBe(row.to));
};
