/** Turns the trail of reasons into English. Nothing else in the project does. */
import { breakerCauses } from './breaker/causes.ts';
import type { Decision } from './model.ts';
import type { Reason } from './reason.ts';

const number = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Math.round(value * 100) / 100);

const percent = (ratio: number): string => `${number(ratio * 100)} %`;

const tasks = (count: number): string => `${number(count)} ${count === 1 ? 'task' : 'tasks'}`;

const duration = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 120 || whole % 60 !== 0) return `${whole} s`;
  return `${whole / 60} min`;
};

const remaining = (untilMs: number, atMs: number): string => duration((untilMs - atMs) / 1000);

const wish = (reason: Extract<Reason, { kind: 'wish' }>): string => {
  const { rule, signal, latest, target, exact, want, saturationFactor } = reason;
  const over = latest.tasks === undefined ? '' : ` over ${tasks(latest.tasks)}`;
  const goal = target === null ? '' : `, target ${number(target)}`;
  const censored =
    saturationFactor === null ? '' : ` (saturated, so counted ×${number(saturationFactor)})`;
  return `${rule}: ${signal} ${number(latest.value)}${over}${goal}${censored} needs ${number(exact)}, so ${tasks(want)}`;
};

const guarded = (reason: Extract<Reason, { kind: 'guarded' }>, atMs: number): string => {
  const until = reason.untilMs === null ? '' : ` for ${remaining(reason.untilMs, atMs)} more`;
  const held = `not down to ${reason.asked}`;
  switch (reason.guard) {
    case 'rollout':
      return `${held} while a deployment is in progress`;
    case 'unconverged':
      return `${held} while ${reason.running} run and ${reason.pending} start of ${reason.desired} desired`;
    case 'draining':
      return `${held} while ${reason.running} still run of ${reason.desired} desired, draining or protected`;
    case 'collapse':
      return `${held} after demand collapsed abnormally, in case it comes back at once${until}`;
    case 'surge':
      return `${held} during a surge`;
    case 'first-sight':
      return `${held} before a whole window was watched${until}`;
    case 'short-history':
      return `${held} while the signals do not reach back over the whole window`;
    default:
      return reason.guard satisfies never;
  }
};

const breaker = (reason: Extract<Reason, { kind: 'breaker' }>, atMs: number): string => {
  const { asked, granted } = reason;
  const why = breakerCauses[reason.cause];
  if (reason.state === 'half-open') {
    return `the breaker is half-open because ${why}, so ${granted} instead of ${asked} until that holds`;
  }
  const until = reason.untilMs === null ? '' : ` for ${remaining(reason.untilMs, atMs)} more`;
  return `the breaker is open because ${why}, so ${granted} instead of ${asked}${until}`;
};

const ordered = (reason: Extract<Reason, { kind: 'ordered' }>, atMs: number): string => {
  const { order, scope, who, why, granted, asked } = reason;
  const lasts = `for ${remaining(reason.untilMs, atMs)} more`;
  return `${who} ordered ${order} for the ${scope} (${why}), so ${granted} instead of ${asked} ${lasts}`;
};

const blastGuard = (reason: Extract<Reason, { kind: 'blast-guard' }>): string => {
  const { why, ratio, limitRatio, asked } = reason;
  const seen = `${percent(ratio)}, more than ${percent(limitRatio)}`;
  return why === 'share'
    ? `not down to ${asked}: this tick would take away ${seen} of the fleet's tasks`
    : `not down to ${asked}: of the fleet's services ${seen} are without data`;
};

/** One reason as a clause. `atMs` is the time of the decision, so that waits read as "for 40 s more". */
export const explainReason = (reason: Reason, atMs: number): string => {
  switch (reason.kind) {
    case 'wish':
      return wish(reason);
    case 'no-data':
      return `${reason.rule}: no usable ${reason.signal} (${reason.detail}), which blocks scale-in`;
    case 'within-tolerance':
      return `${reason.rule}: demand is ${percent(reason.ratio)} of capacity, within the tolerance of ${percent(reason.toleranceRatio)}`;
    case 'no-opinion':
      return 'no rule has an opinion';
    case 'combined':
      return `${reason.rule} asks for most, ${tasks(reason.want)}, ahead of ${reason.outvoted.join(', ')}`;
    case 'vetoed':
      return `not down to ${reason.want} while ${reason.rules.join(', ')} has no data`;
    case 'stabilized':
      return `${reason.direction === 'in' ? 'the highest' : 'the lowest'} wish of the last ${duration(reason.windowSeconds)} makes ${reason.asked} into ${reason.granted}`;
    case 'limited':
      return reason.select === 'disabled'
        ? `scale-${reason.direction} is disabled, so ${reason.granted} instead of ${reason.asked}`
        : `the scale-${reason.direction} limit allows ${reason.granted} instead of ${reason.asked}`;
    case 'cooling':
      return `not to ${reason.asked} for ${remaining(reason.untilMs, atMs)} more: ${reason.cause === 'reversal' ? 'turning round waits' : 'the cooldown is'} ${duration(reason.waitSeconds)} at ${reason.urgency} urgency`;
    case 'broke-cooldown':
      return `+${reason.step} is more than the last change of ${reason.lastStep}, so no cooldown`;
    case 'guarded':
      return guarded(reason, atMs);
    case 'respected':
      return `someone changed ${reason.from} to ${reason.to}, which stands for ${remaining(reason.untilMs, atMs)} more against ${reason.asked}`;
    case 'bounded':
      return `${reason.bound === 'max' ? 'at most' : 'at least'} ${reason.limit} by the ${reason.source}, asked ${reason.asked}`;
    case 'breaker':
      return breaker(reason, atMs);
    case 'ordered':
      return ordered(reason, atMs);
    case 'group-capped':
      return `group ${reason.group} is capped at ${reason.cap} ${reason.unit}, so ${reason.granted} instead of ${reason.asked}`;
    case 'made-room':
      return `made room in group ${reason.group} for members of higher priority, so ${reason.granted} instead of ${reason.asked}`;
    case 'blast-guard':
      return blastGuard(reason);
    case 'launch-limited':
      return `one tick starts at most ${reason.maxStarts} tasks in the fleet, so ${reason.granted} instead of ${reason.asked}`;
    default:
      return reason satisfies never;
  }
};

const headline = ({ from, to }: Decision): string => {
  if (to > from) return `Scale out from ${from} to ${to}`;
  if (to < from) return `Scale in from ${from} to ${to}`;
  return `Hold at ${from}`;
};

/** One sentence: what, and every clause that shaped it. */
export const explain = (decision: Decision): string => {
  const clauses = decision.reasons.map((reason) => explainReason(reason, decision.atMs));
  return clauses.length === 0
    ? `${headline(decision)}.`
    : `${headline(decision)}: ${clauses.join('; ')}.`;
};

/** The long form: one line a step, in the order in which they spoke. */
export const explainLong = (decision: Decision): readonly string[] => [
  `${headline(decision)} (asked ${decision.asked}, urgency ${decision.urgency})`,
  ...decision.reasons.map(
    (reason, index) => `${index + 1}. ${explainReason(reason, decision.atMs)}`,
  ),
];
