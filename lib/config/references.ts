/** Names that must be defined elsewhere in the fleet file. */
import { type Fleet, lookUp } from './fleet.ts';
import { suggestion } from './nearest.ts';
import type { Problem } from './problem.ts';
import { builtInSignals, findSignal } from './signals.ts';
import type { SignalUse } from './used-signals.ts';

export type Written = { readonly name: string; readonly path: string };

export const policyProblems = (fleet: Fleet, { name, path }: Written): readonly Problem[] => {
  if (lookUp(fleet.policies, name) !== null) return [];
  const hint = suggestion(name, Object.keys(fleet.policies));
  return [{ path, value: name, message: `is not a policy of this fleet; ${hint}` }];
};

export const groupProblems = (fleet: Fleet, { name, path }: Written): readonly Problem[] => {
  const { groups } = fleet.policy;
  if (lookUp(groups, name) !== null) return [];
  const hint = suggestion(name, Object.keys(groups));
  return [{ path, value: name, message: `is not a group of this fleet; ${hint}` }];
};

export const signalProblems = (fleet: Fleet, uses: readonly SignalUse[]): readonly Problem[] =>
  uses.flatMap(({ signal, path }) => {
    if (findSignal(signal, fleet.signals, undefined).kind !== 'unknown') return [];
    const hint = suggestion(signal, [...builtInSignals, ...Object.keys(fleet.signals)]);
    const message = `is neither a built-in signal nor one of signals; ${hint}`;
    return [{ path, value: signal, message }];
  });
