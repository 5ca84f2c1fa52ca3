/** What learning of the past needs of the world beside what a tick needs. */
import type { ServiceId } from '#engine/model.ts';
import type { Learnt } from './learnt.ts';
import type { Deadline, Ports } from './ports.ts';

export type ForesightBook = {
  /** `overtaken`: something that was learnt later is there already. */
  readonly keep: (
    id: ServiceId,
    learnt: Learnt,
    deadline: Deadline,
  ) => Promise<'kept' | 'overtaken'>;
};

/** How far round the fleet learning has come. */
export type Progress = {
  /** Every service that was due up to here has had its turn. */
  readonly doneUntilMs: number;
  readonly version: number;
};

export type LearningProgress = {
  /** `null` before the first time. */
  readonly read: (deadline: Deadline) => Promise<Progress | null>;
  /** False when somebody else has moved it meanwhile. */
  readonly save: (progress: Progress, deadline: Deadline) => Promise<boolean>;
};

export type LearningPorts = Pick<Ports, 'serviceReader' | 'signals' | 'foresights' | 'spend'> & {
  readonly directory: Pick<Ports['directory'], 'tagged'>;
  readonly book: ForesightBook;
  readonly progress: LearningProgress;
};
