/** The rows of the bench, in the order in which they are told. */
import { type Case, delays } from './case.ts';

type Variant = Partial<Pick<Case, 'loops' | 'delay' | 'firesMs' | 'barSeconds'>>;

const usual = { loops: 1, delay: delays.prompt, firesMs: 0, barSeconds: null } as const;

const minutes = (variant: Variant): Case => ({
  ...usual,
  name: 'CPU by the minute',
  work: 'requests',
  metricsSeconds: 60,
  ...variant,
});

const thirds = (variant: Variant): Case => ({
  ...usual,
  name: 'CPU by 20 s',
  work: 'requests',
  metricsSeconds: 20,
  ...variant,
});

const queues = (variant: Variant): Case => ({
  ...usual,
  name: 'length of a queue',
  work: 'jobs',
  metricsSeconds: 60,
  ...variant,
});

const { late } = delays;

/** As the schedule should be: on the full minute. */
export const onTime: readonly Case[] = [
  minutes({ barSeconds: 120 }),
  minutes({ delay: late }),
  minutes({ delay: late, loops: 3 }),
  thirds({}),
  thirds({ loops: 3, barSeconds: 45 }),
  thirds({ loops: 6, barSeconds: 45 }),
  thirds({ delay: late, loops: 6 }),
  queues({}),
  queues({ loops: 3 }),
  queues({ loops: 6, barSeconds: 15 }),
];

const lateBy: readonly number[] = [2_000, 30_000];

/** As EventBridge may be: it promises the minute and no second of it. */
export const delayed: readonly Case[] = lateBy.flatMap((firesMs) => [
  thirds({ loops: 3, firesMs }),
  queues({ loops: 6, firesMs }),
]);
