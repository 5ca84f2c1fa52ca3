import * as z from 'zod';
import { nearest, suggestion } from './nearest.ts';

/**
 * An object whose unknown keys are errors. The message has one line per unknown key, in the order of the
 * issue's `keys`, so that each can be reported at its own path with its own suggestion.
 */
export const strictObject = <Shape extends z.core.$ZodShape>(what: string, shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') {
        return `must be a mapping with keys such as ${Object.keys(shape).slice(0, 4).join(', ')}`;
      }
      return issue.keys
        .map((key) => `is not a key of ${what}; ${suggestion(key, Object.keys(shape))}`)
        .join('\n');
    },
  });

/** Named things: `policies`, `groups`, `signals`. */
export const namedRecord = <Name extends z.ZodString, Value extends z.ZodType>(
  what: string,
  name: Name,
  value: Value,
) =>
  z.record(name, value, {
    error: `must be a mapping from names to ${what}; take the key out if there are none`,
  });

type Options = readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]];

type Told = { readonly what: string; readonly key: string; readonly values: readonly string[] };

/** Things told apart by the value of one key. */
export const unionBy = <const Branches extends Options>(
  { what, key, values }: Told,
  branches: Branches,
) =>
  z.discriminatedUnion(key, branches, {
    error: ({ input }) => {
      const value = typeof input === 'object' && input !== null ? Reflect.get(input, key) : '';
      const close = nearest(String(value), values);
      const hint = close === null ? 'write one of them' : `did you mean ${close}?`;
      return `must be ${what} whose ${key} is ${values.join(', ')}; ${hint}`;
    },
  });

/** Most of them by their `kind`. */
export const kindUnion = <const Branches extends Options>(
  what: string,
  branches: Branches,
  values: readonly string[],
) => unionBy({ what, key: 'kind', values }, branches);
