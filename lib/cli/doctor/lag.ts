/** How long tasks of a service took to start in the last day, from its metrics and its decisions. */
import type { MeasuredLag } from '#lib/doctor/start-lag.ts';
import { pastOf } from '#simulator/backtest/past.ts';
import { startLagOf } from '../backtest/lag.ts';
import { historiesOf } from '../histories-of.ts';
import type { LiveInput } from '../live.ts';
import { serviceNamed } from '../service-name.ts';
import type { CliWorld } from '../world.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A change every minute of the day. */
const decisionsAtMost = 1_440;

export type SeenLag = { readonly measured: MeasuredLag | null; readonly billedMetrics: number };

export const lagOf = async (name: string, input: LiveInput, world: CliWorld): Promise<SeenLag> => {
  const { home, operator, tickMs, deadline } = input;
  const service = serviceNamed(name, home);
  const toMs = Math.floor(tickMs / minuteMs) * minuteMs;
  const range = { fromMs: toMs - dayMs, toMs };
  const histories = await historiesOf(service, input, world);
  const [past, decisions] = await Promise.all([
    histories.read(service, range, deadline),
    operator.history.read({ service, ...range, atMost: decisionsAtMost }, deadline),
  ]);
  const lag = startLagOf(null, pastOf(past), decisions);
  return {
    measured: lag.kind === 'measured' ? lag : null,
    billedMetrics: histories.billedMetrics(service, range),
  };
};
