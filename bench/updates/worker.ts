/** One function of the bench: its ports over the local AWS, with loads that are given, and a note of every change. */
import { createAwsPorts } from '#adapters/aws-ports.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { Ports, SignalSource, UpdateRank } from '#lib/ports.ts';

export const home = { account: '123456789012', region: 'us-east-1' };
export const tableName = 'flyball';

export type Change = {
  readonly rank: UpdateRank;
  readonly askedMs: number;
  readonly doneMs: number;
};

/** CPU in percent of tasks that should be at 60: five times, a third and a tenth too much. */
const loads = [300, 80, 67] as const;

const loadOf = ({ name }: ServiceId): number => loads[Number(name.split('-')[1]) % 3] ?? 67;

/** The bench is about changes, not about metrics. */
const givenSignals = (nowMs: () => number): SignalSource => ({
  read: async (reads) => ({
    billedMetrics: reads.length,
    readings: new Map(
      reads.map(({ service, signal }) => {
        const points = Array.from({ length: 10 }, (_, index) => ({
          atMs: nowMs() - (10 - index) * 60_000,
          value: loadOf(service),
          tasks: 4,
        }));
        return [keyOf(service), { [signal]: { kind: 'series', points } as const }];
      }),
    ),
  }),
});

/** Notes when each change was asked for and when ECS had taken it. */
const noting = (ports: Ports, changes: Change[]): Pick<Ports, 'turns' | 'serviceWriter'> => {
  const asked = new Map<string, Pick<Change, 'rank' | 'askedMs'>>();
  return {
    turns: {
      take: (id, rank, deadline) => {
        asked.set(keyOf(id), { rank, askedMs: performance.now() });
        return ports.turns.take(id, rank, deadline);
      },
    },
    serviceWriter: {
      setDesired: async (id, desired, deadline) => {
        const outcome = await ports.serviceWriter.setDesired(id, desired, deadline);
        const ask = asked.get(keyOf(id));
        if (outcome.kind === 'written' && ask !== undefined) {
          changes.push({ ...ask, doneMs: performance.now() });
        }
        return outcome;
      },
    },
  };
};

export const startWorker = (endpoint: string, nowMs: () => number, changes: Change[]): Ports => {
  const topicArn = `arn:aws:sns:${home.region}:${home.account}:flyball`;
  const ports = createAwsPorts({
    ...{ home, table: tableName, topicArn, endpoint },
    changesCounts: true,
    sharesReads: true,
  });
  return { ...ports, ...noting(ports, changes), signals: givenSignals(nowMs) };
};
