/** What a signal is made of, as a short text: equal for signals that measure the same. */
import { createHash } from 'node:crypto';
import type { SignalDefinition } from '#engine/policy.ts';
import { inputsOf } from '#engine/policy-signals.ts';

type Definitions = Readonly<Record<string, SignalDefinition>>;

/** A file that names the same dimensions in another order means the same. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** A formula is made of what its inputs are made of. */
const partsOf = (name: string, definitions: Definitions): readonly unknown[] => {
  const definition = definitions[name];
  if (definition?.kind !== 'formula') return [definition ?? name];
  return [definition, ...inputsOf(definition.formula).map((input) => definitions[input] ?? input)];
};

export const signalSource = (name: string, definitions: Definitions): string =>
  createHash('sha256')
    .update(JSON.stringify(partsOf(name, definitions), inOrder))
    .digest('hex')
    .slice(0, 16);
