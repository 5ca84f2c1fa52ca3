/** A shared ceiling over the services that name it. */
export type Group = {
  readonly name: string;
  readonly maxTasks: number | null;
  readonly maxVcpu: number | null;
};

/** A tick that would take away so much of the fleet, or that sees so little of it, takes nothing away. */
export type BlastGuard = {
  readonly shareRatio: number;
  /** Below this many tasks a large share is a small matter. */
  readonly minTasks: number;
  /** Share of the services that may be without data. */
  readonly blindRatio: number;
};

/** What holds for the fleet as a whole. */
export type FleetPolicy = {
  readonly groups: Readonly<Record<string, Group>>;
  readonly blastGuard: BlastGuard;
  /** Tasks that may be started in one tick; Fargate launches 100 at once and 20 a second after that. */
  readonly maxStarts: number;
};
