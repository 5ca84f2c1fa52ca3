/** Formulas whose inputs cannot be had. */
import { inputsOf } from '#engine/policy-signals.ts';
import type { Fleet } from './fleet.ts';
import { lookUp } from './fleet.ts';
import { suggestion } from './nearest.ts';
import { type Problem, pathText } from './problem.ts';
import { builtInSignals, findSignal } from './signals.ts';

const inputFault = ({ signals }: Fleet, input: string): string | null => {
  // One level is enough to say anything, and keeps what is read for a formula in plain sight.
  if (lookUp(signals, input)?.kind === 'formula') {
    return 'is a formula itself; write out what it says in place of its name';
  }
  if (findSignal(input, signals, undefined).kind !== 'unknown') return null;
  const usable = Object.keys(signals).filter((name) => signals[name]?.kind !== 'formula');
  const hint = suggestion(input, [...builtInSignals, ...usable]);
  return `is in the formula but neither a built-in signal nor one of signals; ${hint}`;
};

const problemsOfOne = (
  fleet: Fleet,
  path: string,
  inputs: readonly string[],
): readonly Problem[] => {
  if (inputs.length === 0) {
    const message = 'must name at least one signal; a number alone says nothing about the load';
    return [{ path, value: '(no signal)', message }];
  }
  return [...new Set(inputs)].flatMap((input) => {
    const message = inputFault(fleet, input);
    return message === null ? [] : [{ path, value: input, message }];
  });
};

export const formulaProblems = (fleet: Fleet): readonly Problem[] =>
  Object.entries(fleet.signals).flatMap(([name, definition]) =>
    definition.kind === 'formula'
      ? problemsOfOne(fleet, pathText(['signals', name, 'formula']), inputsOf(definition.formula))
      : [],
  );
