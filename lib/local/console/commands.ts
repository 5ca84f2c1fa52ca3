/** What the page can ask for. Bounds are here, so that the page and a script with curl meet the same ones. */
import * as z from 'zod';
import { factorRange } from '#simulator/plant/dial.ts';
import { speedRange } from '../scheduler/paced-clock.ts';
import { troubleNames } from './troubles.ts';

const service = z.string().regex(/^[^/]+\/[^/]+$/, 'must be <cluster>/<service>');

const { least, most } = factorRange;

export const worldCommandSchema = z.discriminatedUnion('kind', [
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

const count = z.int().min(0).max(5000);

const orderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pin'), tasks: count }),
  z.strictObject({ kind: z.literal('floor'), tasks: count }),
  z.strictObject({ kind: z.literal('ceiling'), tasks: count }),
  z.strictObject({ kind: z.literal('freeze') }),
  z.strictObject({ kind: z.literal('pause-in') }),
  z.strictObject({ kind: z.literal('pause-out') }),
  z.strictObject({ kind: z.literal('reset-breaker') }),
]);

/** A day of the world is enough to see what an order does. */
const mostMinutes = 1440;

/** `null` is the whole fleet. */
const whom = service.nullable();

export const orderCommandSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('order'),
    whom,
    order: orderSchema,
    minutes: z.int().min(1).max(mostMinutes),
  }),
  z.strictObject({ kind: z.literal('withdraw'), whom }),
]);

export const commandSchema = z.discriminatedUnion('kind', [worldCommandSchema, orderCommandSchema]);

/** Done to the world at once. */
export type WorldCommand = z.infer<typeof worldCommandSchema>;

/** Written into Flyball's table, and obeyed from the next tick on. */
export type OrderCommand = z.infer<typeof orderCommandSchema>;

export type ConsoleCommand = WorldCommand | OrderCommand;

export const isOrder = (command: ConsoleCommand): command is OrderCommand =>
  command.kind === 'order' || command.kind === 'withdraw';
