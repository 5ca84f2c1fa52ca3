/** What is foretold of each service, whether it is acted on, and how good it was beside what costs nothing. */
import { explainDoubt } from '#engine/explain/ahead.ts';
import type { Lead } from '#engine/foresight/forecast.ts';
import type { Accuracy } from '#engine/foresight/trust.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { LearntDoubt, LearntSignal } from '#lib/learnt.ts';
import type { RecalledLearnt } from '#lib/ports.ts';
import { shortName } from '../assessment-view.ts';
import type { LiveInput } from '../live.ts';

export type ForecastRow = {
  readonly service: string;
  /** `null` of a service of which nothing is known. */
  readonly signal: string | null;
  /** `unread`: what was learnt is there and cannot be read. */
  readonly standing: 'used' | 'advised' | 'unlearnt' | 'unread';
  /** Of one lead, over the week before it was learnt, out of sample. */
  readonly accuracy: (Accuracy & { readonly aheadMs: number }) | null;
  /** Why it is not used. */
  readonly why: string | null;
};

/** Long enough for tasks to start and be of use, and what most rules look ahead. */
const usualAheadMs = 30 * 60_000;

const nearestLead = (leads: readonly Lead[]): Lead | null =>
  leads.reduce<Lead | null>((nearest, lead) => {
    const distance = Math.abs(lead.aheadMs - usualAheadMs);
    return nearest === null || distance < Math.abs(nearest.aheadMs - usualAheadMs) ? lead : nearest;
  }, null);

const accuracyOf = ({ foresight: { forecast } }: LearntSignal): ForecastRow['accuracy'] => {
  const lead = forecast.kind === 'none' ? null : nearestLead(forecast.leads);
  return lead === null || lead.accuracy === null
    ? null
    : { ...lead.accuracy, aheadMs: lead.aheadMs };
};

const standingOf = (doubt: LearntDoubt | null): ForecastRow['standing'] => {
  if (doubt === null) return 'used';
  return doubt.kind === 'unlearnt' ? 'unlearnt' : 'advised';
};

const whyOf = (doubt: LearntDoubt | null): string | null => {
  if (doubt === null) return null;
  return doubt.kind === 'unread'
    ? `its history could not be read: ${doubt.cause}`
    : explainDoubt(doubt);
};

const empty = (service: string, standing: 'unlearnt' | 'unread', why: string): ForecastRow => ({
  service,
  signal: null,
  standing,
  accuracy: null,
  why,
});

const nothingLearnt = 'no rule of its policy looks ahead, or nobody has looked at its past yet';

const rowsOf = (service: string, recalled: RecalledLearnt | undefined): readonly ForecastRow[] => {
  switch (recalled?.kind) {
    case undefined:
    case 'none':
      return [empty(service, 'unlearnt', nothingLearnt)];
    case 'corrupt':
    case 'failed':
      return [empty(service, 'unread', recalled.cause)];
    case 'learnt':
      return Object.entries(recalled.learnt.signals).map(([signal, learnt]) => ({
        service,
        signal,
        standing: standingOf(learnt.doubt),
        accuracy: accuracyOf(learnt),
        why: whyOf(learnt.doubt),
      }));
    default:
      return recalled satisfies never;
  }
};

export const gatherForecasts = async (
  services: readonly ServiceId[],
  { ports, home, tickMs, deadline }: LiveInput,
): Promise<readonly ForecastRow[]> => {
  const learnt = await ports.foresights.load(services, tickMs, deadline);
  return services.flatMap((id) => rowsOf(shortName(id, home), learnt.get(keyOf(id))));
};

/** In the order of the columns of both reports. */
export const forecastCells = (row: ForecastRow): readonly string[] => {
  const { service, signal, standing, accuracy, why } = row;
  const off = (error: number | null | undefined): string =>
    error === null || error === undefined ? '-' : `${(error * 100).toFixed(1)} %`;
  return [
    service,
    signal ?? '-',
    standing,
    off(accuracy?.forecastError),
    off(accuracy?.asNowError),
    off(accuracy?.asYesterdayError),
    why ?? '',
  ];
};
