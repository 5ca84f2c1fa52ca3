import type { Deadline } from '#lib/ports.ts';
import { deadlineOf } from './deadline.ts';

/**
 * The scheduler may fire at second 59 of its minute; a tick of one second would act on nothing, minute after minute.
 * Beyond the next tick's start, claims and versions keep the two apart.
 */
const atLeastMs = 20_000;

export type TickTime = {
  /** Until Lambda stops the function. */
  readonly invocationMs: number;
  readonly untilNextTickMs: number;
};

export const tickDeadline = ({ invocationMs, untilNextTickMs }: TickTime): Deadline =>
  deadlineOf({ invocationMs, wishedMs: Math.max(atLeastMs, untilNextTickMs) });
