/** The policy that is tried out beside a service's own. */
import type { Policy } from '#engine/policy.ts';
import { type Fleet, lookUp } from './fleet.ts';
import { type Layer, originOf } from './layers.ts';
import type { Problem } from './problem.ts';
import { policyProblems, type Written } from './references.ts';

export const challengerNamed = (layers: readonly Layer[]): Written | null => {
  const { path, rank } = originOf(layers, 'challenger');
  const name = layers[rank]?.settings.challenger ?? null;
  return name === null ? null : { name, path };
};

/** What the defaults say for all is told to the one service that it does not suit. */
const selfProblem = (rival: Written, champion: Written): Problem => {
  const isInherited = rival.path === 'defaults.challenger' && champion.path !== 'defaults.policy';
  const remedy = 'name another, or write challenger: false';
  if (isInherited) {
    const message = `is also what would challenge it (${rival.path}); ${remedy}`;
    return { path: champion.path, value: champion.name, message };
  }
  const message = `is the very policy that it would challenge; ${remedy}`;
  return { path: rival.path, value: rival.name, message };
};

export const challengerProblems = (
  fleet: Fleet,
  rival: Written,
  champion: Written | null,
): readonly Problem[] => {
  const { name, path } = rival;
  if (name === champion?.name) return [selfProblem(rival, champion)];
  const own = lookUp(fleet.policies, name)?.settings.challenger ?? null;
  if (own === null) return policyProblems(fleet, { name, path });
  const message = `has a challenger of its own, ${own}, which would never be decided; take it out of policies.${name}, or challenge with ${own}`;
  return [{ path, value: name, message }];
};

/** Both are decided on one observation, so a name must mean the same to both. Only queues can differ. */
export const clashProblems = (
  champion: Policy['signals'],
  challenger: Policy['signals'],
  { name, path }: Written,
): readonly Problem[] => {
  const clash = Object.keys(challenger).find((signal) => {
    const own = champion[signal];
    return own !== undefined && JSON.stringify(own) !== JSON.stringify(challenger[signal]);
  });
  if (clash === undefined) return [];
  const message = `reads ${clash} from another queue than the policy it challenges; give both the same queue`;
  return [{ path, value: name, message }];
};

/** Says that it is under the challenger that something is wrong, where neither the path nor the policy itself shows it. */
export const blameChallenger = (
  problems: readonly Problem[],
  { name }: Written,
  ofChampion: readonly Problem[],
): readonly Problem[] =>
  problems
    .filter(
      (one) =>
        !ofChampion.some((other) => other.path === one.path && other.message === one.message),
    )
    .map((problem) =>
      problem.path.startsWith(`policies.${name}.`)
        ? problem
        : { ...problem, message: `${problem.message} (under the challenger ${name})` },
    );
