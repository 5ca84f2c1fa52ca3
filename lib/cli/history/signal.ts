/** The last thousand points of a signal of a service, by the same reader that the API asks and ticks read with. */
import { keyOf, type Point, type ServiceId, type ServiceView } from '#engine/model.ts';
import { HttpProblem } from '#lib/control/http/problem.ts';
import { type Series, seriesOf, signalPoints } from '#lib/control/series.ts';
import { askedSignal } from '#lib/control/service-signal.ts';
import type { LiveInput } from '../live.ts';
import { CliFailure, UsageError } from '../usage-error.ts';

export const pointsAtMost = 1_000;

/** Minutes are kept for 15 days, five minutes for 63, hours for 455. */
const periods = new Map([
  ['1m', 60],
  ['5m', 300],
  ['1h', 3_600],
]);

export const signalArgs = {
  signal: { type: 'string', description: `The last ${pointsAtMost} points of this signal instead` },
  period: {
    type: 'string',
    description: `How long a point of --signal is: ${[...periods.keys()].join(', ')}; 1m by default`,
  },
} as const;

export const periodSaid = (text = '1m'): number => {
  const seconds = periods.get(text);
  if (seconds !== undefined) return seconds;
  throw new UsageError(`--period ${text} is none of ${[...periods.keys()].join(', ')}`);
};

export type SignalPast = Series & { readonly signal: string; readonly points: readonly Point[] };

const viewOf = async (id: ServiceId, { ports, deadline }: LiveInput): Promise<ServiceView> => {
  const lookup = (await ports.serviceReader.describe([id], deadline)).get(keyOf(id));
  if (lookup?.kind === 'found') return lookup.view;
  const why = lookup?.kind === 'failed' ? lookup.cause : 'there is no such service';
  throw new CliFailure(`ECS did not describe ${id.cluster}/${id.name}: ${why}`);
};

export const readSignalPast = async (
  id: ServiceId,
  signal: string,
  periodSeconds: number,
  input: LiveInput,
): Promise<SignalPast> => {
  const series = seriesOf(pointsAtMost, periodSeconds, input.tickMs);
  const view = await viewOf(id, input);
  try {
    const points = await signalPoints(askedSignal(signal, view, input), view, series, input);
    return { ...series, signal, points: points.slice(-pointsAtMost) };
  } catch (error) {
    // A problem of the API says what to do about it in words that fit here as well.
    if (error instanceof HttpProblem) throw new CliFailure(error.message, { cause: error });
    throw error;
  }
};
