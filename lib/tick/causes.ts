/** Which findings of a tick are worth an alert, beyond what the phases raised themselves. */
import { breakerCauses } from '#engine/breaker/causes.ts';
import { convergenceSeconds, lastChangeMs } from '#engine/convergence.ts';
import type { FleetPolicy } from '#engine/fleet/fleet-policy.ts';
import { losesOften } from '#engine/losses.ts';
import { keyOf } from '#engine/model.ts';
import type { Cause } from '#lib/ports.ts';
import type { Assessed, Assessment } from './assess.ts';
import { isBlind } from './blind.ts';
import type { Carried } from './carry-out.ts';
import { atCeiling, fullGroups } from './ceilings.ts';
import { alertFor } from './trouble.ts';

const withoutAnyData = (assessed: Assessed): readonly Cause[] => {
  if (!isBlind(assessed)) return [];
  const { decision } = assessed;
  const message = `${keyOf(decision.service)} has no usable signal at all, so it is held at ${decision.to}; check its metrics`;
  return [alertFor(decision.service, 'no-data', message)];
};

/** Long after the last change there are still fewer tasks than desired: they cannot be placed, or they keep dying. */
const notConverging = ({ decision, state, observation }: Assessed): readonly Cause[] => {
  const { running, desired } = observation.view;
  const sinceMs = lastChangeMs(state);
  if (running >= desired || decision.atMs < sinceMs + convergenceSeconds * 1000) return [];
  const message = `${keyOf(decision.service)} should run ${desired} tasks since ${new Date(sinceMs).toISOString()}, and ${running} do; look at its events for tasks that cannot be placed or stop again`;
  return [alertFor(decision.service, 'not-converging', message)];
};

/** The hour is over by itself; until then one task that lives is no proof. */
const dyingTasks = ({ decision, state, observation }: Assessed): readonly Cause[] => {
  const { desired } = observation.view;
  const tasks = losesOften(state.losses, desired);
  if (tasks === null) return [];
  const message = `${keyOf(decision.service)} lost at least ${tasks} running tasks within an hour although it should run ${desired}; look at why its tasks stopped`;
  return [alertFor(decision.service, 'tasks-dying', message)];
};

/** Until the breaker is closed again, whether or not it stood in the way of anything in this tick. */
const brokenCircuit = ({ decision, state }: Assessed): readonly Cause[] => {
  const { breaker } = state;
  if (breaker.kind === 'closed') return [];
  const message = `the circuit breaker of ${keyOf(decision.service)} is not closed since ${new Date(breaker.sinceMs).toISOString()}, because ${breakerCauses[breaker.cause]}: its count stays as it is; it tries again by itself, or at once after flyball reset-breaker`;
  return [alertFor(decision.service, 'breaker-open', message)];
};

/** One broken assumption is one cause, however many services it would have emptied. */
const guardedBlast = (assessed: readonly Assessed[]): readonly Cause[] => {
  const held = assessed.flatMap(({ decision }) =>
    decision.reasons.filter((reason) => reason.kind === 'blast-guard'),
  );
  const [first] = held;
  if (first === undefined) return [];
  const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;
  const seen =
    first.why === 'share'
      ? `one tick would take away ${percent(first.ratio)} of all tasks, more than ${percent(first.limitRatio)}`
      : `${percent(first.ratio)} of the services are without data, more than ${percent(first.limitRatio)}`;
  const message = `${seen}, so ${held.length} scale-ins are held; if that is right, raise blastGuard in the fleet file, else look for what broke the signals`;
  return [{ code: 'blast-guard', service: null, group: null, message }];
};

const refusals = (carried: readonly Carried[]): readonly Cause[] =>
  carried.flatMap((each): readonly Cause[] => {
    if (each.kind !== 'refused') return [];
    const { service, why } = each;
    const about = { service, group: null };
    if (!each.retryable) {
      return [
        { code: 'action-refused', ...about, message: `${service} could not be changed: ${why}` },
      ];
    }
    const message = `${service} cannot be changed for now, and every tick tries again: ${why}`;
    return [{ code: 'action-throttled', ...about, message }];
  });

export const causesOf = (
  { assessed, bystanders }: Assessment,
  carried: readonly Carried[],
  policy: FleetPolicy,
): readonly Cause[] => [
  ...assessed.flatMap(withoutAnyData),
  ...assessed.flatMap(notConverging),
  ...assessed.flatMap(dyingTasks),
  ...assessed.flatMap(brokenCircuit),
  ...assessed.flatMap(atCeiling),
  ...fullGroups(assessed, bystanders, policy),
  ...guardedBlast(assessed),
  ...refusals(carried),
];
