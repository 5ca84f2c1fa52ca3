/** What must never happen in a soak, looked for after every tick. */
import type { Fleet } from '#config/fleet.ts';
import { resolvePolicy } from '#config/resolve.ts';
import type { Policy } from '#engine/policy.ts';
import { localHome } from '#local/arns.ts';
import type { LoggedDecision } from '#local/journal.ts';

export type Watch = {
  readonly decided: (decision: LoggedDecision) => void;
  /** `faulty` while AWS itself is made to fail. */
  readonly ticked: (dueMs: number, error: string | null, faulty: boolean) => void;
  readonly violations: readonly string[];
};

/** A hundred is enough to see what is wrong. */
const mostViolations = 100;

type PolicyOf = (service: string) => Policy;

const policiesOf = (fleet: Fleet): PolicyOf => {
  const known = new Map<string, Policy>();
  return (key) => {
    const policy = known.get(key);
    if (policy !== undefined) return policy;
    const [, , cluster = '', name = ''] = key.split('/');
    const resolved = resolvePolicy(fleet, localHome, { ...localHome, cluster, name }, {});
    if (resolved.kind === 'invalid') throw new Error(`${key} has no policy`);
    known.set(key, resolved.policy);
    return resolved.policy;
  };
};

const faultsOf = (decision: LoggedDecision, { min, max }: Policy): readonly string[] => {
  const { service, from, to, why } = decision;
  if (from === to) return [];
  const outside = to < min || to > max;
  const blind = to < from && why.includes('no usable');
  return [
    ...(outside ? [`${service}: ${to} is not from ${min} to ${max}`] : []),
    ...(blind ? [`${service} was scaled in without data: ${why}`] : []),
  ];
};

/** Nobody may be raised while a group is over its cap; who is over it by somebody's hand is let be. */
const groupFaults = (
  tick: readonly LoggedDecision[],
  fleet: Fleet,
  policyOf: PolicyOf,
): readonly string[] =>
  Object.values(fleet.policy.groups).flatMap(({ name, maxTasks }) => {
    const members = tick.filter(({ service }) => policyOf(service).group === name);
    const total = members.reduce((sum, { to }) => sum + to, 0);
    const raised = members.some(({ from, to }) => to > from);
    const isOver = maxTasks !== null && raised && total > maxTasks;
    return isOver ? [`group ${name} was raised to ${total}, its cap is ${maxTasks}`] : [];
  });

export const createWatch = (fleet: Fleet): Watch => {
  const violations: string[] = [];
  const policyOf = policiesOf(fleet);
  const tick = new Map<string, LoggedDecision>();
  const note = (atMs: number, faults: readonly string[]): void => {
    const at = new Date(atMs).toISOString();
    const room = mostViolations - violations.length;
    violations.push(...faults.slice(0, room).map((fault) => `${at} ${fault}`));
  };
  return {
    violations,
    decided: (decision) => {
      tick.set(decision.service, decision);
      note(decision.atMs, faultsOf(decision, policyOf(decision.service)));
    },
    ticked: (dueMs, error, faulty) => {
      note(dueMs, groupFaults([...tick.values()], fleet, policyOf));
      tick.clear();
      const groundless = error !== null && !faulty;
      note(dueMs, groundless ? [`a tick failed for no reason: ${error}`] : []);
    },
  };
};
