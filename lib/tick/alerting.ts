/**
 * Keeps the alert book true: a cause that appeared is raised and told once, one that went away is resolved.
 * Services that could not be looked at keep their alerts, for nobody knows whether the cause is gone.
 */
import type { ServiceKey } from '#engine/model.ts';
import type { Alert } from '#lib/ports.ts';
import type { TickInput } from './input.ts';
import { asError } from './trouble.ts';

export type AlertingResult = { readonly open: number; readonly errors: readonly Error[] };

const idOf = ({ code, service }: Alert): string => `${code} ${service ?? '-'}`;

/** A tick that finds a thousand causes tells of the first hundred; the book holds the rest next time. */
const maxNewPerTick = 100;

const raise = async (alert: Alert, { ports, tickMs, deadline }: TickInput): Promise<void> => {
  if (!(await ports.alerts.raise(alert, tickMs, deadline))) return;
  const subject = `Flyball ${alert.severity}: ${alert.code}`;
  const { code, severity, service } = alert;
  await ports.notifier.publish(
    { subject, text: alert.message, detail: { code, severity, service } },
    deadline,
  );
};

const settleAll = async (jobs: readonly Promise<void>[]): Promise<readonly Error[]> => {
  const results = await Promise.allSettled(jobs);
  return results.flatMap((result) =>
    result.status === 'rejected'
      ? [new Error('an alert could not be kept', { cause: asError(result.reason) })]
      : [],
  );
};

export const keepAlerts = async (
  causes: readonly Alert[],
  unknown: ReadonlySet<ServiceKey>,
  input: TickInput,
): Promise<AlertingResult> => {
  const { ports, tickMs, deadline } = input;
  const current = new Map(causes.map((alert) => [idOf(alert), alert]));
  try {
    const open = await ports.alerts.open(deadline);
    const openIds = new Set(open.map(idOf));
    const appeared = [...current.values()].filter((alert) => !openIds.has(idOf(alert)));
    const gone = open.filter(
      (alert) =>
        !current.has(idOf(alert)) && !(alert.service !== null && unknown.has(alert.service)),
    );
    const errors = await settleAll([
      ...appeared.slice(0, maxNewPerTick).map((alert) => raise(alert, input)),
      ...gone.map((alert) => ports.alerts.resolve(alert, tickMs, deadline)),
    ]);
    return { open: open.length - gone.length + appeared.length, errors };
  } catch (thrown) {
    const error = new Error('the alert book could not be read', { cause: asError(thrown) });
    return { open: current.size, errors: [error] };
  }
};
