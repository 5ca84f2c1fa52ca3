/** The local world's events as lines on a terminal. */
import { shownKeyOf } from '#lib/shown-name.ts';
import { localHome } from '#local/arns.ts';
import type { LoggedDecision, LogLine } from '#local/journal.ts';
import type { Wake } from '#local/scheduler/schedules.ts';
import type { Paint } from '../colour.ts';

const clockOf = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

const actionLine = (decision: LoggedDecision, paint: Paint): string => {
  const { atMs, service, from, to, why, hindrance } = decision;
  const counts = `${from} → ${to}`;
  const arrow = hindrance === null ? paint(to > from ? 'green' : 'yellow', counts) : counts;
  const what = hindrance === null ? why : `not done: ${hindrance}`;
  return `${paint('dim', clockOf(atMs))}  ${shownKeyOf(service, localHome).padEnd(24)} ${arrow}  ${paint('dim', what)}`;
};

/**
 * Lines for what changes; `null` for a hold, of which there is one per service and minute, and for a service that is
 * only observed and wishes for the same again.
 */
export const createActionLines = (paint: Paint) => {
  const lastByService = new Map<string, string>();
  return (decision: LoggedDecision): string | null => {
    const { service, from, to } = decision;
    const wish = `${from} ${to}`;
    if (from === to || lastByService.get(service) === wish) return null;
    lastByService.set(service, wish);
    return actionLine(decision, paint);
  };
};

export const troubleLine = ({ atMs, level, text }: LogLine, paint: Paint): string | null =>
  level === 'ERROR' ? `${paint('dim', clockOf(atMs))}  ${paint('red', text)}` : null;

export const wakeLine = ({ dueMs }: Wake, error: string, paint: Paint): string =>
  `${paint('dim', clockOf(dueMs))}  ${paint('red', `the tick failed: ${error}`)}`;
