/** Tells the table what this function goes by, so that whoever asks from elsewhere sees the same. */
import { type DeploymentRecord, largestFleetYamlBytes } from '#lib/deployment.ts';
import type { LogSink } from '#lib/function/log.ts';
import type { Deadline } from '#lib/ports.ts';

export type Publish = (tickMs: number, deadline: Deadline) => Promise<void>;

export type PublishDependencies = {
  readonly record: Pick<DeploymentRecord, 'publish'>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly fleetYaml: string;
  readonly log: Pick<LogSink, 'warn'>;
};

/** Once a cold start is enough, since neither changes without one. No tick fails over it: it is tried again on the next. */
export const createPublish = (dependencies: PublishDependencies): Publish => {
  const { record, parameters, fleetYaml, log } = dependencies;
  const fits = Buffer.byteLength(fleetYaml) <= largestFleetYamlBytes;
  let isPublished = false;
  return async (tickMs, deadline) => {
    if (isPublished) return;
    try {
      const deployment = { seenMs: tickMs, parameters, fleetYaml: fits ? fleetYaml : null };
      await record.publish(deployment, deadline);
      isPublished = true;
    } catch (error) {
      log.warn('what is deployed could not be written down; the next tick tries again', { error });
    }
  };
};
