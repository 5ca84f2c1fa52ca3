/** UpdateService with the desired count and nothing else: any other field could start a deployment. */
import { type ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import type { Home } from '#config/fleet.ts';
import type { ServiceWriter } from '#lib/ports.ts';
import { textOf } from './aws-error.ts';
import { CallError, call } from './call.ts';
import { strangerCause } from './home.ts';
import { createPace, type Pace } from './pace.ts';

/**
 * An account may change 50 services of a region at once and 5 a second after that, deployments included: the rest
 * is theirs. 40 and 4 a second still change 200 services in 40 s.
 */
export const updatePace = { burst: 40, perSecond: 4 } as const;

/** The count is absolute, so a call that is tried again after an unclear failure cannot step twice. */
export const createServiceWriter = (
  client: ECSClient,
  home: Home,
  pace: Pace = createPace(updatePace),
): ServiceWriter => ({
  setDesired: async (id, desired, deadline) => {
    const stranger = strangerCause(home, id);
    if (stranger !== null) return { kind: 'refused', cause: stranger, retryable: false };
    const { cluster, name: service } = id;
    const command = new UpdateServiceCommand({ cluster, service, desiredCount: desired });
    const what = `ECS UpdateService ${cluster}/${service} to ${desired}`;
    if (!(await pace(deadline))) {
      const { burst, perSecond } = updatePace;
      const cause = `${what}: not called, its turn at ${burst} calls and ${perSecond} a second comes after the deadline; the next tick takes it up`;
      return { kind: 'refused', cause, retryable: true };
    }
    try {
      await call(what, deadline, (options) => client.send(command, options));
      return { kind: 'written' };
    } catch (error) {
      const retryable = error instanceof CallError && error.retryable;
      return { kind: 'refused', cause: textOf(error), retryable };
    }
  },
});
