/** Whose policy is tried: a service's of the fleet file, or the one that a service gets which says nothing. */
import type { Home } from '#config/fleet.ts';
import { nearest } from '#config/nearest.ts';
import { problemLine } from '#config/problem.ts';
import { listedServices, resolvePolicy, resolveSchedules } from '#config/resolve.ts';
import type { Schedule } from '#config/schedule.ts';
import type { Policy } from '#engine/policy.ts';
import { unknownSignals } from '#simulator/scalers/flyball.ts';
import { trialService } from '#simulator/scalers/web-policy.ts';
import { readValidFleet } from '../fleet-file.ts';
import { checkServiceName } from '../service-name.ts';
import { CliFailure, UsageError } from '../usage-error.ts';
import type { CliWorld } from '../world.ts';

export type Tried = { readonly policy: Policy; readonly schedules: readonly Schedule[] };

type Options = { readonly fleet?: string | undefined; readonly service?: string | undefined };

/** Nobody asks AWS here, so there is no account to be at home in. */
const home: Home = trialService;

const checkSimulable = (service: string, policy: Policy): void => {
  const unknown = unknownSignals(policy);
  if (unknown.length === 0) return;
  throw new CliFailure(
    `${service} scales by ${unknown.join(', ')}, which a trace of load says nothing about; simulate a policy on cpu, requests or queueDepth`,
  );
};

/** `null`: neither option was given, and the usual policy is tried. */
export const readTried = async (options: Options, world: CliWorld): Promise<Tried | null> => {
  const { fleet: file, service } = options;
  if (service === undefined) {
    if (file === undefined) return null;
    throw new UsageError('--fleet says where policies are; say whose to try with --service');
  }
  checkServiceName(service);
  const fleet = await readValidFleet(file ?? null, world);
  const listed = listedServices(fleet, home);
  const id = listed.find(({ cluster, name }) => `${cluster}/${name}` === service);
  if (id === undefined) {
    const names = listed.map(({ cluster, name }) => `${cluster}/${name}`);
    const close = nearest(service, names);
    const hint =
      close === null ? `it lists ${names.join(', ') || 'none'}` : `did you mean ${close}?`;
    throw new CliFailure(`the fleet file does not list ${service}; ${hint}`);
  }
  const resolved = resolvePolicy(fleet, home, id, {});
  if (resolved.kind === 'invalid') {
    throw new CliFailure(`${service}: ${resolved.problems.map(problemLine).join('; ')}`);
  }
  checkSimulable(service, resolved.policy);
  return { policy: resolved.policy, schedules: resolveSchedules(fleet, home, id, {}) };
};
