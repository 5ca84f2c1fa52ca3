/**
 * Flyball with adaptive reads, and beside it, from the very same memory and counts, what it would have decided had it read
 * everything on this tick. Whatever the two differ in, the reads alone are to blame for.
 */

import { pastSeconds } from '#engine/cadence/jumps.ts';
import { motionOf } from '#engine/cadence/motion.ts';
import { ownWait, pricedSignals } from '#engine/cadence/turns.ts';
import { decide } from '#engine/decide.ts';
import { intend } from '#engine/intend.ts';
import type { DecideInput, Readings } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import { lookInTurn } from '#simulator/scalers/flyball-looks.ts';
import { createReadings } from '#simulator/scalers/flyball-readings.ts';
import type { Scaler, Sight } from '#simulator/scalers/scaler.ts';
import { trialView } from '#simulator/scalers/trial-view.ts';
import { memoryBesideCpu } from '../reads/three-signals.ts';

export type Note = {
  readonly input: DecideInput;
  readonly read: number;
  readonly desired: number;
  readonly isOut: boolean;
  /** Reading everything would have begun to scale out now. */
  readonly wouldBeOut: boolean;
  /** Minutes until the service is looked at again, where it was just looked at and may wait. */
  readonly waits: number | null;
};

export type Watched = {
  readonly name: string;
  readonly policy: Policy;
  readonly stretch: () => number;
  readonly note: (note: Note) => void;
};

const tickSeconds = 60;

const outOfAll = (input: DecideInput, readings: Readings): boolean => {
  const observation = { ...input.observation, readings };
  return decide({ ...input, observation }).decision.to > input.observation.view.desired;
};

const waitAfter = (input: DecideInput, state: ServiceState, stretch: number): number | null => {
  const { nowMs } = input;
  const wait = ownWait(input, state.cadence, { sinceMs: nowMs, nowMs, stretch }, 'none');
  return motionOf({ ...input, state }) === 'none' && wait > 1 ? wait : null;
};

export const watched = ({ name, policy, stretch, note }: Watched): Scaler => {
  const reach = { resolution: tickSeconds, tell: memoryBesideCpu } as const;
  const readingsAt = createReadings(policy, reach);
  const hoursAt = createReadings(policy, { ...reach, atLeastSeconds: pastSeconds });
  const look = lookInTurn(tickSeconds, stretch);
  const inputAt = (sight: Sight, state: ServiceState | null): DecideInput => {
    const view = trialView(sight);
    const observation = { view: { ...view, id: { ...view.id, name } }, readings: {} };
    return { policy, observation, state, overrides: [], windows: [], nowMs: sight.nowMs };
  };
  const begin = () => {
    let state: ServiceState | null = null;
    return (sight: Sight): number => {
      const input = inputAt(sight, state);
      const all = readingsAt(sight);
      const { read, decision, state: after } = look(input, () => hoursAt(sight));
      state = intend(after, decision, policy.mode);
      const { desired } = sight;
      const isOut = decision.to > desired;
      const isPartial = read.length < pricedSignals(policy).length;
      const wouldBeOut = isPartial ? outOfAll(input, all) : isOut;
      const waits =
        read.length === 0 || decision.to !== desired ? null : waitAfter(input, after, stretch());
      note({ input, read: read.length, desired, isOut, wouldBeOut, waits });
      return decision.to;
    };
  };
  return { name: 'flyball', settings: {}, everySeconds: tickSeconds, begin };
};
