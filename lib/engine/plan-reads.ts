/**
 * What to read, as a pure function of the fleet. Metric reads are the bill, so this is the one place
 * that decides about them; for now every signal of every service is read on every tick.
 */
import type { ServiceId, ServiceView } from './model.ts';
import type { Policy, SignalDefinition } from './policy.ts';

/** One signal of one service over one window, in a single request. */
export type Read = {
  readonly service: ServiceId;
  readonly signal: string;
  readonly definition: SignalDefinition;
  readonly targetGroupArns: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  readonly periodSeconds: number;
};

export type ReadRequest = { readonly policy: Policy; readonly view: ServiceView };

const periodSeconds = 60;

/** Points older than every window that a rule or step looks at would be fetched for nothing. */
const lookBackSeconds = (policy: Policy): number =>
  Math.max(policy.stabilizeSeconds.out, policy.stabilizeSeconds.in) +
  policy.staleAfterSeconds +
  periodSeconds;

const signalsOf = (policy: Policy): readonly string[] => [
  ...new Set(policy.rules.map((rule) => rule.signal)),
];

const floorTo = (ms: number, seconds: number): number => ms - (ms % (seconds * 1000));

export const planReads = (fleet: readonly ReadRequest[], nowMs: number): readonly Read[] =>
  fleet.flatMap(({ policy, view }) => {
    const endMs = floorTo(nowMs, periodSeconds);
    const startMs = floorTo(nowMs - lookBackSeconds(policy) * 1000, periodSeconds);
    return signalsOf(policy).flatMap((signal) => {
      const definition = policy.signals[signal];
      if (definition === undefined) return [];
      const { id: service, targetGroupArns } = view;
      return [{ service, signal, definition, targetGroupArns, startMs, endMs, periodSeconds }];
    });
  });
