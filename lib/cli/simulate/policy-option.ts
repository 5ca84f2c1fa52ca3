/** Whose policy is tried: a service's of the fleet file, or the one that a service gets which says nothing. */
import type { Home } from '#config/fleet.ts';
import { nearest } from '#config/nearest.ts';
import { problemLine } from '#config/problem.ts';
import { listedServices, resolvePolicy, resolveSchedules } from '#config/resolve.ts';
import type { Schedule } from '#config/schedule.ts';
import type { Policy } from '#engine/policy.ts';
import type { TrialPlant } from '#simulator/comparison/comparison.ts';
import { unknownSignals } from '#simulator/scalers/flyball.ts';
import { assuredPolicy, trialService } from '#simulator/scalers/web-policy.ts';
import { readValidFleet } from '../fleet-file.ts';
import { checkServiceName } from '../service-name.ts';
import { CliFailure, UsageError } from '../usage-error.ts';
import type { CliWorld } from '../world.ts';
import { numberOption } from './number-option.ts';

export type Tried = { readonly policy: Policy; readonly schedules: readonly Schedule[] };

type Options = {
  readonly fleet?: string | undefined;
  readonly service?: string | undefined;
  readonly queue?: boolean | undefined;
  readonly risk?: string | undefined;
};

/** Nobody asks AWS here, so there is no account to be at home in. */
const home: Home = trialService;

const checkSimulable = (service: string, policy: Policy, hasQueue: boolean): void => {
  const unknown = unknownSignals(policy);
  if (unknown.length > 0) {
    throw new CliFailure(
      `${service} scales by ${unknown.join(', ')}, which a trace of load says nothing about; simulate a policy on cpu, requests or queueDepth`,
    );
  }
  const queued = policy.rules.find(({ signal }) => policy.signals[signal]?.kind === 'queueDepth');
  if (queued !== undefined && !hasQueue) {
    throw new UsageError(
      `${service} scales by the depth of a queue; add --queue, and the load is messages that wait in one`,
    );
  }
};

/** `null`: neither option was given, and the usual policy is tried. */
export const readTried = async (options: Options, world: CliWorld): Promise<Tried | null> => {
  const { fleet: file, service, risk } = options;
  if (service !== undefined && risk !== undefined) {
    throw new UsageError('--risk is of the usual policy; with --service it is in the fleet file');
  }
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
  checkSimulable(service, resolved.policy, options.queue === true);
  return { policy: resolved.policy, schedules: resolveSchedules(fleet, home, id, {}) };
};

/** The usual policy of a service that states a risk; `null` where none is stated. */
export const assuredBy = (risk: string | undefined, plant: TrialPlant): Tried | null => {
  if (risk === undefined) return null;
  const riskPercent = numberOption(risk, 0.5, { name: 'risk', min: 0.01, max: 50 });
  return { policy: assuredPolicy({ ...plant, riskPercent }), schedules: [] };
};
