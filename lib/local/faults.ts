/** Trouble on demand: operations that throttle, fail, hang, answer by half or tell old news. */
import { homeKeyOf } from '#config/homes.ts';
import type { Home } from './arns.ts';

export const faultKinds = ['throttle', 'error', 'timeout', 'partial', 'stale'] as const;

export type FaultKind = (typeof faultKinds)[number];

export type Fault = {
  /** As in `ecs:UpdateService`. */
  readonly operation: string;
  readonly kind: FaultKind;
  /** How many calls it hits. @default all, until cleared */
  readonly count?: number | undefined;
  /** Where it hits. @default everywhere */
  readonly home?: Home | undefined;
};

export type Faults = {
  /** Replaces whatever fault the operation had in that place. */
  readonly set: (fault: Fault) => void;
  /** Of one operation, or of all. */
  readonly clear: (operation?: string) => void;
  readonly list: () => readonly Fault[];
};

type Active = Fault & { readonly sinceMs: number };

/** The fault that hits a call now; taking it uses it up by one. */
export type FaultSource = Faults & {
  readonly take: (operation: string, home: Home) => Active | null;
};

const keyOf = (operation: string, home: Home | undefined): string =>
  home === undefined ? operation : `${operation} ${homeKeyOf(home)}`;

/** Half an answer and old news make sense only where there are many parts, or a history. */
const onlyFor: Readonly<Partial<Record<FaultKind, readonly string[]>>> = {
  partial: [
    'cloudwatch:GetMetricData',
    'cloudwatch:QueryMetrics',
    'dynamodb:BatchGetItem',
    'events:PutEvents',
  ],
  stale: ['cloudwatch:GetMetricData', 'cloudwatch:GetMetricStatistics', 'cloudwatch:QueryMetrics'],
};

export const createFaults = (operations: readonly string[], nowMs: () => number): FaultSource => {
  const active = new Map<string, Active>();

  const check = ({ operation, kind, count }: Fault): void => {
    const possible = onlyFor[kind] ?? operations;
    if (!operations.includes(operation) || !possible.includes(operation)) {
      const known = possible.join(', ');
      throw new RangeError(`Fault ${kind} of ${operation} is not possible; it is for: ${known}`);
    }
    if (count === undefined || (Number.isInteger(count) && count > 0)) return;
    throw new RangeError(`count is ${count}; give a whole number above 0, or none for all calls`);
  };

  return {
    set: (fault) => {
      check(fault);
      active.set(keyOf(fault.operation, fault.home), { ...fault, sinceMs: nowMs() });
    },
    clear: (operation) => {
      for (const [key, fault] of active) {
        if (operation === undefined || fault.operation === operation) active.delete(key);
      }
    },
    list: () => [...active.values()].map(({ sinceMs: _, ...fault }) => fault),
    take: (operation, home) => {
      const fault = active.get(keyOf(operation, home)) ?? active.get(operation);
      if (fault === undefined) return null;
      const key = keyOf(operation, fault.home);
      if (fault.count === 1) active.delete(key);
      else if (fault.count !== undefined) active.set(key, { ...fault, count: fault.count - 1 });
      return fault;
    },
  };
};
