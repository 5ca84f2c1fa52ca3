/** `missing:` of a rule: what it makes of a signal without data, for both directions or each. */
import * as z from 'zod';
import type { MissingPolicy, PerDirection } from '#engine/policy.ts';
import { tasks } from './names.ts';
import { nearest } from './nearest.ts';
import { duration } from './scalars.ts';
import { strictObject } from './strict-object.ts';

const choices = 'hold, ignore, zero, {last: 5m} or {fallback: 4}';

const words = ['hold', 'ignore', 'zero'] as const;

const word = z
  .enum(words, {
    error: ({ input }) => {
      const close = nearest(String(input), words);
      return `must be ${choices}; ${close === null ? 'write one of them' : `did you mean ${close}?`}`;
    },
  })
  .transform((kind): MissingPolicy => ({ kind }));

const numbered = {
  last: duration({ minSeconds: 60, maxSeconds: 3600 }).exactOptional(),
  fallback: tasks(0).exactOptional(),
};

type Numbered = { readonly last?: number; readonly fallback?: number };

const policyFrom = ({ last, fallback }: Numbered): MissingPolicy | null => {
  if (last !== undefined && fallback === undefined) return { kind: 'last', seconds: last };
  if (fallback !== undefined && last === undefined) return { kind: 'fallback', tasks: fallback };
  return null;
};

const oneWay = z
  .union([
    strictObject('a treatment of missing data', numbered).transform((input, context) => {
      const policy = policyFrom(input);
      if (policy !== null) return policy;
      context.issues.push({ code: 'custom', input, message: `must be one of ${choices}` });
      return z.NEVER;
    }),
    word,
  ])
  .exactOptional();

/** Without data nothing is asked for, and nothing is given up: no data is not zero. */
const unsaid: PerDirection<MissingPolicy> = { out: { kind: 'ignore' }, in: { kind: 'hold' } };

const byDirection = strictObject('a treatment of missing data', {
  ...numbered,
  out: oneWay,
  in: oneWay,
}).transform((input, context): PerDirection<MissingPolicy> => {
  const { out, in: inwards, ...both } = input;
  const policy = policyFrom(both);
  const isPerDirection = (out ?? inwards) !== undefined;
  if (policy !== null && !isPerDirection) return { out: policy, in: policy };
  if (isPerDirection && Object.keys(both).length === 0) {
    return { out: out ?? unsaid.out, in: inwards ?? unsaid.in };
  }
  const message = `must be one of ${choices}, or say one of them for out, for in, or for each`;
  context.issues.push({ code: 'custom', input, message });
  return z.NEVER;
});

export const missing = z
  .union([
    byDirection,
    word.transform((both): PerDirection<MissingPolicy> => ({ out: both, in: both })),
  ])
  .prefault({ out: 'ignore', in: 'hold' });
