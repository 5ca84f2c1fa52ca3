/** What must never happen in a soak, looked for after every tick. */
import type { Fleet } from '#config/fleet.ts';
import { resolvePolicy } from '#config/resolve.ts';
import type { Policy } from '#engine/policy.ts';
import { localHome } from '#local/arns.ts';
import type { LoggedDecision } from '#local/journal.ts';
import type { Product } from '#local/product.ts';

export type Watch = {
  readonly decided: (decision: LoggedDecision) => void;
  readonly ticked: (dueMs: number, error: string | null) => void;
  readonly violations: readonly string[];
};

/** A hundred is enough to see what is wrong. */
const mostViolations = 100;

const policyOf = (fleet: Fleet, key: string): Policy => {
  const [, , cluster = '', name = ''] = key.split('/');
  const resolved = resolvePolicy(fleet, localHome, { ...localHome, cluster, name }, {});
  if (resolved.kind === 'resolved') return resolved.policy;
  throw new Error(`${key} has no policy: ${JSON.stringify(resolved.problems)}`);
};

const isUnsafe = ({ why }: LoggedDecision): boolean => /no usable/.test(why);

export const createWatch = (product: () => Product, fleet: Fleet): Watch => {
  const violations: string[] = [];
  const policies = new Map<string, Policy>();
  const tick = new Map<string, LoggedDecision>();

  const policy = (key: string): Policy => {
    const known = policies.get(key) ?? policyOf(fleet, key);
    policies.set(key, known);
    return known;
  };

  const complain = (dueMs: number, what: string): void => {
    if (violations.length < mostViolations) {
      violations.push(`${new Date(dueMs).toISOString()} ${what}`);
    }
  };

  const checkDecision = (decision: LoggedDecision): void => {
    const { atMs, service, from, to, why } = decision;
    if (from === to) return;
    const { min, max } = policy(service);
    if (to < min || to > max) complain(atMs, `${service}: ${to} is not from ${min} to ${max}`);
    if (to < from && isUnsafe(decision))
      complain(atMs, `${service} scaled in without data: ${why}`);
  };

  /** Nobody may be raised while a group is over its cap; who is over it by hand is let be. */
  const checkGroups = (dueMs: number): void => {
    for (const { name, maxTasks } of Object.values(fleet.policy.groups)) {
      const members = [...tick.values()].filter(({ service }) => policy(service).group === name);
      const total = members.reduce((sum, { to }) => sum + to, 0);
      const raised = members.some(({ from, to }) => to > from);
      if (maxTasks !== null && raised && total > maxTasks) {
        complain(dueMs, `group ${name} was raised to ${total}, its cap is ${maxTasks}`);
      }
    }
  };

  return {
    violations,
    decided: (decision) => {
      tick.set(decision.service, decision);
      checkDecision(decision);
    },
    ticked: (dueMs, error) => {
      checkGroups(dueMs);
      tick.clear();
      const calm = product().aws.faults.list().length === 0;
      if (error !== null && calm) complain(dueMs, `a tick failed for no reason: ${error}`);
    },
  };
};
