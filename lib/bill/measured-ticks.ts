/** Written by `WRITE=1 node bench/scale.ts`: the usual tick of a fleet with three signals a service, reads adaptive. */
import type { TickUsage } from './tick-usage.ts';

export const measuredTicks: readonly [TickUsage, ...TickUsage[]] = [
  {
    services: 10,
    gbSeconds: 0.15,
    invocations: 1,
    readUnits: 24.5,
    writeUnits: 3,
    messages: 0,
    events: 0,
    logBytes: 1681,
  },
];
