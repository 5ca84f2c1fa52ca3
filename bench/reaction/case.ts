/** What is measured: one row of the table. */
import type { MetricDelay } from '#local/operation.ts';

export type Work = 'requests' | 'jobs';

export type Case = {
  readonly name: string;
  readonly work: Work;
  readonly loops: 1 | 2 | 3 | 6;
  /** How often ECS publishes CPU. Of queues nothing is read there. */
  readonly metricsSeconds: 60 | 20;
  readonly delay: MetricDelay;
  /** How long after the full minute the schedule wakes the function. */
  readonly firesMs: number;
  /** What was asked of it, at the worst phase; `null`: nothing. */
  readonly barSeconds: number | null;
};

/**
 * A point appears so long after its minute, one of 20 seconds after a third of that. `prompt` is what comparisons and the
 * figures of AWS on 20-second metrics go by, `late` what `npm start` has.
 */
export const delays = {
  prompt: { fromSeconds: 60, toSeconds: 60 },
  late: { fromSeconds: 60, toSeconds: 90 },
} as const satisfies Readonly<Record<string, MetricDelay>>;

export const phaseSeconds: readonly number[] = Array.from({ length: 12 }, (_, index) => 5 * index);

/** Services a phase, each with noise of its own. All of them together are below the burst that ECS takes. */
export const servicesAPhase = 3;

/** One load change, and what came of it. */
export type Reaction = { readonly phase: number; readonly seconds: number };
