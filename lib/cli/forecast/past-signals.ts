/** The last four weeks of a service's CPU, memory and requests, and what comes after them. */
import { occasionsFor } from '#config/occasions.ts';
import { endOf, type LoadSeries } from '#engine/foresight/load-series.ts';
import { keyOf } from '#engine/model.ts';
import type { SignalDefinition } from '#engine/policy.ts';
import { usualSettings } from '#lib/forecast/forecast.ts';
import { type Outlook, outlook } from '#lib/forecast/outlook.ts';
import { coarse, historyReads, type Learner } from '#lib/learning/history-reads.ts';
import { historyOf } from '#lib/learning/load-of-history.ts';
import type { Assessed } from '#lib/tick/assess.ts';
import type { LiveInput } from '../live.ts';

export const foretold = ['cpu', 'memory', 'requests'] as const;

export type SignalName = (typeof foretold)[number];

/** Load of the whole service: tasks times percent, or requests a minute. */
export type PastSignal =
  | { readonly kind: 'known'; readonly past: LoadSeries; readonly outlook: Outlook }
  | { readonly kind: 'unknown'; readonly why: string };

export type PastSignals = {
  readonly signals: Readonly<Record<SignalName, PastSignal>>;
  readonly billedMetrics: number;
};

const definitions = {
  cpu: { kind: 'cpu' },
  memory: { kind: 'memory' },
  requests: { kind: 'requests' },
} as const satisfies Record<SignalName, SignalDefinition>;

/** What its policy goes by is beside the point: everybody has these three, or could have. */
const learnerOf = ({ policy, observation }: Assessed): Learner => ({
  view: observation.view,
  policy: { ...policy, signals: definitions, challenger: null },
  paces: [],
  subjects: foretold.map((signal) => ({
    signal,
    promises: [],
    leadSeconds: 0,
    mostErrorRatio: 1,
    ceilingRatio: usualSettings.ceilingRatio,
  })),
});

export const readPastSignals = async (
  assessed: Assessed,
  { fleet, ports, tickMs, deadline }: LiveInput,
): Promise<PastSignals> => {
  const learner = learnerOf(assessed);
  const { readings, billedMetrics } = await ports.signals.read(
    historyReads([learner], coarse, tickMs),
    deadline,
  );
  const measured = readings.get(keyOf(learner.view.id)) ?? {};
  const events = occasionsFor(fleet, learner.view.id, tickMs);
  const pastOf = (signal: SignalName): PastSignal => {
    const history = historyOf(signal, learner, measured, { grain: coarse, nowMs: tickMs });
    if (history.kind === 'unread') return { kind: 'unknown', why: history.cause };
    const { series } = history;
    if (series.values.length === 0) return { kind: 'unknown', why: 'nothing was measured' };
    return { kind: 'known', past: series, outlook: outlook(series, { ...usualSettings, events }) };
  };
  const signals = { cpu: pastOf('cpu'), memory: pastOf('memory'), requests: pastOf('requests') };
  return { signals, billedMetrics };
};

/** The mean of the last quarter of an hour; `null` where nothing of it was measured. */
export const latelyOf = (signal: PastSignal, nowMs: number): number | null => {
  if (signal.kind === 'unknown' || nowMs - endOf(signal.past) > 15 * 60_000) return null;
  const known = signal.past.values.slice(-3).filter((value) => !Number.isNaN(value));
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
};
