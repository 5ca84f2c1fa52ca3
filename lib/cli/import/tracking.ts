/** Target tracking becomes a `track` rule: both hold a signal at its target, in proportion. */
import type { TrackedMetric, TrackingPolicy } from '#lib/registration.ts';
import { customSignal, nameFrom, type Plain, type RuleFragment, untranslated } from './fragment.ts';

type SignalChoice = {
  readonly signal: string;
  readonly signals: Readonly<Record<string, Plain>>;
  readonly notes: readonly string[];
};

const highResolution =
  'its 20 s resolution is not taken over: Flyball decides once a minute, on metrics of a minute';

const predefined: Readonly<Record<string, Omit<SignalChoice, 'signals'>>> = {
  ECSServiceAverageCPUUtilization: { signal: 'cpu', notes: [] },
  ECSServiceAverageMemoryUtilization: { signal: 'memory', notes: [] },
  ECSServiceAverageCPUUtilizationHighResolution: { signal: 'cpu', notes: [highResolution] },
  ECSServiceAverageMemoryUtilizationHighResolution: { signal: 'memory', notes: [highResolution] },
  ALBRequestCountPerTarget: {
    signal: 'requestsPerTask',
    notes: ['the same unit, requests per minute and task; no traffic at all counts as none here'],
  },
};

const perTask =
  'it is taken for an average over tasks, as target tracking takes every metric; if it is a total of the service, write per: service and the target per task';

const signalOf = (name: string, metric: TrackedMetric): SignalChoice | string => {
  switch (metric.kind) {
    case 'predefined': {
      const known = predefined[metric.name];
      return known === undefined ? `Flyball has no ${metric.name}` : { ...known, signals: {} };
    }
    case 'custom': {
      const { kind, ...source } = metric;
      return { signal: name, signals: { [name]: customSignal(source, 'task') }, notes: [perTask] };
    }
    case 'math': {
      const { expression, metrics } = metric;
      const signal: Plain = { kind: 'expression', per: 'task', expression, metrics };
      return { signal: name, signals: { [name]: signal }, notes: [perTask] };
    }
    case 'unreadable':
      return metric.why;
    default:
      return metric satisfies never;
  }
};

export const trackRule = (policy: TrackingPolicy): RuleFragment => {
  const { name, target, metric, scaleInDisabled } = policy;
  const from = `${name}: target tracking at ${target}`;
  const chosen = signalOf(nameFrom(name), metric);
  if (typeof chosen === 'string') return untranslated(from, `left out, because ${chosen}`);
  const { signal, signals, notes } = chosen;
  const oneWay = scaleInDisabled
    ? ['it never scaled in; Flyball has that for the service as a whole (limits), not for one rule']
    : [];
  // It knows none of them; whoever wants them leaves them out.
  const censored = signal === 'cpu' ? { saturation: false } : {};
  const rule = { kind: 'track', signal, target, ...censored, trend: false, steady: false };
  return { notes: [from, ...notes, ...oneWay], rule, signals };
};
