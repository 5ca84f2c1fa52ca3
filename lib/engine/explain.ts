/** Turns the trail of reasons into English. Nothing else in the project does. */
import { advised, assured, foreseen } from './explain/ahead.ts';
import { blastGuard, breaker, guarded, limited, ordered } from './explain/holds.ts';
import { paced } from './explain/pace.ts';
import { asleep, noData, score, surge, wish } from './explain/rules.ts';
import { duration, percent, remaining, tasks } from './explain/words.ts';
import type { Decision } from './model.ts';
import type { Reason } from './reason.ts';

/** One reason as a clause. `atMs` is the time of the decision, so that waits read as "for 40 s more". */
export const explainReason = (reason: Reason, atMs: number): string => {
  switch (reason.kind) {
    case 'wish':
      return wish(reason);
    case 'paced':
      return paced(reason);
    case 'no-data':
      return noData(reason);
    case 'unread':
      return `${reason.rule}: ${reason.signal} was not due to be read`;
    case 'score':
      return score(reason);
    case 'surge':
      return surge(reason);
    case 'assured':
      return assured(reason);
    case 'foreseen':
      return foreseen(reason);
    case 'advised':
      return advised(reason);
    case 'asleep':
      return asleep(reason);
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
      return limited(reason, atMs);
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
