/** The stored form of a service's state. Strict, because acting on half a memory is worse than holding. */
import * as z from 'zod';
import type { BreakerTrip } from '#engine/breaker/breaker.ts';
import { slowestMinutes } from '#engine/cadence/waits.ts';
import { noLosses } from '#engine/losses.ts';
import type { ServiceState } from '#engine/state.ts';
import { noStrikes } from '#engine/strikes.ts';
import { fromItem, type Item } from './table.ts';

/** Raised when the shape changes, so that an older version says so instead of guessing. */
const shape = 5;

const atMs = z.number().int().min(0);
const tasks = z.number().int().min(0);

const action = { atMs, from: tasks, to: tasks, urgency: z.enum(['low', 'medium', 'high']) };
const actionSchema = z.strictObject(action);
const intentSchema = z.strictObject({ ...action, mode: z.enum(['observe', 'act']) });

/** A record and not a list, so that a cause added to the engine breaks the build here. */
const causes: Readonly<Record<BreakerTrip['kind'], BreakerTrip['kind']>> = {
  'error-rate': 'error-rate',
  'failed-starts': 'failed-starts',
  actuation: 'actuation',
  saturation: 'saturation',
};

const tripped = { cause: z.enum(causes), sinceMs: atMs, openSeconds: z.number().positive() };

const breakerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('closed') }),
  z.strictObject({ kind: z.literal('open'), ...tripped, untilMs: atMs }),
  z.strictObject({ kind: z.literal('half-open'), ...tripped }),
]);

const strikesSchema = z.strictObject({
  lostActions: tasks,
  fruitlessRaises: tasks,
  raisedSinceMs: atMs,
  runningAtRaise: tasks,
});

const firstState = {
  firstSeenMs: atMs,
  knownDesired: tasks,
  lastOut: actionSchema.nullable(),
  lastIn: actionSchema.nullable(),
  recent: z.array(actionSchema),
  intent: intentSchema.nullable(),
  foreign: z.strictObject({ atMs, from: tasks, to: tasks }).nullable(),
  held: z.record(z.string(), z.array(z.strictObject({ atMs, value: z.number() }))),
  recorded: z.string(),
};

const envelope = {
  pk: z.string(),
  sk: z.literal('STATE'),
  version: z.number().int().min(1),
  writeId: z.string(),
};

/** Before there were breakers. A deploy must not cost every service its memory. */
const firstShape = z
  .strictObject({ ...envelope, shape: z.literal(1), ...firstState })
  .transform((item) => ({
    ...item,
    breaker: { kind: 'closed' } as const,
    strikes: noStrikes,
    cadence: {},
    losses: noLosses,
    sight: null,
  }));

const secondState = { ...firstState, breaker: breakerSchema, strikes: strikesSchema };

/** Before reads were planned: everything was read on every tick. */
const secondShape = z
  .strictObject({ ...envelope, shape: z.literal(2), ...secondState })
  .transform((item) => ({ ...item, cadence: {}, losses: noLosses, sight: null }));

const thirdState = {
  ...secondState,
  cadence: z.record(z.string(), z.number().int().min(2).max(slowestMinutes)),
};

/** Before tasks that die were counted. */
const thirdShape = z
  .strictObject({ ...envelope, shape: z.literal(3), ...thirdState })
  .transform((item) => ({ ...item, losses: noLosses, sight: null }));

const lossesSchema = z.strictObject({
  running: tasks,
  recent: z.array(z.strictObject({ atMs, tasks: z.number().int().min(1) })),
});

const fourthState = { ...thirdState, losses: lossesSchema };

/** Before a service at rest was remembered: each was described on every tick. */
const fourthShape = z
  .strictObject({ ...envelope, shape: z.literal(4), ...fourthState })
  .transform((item) => ({ ...item, sight: null }));

const sightSchema = z.strictObject({
  desired: tasks,
  failedTasks: tasks,
  targetGroupArns: z.array(z.string()),
  tags: z.record(z.string(), z.string()),
});

const presentShape = z.strictObject({
  ...envelope,
  shape: z.literal(shape),
  ...fourthState,
  sight: sightSchema.nullable(),
});

const storedSchema = z.discriminatedUnion(
  'shape',
  [firstShape, secondShape, thirdShape, fourthShape, presentShape],
  {
    error: `must have a shape of at most ${shape}: another version of Flyball wrote it`,
  },
);

export type ParsedState =
  | { readonly kind: 'found'; readonly state: ServiceState; readonly version: number }
  | { readonly kind: 'corrupt'; readonly cause: string };

export const stateAttributes = (state: ServiceState, version: number) => ({
  shape,
  version,
  ...state,
});

const problemsOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'item'}: ${message}`).join('; ');

export const parseState = (item: Item): ParsedState => {
  const parsed = storedSchema.safeParse(fromItem(item));
  if (!parsed.success) return { kind: 'corrupt', cause: problemsOf(parsed.error) };
  const { pk, sk, shape, writeId, version, ...state } = parsed.data;
  return { kind: 'found', state, version };
};
