/** What a run of learning is given. */
import type { Fleet, Home } from '#config/fleet.ts';
import type { LearningPorts } from '#lib/learning-ports.ts';
import type { Deadline } from '#lib/ports.ts';

export type LearningInput = {
  /** The scheduled time: the run's "now". */
  readonly nowMs: number;
  readonly fleet: Fleet;
  readonly home: Home;
  readonly ports: LearningPorts;
  readonly deadline: Deadline;
};
