/** Which signals rules and breakers name, where each name was written, and on whose behalf. */
import type { Breaker } from '#engine/breaker/breaker.ts';
import type { Rule } from '#engine/policy.ts';
import { signalsOfTrip } from '#engine/policy-signals.ts';

/** Where a field of the rule, breaker or schedule at an index was written. */
export type ItemPath = (index: number, field: string) => string;

export type SignalUse = {
  readonly signal: string;
  readonly path: string;
  /** As in: needed by … */
  readonly who: string;
};

type Named = { readonly signal: string; readonly field: string };

const namedByRule = (rule: Rule): readonly Named[] => {
  if (rule.kind !== 'load') return [{ signal: rule.signal, field: 'signal' }];
  const parts = rule.parts.map(({ signal }, index) => ({
    signal,
    field: `parts[${index}].signal`,
  }));
  return rule.gate === null
    ? parts
    : [...parts, { signal: rule.gate.signal, field: 'gate.signal' }];
};

export const usesOfRules = (rules: readonly Rule[], pathOf: ItemPath): readonly SignalUse[] =>
  rules.flatMap((rule, index) =>
    namedByRule(rule).map(({ signal, field }) => ({
      signal,
      path: pathOf(index, field),
      who: `the rule '${rule.name}'`,
    })),
  );

export const usesOfBreakers = (
  breakers: readonly Breaker[],
  pathOf: ItemPath,
): readonly SignalUse[] =>
  breakers.flatMap(({ trip }, index) =>
    signalsOfTrip(trip).map((signal) => ({
      signal,
      path: pathOf(index, 'signal'),
      who: `the ${trip.kind} breaker`,
    })),
  );
