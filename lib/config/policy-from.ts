/** From settled settings to the engine's policy. */
import type { Policy, Rule, SignalDefinition } from '#engine/policy.ts';
import { inputsOf } from '#engine/policy-signals.ts';
import type { CompleteSettings } from './built-in.ts';
import type { Fleet } from './fleet.ts';
import { fillIn, type Names } from './placeholders.ts';
import { findSignal } from './signals.ts';
import type { SignalUse } from './used-signals.ts';

const definitionOf = (
  fleet: Fleet,
  name: string,
  queue: string | undefined,
): SignalDefinition | null => {
  const found = findSignal(name, fleet.signals, queue);
  return found.kind === 'found' ? found.definition : null;
};

/** The signals that are named, and those that their formulas are made of. */
export const signalsNeeded = (fleet: Fleet, uses: readonly SignalUse[]): readonly SignalUse[] =>
  uses.flatMap((use) => {
    const definition = definitionOf(fleet, use.signal, undefined);
    if (definition?.kind !== 'formula') return [use];
    return [use, ...inputsOf(definition.formula).map((signal) => ({ ...use, signal }))];
  });

export const definitionsOf = (
  fleet: Fleet,
  needed: readonly SignalUse[],
  queue: string | undefined,
  names: Names,
): Policy['signals'] =>
  Object.fromEntries(
    needed.flatMap(({ signal }) => {
      const definition = definitionOf(fleet, signal, queue);
      return definition === null ? [] : [[signal, fillIn(definition, names)]];
    }),
  );

/** Without a challenger; that is a policy of its own. */
export const policyFrom = (
  settings: CompleteSettings,
  rules: readonly Rule[],
  signals: Policy['signals'],
  maxIsDefault: boolean,
): Policy => ({
  mode: settings.mode,
  min: settings.min,
  max: settings.max,
  maxIsDefault,
  rules,
  signals,
  toleranceRatio: settings.tolerance,
  stabilizeSeconds: settings.stabilize,
  limits: settings.limits,
  cooldownSeconds: settings.cooldown,
  breakers: settings.breakers,
  collapse: settings.collapse,
  staleAfterSeconds: settings.staleAfter,
  react: settings.react,
  group: settings.group ?? null,
  priority: settings.priority,
  // A service that its group pushed below its own minimum would break the promise that `min` makes.
  guaranteed: Math.max(settings.guaranteed ?? 0, settings.min),
  vcpu: settings.vcpu,
  challenger: null,
});
