/** Trouble on demand: operations that throttle, fail, hang, answer by half or tell old news. */

export const faultKinds = ['throttle', 'error', 'timeout', 'partial', 'stale'] as const;

export type FaultKind = (typeof faultKinds)[number];

export type Fault = {
  /** As in `ecs:UpdateService`. */
  readonly operation: string;
  readonly kind: FaultKind;
  /** How many calls it hits. @default all, until cleared */
  readonly count?: number | undefined;
};

export type Faults = {
  /** Replaces whatever fault the operation had. */
  readonly set: (fault: Fault) => void;
  /** Of one operation, or of all. */
  readonly clear: (operation?: string) => void;
  readonly list: () => readonly Fault[];
};

type Active = Fault & { readonly sinceMs: number };

/** The fault that hits a call now; taking it uses it up by one. */
export type FaultSource = Faults & { readonly take: (operation: string) => Active | null };

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
      active.set(fault.operation, { ...fault, sinceMs: nowMs() });
    },
    clear: (operation) => {
      if (operation === undefined) active.clear();
      else active.delete(operation);
    },
    list: () => [...active.values()].map(({ sinceMs: _, ...fault }) => fault),
    take: (operation) => {
      const fault = active.get(operation);
      if (fault === undefined) return null;
      if (fault.count === 1) active.delete(operation);
      else if (fault.count !== undefined) {
        active.set(operation, { ...fault, count: fault.count - 1 });
      }
      return fault;
    },
  };
};
