/**
 * Holidays, launches, matches: what a calendar knows and a week of history does not. An event multiplies the load,
 * by what its owner says, by what events of the same name did before, or by making a day like another weekday.
 * The history is forecast as if there had been none, and the forecast is multiplied by what is to come.
 */
import { at, dayMs, type LoadSeries, stepsIn } from '#engine/foresight/load-series.ts';
import { clamp, medianOf } from './statistics.ts';

export type KnownEvent = {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly effect:
    | { readonly kind: 'times'; readonly factor: number }
    /** As events of this name did in the history; nothing, if there was none. */
    | { readonly kind: 'learnt' };
};

/** What is learnt from one crowd must not ask for a hundredfold on the next. */
const mostLearntFactor = 20;
const comparedDays = 7;

const usualAt = (series: LoadSeries, step: number, isEvent: (step: number) => boolean): number => {
  const day = stepsIn(dayMs, series.stepMs);
  const found: number[] = [];
  for (let back = 1; back <= comparedDays; back += 1) {
    for (const other of [step - back * day, step + back * day]) {
      if (!isEvent(other)) found.push(series.values[other] ?? Number.NaN);
    }
  }
  return medianOf(found);
};

/** Whether any event covers the step. */
const eventSteps = (series: LoadSeries, events: readonly KnownEvent[]) => {
  const spans = events.map((event) => ({
    from: Math.floor((event.startMs - series.startMs) / series.stepMs),
    to: Math.ceil((event.endMs - series.startMs) / series.stepMs),
  }));
  return (step: number): boolean => spans.some(({ from, to }) => step >= from && step < to);
};

const learntFactor = (name: string, series: LoadSeries, events: readonly KnownEvent[]): number => {
  const isAny = eventSteps(series, events);
  const isThis = eventSteps(
    series,
    events.filter((event) => event.name === name),
  );
  const ratios: number[] = [];
  for (let step = 0; step < series.values.length; step += 1) {
    if (!isThis(step)) continue;
    const usual = usualAt(series, step, isAny);
    if (usual > 0) ratios.push(at(series.values, step) / usual);
  }
  const factor = medianOf(ratios);
  return Number.isNaN(factor) ? 1 : clamp(factor, 1 / mostLearntFactor, mostLearntFactor);
};

export type EventFactor = (atMs: number) => number;

/** By how much the events multiply the load at a moment. */
export const eventFactors = (series: LoadSeries, events: readonly KnownEvent[]): EventFactor => {
  const learnt = new Map<string, number>();
  for (const { name, effect } of events) {
    if (effect.kind === 'learnt' && !learnt.has(name)) {
      learnt.set(name, learntFactor(name, series, events));
    }
  }
  return (atMs) => {
    let factor = 1;
    for (const { name, startMs, endMs, effect } of events) {
      if (atMs < startMs || atMs >= endMs) continue;
      factor *= effect.kind === 'times' ? effect.factor : (learnt.get(name) ?? 1);
    }
    return factor;
  };
};

/** The history as it would have been without events. */
export const withoutEvents = (series: LoadSeries, factorAt: EventFactor): LoadSeries => ({
  ...series,
  values: series.values.map(
    (value, step) => value / factorAt(series.startMs + step * series.stepMs),
  ),
});
