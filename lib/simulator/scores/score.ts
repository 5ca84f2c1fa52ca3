/** A trial as numbers. Each is defined in docs/SCORES.md. */
import type { ScalerScore } from '../comparison/comparison.ts';
import type { Scaler } from '../scalers/scaler.ts';
import type { Outcome, ScaleAction } from '../trial/outcome.ts';
import { dollars, readDollars, type TaskPrice, taskHours, usualPrice } from './cost.ts';
import { elasticity, instability } from './elasticity.ts';
import { reactionSeconds } from './reaction.ts';
import { type ScoredMinute, scoredMinutes } from './scored.ts';
import { type Recovery, recovery, violatedPercent } from './violations.ts';

export type Score = ScalerScore & {
  readonly actionsPerDay: number;
  readonly recovery: Recovery;
  readonly scoredHours: number;
};

const scoredActions = ({ actions, startMs, scored }: Outcome): readonly ScaleAction[] =>
  actions.filter(({ atMs }) => scored[Math.floor((atMs - startMs) / 60_000)] === true);

const perDay = (count: number, minutes: readonly ScoredMinute[]): number =>
  minutes.length === 0 ? 0 : (count * 1440) / minutes.length;

export const scoreOf = (
  { name, settings, metricsAMinute }: Pick<Scaler, 'name' | 'settings' | 'metricsAMinute'>,
  outcome: Outcome,
  price: TaskPrice = usualPrice,
): Score => {
  const minutes = scoredMinutes(outcome);
  const { sloPercent } = outcome.plant;
  const hours = taskHours(minutes);
  const actions = scoredActions(outcome);
  const scaleOuts = actions.filter(({ from, to }) => to > from).length;
  return {
    name,
    settings,
    violatedPct: violatedPercent(minutes, sloPercent),
    taskHours: hours,
    dollars: dollars(hours, price),
    ...elasticity(minutes),
    instability: instability(minutes),
    scaleOuts,
    scaleIns: actions.length - scaleOuts,
    reactionSeconds: reactionSeconds(minutes),
    readDollars: metricsAMinute === undefined ? null : readDollars(metricsAMinute()),
    actionsPerDay: perDay(actions.length, minutes),
    recovery: recovery(minutes, sloPercent),
    scoredHours: minutes.length / 60,
  };
};
