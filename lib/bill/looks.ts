/** What looks inside the minute come to, beside the metrics that they read: functions that wait are billed for it. */
import { looksAMinute } from '#config/interval.ts';
import type { ParameterValues } from '#config/parameters.ts';
import { workersAtMost } from '#config/workers.ts';
import type { TickUsage } from './tick-usage.ts';

/** As the stack makes the two functions that may wait; a test compares it with the template. */
export const memoryMegabytes = { tick: 512, worker: 1_024 } as const;

/** A claim, and the ledger of what was spent. */
const writesPerLook = 2;

const minuteSeconds = 60;
const megabytesAGb = 1024;

type Waiting = { readonly functions: number; readonly megabytes: number };

/** A whole fleet is waited for by the function that ticks; of a divided one each shard by its worker. */
const waitingFor = (services: number, { ShardSize }: ParameterValues): Waiting => {
  if (services <= ShardSize) return { functions: 1, megabytes: memoryMegabytes.tick };
  const shards = Math.ceil(services / ShardSize);
  return { functions: shards > workersAtMost ? 0 : shards, megabytes: memoryMegabytes.worker };
};

export type LookedAt = {
  readonly services: number;
  /** Of these, how many are looked at again, from 0 to 1. */
  readonly fastRatio: number;
};

/** A tick with the looks after it. Their own work is done in the time that is waited anyway. */
export const withLooks = (
  tick: TickUsage,
  { services, fastRatio }: LookedAt,
  parameters: ParameterValues,
): TickUsage => {
  const looks = looksAMinute(parameters) - 1;
  const { functions, megabytes } = waitingFor(services, parameters);
  if (looks === 0 || fastRatio === 0 || functions === 0) return tick;
  const seconds = (minuteSeconds * looks) / (looks + 1);
  return {
    ...tick,
    gbSeconds: Math.max(tick.gbSeconds, (functions * seconds * megabytes) / megabytesAGb),
    readUnits: tick.readUnits * (1 + looks * fastRatio),
    writeUnits: tick.writeUnits + looks * functions * writesPerLook,
  };
};
