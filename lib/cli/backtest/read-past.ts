/** The past of a service: its metrics, and what Flyball decided about it where a stack is named that knows. */
import type { RecordedDecision } from '#lib/operator-ports.ts';
import type { HistoryRange } from '#lib/service-history.ts';
import { type Past, pastOf } from '#simulator/backtest/past.ts';
import { patienceMs } from '../live.ts';
import { serviceNamed } from '../service-name.ts';
import { CliFailure } from '../usage-error.ts';
import type { CliWorld, Connection } from '../world.ts';
import { agreeToRead } from './agree.ts';

/** A change every two minutes for 15 days; of more the newest are read. */
const decisionsAtMost = 10_000;

export type WhosePast = {
  readonly service: string;
  readonly region: string | null;
  readonly range: HistoryRange;
  readonly connection: Connection | null;
  readonly yes: boolean;
};

export type KnownPast = { readonly past: Past; readonly decisions: readonly RecordedDecision[] };

const decisionsIn = async (
  { service, range, connection }: WhosePast,
  world: CliWorld,
): Promise<readonly RecordedDecision[]> => {
  if (connection === null) return [];
  const { home, operator } = connection;
  const asked = { service: serviceNamed(service, home), ...range, atMost: decisionsAtMost };
  return operator.history.read(asked, world.startDeadline(patienceMs));
};

const lengthOf = ({ fromMs, toMs }: HistoryRange): string => {
  const days = (toMs - fromMs) / 86_400_000;
  return `${Number(days.toFixed(2))} days`;
};

export const readPast = async (whose: WhosePast, world: CliWorld): Promise<KnownPast> => {
  const { service, region, range, yes } = whose;
  const id = serviceNamed(service, { account: '', region: region ?? '' });
  const histories = await world.histories(id.region === '' ? null : id.region, null);
  const what = `${lengthOf(range)} of ${service}`;
  await agreeToRead(what, histories.billedMetrics(id, range), yes, world);
  const history = await histories.read(id, range, world.startDeadline(patienceMs));
  if (history.usage.length === 0) {
    throw new CliFailure(
      `CloudWatch knows no CPU utilisation of ${service} here within ${lengthOf(range)}; check the name, the region, and whether tasks ran`,
    );
  }
  return { past: pastOf(history), decisions: await decisionsIn(whose, world) };
};
