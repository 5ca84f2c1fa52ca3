/** The policies to replay: that of the fleet file in use, and one that might take its place. */
import type { Fleet, Home } from '#config/fleet.ts';
import { problemLine } from '#config/problem.ts';
import { listedServices, resolvePolicy, resolveSchedules } from '#config/resolve.ts';
import type { ServiceId } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import { signalsOf, signalsToRead } from '#engine/policy-signals.ts';
import type { Replayed } from '#simulator/backtest/run-backtest.ts';
import { trialService } from '#simulator/scalers/web-policy.ts';
import { readFleetFile, readValidFleet } from '../fleet-file.ts';
import { serviceNamed } from '../service-name.ts';
import { CliFailure } from '../usage-error.ts';
import type { CliWorld } from '../world.ts';

/** Which account it is makes no difference to a policy, and nobody has said. */
const home: Home = trialService;

/** As it is listed, whatever account is named there; else as it would be found by its tag. */
const idIn = (fleet: Fleet, service: string): ServiceId => {
  const listed = listedServices(fleet, home);
  return (
    listed.find(({ cluster, name }) => `${cluster}/${name}` === service) ??
    serviceNamed(service, home)
  );
};

const checkReplayable = (label: string, policy: Policy): void => {
  const definitions = signalsOf(policy);
  const unknown = signalsToRead({ ...policy, breakers: [], challenger: null }).filter(
    (signal) => definitions[signal]?.kind !== 'cpu',
  );
  if (unknown.length === 0) return;
  throw new CliFailure(
    `${label} goes by ${unknown.join(', ')}, but load is reconstructed from CPU; replay a policy whose rules go by cpu`,
  );
};

const replayed = (label: string, fleet: Fleet, service: string): Replayed => {
  const id = idIn(fleet, service);
  const resolved = resolvePolicy(fleet, home, id, {});
  if (resolved.kind === 'invalid') {
    throw new CliFailure(`${label}: ${resolved.problems.map(problemLine).join('; ')}`);
  }
  checkReplayable(label, resolved.policy);
  const schedules = resolveSchedules(fleet, home, id, {});
  return { label, policy: resolved.policy, schedules };
};

type Files = { readonly fleet?: string | undefined; readonly candidate?: string | undefined };

export const policiesToReplay = async (
  service: string,
  files: Files,
  world: CliWorld,
): Promise<readonly [Replayed, ...Replayed[]]> => {
  const { path } = await readFleetFile(files.fleet ?? null, world);
  const fleet = await readValidFleet(files.fleet ?? null, world);
  const today = replayed(
    path === null ? 'Flyball with its defaults' : `Flyball with ${path}`,
    fleet,
    service,
  );
  if (files.candidate === undefined) return [today];
  const other = await readValidFleet(files.candidate, world);
  return [today, replayed(`Candidate ${files.candidate}`, other, service)];
};
