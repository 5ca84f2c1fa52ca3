/** A service and its parts for adapter tests, each field overridable. */

import { noLosses } from '#engine/losses.ts';
import type { ServiceId, ServiceView } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { ServiceState } from '#engine/state.ts';
import { noStrikes } from '#engine/strikes.ts';
import type { Deadline } from '#lib/ports.ts';

export const home = { account: '123456789012', region: 'us-east-1' };

export const idOf = (name: string, cluster = 'shop'): ServiceId => ({ ...home, cluster, name });

export const viewNamed = (name: string, fields: Partial<ServiceView> = {}): ServiceView => ({
  id: idOf(name),
  desired: 2,
  running: 2,
  pending: 0,
  rollout: 'steady',
  failedTasks: 0,
  targetGroupArns: [],
  tags: {},
  ...fields,
});

export const readOf = (fields: Partial<Read> = {}): Read => ({
  service: idOf('web'),
  signal: 'cpu',
  definition: { kind: 'cpu' },
  targetGroupArns: [],
  startMs: 0,
  endMs: 600_000,
  periodSeconds: 60,
  ...fields,
});

export const stateOf = (fields: Partial<ServiceState> = {}): ServiceState => ({
  firstSeenMs: 1_000,
  knownDesired: 2,
  lastOut: null,
  lastIn: null,
  recent: [],
  intent: null,
  foreign: null,
  held: {},
  breaker: { kind: 'closed' },
  strikes: noStrikes,
  losses: noLosses,
  cadence: {},
  sight: null,
  recorded: '',
  ...fields,
});

/** A deadline that real time does not move. */
export const deadlineIn = (remainingMs: number): Deadline => ({
  remainingMs: () => remainingMs,
  signal: new AbortController().signal,
});
