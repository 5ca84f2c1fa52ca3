/**
 * Events for machines, one schema a kind: what the tick makes, what EventBridge carries, and what docs/EVENTS.md says.
 * Fields may be added; none is taken away or given another meaning without a new `version`.
 */
import * as z from 'zod';
import { alertCodes, severities } from '#config/alert-settings.ts';

const at = z.iso.datetime().describe('The tick, in UTC');
const id = z
  .string()
  .describe('The same when it is delivered twice: whoever acts on it once remembers this');
const version = z.literal(1);
const count = z.int().min(0);

const service = z
  .strictObject({
    account: z.string(),
    region: z.string(),
    cluster: z.string(),
    name: z.string(),
  })
  .describe('The ECS service');

/** EventBridge takes 256 KB a call of ten; in UTF-8 a character has at most four bytes. */
export const textCharacters = 4_000;

const text = z.string().max(textCharacters);

const head = { version, id, at };

export const actionSchema = z.strictObject({
  ...head,
  service,
  direction: z.enum(['out', 'in']),
  from: count,
  to: count,
  asked: count.describe('Tasks wished for before anything clamped the wish'),
  urgency: z.enum(['low', 'medium', 'high']),
  outcome: z
    .enum(['acted', 'observed', 'refused'])
    .describe('observed: nothing was changed, since the policy only observes; refused: by ECS'),
  hindrance: text.nullable().describe('Why it was refused'),
  why: text.describe('The decision in one sentence, with its numbers'),
});

export const alertSchema = z.strictObject({
  ...head,
  alert: z.string().describe('As flyball alerts shows it and flyball resolve-alert takes it'),
  code: z.enum(alertCodes),
  severity: z.enum(severities),
  service: service.nullable().describe('null where the cause lies with a group or the fleet'),
  group: z.string().nullable(),
  openedAt: z.iso.datetime(),
  message: text,
});

export const resolvedSchema = alertSchema.extend({
  resolvedBy: text.nullable().describe('Who resolved it by hand; null: it was over by itself'),
  why: text.nullable().describe('What they said'),
});

export const breakerSchema = z.strictObject({
  ...head,
  service,
  state: z.enum(['open', 'half-open', 'closed']),
  cause: z.enum(['error-rate', 'failed-starts', 'actuation', 'saturation']),
  detail: text.nullable().describe('The numbers that tripped it'),
  until: z.iso.datetime().nullable().describe('When it is tried again, while it is open'),
});

export const failureSchema = z.strictObject({
  ...head,
  failures: z
    .array(z.strictObject({ what: text, message: text }))
    .min(1)
    .describe('What failed: services by their key, or a part of the tick; the first twenty'),
  count: count.describe('How many failed in all'),
});

/** What is put on the bus, by its `detail-type`. */
export const eventSchema = z.discriminatedUnion('detailType', [
  z.strictObject({ detailType: z.literal('Flyball Action'), detail: actionSchema }),
  z.strictObject({ detailType: z.literal('Flyball Alert Opened'), detail: alertSchema }),
  z.strictObject({ detailType: z.literal('Flyball Alert Resolved'), detail: resolvedSchema }),
  z.strictObject({ detailType: z.literal('Flyball Breaker Turned'), detail: breakerSchema }),
  z.strictObject({ detailType: z.literal('Flyball Tick Failed'), detail: failureSchema }),
]);

export type FlyballEvent = z.output<typeof eventSchema>;

export type EventOf<DetailType extends FlyballEvent['detailType']> = Extract<
  FlyballEvent,
  { detailType: DetailType }
>;
