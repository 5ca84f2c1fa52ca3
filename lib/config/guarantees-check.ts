/** Groups that promise their services more than they hold. */
import type { Group } from '#engine/fleet/fleet-policy.ts';
import type { Policy } from '#engine/policy.ts';
import type { Fleet } from './fleet.ts';
import type { Problem } from './problem.ts';

type Claim = {
  readonly key: 'maxTasks' | 'maxVcpu';
  readonly unit: string;
  readonly promised: number;
};

const overdrawn = (
  group: Group,
  { key, unit, promised }: Claim,
  services: number,
): readonly Problem[] => {
  const cap = group[key];
  if (cap === null || promised <= cap + 1e-9) return [];
  const amount = Math.ceil(promised * 100) / 100;
  const message = `is below the ${amount} ${unit} that its ${services} services are guaranteed (at least their min); raise ${key} to ${amount}, or lower min and guaranteed`;
  return [{ path: `groups.${group.name}.${key}`, value: String(cap), message }];
};

export const guaranteeProblems = (
  { policy: { groups } }: Fleet,
  policies: readonly Policy[],
): readonly Problem[] =>
  Object.values(groups).flatMap((group) => {
    const members = policies.filter((policy) => policy.group === group.name);
    const tasks = members.reduce((sum, { guaranteed }) => sum + guaranteed, 0);
    const vcpu = members.reduce((sum, policy) => sum + policy.guaranteed * policy.vcpu, 0);
    return [
      ...overdrawn(group, { key: 'maxTasks', unit: 'tasks', promised: tasks }, members.length),
      ...overdrawn(group, { key: 'maxVcpu', unit: 'vCPU', promised: vcpu }, members.length),
    ];
  });
