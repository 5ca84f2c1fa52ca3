/** What stood in the way, as clauses. */
import { breakerCauses } from '../breaker/causes.ts';
import type { LimitPolicy } from '../policy.ts';
import type { Reason } from '../reason.ts';
import { duration, number, percent, remaining, tasks } from './words.ts';

export const guarded = (reason: Extract<Reason, { kind: 'guarded' }>, atMs: number): string => {
  const until = reason.untilMs === null ? '' : ` for ${remaining(reason.untilMs, atMs)} more`;
  const atMost = until === '' ? '' : `,${until} at most`;
  const held = `not down to ${reason.asked}`;
  switch (reason.guard) {
    case 'rollout':
      return `${held} while a deployment is in progress`;
    case 'unconverged':
      return `${held} while ${reason.running} run and ${reason.pending} start of ${reason.desired} desired${atMost}`;
    case 'draining':
      return `${held} while ${reason.running} still run of ${reason.desired} desired, draining or protected${atMost}`;
    case 'collapse':
      return `${held} after demand collapsed abnormally, in case it comes back at once${until}`;
    case 'surge':
      return `${held} during a surge`;
    case 'first-sight':
      return `${held} before a whole window was watched${until}`;
    case 'short-history':
      return `${held} while the signals do not reach back over the whole window`;
    case 'saturated':
      return `${held} while ${reason.running} run of ${reason.desired} desired and those are saturated`;
    default:
      return reason.guard satisfies never;
  }
};

const allowance = ({ kind, amount, perSeconds }: LimitPolicy): string =>
  `${kind === 'tasks' ? tasks(amount) : `${number(amount)} %`} per ${duration(perSeconds)}`;

export const limited = (reason: Extract<Reason, { kind: 'limited' }>, atMs: number): string => {
  const { direction, asked, granted, select, policies, untilMs } = reason;
  if (select === 'disabled')
    return `scale-${direction} is disabled, so ${granted} instead of ${asked}`;
  const which =
    policies.length === 1 ? '' : select === 'max' ? 'the larger of ' : 'the smaller of ';
  const amount = `${which}${policies.map(allowance).join(' and ')}`;
  const until = untilMs === null ? '' : ` for ${remaining(untilMs, atMs)} more`;
  return `the scale-${direction} limit, ${amount}, allows ${granted} instead of ${asked}${until}`;
};

export const breaker = (reason: Extract<Reason, { kind: 'breaker' }>, atMs: number): string => {
  const { asked, granted } = reason;
  const why = breakerCauses[reason.cause];
  if (reason.state === 'half-open') {
    return `the breaker is half-open because ${why}, so ${granted} instead of ${asked} until that holds`;
  }
  const until = reason.untilMs === null ? '' : ` for ${remaining(reason.untilMs, atMs)} more`;
  return `the breaker is open because ${why}, so ${granted} instead of ${asked}${until}`;
};

export const ordered = (reason: Extract<Reason, { kind: 'ordered' }>, atMs: number): string => {
  const { order, scope, who, why, granted, asked } = reason;
  const lasts = `for ${remaining(reason.untilMs, atMs)} more`;
  const outcome = granted === asked ? `so ${granted}` : `so ${granted} instead of ${asked}`;
  return `${who} ordered ${order} for the ${scope} (${why}), ${outcome} ${lasts}`;
};

export const blastGuard = (reason: Extract<Reason, { kind: 'blast-guard' }>): string => {
  const { why, ratio, limitRatio, asked } = reason;
  const seen = `${percent(ratio)}, more than ${percent(limitRatio)}`;
  return why === 'share'
    ? `not down to ${asked}: this tick would take away ${seen} of the fleet's tasks`
    : `not down to ${asked}: of the fleet's services ${seen} are without data`;
};
