/** The policy of a service that only says that it is enrolled: what the stack's parameters say, and nothing else. */
import { readParameters } from '#config/parameter-values.ts';
import { type ParameterValues, parameters } from '#config/parameters.ts';
import { parseFleet } from '#config/parse.ts';
import { type Problem, problemLine } from '#config/problem.ts';
import { resolvePolicy } from '#config/resolve.ts';
import type { ServiceId } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';

/** Where a trial's service lives; nobody else does. */
export const trialService: ServiceId = {
  account: '000000000000',
  region: 'nowhere-1',
  cluster: 'trial',
  name: 'service',
};

export const usualCpuTarget: number = parameters.CpuTarget.default;

export type WebPolicy = { readonly min: number; readonly max: number; readonly cpuTarget: number };

const impossible = (problems: readonly Problem[]): Error =>
  new Error(`The web policy is not valid: ${problems.map(problemLine).join('; ')}`);

const parameterValues = ({ min, max, cpuTarget }: WebPolicy): ParameterValues => {
  const usual = readParameters({});
  if (usual.kind === 'invalid') throw impossible(usual.problems);
  return {
    ...usual.values,
    Mode: 'act',
    DefaultMin: min,
    DefaultMax: max,
    CpuTarget: cpuTarget,
  };
};

export const webPolicy = (wanted: WebPolicy): Policy => {
  const parsed = parseFleet('', parameterValues(wanted));
  if (parsed.kind === 'invalid') throw impossible(parsed.problems);
  const resolved = resolvePolicy(parsed.fleet, trialService, trialService, {});
  if (resolved.kind === 'invalid') throw impossible(resolved.problems);
  // The trial's bounds are as good as chosen for this service.
  return { ...resolved.policy, maxIsDefault: false };
};
