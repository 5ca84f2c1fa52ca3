/** Parts of an answer that may be missing: what else is known is answered all the same, and the gap is named. */
import * as z from 'zod';
import { textOfError } from './error-text.ts';
import type { ControlWorld } from './world.ts';

export const missingSchema = z
  .array(
    z.strictObject({
      part: z.enum(['summary', 'ecs', 'orders', 'state', 'alerts', 'metrics', 'decisions']),
      why: z.string(),
    }),
  )
  .meta({ description: 'What could not be found out; the rest of the answer is complete' });

export type Missing = z.infer<typeof missingSchema>[number];

export type Attempted<Value> =
  | { readonly kind: 'found'; readonly value: Value }
  | { readonly kind: 'missing'; readonly missing: Missing };

export const attempt = async <Value>(
  part: Missing['part'],
  { log, requestId }: Pick<ControlWorld, 'log' | 'requestId'>,
  get: () => Promise<Value>,
): Promise<Attempted<Value>> => {
  try {
    return { kind: 'found', value: await get() };
  } catch (error) {
    log.warn('part of an answer is missing', { part, requestId, error });
    return { kind: 'missing', missing: { part, why: textOfError(error) } };
  }
};

export const valueOr = <Value, Otherwise>(
  attempted: Attempted<Value>,
  otherwise: Otherwise,
): Value | Otherwise => (attempted.kind === 'found' ? attempted.value : otherwise);

export const missingOf = (...attempted: readonly Attempted<unknown>[]): readonly Missing[] =>
  attempted.flatMap((each) => (each.kind === 'missing' ? [each.missing] : []));
