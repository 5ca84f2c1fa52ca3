/** The real tick and its looks, minute after minute, in time that moves only when somebody waits. */
import { loopUntilNextTick } from '#lib/function/loops.ts';
import type { Deadline } from '#lib/ports.ts';
import type { TickReport } from '#lib/report.ts';
import { runTick } from '#lib/tick.ts';
import type { Case, Reaction } from './case.ts';
import { tasksBefore } from './step-load.ts';
import { minuteMs, type Stage, setStage, stepMinuteMs } from './world.ts';

/** Ticks before the step that see every service once, and after it until nobody could be waited for any more. */
const minutesBefore = 3;
const minutesAfter = 10;

/** Of the machine's own time, for a minute of the bench. */
const realMs = 120_000;

export type Played = {
  readonly reactions: readonly Reaction[];
  /** Services that were given tasks before their load had changed. */
  readonly early: number;
  /** Services that were given none. */
  readonly never: number;
  /** Metrics that were paid for, a service and minute, before anything happened. */
  readonly metricsAMinute: number;
};

type Book = { readonly reactions: Reaction[]; early: number; readonly open: Set<string> };

/** Time stands still while the function works, so what is told now was done now. */
const write = (book: Book, { steppings, desiredOf, clock }: Stage): void => {
  for (const stepping of steppings) {
    if (!book.open.has(stepping.name) || desiredOf(stepping) <= tasksBefore) continue;
    book.open.delete(stepping.name);
    const seconds = (clock.nowMs() - stepping.atMs) / 1000;
    if (seconds < 0) book.early += 1;
    else book.reactions.push({ phase: stepping.phase, seconds });
  }
};

const failIfAnyDid = ({ failed, claimed }: TickReport): void => {
  if (!claimed) throw new Error('a tick of the bench was not claimed');
  if (failed.length > 0) throw new AggregateError(failed.map(({ error }) => error));
};

const advanceTo = ({ clock }: Stage, atMs: number): void =>
  clock.advance(Math.max(0, atMs - clock.nowMs()));

/** The tick of one minute and the looks inside it; returns the metrics they paid for. */
const playMinute = async (
  stage: Stage,
  tickMs: number,
  onLook: (report: TickReport) => void,
): Promise<number> => {
  const { clock, given } = stage;
  const deadline: Deadline = {
    remainingMs: () => tickMs + minuteMs - clock.nowMs(),
    signal: AbortSignal.timeout(realMs),
  };
  const input = { ...given, tickMs, deadline };
  let metrics = 0;
  const note = (report: TickReport): void => {
    failIfAnyDid(report);
    metrics += report.billedMetrics;
    onLook(report);
  };
  const report = await runTick(input);
  note(report);
  await loopUntilNextTick(report, {
    ...input,
    clock: clock.nowMs,
    pause: async (untilMs) => advanceTo(stage, untilMs),
    onLook: note,
  });
  return metrics;
};

export const play = async (measured: Case): Promise<Played> => {
  const stage = await setStage(measured);
  const { steppings } = stage;
  const book: Book = { reactions: [], early: 0, open: new Set(steppings.map(({ name }) => name)) };
  const firstMs = stepMinuteMs - minutesBefore * minuteMs;
  const lastMs = stepMinuteMs + minutesAfter * minuteMs;
  let calmMetrics = 0;
  try {
    for (let tickMs = firstMs; tickMs <= lastMs && book.open.size > 0; tickMs += minuteMs) {
      advanceTo(stage, tickMs + measured.firesMs);
      const metrics = await playMinute(stage, tickMs, () => write(book, stage));
      if (tickMs < stepMinuteMs) calmMetrics += metrics;
    }
  } finally {
    await stage.stop();
  }
  return {
    reactions: book.reactions,
    early: book.early,
    never: book.open.size,
    metricsAMinute: calmMetrics / minutesBefore / steppings.length,
  };
};
