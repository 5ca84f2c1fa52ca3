/**
 * What makes a decision news. Decisions are recorded when the count changes or when the reason for leaving it
 * does; a service that sits within its dead band for a week is one record.
 */
import type { Decision } from './model.ts';
import type { Reason } from './reason.ts';

/** Reasons of every quiet tick; which of them is present says nothing new. */
const quiet: ReadonlySet<Reason['kind']> = new Set([
  'wish',
  'paced',
  'assured',
  'foreseen',
  'score',
  'combined',
  'within-tolerance',
  'stabilized',
  'unread',
]);

const labelOf = (reason: Reason): string => {
  switch (reason.kind) {
    case 'guarded':
      return `guarded ${reason.guard}`;
    case 'bounded':
      return `bounded ${reason.bound}`;
    case 'advised':
      return `advised ${reason.rule} ${reason.doubt.kind}`;
    case 'no-data':
      return `no-data ${reason.rule} ${reason.why} ${reason.treatment}`;
    default:
      return reason.kind;
  }
};

/** A decision that was made without looking says nothing of what was seen last, unless it changes the count. */
export const digestAfter = (decision: Decision, before: string | undefined): string => {
  const isUnread = decision.reasons.some(({ kind }) => kind === 'unread');
  return isUnread && before !== undefined && decision.from === decision.to
    ? before
    : digestOf(decision);
};

/** Where a challenger differs is what one looks for afterwards, so its changes of mind are news too. */
export const digestOf = ({ from, to, reasons, challenger }: Decision): string => {
  const labels = reasons.filter(({ kind }) => !quiet.has(kind)).map(labelOf);
  const other = challenger === null ? [] : [`challenger ${challenger.to}`];
  return [from === to ? 'hold' : `${from}>${to}`, ...new Set(labels), ...other].join(', ');
};
