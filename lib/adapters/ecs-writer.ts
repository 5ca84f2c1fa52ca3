/** UpdateService with the desired count and nothing else: any other field could start a deployment. */
import { type ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import type { Home } from '#config/fleet.ts';
import type { ServiceWriter } from '#lib/ports.ts';
import { textOf } from './aws-error.ts';
import { CallError, call } from './call.ts';
import { strangerCause } from './home.ts';

/** The count is absolute, so a call that is tried again after an unclear failure cannot step twice. */
export const createServiceWriter = (client: ECSClient, home: Home): ServiceWriter => ({
  setDesired: async (id, desired, deadline) => {
    const stranger = strangerCause(home, id);
    if (stranger !== null) return { kind: 'refused', cause: stranger, retryable: false };
    const { cluster, name: service } = id;
    const command = new UpdateServiceCommand({ cluster, service, desiredCount: desired });
    const what = `ECS UpdateService ${cluster}/${service} to ${desired}`;
    try {
      await call(what, deadline, (options) => client.send(command, options));
      return { kind: 'written' };
    } catch (error) {
      const retryable = error instanceof CallError && error.retryable;
      return { kind: 'refused', cause: textOf(error), retryable };
    }
  },
});
