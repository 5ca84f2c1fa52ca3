/** The policies to replay: the one in use, and one that might take its place. */
import type { Fleet, Home } from '#config/fleet.ts';
import { problemLine } from '#config/problem.ts';
import { listedServices, resolvePolicy, resolveSchedules } from '#config/resolve.ts';
import type { ServiceId } from '#engine/model.ts';
import type { Replayed } from '#simulator/backtest/run-backtest.ts';
import { serviceNamed } from '../service-name.ts';
import { CliFailure } from '../usage-error.ts';
import type { CliWorld, Connection } from '../world.ts';
import { type InUse, inUse } from './in-use.ts';
import { onCpuAlone } from './on-cpu-alone.ts';

/** As it is listed, whatever account is named there; else as it would be found by its tag. */
const idIn = (fleet: Fleet, home: Home, service: string): ServiceId =>
  listedServices(fleet, home).find(({ cluster, name }) => `${cluster}/${name}` === service) ??
  serviceNamed(service, home);

const replayed = (service: string, { label, fleet, home, tags }: InUse): Replayed => {
  const id = idIn(fleet, home, service);
  const resolved = resolvePolicy(fleet, home, id, tags);
  if (resolved.kind === 'invalid') {
    throw new CliFailure(`${label}: ${resolved.problems.map(problemLine).join('; ')}`);
  }
  const schedules = resolveSchedules(fleet, home, id, tags);
  return { label, schedules, ...onCpuAlone(label, resolved.policy) };
};

export type Files = {
  readonly fleet?: string | undefined;
  readonly candidate?: string | undefined;
};

export const policiesToReplay = async (
  service: string,
  files: Files,
  connection: Connection | null,
  world: CliWorld,
): Promise<readonly [Replayed, ...Replayed[]]> => {
  const today = await inUse(service, files.fleet ?? null, connection, world);
  if (files.candidate === undefined) return [replayed(service, today)];
  const candidate = await inUse(service, files.candidate, connection, world);
  const label = `Candidate ${files.candidate}`;
  return [replayed(service, today), replayed(service, { ...candidate, label })];
};
