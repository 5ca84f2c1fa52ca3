/** What the coordinator of a divided fleet says of the whole: how it is divided, who is missing, and how the fleet is. */
import { intervalMsOf } from '#config/interval.ts';
import { newestSpend } from '#lib/fleet-summary.ts';
import { healthOfFleet } from '#lib/health/fleet-score.ts';
import type { TickReport } from '#lib/report.ts';
import { type Division, isSameDivision } from '#lib/shards/division.ts';
import { lateShards, namesOfLate } from '#lib/shards/late-shards.ts';
import type { Split } from '#lib/shards/split.ts';
import type { TickInput } from './input.ts';
import { asError, fail, noTrouble, type Trouble } from './trouble.ts';

/** Before shards are handed over: who reads their items knows by it which of them count. */
const keepDivision = async (
  { shards }: Split,
  { ports, tickMs, deadline }: TickInput,
): Promise<Division> => {
  const names = shards.map(({ name }) => name);
  const before = await ports.divisions.read(deadline);
  if (before !== null && isSameDivision(before, names)) return before;
  const division: Division = { shards: names, sinceMs: tickMs };
  await ports.divisions.keep(division, deadline);
  return division;
};

const missing = async (division: Division, input: TickInput): Promise<Trouble> => {
  const { ports, tickMs, fleet, deadline } = input;
  const intervalMs = intervalMsOf(fleet.parameters);
  const late = await lateShards(ports.lastTick, division, { nowMs: tickMs, intervalMs, deadline });
  if (late.length === 0) return noTrouble;
  const message = `${late.length} of ${division.shards.length} shards were not worked on for more than three ticks, so their services are not scaled: ${namesOfLate(late)}; look at the log, the throttles and the concurrency of the worker function, and at the dead letters of its queue`;
  return {
    ...noTrouble,
    alerts: [{ code: 'ticks-missed', service: null, group: null, message }],
  };
};

export const overseeShards = async (split: Split, input: TickInput): Promise<Trouble> => {
  try {
    return await missing(await keepDivision(split, input), input);
  } catch (thrown) {
    const error = new Error(
      'how the fleet is divided or which shards are missing could not be kept or read, so dashboards may count shards of before; the next tick tries again',
      { cause: asError(thrown) },
    );
    return fail('division', error);
  }
};

/**
 * As the shards' last ticks left it, so a tick late: this one's are being worked on. Reading them costs some 60 read units
 * a tick at 10,000 services, $0.35 a month.
 */
export const lastKnown = async ({
  ports,
  deadline,
}: TickInput): Promise<Pick<TickReport, 'health' | 'spend'>> => {
  try {
    const { summaries } = await ports.summaries.read(deadline);
    return {
      health: healthOfFleet(summaries.flatMap(({ rows }) => rows)),
      spend: newestSpend(summaries),
    };
  } catch {
    // Neither is worth a failed tick; where nothing is known nothing is said, and a gap in the metric shows it.
    return { health: null, spend: null };
  }
};
