/** Phase 4: each service by itself. One that cannot be decided stops no other. */
import { cadenceAfter, everyTick } from '#engine/cadence/choose.ts';
import { decide } from '#engine/decide.ts';
import { isSameSight, sightOf } from '#engine/looks/sight.ts';
import { keyOf } from '#engine/model.ts';
import type { Sight } from '#engine/state.ts';
import type { Assessed } from './assess.ts';
import type { Candidate } from './gather.ts';
import type { TickInput } from './input.ts';
import type { Looked } from './look-at-signals.ts';
import { rotationMinutesOf } from './resting.ts';
import { asError, fail, joinTrouble, type Trouble } from './trouble.ts';

export type Decided = { readonly assessed: readonly Assessed[]; readonly trouble: Trouble };

/** Where all are described on every tick nothing is remembered: it could only become wrong. */
const sightAfter = (
  { view, stored, rememberedSinceMs }: Candidate,
  rotationMinutes: number,
): Sight | null => {
  if (rotationMinutes === 1) return null;
  const before = stored?.sight ?? null;
  if (rememberedSinceMs !== null) return before;
  const seen = sightOf(view);
  // The same object, so that nothing is written.
  return isSameSight(before, seen) ? before : seen;
};

const decideOne = (
  { candidate, readings, asked, isAdaptive }: Looked,
  rotationMinutes: number,
): Assessed => {
  const { stored, version, rememberedSinceMs } = candidate;
  const observation = { ...asked.observation, readings };
  const { policy, overrides, windows } = asked;
  const input = { ...asked, observation };
  const { decision, state, events } = decide(input);
  const cadence = isAdaptive ? cadenceAfter(input, decision) : everyTick;
  const sight = sightAfter(candidate, rotationMinutes);
  const given = { policy, observation, overrides, windows, stored, version, rememberedSinceMs };
  return { ...given, decision, state: { ...state, cadence, sight }, events };
};

export const decideEach = (looked: readonly Looked[], input: TickInput): Decided => {
  const rotationMinutes = rotationMinutesOf(input);
  const results = looked.map((each): Assessed | Trouble => {
    try {
      return decideOne(each, rotationMinutes);
    } catch (thrown) {
      const error = new Error('could not be decided', { cause: asError(thrown) });
      return fail(keyOf(each.candidate.view.id), error);
    }
  });
  return {
    assessed: results.flatMap((result) => ('decision' in result ? [result] : [])),
    trouble: joinTrouble(...results.flatMap((result) => ('decision' in result ? [] : [result]))),
  };
};
