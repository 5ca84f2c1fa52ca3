/** How a tick looks at the one service of a trial: at all of its signals, or at those whose turn it is, as the real one does. */
import { cadenceAfter } from '#engine/cadence/choose.ts';
import { recentOf } from '#engine/cadence/recent.ts';
import { restSignals } from '#engine/cadence/rest.ts';
import { dueSignals } from '#engine/cadence/turns.ts';
import { decide } from '#engine/decide.ts';
import type { DecideInput, DecideOutput, Readings } from '#engine/model.ts';
import { signalsToRead } from '#engine/policy-signals.ts';

export type Looked = DecideOutput & {
  /** Signals that were read. */
  readonly read: readonly string[];
};

type Look = (input: DecideInput, readings: () => Readings) => Looked;

const withReadings = (input: DecideInput, readings: Readings): DecideInput => ({
  ...input,
  observation: { ...input.observation, readings },
});

export const lookAtAll: Look = (input, readings) => ({
  ...decide(withReadings(input, readings())),
  read: signalsToRead(input.policy),
});

const only = (signals: readonly string[], all: Readings, read: readonly string[]): Readings =>
  Object.fromEntries(
    signals.flatMap((signal) => {
      if (!read.includes(signal)) return [[signal, { kind: 'unread' } as const]];
      const reading = all[signal];
      return reading === undefined ? [] : [[signal, reading]];
    }),
  );

/** `readings` are of hours. Waits are as long as the cadence has them, unless a ceiling stretches them. */
export const lookInTurn = (tickSeconds: number, stretch: () => number = () => 1): Look => {
  const tickMs = tickSeconds * 1000;
  return (input, readings) => {
    const { nowMs, policy } = input;
    const signals = signalsToRead(policy);
    const turn = { sinceMs: nowMs - tickMs, nowMs, stretch: stretch() };
    const due = dueSignals(input, turn);
    const all = due.length === 0 ? {} : readings();
    const recent = recentOf(all, policy, nowMs);
    const rest = restSignals(withReadings(input, only(signals, recent, due)), turn);
    const read = [...due, ...rest];
    const seen = withReadings(input, only(signals, recent, read));
    const output = decide(seen);
    const past = only(signals, all, read);
    const cadence = cadenceAfter({ ...seen, past }, output.decision);
    return { ...output, state: { ...output.state, cadence }, read };
  };
};
