/** The policies to replay: the one in use, and one that might take its place. */
import { problemLine } from '#config/problem.ts';
import { resolvePolicy, resolveSchedules } from '#config/resolve.ts';
import type { Replayed } from '#simulator/backtest/run-backtest.ts';
import { CliFailure } from '../usage-error.ts';
import type { CliWorld, Connection } from '../world.ts';
import { type InUse, inUse } from './in-use.ts';
import { onCpuAlone } from './on-cpu-alone.ts';

const replayed = ({ label, fleet, home, id, tags }: InUse): Replayed => {
  const resolved = resolvePolicy(fleet, home, id, tags);
  if (resolved.kind === 'invalid') {
    throw new CliFailure(`${label}: ${resolved.problems.map(problemLine).join('; ')}`);
  }
  const schedules = resolveSchedules(fleet, home, id, tags);
  return { label, schedules, ...onCpuAlone(label, resolved.policy) };
};

export type Candidate = {
  readonly service: string;
  /** Its fleet file. */
  readonly candidate?: string | undefined;
};

export const policiesToReplay = async (
  today: InUse,
  { service, candidate: file }: Candidate,
  connection: Connection | null,
  world: CliWorld,
): Promise<readonly [Replayed, ...Replayed[]]> => {
  if (file === undefined) return [replayed(today)];
  const candidate = await inUse(service, file, connection, world);
  return [replayed(today), replayed({ ...candidate, label: `Candidate ${file}` })];
};
