/**
 * What is deployed, as the function that runs it writes it down. A laptop has a fleet file and an environment of its
 * own, and neither need be those that the ticks go by.
 */
import type { Deadline } from './ports.ts';

export type Deployment = {
  /** The tick before which it was not known yet. */
  readonly seenMs: number;
  /** The stack parameters as the variables of the environment that hold them. */
  readonly parameters: Readonly<Record<string, string>>;
  /** `null` where the file is larger than what can be kept. */
  readonly fleetYaml: string | null;
};

/** An item holds 400 KB, and characters beyond ASCII take up to four bytes. */
export const largestFleetYamlBytes = 350_000;

export type DeploymentRecord = {
  readonly publish: (deployment: Deployment, deadline: Deadline) => Promise<void>;
  /** `null` before the first tick of a version that writes it. */
  readonly read: (deadline: Deadline) => Promise<Deployment | null>;
};
