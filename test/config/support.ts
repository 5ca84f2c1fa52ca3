/** Fleets and policies in one line, for tests that are about what they say. */
import type { Fleet } from '#config/fleet.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import type { ParameterValues } from '#config/parameters.ts';
import { parseFleet } from '#config/parse.ts';
import { problemLine } from '#config/problem.ts';
import { resolvePolicy } from '#config/resolve.ts';
import type { Policy } from '#engine/policy.ts';

/** What every rule has unless it says otherwise. */
export const unsaid = {
  missing: { out: { kind: 'ignore' }, in: { kind: 'hold' } },
  activation: null,
  urgencyRatios: { medium: 1.2, high: 1.5 },
} as const;

export const home = { account: '123456789012', region: 'us-east-1' };

export const web = { ...home, cluster: 'shop', name: 'web' };

export const fleetOf = (yaml: string, parameters: Partial<ParameterValues> = {}): Fleet => {
  const parsed = parseFleet(yaml, { ...defaultParameters, ...parameters });
  if (parsed.kind === 'valid') return parsed.fleet;
  throw new Error(parsed.problems.map(problemLine).join('\n'));
};

type Tags = Readonly<Record<string, string>>;

export const policyOf = (fleet: Fleet, tags: Tags = {}, id = web): Policy => {
  const resolved = resolvePolicy(fleet, home, id, tags);
  if (resolved.kind === 'resolved') return resolved.policy;
  throw new Error(resolved.problems.map(problemLine).join('\n'));
};

export const problemsOf = (fleet: Fleet, tags: Tags, id = web): readonly string[] => {
  const resolved = resolvePolicy(fleet, home, id, tags);
  return resolved.kind === 'resolved' ? [] : resolved.problems.map(problemLine);
};
