/** The policy of a service that only says that it is enrolled: what the stack's parameters say, and nothing else. */
import { defaultParameters } from '#config/parameter-values.ts';
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

const parameterValues = ({ min, max, cpuTarget }: WebPolicy): ParameterValues => ({
  ...defaultParameters,
  Mode: 'act',
  DefaultMin: min,
  DefaultMax: max,
  CpuTarget: cpuTarget,
});

const policyOf = (yaml: string, wanted: WebPolicy): Policy => {
  const parsed = parseFleet(yaml, parameterValues(wanted));
  if (parsed.kind === 'invalid') throw impossible(parsed.problems);
  const resolved = resolvePolicy(parsed.fleet, trialService, trialService, {});
  if (resolved.kind === 'invalid') throw impossible(resolved.problems);
  // The trial's bounds are as good as chosen for this service.
  return { ...resolved.policy, maxIsDefault: false };
};

export const webPolicy = (wanted: WebPolicy): Policy => policyOf('', wanted);

export type AssuredPolicy = Omit<WebPolicy, 'cpuTarget'> & {
  /** What counts as violated above it. */
  readonly sloPercent: number;
  readonly riskPercent: number;
};

/** The same for a service that states a risk instead of a target. */
export const assuredPolicy = ({ min, max, sloPercent, riskPercent }: AssuredPolicy): Policy =>
  policyOf(
    `defaults: { rules: [{ kind: assure, signal: cpu, limit: ${sloPercent}, risk: ${riskPercent}% }] }`,
    { min, max, cpuTarget: usualCpuTarget },
  );
