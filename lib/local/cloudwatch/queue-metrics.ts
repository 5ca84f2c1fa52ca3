/** AWS/SQS: once a minute while the queue is active, which it is until six hours after its last use. */
import type { QueueMinute } from '#simulator/plant/minute.ts';
import { sampled } from '#simulator/plant/samples.ts';
import { hasDimensions, minutesIn, type Namespace, noData } from './metric.ts';

const activeMs = 6 * 3_600_000;

type Measure = { readonly unit: string; readonly of: (queue: QueueMinute) => number };

const measures: Readonly<Record<string, Measure>> = {
  ApproximateNumberOfMessagesVisible: { unit: 'Count', of: (queue) => queue.waiting },
  ApproximateNumberOfMessagesNotVisible: { unit: 'Count', of: (queue) => queue.inFlight },
  ApproximateNumberOfMessagesDelayed: { unit: 'Count', of: () => 0 },
  ApproximateAgeOfOldestMessage: { unit: 'Seconds', of: (queue) => queue.oldestAgeSeconds },
  NumberOfMessagesSent: { unit: 'Count', of: (queue) => queue.sent },
  NumberOfMessagesDeleted: { unit: 'Count', of: (queue) => queue.done },
};

export const queueMetrics: Namespace = (metric, range, context) => {
  const measure = measures[metric.name];
  if (measure === undefined || !hasDimensions(metric, 'QueueName')) return noData;
  const name = metric.dimensions['QueueName'];
  const run = context.world.services().find((each) => each.queue?.setup.name === name);
  if (run === undefined) return noData;
  const data = minutesIn(run.setup, range, context).flatMap(({ startMs, queue }) =>
    queue === null || queue.idleMs > activeMs
      ? []
      : [{ atMs: startMs, samples: sampled(measure.of(queue)), slices: null }],
  );
  return { unit: measure.unit, data };
};
