/** Of several ticks: what they usually come to, and the worst of them. */
import type { TickUsage } from '#lib/bill/tick-usage.ts';
import { median } from '../table.ts';
import type { Measured, Ticked } from './measure.ts';

/** Until every service has been seen for its windows, reads are made on every tick. */
export const settlingTicks = 6;

/** One call of PutEvents carries ten at most, and the calls are what is counted. */
const eventsPerCall = 10;

export const settled = ({ warm }: Measured): readonly Ticked[] => warm.slice(settlingTicks);

export const usually = (measured: Measured, of: (tick: Ticked) => number): number =>
  median(settled(measured).map(of));

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

export const worst = ({ warm }: Measured, of: (tick: Ticked) => number): number =>
  Math.max(...warm.map(of));

export const callsPerTick = (measured: Measured, operation: string): number =>
  mean(settled(measured).map(({ calls }) => calls[operation] ?? 0));

/** The mean, since a month has busy ticks too. */
export const usageOf = (measured: Measured): TickUsage => {
  const ticks = settled(measured);
  const meanOf = (of: (tick: Ticked) => number): number =>
    Number(mean(ticks.map(of)).toPrecision(4));
  return {
    services: measured.services,
    gbSeconds: meanOf(({ tickGbSeconds, workerGbSeconds }) => tickGbSeconds + workerGbSeconds),
    invocations: meanOf(({ invocations }) => invocations),
    readUnits: meanOf(({ readUnits }) => readUnits),
    writeUnits: meanOf(({ writeUnits }) => writeUnits),
    messages: meanOf(({ messages }) => messages),
    events: meanOf(({ calls }) => (calls['events:PutEvents'] ?? 0) * eventsPerCall),
    logBytes: meanOf(({ logBytes }) => logBytes),
  };
};
