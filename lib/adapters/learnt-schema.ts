/** The stored form of what was learnt of one service. */
import * as z from 'zod';
import { type Learnt, type LearntSignal, mostSignals } from '#lib/learnt.ts';
import { envelopeSchema, storedEnvelope } from './envelope-schema.ts';
import { forecastSchema, storedForecast } from './forecast-schema.ts';
import { fromItem, type Item } from './table.ts';

/** Raised when the shape changes; the next hour writes the new one over it. */
const shape = 1;

const ratio = z.number().min(0);

const doubtSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('untried') }),
  z.strictObject({ kind: z.literal('inaccurate'), error: ratio, mostError: ratio }),
  z.strictObject({ kind: z.literal('no-better'), error: ratio, asNowError: ratio }),
  z.strictObject({ kind: z.literal('unlearnt'), observedHours: ratio }),
  z.strictObject({ kind: z.literal('unread'), cause: z.string() }),
]);

const throughputSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('throughput'),
    madeAtMs: z.int().min(0),
    jobsPerTaskMinute: z.number().positive(),
    busyMinutes: z.int().min(0),
  }),
  z.strictObject({ kind: z.literal('none'), busyMinutes: z.int().min(0) }),
]);

const signalSchema = z.strictObject({
  source: z.string(),
  envelope: envelopeSchema,
  forecast: forecastSchema,
  throughput: throughputSchema.exactOptional(),
  day: forecastSchema,
  doubt: doubtSchema.nullable(),
});

const learntSchema = z.object({
  shape: z.literal(shape, { error: `must be ${shape}; another version of Flyball wrote it` }),
  learntAtMs: z.int().min(0),
  signals: z.record(z.string(), signalSchema),
});

const storedSignal = ({ source, foresight, day, doubt }: LearntSignal) => ({
  source,
  envelope: storedEnvelope(foresight.envelope),
  forecast: storedForecast(foresight.forecast),
  ...(foresight.throughput === undefined ? {} : { throughput: foresight.throughput }),
  day: storedForecast(day),
  doubt,
});

const mapped = <From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

export const learntAttributes = ({ learntAtMs, signals }: Learnt) => {
  const count = Object.keys(signals).length;
  if (count > mostSignals) {
    throw new Error(`${count} signals were learnt, but at most ${mostSignals} are kept`);
  }
  return { shape, learntAtMs, signals: mapped(signals, storedSignal) };
};

export type ParsedLearnt =
  | { readonly kind: 'learnt'; readonly learnt: Learnt }
  | { readonly kind: 'corrupt'; readonly cause: string };

/** An item of another make is wrong in a hundred places, and the first few say enough. */
const toldAtMost = 3;

const problemsOf = ({ issues }: z.ZodError): string =>
  issues
    .slice(0, toldAtMost)
    .map(({ path, message }) => `${path.join('.') || 'item'}: ${message}`)
    .join('; ');

export const parseLearnt = (item: Item): ParsedLearnt => {
  const parsed = learntSchema.safeParse(fromItem(item));
  if (!parsed.success) return { kind: 'corrupt', cause: problemsOf(parsed.error) };
  const { learntAtMs, signals } = parsed.data;
  const learnt: Learnt = {
    learntAtMs,
    signals: mapped(signals, ({ source, day, doubt, ...foresight }) => ({
      source,
      foresight,
      day,
      doubt,
    })),
  };
  return { kind: 'learnt', learnt };
};
