/** The stored form of a forecast: columns of numbers, since the names of 24 leads would take more room than they do. */
import * as z from 'zod';
import { type Forecast, type Lead, levels } from '#engine/foresight/forecast.ts';
import type { Accuracy } from '#engine/foresight/trust.ts';
import { digits } from './learnt-digits.ts';

const amount = z.number().min(0);
const mostLeads = 24;
const column = <T extends z.ZodType>(of: T) => z.array(of).min(1).max(mostLeads);

/** Error of the forecast, of "as now" and of "as yesterday". */
const errors = z.tuple([amount, amount, amount.nullable()]).nullable();

const columns = {
  expected: column(amount),
  below: column(z.array(amount).length(levels.length)),
  eventFactor: column(amount),
  errors: column(errors),
};

const madeSchema = z.strictObject({
  kind: z.literal('forecast'),
  method: z.enum(['week', 'days', 'day', 'level']),
  madeAtMs: z.int().min(0),
  stepMs: z.int().min(1),
  highestLoad: amount,
  ...columns,
});

type Made = z.output<typeof madeSchema>;

const isEven = ({ expected, below, eventFactor, errors: tried }: Made): boolean =>
  [below, eventFactor, tried].every(({ length }) => length === expected.length);

const storedSchema = z.discriminatedUnion('kind', [
  madeSchema.refine(isEven, 'its columns must be of one length'),
  z.strictObject({ kind: z.literal('none'), observedHours: amount }),
]);

type Stored = z.output<typeof storedSchema>;

const accuracyOf = (tried: z.output<typeof errors>): Accuracy | null => {
  if (tried === null) return null;
  const [forecastError, asNowError, asYesterdayError] = tried;
  return { forecastError, asNowError, asYesterdayError };
};

const leadOf = ({ stepMs, below, eventFactor, errors: tried }: Made) => {
  return (expected: number, index: number): Lead => ({
    aheadMs: (index + 1) * stepMs,
    expected,
    below: below[index] ?? [],
    eventFactor: eventFactor[index] ?? 1,
    accuracy: accuracyOf(tried[index] ?? null),
  });
};

export const forecastSchema = storedSchema.transform((stored): Forecast => {
  if (stored.kind === 'none') return stored;
  const { kind, method, madeAtMs, stepMs, highestLoad } = stored;
  const leads = stored.expected.map(leadOf(stored));
  return { kind, method: { kind: method }, madeAtMs, stepMs, highestLoad, leads };
});

const errorsOf = (accuracy: Accuracy | null): z.output<typeof errors> => {
  if (accuracy === null) return null;
  const { forecastError, asNowError, asYesterdayError } = accuracy;
  const yesterday = asYesterdayError === null ? null : digits(asYesterdayError);
  return [digits(forecastError), digits(asNowError), yesterday];
};

/** Leads are one step apart, from one step ahead on, so that how far ahead each is need not be said. */
export const storedForecast = (forecast: Forecast): Stored => {
  if (forecast.kind === 'none') return { ...forecast };
  const { leads, method, highestLoad, ...rest } = forecast;
  return {
    ...rest,
    method: method.kind,
    highestLoad: digits(highestLoad),
    expected: leads.map(({ expected }) => digits(expected)),
    below: leads.map(({ below }) => below.map(digits)),
    eventFactor: leads.map(({ eventFactor }) => digits(eventFactor)),
    errors: leads.map(({ accuracy }) => errorsOf(accuracy)),
  };
};
