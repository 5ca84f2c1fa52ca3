/**
 * The looks inside a minute, one after the other, until the next tick is due. Each is a tick of its own with its own
 * claim, so one that is late finds the next tick's claim and ends them all.
 */
import { looksAMinute } from '#config/interval.ts';
import type { Failed, TickReport } from '#lib/report.ts';
import type { Eager } from '#lib/tick/eager.ts';
import type { TickInput } from '#lib/tick/input.ts';
import { type Again, lookAgain } from '#lib/tick/look-again.ts';
import { asError } from '#lib/tick/trouble.ts';
import { unclaimed } from '#lib/tick/unclaimed.ts';
import type { Pacing } from './pause.ts';

/** One read, one save and one update need about this long; what has less before the next tick is not begun. */
const leastMs = 1_500;

const minuteMs = 60_000;

export type LoopsInput = TickInput & Pacing & { readonly onLook: (report: TickReport) => void };

/** Moments after the tick at which it is looked again, in its own time. */
export const momentsOf = ({ tickMs, fleet }: Pick<TickInput, 'tickMs' | 'fleet'>) => {
  const looks = looksAMinute(fleet.parameters);
  return Array.from({ length: looks - 1 }, (_, index) => {
    const atMs = tickMs + ((index + 1) * minuteMs) / looks;
    return { atMs, untilMs: atMs + minuteMs / looks };
  });
};

/** Of the invocation's time and of the time until the next tick, the lesser, once it is `atMs`. */
const leftAt = (atMs: number, { deadline, tickMs, clock }: LoopsInput): number => {
  const waitMs = Math.max(0, atMs - clock(tickMs));
  return Math.min(
    deadline.remainingMs() - waitMs,
    tickMs + minuteMs - Math.max(atMs, clock(tickMs)),
  );
};

export type Looped = { readonly looks: number; readonly failed: readonly Failed[] };

/** The claim could not be asked for, or the world fell apart: the next look tries again. */
const attempt = async (world: TickInput, eager: Eager): Promise<Again> => {
  try {
    return await lookAgain(world, eager);
  } catch (thrown) {
    const at = new Date(world.tickMs).toISOString();
    const error = new Error(`the look at ${at}, inside the minute, failed`, {
      cause: asError(thrown),
    });
    const failed = [{ service: 'look', error }];
    return { report: { ...unclaimed(world.tickMs), claimed: true, failed }, eager };
  }
};

/** A moment whose successor has passed already is skipped: a function that was slow must not run after itself. */
export const loopUntilNextTick = async (
  { eager: first }: Pick<TickReport, 'eager'>,
  input: LoopsInput,
): Promise<Looped> => {
  const { onLook, ...world } = input;
  const { clock, pause, tickMs, deadline } = world;
  const failed: Failed[] = [];
  let [eager, looks, longestMs] = [first, 0, leastMs];
  if (pause === null || eager.services.length === 0) return { looks, failed };
  for (const { atMs, untilMs } of momentsOf(world)) {
    if (clock(tickMs) >= untilMs) continue;
    if (leftAt(atMs, input) < longestMs) break;
    await pause(atMs);
    const beganMs = deadline.remainingMs();
    const again = await attempt({ ...world, tickMs: atMs, lastTickMs: tickMs }, eager);
    if (!again.report.claimed) break;
    longestMs = Math.max(longestMs, beganMs - deadline.remainingMs());
    looks += 1;
    failed.push(...again.report.failed);
    onLook(again.report);
    eager = again.eager;
  }
  return { looks, failed };
};
