/** Which signals there are: the built-in ones, which resolve themselves from the service, and the named ones. */
import type { SignalDefinition } from '#engine/policy.ts';
import { lookUp } from './fleet.ts';

const needsQueue = ['queueDepth', 'queueAge'] as const;

type QueueSignal = (typeof needsQueue)[number];

/** Latency at its 95th percentile: averages hide the users who wait, and p99 of few requests is noise. */
const fromService = {
  cpu: { kind: 'cpu' },
  memory: { kind: 'memory' },
  requests: { kind: 'requests' },
  // Demand is total requests over the target per task, so both names read the same total.
  requestsPerTask: { kind: 'requests' },
  latency: { kind: 'latency', statistic: 'p95' },
  errors: { kind: 'errors' },
} as const satisfies Readonly<Record<string, SignalDefinition>>;

export const builtInSignals: readonly string[] = [...Object.keys(fromService), ...needsQueue];

const isQueueSignal = (name: string): name is QueueSignal =>
  needsQueue.some((known) => known === name);

type Found =
  | { readonly kind: 'found'; readonly definition: SignalDefinition }
  | { readonly kind: 'no-queue' }
  | { readonly kind: 'unknown' };

export const findSignal = (
  name: string,
  named: Readonly<Record<string, SignalDefinition>>,
  queueUrl: string | undefined,
): Found => {
  if (isQueueSignal(name)) {
    if (queueUrl === undefined) return { kind: 'no-queue' };
    return { kind: 'found', definition: { kind: name, queueUrl } };
  }
  const definition = lookUp<SignalDefinition>(fromService, name) ?? lookUp(named, name);
  return definition === null ? { kind: 'unknown' } : { kind: 'found', definition };
};
