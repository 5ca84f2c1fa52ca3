/** What demand may come to before anything more can be done: as learnt, or by a stated multiple until enough is known. */
import type { LoadSeries } from '../foresight/load-series.ts';
import { type Outgrowth, outgrowths } from '../foresight/outgrowth.ts';
import { levelSteps } from '../foresight/volatility.ts';
import type { Context } from '../model.ts';
import type { AssureRule } from '../policy.ts';
import type { Assurance } from '../reason.ts';

/** What demand may come to within the lead, and how that is known. */
export type Feared = { readonly limit: number; readonly level: number; readonly basis: Assurance };

/** From the end of what was measured to when the tasks of the next tick are at work. */
export const leadMs = (
  { leadSeconds }: AssureRule,
  load: LoadSeries,
  { nowMs }: Context,
): number => {
  const endMs = load.startMs + load.values.length * load.stepMs;
  return Math.max(0, nowMs - endMs) + leadSeconds * 1000;
};

const learnt = ({ limit, level, ...answer }: Outgrowth): Feared => ({
  limit,
  level,
  basis: { kind: 'learnt', ...answer },
});

/** The highest of the last minutes, and a stated multiple of it: three hours are the least that say how a service grows. */
const unlearnt = (
  { unlearntFactor: factor }: AssureRule,
  { values }: LoadSeries,
  observedHours: number,
): readonly (Feared | null)[] =>
  Array.from(values, (_, step) => {
    const lately = values.subarray(Math.max(0, step + 1 - levelSteps), step + 1);
    const known = lately.filter((load) => !Number.isNaN(load));
    if (known.length === 0) return null;
    const level = Math.max(...known);
    return { limit: level * factor, level, basis: { kind: 'unlearnt', observedHours, factor } };
  });

export const fearedOver = (
  rule: AssureRule,
  load: LoadSeries,
  context: Context,
): readonly (Feared | null)[] => {
  const envelope = context.foresights[rule.signal]?.envelope;
  if (envelope?.kind !== 'envelope') return unlearnt(rule, load, envelope?.observedHours ?? 0);
  const { limit, riskRatio } = rule;
  const asked = { aheadMs: leadMs(rule, load, context), limit, riskRatio };
  return outgrowths(envelope, load, asked).map((one) => (one === null ? null : learnt(one)));
};
