/**
 * Reads the signals of a tick, in two looks where reads are adaptive: first those whose turn it is, then the rest of the
 * services that would be changed by what the first look showed.
 */
import { intervalMsOf } from '#config/interval.ts';
import { restSignals } from '#engine/cadence/rest.ts';
import { dueSignals, type Turn } from '#engine/cadence/turns.ts';
import { keyOf, type Readings, type ServiceKey } from '#engine/model.ts';
import { planReads } from '#engine/plan-reads.ts';
import { signalsToRead } from '#engine/policy-signals.ts';
import type { Measurements } from '#lib/ports.ts';
import type { TickInput } from './input.ts';
import type { Prospect } from './prospects.ts';

export type Looked = Prospect & { readonly readings: Readings; readonly isAdaptive: boolean };

type Look = { readonly services: readonly Looked[]; readonly billedMetrics: number };

type Asking = { readonly prospect: Prospect; readonly signals: readonly string[] };

const keyOfProspect = ({ candidate }: Prospect): ServiceKey => keyOf(candidate.view.id);

const read = (asking: readonly Asking[], input: TickInput): Promise<Measurements> => {
  const requests = asking.map(({ prospect: { candidate, asked }, signals }) => ({
    policy: asked.policy,
    view: candidate.view,
    signals,
  }));
  return input.ports.signals.read(planReads(requests, input.tickMs), input.deadline);
};

const readingsOf = ({ readings }: Measurements, prospect: Prospect): Readings =>
  readings.get(keyOfProspect(prospect)) ?? {};

const lookAtAll = async (prospects: readonly Prospect[], input: TickInput): Promise<Look> => {
  const asking = prospects.map((prospect) => ({
    prospect,
    signals: signalsToRead(prospect.asked.policy),
  }));
  const measured = await read(asking, input);
  return {
    services: prospects.map((prospect) => ({
      ...prospect,
      readings: readingsOf(measured, prospect),
      isAdaptive: false,
    })),
    billedMetrics: measured.billedMetrics,
  };
};

/** Signals that were asked for and are not there stay away, which is how the absence of all of them is told. */
const withUnread = ({ prospect, signals }: Asking, readings: Readings): Readings => {
  const asked = new Set(signals);
  const others = signalsToRead(prospect.asked.policy).filter((signal) => !asked.has(signal));
  const unread = others.map((signal) => [signal, { kind: 'unread' }] as const);
  return { ...Object.fromEntries(unread), ...readings };
};

/** A service that cannot be decided shows that when it is, and must not stop the others here. */
const restOf = ({ asked }: Prospect, readings: Readings): readonly string[] => {
  try {
    return restSignals({ ...asked, observation: { ...asked.observation, readings } });
  } catch {
    return [];
  }
};

const turnOf = ({ tickMs, lastTickMs, fleet }: TickInput): Turn => {
  const usualMs = tickMs - intervalMsOf(fleet.parameters);
  return { sinceMs: Math.min(usualMs, lastTickMs ?? usualMs), nowMs: tickMs, stretch: 1 };
};

const lookInTurn = async (prospects: readonly Prospect[], input: TickInput): Promise<Look> => {
  const turn = turnOf(input);
  const asking = prospects.map((prospect) => ({
    prospect,
    signals: dueSignals(prospect.asked, turn),
  }));
  const first = await read(asking, input);
  const seen = asking.map((each) => withUnread(each, readingsOf(first, each.prospect)));
  const rest = prospects
    .map((prospect, at) => ({ prospect, signals: restOf(prospect, seen[at] ?? {}) }))
    .filter(({ signals }) => signals.length > 0);
  const second = rest.length === 0 ? null : await read(rest, input);
  return {
    services: prospects.map((prospect, at) => {
      const more = second === null ? {} : readingsOf(second, prospect);
      return { ...prospect, readings: { ...seen[at], ...more }, isAdaptive: true };
    }),
    billedMetrics: first.billedMetrics + (second?.billedMetrics ?? 0),
  };
};

export const lookAtSignals = (prospects: readonly Prospect[], input: TickInput): Promise<Look> =>
  input.reads === 'due' && input.fleet.parameters.Reads === 'adaptive'
    ? lookInTurn(prospects, input)
    : lookAtAll(prospects, input);
