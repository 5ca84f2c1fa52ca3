/** What rules said that look ahead, as clauses. */
import type { Assurance, Doubt, Reason } from '../reason.ts';
import { duration, number, percent, tasks } from './words.ts';

type ReasonOf<Kind extends Reason['kind']> = Extract<Reason, { kind: Kind }>;

const basisOf = (basis: Assurance, riskRatio: number): string => {
  switch (basis.kind) {
    case 'learnt': {
      const { volatilityRatio, growth, isReplayed, isCapped } = basis;
      const cap = isCapped ? ', half as much again as was ever seen' : '';
      const kept = isReplayed
        ? `room for ${number(growth)} times that would have kept ${percent(riskRatio)} over its last days`
        : `demand exceeds ${number(growth)} times that with a chance of ${percent(riskRatio)}`;
      return `a minute surprises by ${percent(volatilityRatio)} now, and ${kept}${cap}`;
    }
    case 'unlearnt':
      return `of its past ${number(basis.observedHours)} h are known and three are needed, so a fixed multiple stands in for the ${percent(riskRatio)} of risk`;
    default:
      return basis satisfies never;
  }
};

export const assured = (reason: ReasonOf<'assured'>): string => {
  const { rule, signal, latest, limit, riskRatio, leadSeconds, headroomRatio } = reason;
  const over = latest.tasks === undefined ? '' : ` over ${tasks(latest.tasks)}`;
  const unseen =
    reason.unmeasured === 0 ? '' : ` with ${tasks(reason.unmeasured)} unmeasured, counted as used,`;
  const growth = `may grow ×${number(headroomRatio)} within ${duration(leadSeconds)} (${basisOf(reason.basis, riskRatio)})`;
  return `${rule}: ${signal} ${number(latest.value)}${over} ${growth}, which at ${number(limit)} a task${unseen} needs ${number(reason.exact)}, so ${tasks(reason.want)}`;
};

export const foreseen = (reason: ReasonOf<'foreseen'>): string => {
  const { rule, signal, expected, upper, level, leadSeconds, target, floor, kept } = reason;
  const ahead = `within ${duration(leadSeconds)} ${number(expected)} ${signal} in all are expected, at most ${number(upper)} with a chance of ${percent(level)}`;
  const held =
    kept > floor
      ? `; ${tasks(kept)} will be needed within ${duration(reason.holdSeconds)} and are kept`
      : '';
  return `${rule}: ${ahead}, which at ${number(target)} a task needs at least ${tasks(floor)}${held}`;
};

export const explainDoubt = (doubt: Doubt): string => {
  switch (doubt.kind) {
    case 'unlearnt':
      return `there is no forecast, since ${number(doubt.observedHours)} h of its past are known`;
    case 'outdated':
      return `the newest forecast is ${duration(doubt.ageSeconds)} old and ends too soon`;
    case 'untried':
      return 'its forecast could not be tried on its past yet';
    case 'inaccurate':
      return `its forecasts were off by ${percent(doubt.error)} of late, more than ${percent(doubt.mostError)}`;
    case 'no-better':
      return `its forecasts were off by ${percent(doubt.error)} of late, and "as now" by ${percent(doubt.asNowError)}`;
    default:
      return doubt satisfies never;
  }
};

export const advised = ({ rule, signal, doubt, floor }: ReasonOf<'advised'>): string => {
  const advice = floor === null ? '' : ` (it would ask for at least ${tasks(floor)})`;
  return `${rule}: not scaled ahead by ${signal}, because ${explainDoubt(doubt)}${advice}`;
};
