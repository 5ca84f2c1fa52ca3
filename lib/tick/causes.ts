/** Which findings of a tick are worth an alert, beyond what the phases raised themselves. */
import { keyOf } from '#engine/model.ts';
import type { Alert } from '#lib/ports.ts';
import type { Assessed } from './assess.ts';
import type { Carried } from './carry-out.ts';
import { alertFor } from './trouble.ts';

/** One silent signal only holds scale-in; a running service with no signal at all is not being scaled. */
const withoutAnyData = ({ decision, policy, observation }: Assessed): readonly Alert[] => {
  const blind = decision.reasons.filter(({ kind }) => kind === 'no-data').length;
  if (observation.view.desired === 0 || blind === 0 || blind < policy.rules.length) return [];
  const message = `${keyOf(decision.service)} has no usable signal at all, so it is held at ${decision.to}; check its metrics`;
  return [alertFor(decision.service, 'no-data', 'error', message)];
};

const refusals = (carried: readonly Carried[]): readonly Alert[] =>
  carried.flatMap((each): readonly Alert[] =>
    each.kind === 'refused' && !each.retryable
      ? [
          {
            code: 'action-refused',
            severity: 'error',
            service: each.service,
            message: `${each.service} could not be changed: ${each.why}`,
          },
        ]
      : [],
  );

export const causesOf = (
  assessed: readonly Assessed[],
  carried: readonly Carried[],
): readonly Alert[] => [...assessed.flatMap(withoutAnyData), ...refusals(carried)];
