/** Which queues teach how much a busy worker does, and what is read of them. */
import type { Read } from '#engine/plan-reads.ts';
import type { Policy } from '#engine/policy.ts';
import { signalsOf } from '#engine/policy-signals.ts';

export type PaceSubject = { readonly signal: string; readonly queueUrl: string };

export const pacesOf = (policy: Policy): readonly PaceSubject[] => {
  const definitions = signalsOf(policy);
  const rules = [...policy.rules, ...(policy.challenger?.rules ?? [])];
  const learnt = rules.flatMap((rule) =>
    rule.kind === 'backlog' && rule.learn !== null ? [rule.signal] : [],
  );
  return [...new Set(learnt)].flatMap((signal) => {
    const definition = definitions[signal];
    return definition?.kind === 'queueDepth' ? [{ signal, queueUrl: definition.queueUrl }] : [];
  });
};

type QueueSeries = 'done' | 'waiting';

/** Nobody's name, since a name of the fleet file has no space in it. */
export const paceSignal = (signal: string, series: QueueSeries): string =>
  `jobs ${series} of ${signal}`;

/** A job is done when its message is deleted; purging a queue deletes none in this count. */
const sources: Readonly<
  Record<QueueSeries, { readonly metric: string; readonly statistic: string }>
> = {
  done: { metric: 'NumberOfMessagesDeleted', statistic: 'Sum' },
  waiting: { metric: 'ApproximateNumberOfMessagesVisible', statistic: 'Average' },
};

const definitionOf = (queueUrl: string, series: QueueSeries): Read['definition'] => ({
  kind: 'custom',
  per: 'service',
  namespace: 'AWS/SQS',
  dimensions: { QueueName: queueUrl.slice(queueUrl.lastIndexOf('/') + 1) },
  ...sources[series],
});

export const paceReads = (
  paces: readonly PaceSubject[],
  window: Omit<Read, 'signal' | 'definition'>,
): readonly Read[] =>
  paces.flatMap(({ signal, queueUrl }) =>
    (['done', 'waiting'] as const).map((series) => ({
      ...window,
      signal: paceSignal(signal, series),
      definition: definitionOf(queueUrl, series),
    })),
  );
