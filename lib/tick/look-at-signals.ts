/**
 * Reads the signals of a tick, in two looks where reads are adaptive: first those whose turn it is, then the rest of the
 * services that would be changed by what the first look showed.
 */
import { pastSeconds } from '#engine/cadence/jumps.ts';
import { recentOf } from '#engine/cadence/recent.ts';
import { restSignals } from '#engine/cadence/rest.ts';
import { dueSignals, type Turn } from '#engine/cadence/turns.ts';
import { keyOf, type Readings, type ServiceKey } from '#engine/model.ts';
import { planReads } from '#engine/plan-reads.ts';
import { signalsToRead } from '#engine/policy-signals.ts';
import type { Measurements } from '#lib/ports.ts';
import type { TickInput } from './input.ts';
import type { Prospect } from './prospects.ts';
import type { Purse } from './purse.ts';
import { turnsSinceMs } from './turns-since.ts';

export type Looked = Prospect & {
  readonly readings: Readings;
  /** The same over hours, where reads are adaptive. */
  readonly past: Readings | null;
};

export type Look = {
  readonly services: readonly Looked[];
  readonly billedMetrics: number;
  readonly freeRequests: number;
};

type Asking = { readonly prospect: Prospect; readonly signals: readonly string[] };

const keyOfProspect = ({ candidate }: Prospect): ServiceKey => keyOf(candidate.view.id);

type Reach = { readonly freeRequests: number; readonly atLeastSeconds: number };

const read = (
  asking: readonly Asking[],
  { freeRequests, atLeastSeconds }: Reach,
  { ports, tickMs, deadline }: TickInput,
): Promise<Measurements> => {
  const requests = asking.map(({ prospect: { candidate, asked }, signals }) => ({
    policy: asked.policy,
    view: candidate.view,
    signals,
    atLeastSeconds,
  }));
  return ports.signals.read(planReads(requests, tickMs), deadline, freeRequests);
};

const readingsOf = (measured: Measurements | null, prospect: Prospect): Readings =>
  measured?.readings.get(keyOfProspect(prospect)) ?? {};

export const lookAtAll = async (
  prospects: readonly Prospect[],
  { freeRequests }: Pick<Purse, 'freeRequests'>,
  input: TickInput,
): Promise<Look> => {
  const asking = prospects.map((prospect) => ({
    prospect,
    signals: signalsToRead(prospect.asked.policy),
  }));
  const measured = await read(asking, { freeRequests, atLeastSeconds: 0 }, input);
  return {
    services: prospects.map((prospect) => ({
      ...prospect,
      readings: readingsOf(measured, prospect),
      past: null,
    })),
    billedMetrics: measured.billedMetrics,
    freeRequests: measured.freeRequests ?? 0,
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
const restOf = ({ asked }: Prospect, readings: Readings, turn: Turn): readonly string[] => {
  try {
    return restSignals({ ...asked, observation: { ...asked.observation, readings } }, turn);
  } catch {
    return [];
  }
};

const recent = ({ asked }: Prospect, past: Readings): Readings =>
  recentOf(past, asked.policy, asked.nowMs);

const turnOf = (input: TickInput, stretch: number): Turn => ({
  sinceMs: turnsSinceMs(input),
  nowMs: input.tickMs,
  stretch,
});

export const lookInTurn = async (
  prospects: readonly Prospect[],
  { freeRequests, stretch }: Purse,
  input: TickInput,
): Promise<Look> => {
  const turn = turnOf(input, stretch);
  const asking = prospects.map((prospect) => ({
    prospect,
    signals: dueSignals(prospect.asked, turn),
  }));
  const first = await read(asking, { freeRequests, atLeastSeconds: pastSeconds }, input);
  const seen = asking.map((each) => withUnread(each, readingsOf(first, each.prospect)));
  const rest = prospects
    .map((prospect, at) => ({
      prospect,
      signals: restOf(prospect, recent(prospect, seen[at] ?? {}), turn),
    }))
    .filter(({ signals }) => signals.length > 0);
  const freeLeft = freeRequests - (first.freeRequests ?? 0);
  const reach = { freeRequests: freeLeft, atLeastSeconds: pastSeconds };
  const second = rest.length === 0 ? null : await read(rest, reach, input);
  return {
    services: prospects.map((prospect, at) => {
      const past = { ...seen[at], ...readingsOf(second, prospect) };
      return { ...prospect, readings: recent(prospect, past), past };
    }),
    billedMetrics: first.billedMetrics + (second?.billedMetrics ?? 0),
    freeRequests: (first.freeRequests ?? 0) + (second?.freeRequests ?? 0),
  };
};
