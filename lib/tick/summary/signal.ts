/** The one number that says most about a service: what its first rule with a value looked at. */
import type { Reason } from '#engine/reason.ts';
import type { SummarySignal } from '#lib/fleet-summary.ts';

/** Enough to read, and a value that wavers in its tenth digit is no news. */
const digits = 3;

const rounded = (value: number): number => Number(value.toPrecision(digits));

const lookedAt = (reason: Reason): SummarySignal | null => {
  switch (reason.kind) {
    case 'wish':
      return { name: reason.signal, value: rounded(reason.latest.value), target: reason.target };
    case 'assured':
      return { name: reason.signal, value: rounded(reason.latest.value), target: reason.limit };
    case 'score':
      return { name: 'load score', value: rounded(reason.score), target: reason.outAbove };
    case 'asleep':
      return { name: reason.signal, value: rounded(reason.value), target: reason.activation };
    case 'no-data':
      return { name: reason.signal, value: null, target: null };
    default:
      return null;
  }
};

export const mainSignalOf = (reasons: readonly Reason[]): SummarySignal | null => {
  const signals = reasons.map(lookedAt).filter((signal) => signal !== null);
  return signals.find(({ value }) => value !== null) ?? signals[0] ?? null;
};
