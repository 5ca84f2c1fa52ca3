/** What one tick uses of everything but metric reads, by the size of the fleet. */

export type TickUsage = {
  readonly services: number;
  readonly gbSeconds: number;
  readonly invocations: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Shards handed to workers. */
  readonly messages: number;
  /** Entries put on the bus, at most: the calls are counted, and each may carry ten. */
  readonly events: number;
  readonly logBytes: number;
};

const between = (below: number, above: number, share: number): number =>
  below + (above - below) * share;

const mixOf = (below: TickUsage, above: TickUsage, services: number): TickUsage => {
  const share = (services - below.services) / (above.services - below.services);
  return {
    services,
    gbSeconds: between(below.gbSeconds, above.gbSeconds, share),
    invocations: between(below.invocations, above.invocations, share),
    readUnits: between(below.readUnits, above.readUnits, share),
    writeUnits: between(below.writeUnits, above.writeUnits, share),
    messages: between(below.messages, above.messages, share),
    events: between(below.events, above.events, share),
    logBytes: between(below.logBytes, above.logBytes, share),
  };
};

const scaled = (measured: TickUsage, services: number): TickUsage => {
  const factor = services / measured.services;
  return {
    services,
    gbSeconds: measured.gbSeconds * factor,
    invocations: measured.invocations * factor,
    readUnits: measured.readUnits * factor,
    writeUnits: measured.writeUnits * factor,
    messages: measured.messages * factor,
    events: measured.events * factor,
    logBytes: measured.logBytes * factor,
  };
};

/** On the line between two measured sizes; the smallest below all, and in proportion beyond the largest. */
export const tickUsageOf = (
  services: number,
  measured: readonly [TickUsage, ...TickUsage[]],
): TickUsage => {
  const above = measured.find((each) => each.services >= services);
  const below = measured.findLast((each) => each.services <= services);
  if (above === undefined) return scaled(measured.at(-1) ?? measured[0], services);
  if (below === undefined || below === above) return { ...above, services };
  return mixOf(below, above, services);
};
