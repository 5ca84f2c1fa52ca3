/** What the API touches: it reads the fleet, gives orders, and can change no count itself. */
import type { Fleet, Home } from '#config/fleet.ts';
import type { OperatorPorts } from '#lib/operator-ports.ts';
import type { Deadline, Ports } from '#lib/ports.ts';
import type { AuditTrail } from './audit.ts';
import type { Canary } from './canary.ts';

export type ControlPorts = Pick<
  Ports,
  'serviceReader' | 'signals' | 'states' | 'overrides' | 'alerts' | 'divisions'
> &
  Omit<OperatorPorts, 'deployment' | 'spend'> & {
    readonly audit: AuditTrail;
    readonly canary: Canary;
  };

export type ControlLog = {
  readonly warn: (message: string, details: Readonly<Record<string, unknown>>) => void;
  readonly error: (message: string, details: Readonly<Record<string, unknown>>) => void;
};

/** What stays the same between requests. */
export type ControlSetting = {
  readonly home: Home;
  readonly stack: string;
  readonly fleet: Fleet;
  readonly intervalMs: number;
  readonly ports: ControlPorts;
  readonly log: ControlLog;
};

/** One request's view of it. */
export type ControlWorld = ControlSetting & {
  readonly nowMs: number;
  readonly deadline: Deadline;
  readonly requestId: string;
};
