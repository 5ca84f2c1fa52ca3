/** The stored form of a service's state. Strict, because acting on half a memory is worse than holding. */
import * as z from 'zod';
import type { ServiceState } from '#engine/state.ts';
import { fromItem, type Item } from './table.ts';

/** Raised when the shape changes, so that an older version says so instead of guessing. */
const shape = 1;

const atMs = z.number().int().min(0);
const tasks = z.number().int().min(0);

const action = { atMs, from: tasks, to: tasks, urgency: z.enum(['low', 'medium', 'high']) };
const actionSchema = z.strictObject(action);
const intentSchema = z.strictObject({ ...action, mode: z.enum(['observe', 'act']) });

const state = {
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

const storedSchema = z.strictObject({
  pk: z.string(),
  sk: z.literal('STATE'),
  shape: z.literal(shape, { error: `must be ${shape}: another version of Flyball wrote it` }),
  version: z.number().int().min(1),
  writeId: z.string(),
  ...state,
});

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
