/** Written by `WRITE=1 node bench/scale.ts`: the mean tick of a fleet with three signals a service, reads adaptive. */
import type { TickUsage } from './tick-usage.ts';

export const measuredTicks: readonly [TickUsage, ...TickUsage[]] = [
  {
    services: 10,
    gbSeconds: 0.1477,
    invocations: 1,
    readUnits: 15,
    writeUnits: 3.25,
    messages: 0,
    events: 0,
    logBytes: 1682,
  },
  {
    services: 100,
    gbSeconds: 0.344,
    invocations: 1,
    readUnits: 105,
    writeUnits: 4.25,
    messages: 0,
    events: 0,
    logBytes: 1689,
  },
  {
    services: 1000,
    gbSeconds: 2.003,
    invocations: 3,
    readUnits: 1017,
    writeUnits: 24.25,
    messages: 2,
    events: 5,
    logBytes: 5399,
  },
  {
    services: 10000,
    gbSeconds: 38.39,
    invocations: 21,
    readUnits: 10160,
    writeUnits: 310.8,
    messages: 20,
    events: 125,
    logBytes: 50140,
  },
];
