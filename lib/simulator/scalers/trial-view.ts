/** The service on trial as ECS would describe it. */
import type { ServiceView } from '#engine/model.ts';
import { trialService } from './web-policy.ts';

export type Counts = Pick<ServiceView, 'desired' | 'running' | 'pending'>;

export const trialView = ({ desired, running, pending }: Counts): ServiceView => ({
  id: trialService,
  desired,
  running,
  pending,
  rollout: 'steady',
  failedTasks: 0,
  targetGroupArns: [],
  tags: {},
});
