/** Everything that a decision is made from but the signals, which is what tells which of them are worth reading. */
import { resolveSchedules } from '#config/resolve.ts';
import { activeWindows } from '#config/schedule.ts';
import { type DecideInput, keyOf } from '#engine/model.ts';
import type { Foreseen } from './foreseen.ts';
import type { Candidate } from './gather.ts';
import type { TickInput } from './input.ts';
import { asError, fail, joinTrouble, type Trouble } from './trouble.ts';

export type Prospect = {
  readonly candidate: Candidate;
  /** As the engine will be asked, with no readings yet. */
  readonly asked: DecideInput;
};

const prospectOf = (
  candidate: Candidate,
  { foresights }: Pick<Foreseen, 'foresights'>,
  { fleet, home, tickMs: nowMs }: TickInput,
): Prospect => {
  const { view, policy, stored: state, overrides } = candidate;
  const foreseen = foresights.get(keyOf(view.id)) ?? {};
  const observation = { view, readings: {}, foresights: foreseen };
  const windows = activeWindows(resolveSchedules(fleet, home, view.id, view.tags), nowMs);
  return { candidate, asked: { policy, observation, state, overrides, windows, nowMs } };
};

export const prospectsOf = (
  candidates: readonly Candidate[],
  foreseen: Pick<Foreseen, 'foresights'>,
  input: TickInput,
): { readonly prospects: readonly Prospect[]; readonly trouble: Trouble } => {
  const results = candidates.map((candidate): Prospect | Trouble => {
    try {
      return prospectOf(candidate, foreseen, input);
    } catch (thrown) {
      const error = new Error('could not be decided', { cause: asError(thrown) });
      return fail(keyOf(candidate.view.id), error);
    }
  });
  return {
    prospects: results.flatMap((result) => ('asked' in result ? [result] : [])),
    trouble: joinTrouble(...results.flatMap((result) => ('asked' in result ? [] : [result]))),
  };
};
