/** How a tick looks at the one service of a trial: at all of its signals, or at those whose turn it is, as the real one does. */
import { cadenceAfter } from '#engine/cadence/choose.ts';
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

const only = (all: Readings, read: readonly string[]): Readings =>
  Object.fromEntries(
    Object.entries(all).map(([signal, reading]) => [
      signal,
      read.includes(signal) ? reading : { kind: 'unread' },
    ]),
  );

/** Waits are as long as the cadence has them, unless a ceiling stretches them. */
export const lookInTurn = (tickSeconds: number, stretch: () => number = () => 1): Look => {
  const tickMs = tickSeconds * 1000;
  return (input, readings) => {
    const { nowMs } = input;
    const all = readings();
    const due = dueSignals(input, { sinceMs: nowMs - tickMs, nowMs, stretch: stretch() });
    const rest = restSignals(withReadings(input, only(all, due)));
    const read = [...due, ...rest];
    const seen = withReadings(input, only(all, read));
    const output = decide(seen);
    const cadence = cadenceAfter(seen, output.decision);
    return { ...output, state: { ...output.state, cadence }, read };
  };
};
