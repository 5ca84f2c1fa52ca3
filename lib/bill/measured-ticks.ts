/** Written by `WRITE=1 node bench/scale.ts`: the mean tick of a fleet with three signals a service, reads adaptive. */
import type { TickUsage } from './tick-usage.ts';

export const measuredTicks: readonly [TickUsage, ...TickUsage[]] = [
  {
    services: 10,
    gbSeconds: 0.05259,
    invocations: 1,
    readUnits: 14,
    writeUnits: 3.25,
    messages: 0,
    events: 0,
    logBytes: 1681,
  },
  {
    services: 100,
    gbSeconds: 0.2044,
    invocations: 1,
    readUnits: 104.5,
    writeUnits: 7.25,
    messages: 0,
    events: 5,
    logBytes: 2202,
  },
  {
    services: 1000,
    gbSeconds: 13.55,
    invocations: 3,
    readUnits: 1249,
    writeUnits: 118,
    messages: 2,
    events: 7.5,
    logBytes: 5665,
  },
];
