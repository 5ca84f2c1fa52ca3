/** Which series a name stands for, of a service: a signal of its policy, or one that every service has. */
import { resolvePolicy } from '#config/resolve.ts';
import { builtInSignals, findSignal } from '#config/signals.ts';
import type { ServiceView } from '#engine/model.ts';
import type { Policy, SignalDefinition } from '#engine/policy.ts';
import { inputsOf, signalsOf } from '#engine/policy-signals.ts';
import { pastDepth } from '#lib/queue-past.ts';
import { HttpProblem } from './http/problem.ts';
import type { Asked } from './series.ts';
import type { ControlWorld } from './world.ts';

/** By what a policy is resolved. */
type Rules = Pick<ControlWorld, 'fleet' | 'home'>;

const policyOf = ({ id, tags }: ServiceView, { fleet, home }: Rules): Policy => {
  const resolved = resolvePolicy(fleet, home, id, tags);
  if (resolved.kind === 'resolved') return resolved.policy;
  throw new HttpProblem(
    409,
    `the policy of ${id.cluster}/${id.name} is refused, so its signals are not known; flyball validate says why`,
  );
};

const unknown = (name: string, policy: Policy): HttpProblem => {
  const known = [...new Set([...Object.keys(signalsOf(policy)), ...builtInSignals])].sort();
  return new HttpProblem(
    404,
    `there is no signal ${name} of this service; there are ${known.join(', ')}`,
  );
};

const readable = (name: string, definition: SignalDefinition): Asked => {
  if (definition.kind === 'queueDepth') {
    return { signal: name, definition: pastDepth(definition.queueUrl) };
  }
  if (definition.kind !== 'formula') return { signal: name, definition };
  const inputs = [...new Set(inputsOf(definition.formula))].join(', ');
  throw new HttpProblem(409, `${name} is computed and kept nowhere; ask for ${inputs}`);
};

export const askedSignal = (name: string, view: ServiceView, rules: Rules): Asked => {
  const policy = policyOf(view, rules);
  const own = signalsOf(policy);
  if (Object.hasOwn(own, name)) {
    const definition = own[name];
    if (definition !== undefined) return readable(name, definition);
  }
  const found = findSignal(name, rules.fleet.signals, undefined);
  if (found.kind === 'found') return readable(name, found.definition);
  throw unknown(name, policy);
};
