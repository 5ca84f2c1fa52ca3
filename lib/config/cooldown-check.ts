/** Cooldowns by urgency must not be upside down: an urgent wish must not wait longer than one that is not. */
import type { Cooldown, PerDirection, Urgency } from '#engine/policy.ts';
import type { Origin } from './layers.ts';
import type { Problem } from './problem.ts';
import { durationText } from './units.ts';

export type Waits = PerDirection<Partial<Cooldown>>;

type Direction = keyof Waits;

export type WaitOrigin = (direction: Direction, urgency: Urgency) => Origin;

type Side = { readonly urgency: Urgency; readonly seconds: number; readonly origin: Origin };

/** `urgent` waits longer than `calm`. */
type Fault = { readonly direction: Direction; readonly urgent: Side; readonly calm: Side };

const mostUrgentFirst = ['high', 'medium', 'low'] as const;

/** Scale-in is never urgent: its one parameter stands for all urgencies, and contradicts none of them. */
const isBeyondCompare = (direction: Direction, { rank }: Origin): boolean =>
  direction === 'in' && rank < 0;

const faultsOf = (waits: Waits, originOf: WaitOrigin, direction: Direction): readonly Fault[] => {
  const said = mostUrgentFirst.flatMap((urgency): readonly Side[] => {
    const seconds = waits[direction][urgency];
    const origin = originOf(direction, urgency);
    return seconds === undefined || isBeyondCompare(direction, origin)
      ? []
      : [{ urgency, seconds, origin }];
  });
  return said.flatMap((urgent, index) => {
    const calm = said[index + 1];
    return calm !== undefined && urgent.seconds > calm.seconds ? [{ direction, urgent, calm }] : [];
  });
};

const sideText = ({ urgency, seconds }: Side): string => `${urgency} ${durationText(seconds)}`;

/** Most cooldowns are the same both ways, and so are their faults. */
const wayText = (fault: Fault, others: readonly Fault[]): string => {
  const isSame = ({ urgent, calm }: Fault): boolean =>
    sideText(urgent) === sideText(fault.urgent) && sideText(calm) === sideText(fault.calm);
  return others.some(isSame) ? '' : ` on the way ${fault.direction}`;
};

/** The one that was written closer to the service is to blame. */
const problemOf = (fault: Fault, others: readonly Fault[]): Problem => {
  const { urgent, calm } = fault;
  const way = wayText(fault, others);
  const why = 'an urgent wish must not wait longer';
  if (calm.origin.rank > urgent.origin.rank) {
    const raise = durationText(urgent.seconds);
    return {
      path: calm.origin.path,
      value: sideText(calm),
      message: `is below ${sideText(urgent)} (${urgent.origin.path})${way}; ${why}, so raise ${calm.urgency} to ${raise}, or lower ${urgent.urgency}`,
    };
  }
  const lower = durationText(calm.seconds);
  return {
    path: urgent.origin.path,
    value: sideText(urgent),
    message: `is above ${sideText(calm)} (${calm.origin.path})${way}; ${why}, so lower ${urgent.urgency} to ${lower}, or raise ${calm.urgency}`,
  };
};

export const cooldownProblems = (waits: Waits, originOf: WaitOrigin): readonly Problem[] => {
  const out = faultsOf(waits, originOf, 'out');
  const inwards = faultsOf(waits, originOf, 'in');
  return [
    ...out.map((fault) => problemOf(fault, inwards)),
    ...inwards.map((fault) => problemOf(fault, out)),
  ];
};
