/** Signals come from the home of their service: its metrics, target groups and queues are known nowhere else. */
import type { Reading, Readings, ServiceKey } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { Deadline, Measurements, SignalSource } from '#lib/ports.ts';
import { textOf } from '../aws-error.ts';
import { groupByService } from '../group-by-service.ts';
import { unlistedCause } from '../home.ts';
import { type Homes, type Part, partsByHome } from './homes.ts';
import { shareOf } from './patience.ts';

const allFailed = (reads: readonly Read[], causeOf: (read: Read) => string): Measurements => {
  const failed = (read: Read): Reading => ({ kind: 'failed', cause: causeOf(read) });
  const readings = groupByService(reads.map((read) => ({ read, reading: failed(read) })));
  return { readings, billedMetrics: 0 };
};

type Asked = Part<SignalSource, Read>;

const readPart = async (
  { port, items }: Asked,
  deadline: Deadline,
  freeRequests: number,
): Promise<Measurements> => {
  if (port === null) return allFailed(items, ({ service }) => unlistedCause(service));
  try {
    return await port.read(items, deadline, freeRequests);
  } catch (error) {
    return allFailed(items, () => textOf(error));
  }
};

/** Accounts of one organisation share what is free in a month, so there is one purse, and homes get their part of it. */
const freeFor = ({ items }: Asked, reads: readonly Read[], freeRequests: number): number =>
  Math.floor((freeRequests * items.length) / reads.length);

export const routedSignals = (homes: Homes<SignalSource>): SignalSource => ({
  read: async (reads, deadline, freeRequests = 0) => {
    const own = shareOf(deadline, homes.all.length);
    const parts = partsByHome(reads, ({ service }) => service, homes);
    const measured = await Promise.all(
      parts.map((part) => readPart(part, own, freeFor(part, reads, freeRequests))),
    );
    return {
      readings: new Map<ServiceKey, Readings>(measured.flatMap(({ readings }) => [...readings])),
      billedMetrics: measured.reduce((sum, each) => sum + each.billedMetrics, 0),
      freeRequests: measured.reduce((sum, each) => sum + (each.freeRequests ?? 0), 0),
    };
  },
});
