/**
 * Keeps the alert book true: a cause that appeared is raised once, one that went away is resolved.
 * Services that could not be looked at keep their alerts, for nobody knows whether the cause is gone.
 */
import type { ServiceKey } from '#engine/model.ts';
import type { Alert } from '#lib/ports.ts';
import type { TickInput } from './input.ts';
import { asError } from './trouble.ts';

export type AlertingResult = {
  readonly open: number;
  /** Those that were not open before. */
  readonly raised: readonly Alert[];
  readonly errors: readonly Error[];
};

const idOf = ({ code, service, group }: Alert): string =>
  `${code} ${service ?? `group ${group ?? '-'}`}`;

/** A tick that finds a thousand causes writes down the first hundred; the rest follows on the next ones. */
const maxNewPerTick = 100;

const raise = async (
  alert: Alert,
  { ports, tickMs, deadline }: TickInput,
): Promise<readonly Alert[]> =>
  (await ports.alerts.raise(alert, tickMs, deadline)) ? [alert] : [];

const resolve = async (
  alert: Alert,
  { ports, tickMs, deadline }: TickInput,
): Promise<readonly Alert[]> => {
  await ports.alerts.resolve(alert, tickMs, deadline);
  return [];
};

type Kept = Pick<AlertingResult, 'raised' | 'errors'>;

const settleAll = async (jobs: readonly Promise<readonly Alert[]>[]): Promise<Kept> => {
  const results = await Promise.allSettled(jobs);
  return {
    raised: results.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])),
    errors: results.flatMap((result) =>
      result.status === 'rejected'
        ? [new Error('an alert could not be kept', { cause: asError(result.reason) })]
        : [],
    ),
  };
};

export const keepAlerts = async (
  causes: readonly Alert[],
  unknown: ReadonlySet<ServiceKey>,
  input: TickInput,
): Promise<AlertingResult> => {
  const { ports, deadline } = input;
  const current = new Map(causes.map((alert) => [idOf(alert), alert]));
  try {
    const open = await ports.alerts.open(deadline);
    const openIds = new Set(open.map(idOf));
    const appeared = [...current.values()].filter((alert) => !openIds.has(idOf(alert)));
    const gone = open.filter(
      (alert) =>
        !current.has(idOf(alert)) && !(alert.service !== null && unknown.has(alert.service)),
    );
    const kept = await settleAll([
      ...appeared.slice(0, maxNewPerTick).map((alert) => raise(alert, input)),
      ...gone.map((alert) => resolve(alert, input)),
    ]);
    return { open: open.length - gone.length + appeared.length, ...kept };
  } catch (thrown) {
    const error = new Error('the alert book could not be read', { cause: asError(thrown) });
    return { open: current.size, raised: [], errors: [error] };
  }
};
