/**
 * What to read, as a pure function of the fleet: whole windows, so that nothing is lost by asking less often. Whose turn
 * it is is told in `cadence/turns.ts`, for metric reads are the bill.
 */

import type { Breaker } from './breaker/breaker.ts';
import { usualSeconds } from './collapse.ts';
import { comparedSeconds } from './foresight/freshen.ts';
import type { ServiceId, ServiceView } from './model.ts';
import type { Policy, Rule, SignalDefinition, TrackRule } from './policy.ts';
import { signalsOf, signalsToRead } from './policy-signals.ts';
import { assureSeconds } from './rules/assure.ts';
import { noiseSeconds } from './rules/noise.ts';

/** One signal of one service over one window, in a single request. */
export type Read = {
  readonly service: ServiceId;
  readonly signal: string;
  /** Never a formula: those are computed from what was read. */
  readonly definition: Exclude<SignalDefinition, { kind: 'formula' }>;
  readonly targetGroupArns: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  readonly periodSeconds: number;
  /** Where points of 20 seconds are asked for as well. @default nowhere */
  readonly thirds?: Span;
};

export type Span = { readonly startMs: number; readonly endMs: number };

export type ReadRequest = {
  readonly policy: Policy;
  readonly view: ServiceView;
  /** @default all that the policy needs */
  readonly signals?: readonly string[];
  /** @default as far as the policy looks */
  readonly atLeastSeconds?: number;
};

const periodSeconds = 60;

const windowOfRule = (rule: Rule): number => {
  switch (rule.kind) {
    case 'step':
      return rule.evaluate.of * periodSeconds;
    case 'load':
      return rule.inAfterSeconds;
    case 'surge':
      return rule.withinSeconds;
    case 'track':
      return Math.max(rule.steady ? noiseSeconds : 0, windowOfTrend(rule));
    case 'assure':
      return assureSeconds;
    case 'forecast':
      return comparedSeconds;
    case 'backlog':
      return 0;
    default:
      return rule satisfies never;
  }
};

/** Without knowing the noise nobody could tell a rise from it. */
const windowOfTrend = ({ trend }: TrackRule): number =>
  trend === null ? 0 : Math.max(noiseSeconds, trend.overSeconds);

const windowOfMissing = ({ missing }: Rule): number =>
  Math.max(...[missing.out, missing.in].map((each) => (each.kind === 'last' ? each.seconds : 0)));

const windowOfBreaker = ({ trip }: Breaker): number =>
  trip.kind === 'error-rate' ? trip.overSeconds : 0;

const windowOfCollapse = ({ collapse }: Policy): number =>
  collapse === null ? 0 : usualSeconds(collapse) + collapse.holdSeconds;

/** As far back as any step or rule looks; points older than that would be fetched for nothing. */
const windowOfPolicy = (policy: Policy): number =>
  Math.max(
    policy.stabilizeSeconds.out,
    policy.stabilizeSeconds.in,
    windowOfCollapse(policy),
    ...policy.rules.map(windowOfRule),
    ...policy.rules.map(windowOfMissing),
    ...policy.breakers.map(windowOfBreaker),
  );

export const lookBackSeconds = (policy: Policy): number =>
  Math.max(
    windowOfPolicy(policy),
    policy.challenger === null ? 0 : windowOfPolicy(policy.challenger),
  ) +
  policy.staleAfterSeconds +
  periodSeconds;

const floorTo = (ms: number, seconds: number): number => ms - (ms % (seconds * 1000));

/** What a service publishes every 20 seconds, where it was told to. */
export const thirdSeconds = 20;

/** As far back as minutes may still be filling; older ones are read whole. */
const thirdsBackMs = 600_000;

const publishesThirds = (kind: SignalDefinition['kind']): boolean =>
  kind === 'cpu' || kind === 'memory';

const thirdsOf = ({ react }: Policy, kind: SignalDefinition['kind'], nowMs: number) => {
  if (react !== 'fast' || !publishesThirds(kind)) return {};
  const endMs = floorTo(nowMs, thirdSeconds);
  return { thirds: { startMs: floorTo(endMs - thirdsBackMs, periodSeconds), endMs } };
};

export const planReads = (fleet: readonly ReadRequest[], nowMs: number): readonly Read[] =>
  fleet.flatMap(({ policy, view, signals = signalsToRead(policy), atLeastSeconds = 0 }) => {
    const endMs = floorTo(nowMs, periodSeconds);
    const lookBackMs = Math.max(lookBackSeconds(policy), atLeastSeconds) * 1000;
    const startMs = floorTo(nowMs - lookBackMs, periodSeconds);
    const definitions = signalsOf(policy);
    return signals.flatMap((signal) => {
      const definition = definitions[signal];
      if (definition === undefined || definition.kind === 'formula') return [];
      const { kind } = definition;
      const { id: service, targetGroupArns } = view;
      const window = {
        startMs,
        // A queue is asked how it is now, which need not be at a whole minute.
        endMs: kind === 'queueDepth' ? nowMs : endMs,
        periodSeconds,
        ...thirdsOf(policy, kind, nowMs),
      };
      return [{ service, signal, definition, targetGroupArns, ...window }];
    });
  });
