/** What the page can ask for. Bounds are here, so that the page and a script with curl meet the same ones. */
import * as z from 'zod';
import { factorRange } from '#simulator/dial.ts';
import { speedRange } from '../scheduler/paced-clock.ts';
import { troubleNames } from './troubles.ts';

const service = z.string().regex(/^[^/]+\/[^/]+$/, 'must be <cluster>/<service>');

const { least, most } = factorRange;

export const commandSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('speed'),
    speed: z.number().min(speedRange.slowest).max(speedRange.fastest),
  }),
  z.strictObject({ kind: z.literal('pause') }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({
    kind: z.literal('load'),
    service,
    factor: z.number().min(least).max(most),
  }),
  z.strictObject({ kind: z.literal('flash-crowd'), service }),
  z.strictObject({ kind: z.literal('error-storm'), service, on: z.boolean() }),
  z.strictObject({ kind: z.literal('failing-starts'), service, on: z.boolean() }),
  z.strictObject({ kind: z.literal('deployment'), service }),
  z.strictObject({ kind: z.literal('crash'), service }),
  z.strictObject({ kind: z.literal('messages'), service }),
  z.strictObject({
    kind: z.literal('desired'),
    service,
    desired: z.int().min(0).max(5000),
  }),
  z.strictObject({ kind: z.literal('trouble'), name: z.enum(troubleNames), on: z.boolean() }),
  z.strictObject({ kind: z.literal('tour'), action: z.enum(['start', 'hold', 'go-on', 'end']) }),
]);

export type ConsoleCommand = z.infer<typeof commandSchema>;
