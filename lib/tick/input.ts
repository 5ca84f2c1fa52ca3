/** What a tick is given: its time, its configuration, its access to the world, and how long it may take. */
import type { Fleet, Home } from '#config/fleet.ts';
import type { Deadline, Ports } from '#lib/ports.ts';

export type TickInput = {
  /** The scheduled time: the tick's identity, and its "now". */
  readonly tickMs: number;
  /** When the tick before was due. @default one interval ago */
  readonly lastTickMs?: number | null;
  /** Whether signals wait for their turn, where reads are adaptive. @default all: whoever asks wants to see them */
  readonly reads?: 'due' | 'all';
  readonly fleet: Fleet;
  readonly home: Home;
  readonly ports: Ports;
  readonly deadline: Deadline;
};
