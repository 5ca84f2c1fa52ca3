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

const selfFault =
  'is the very policy that it would challenge; name another, or write challenger: false';

/** `champion` is the policy's name where there is one. */
export const challengerProblems = (
  fleet: Fleet,
  { name, path }: Written,
  champion: string | null,
): readonly Problem[] => {
  if (name === champion) return [{ path, value: name, message: selfFault }];
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
