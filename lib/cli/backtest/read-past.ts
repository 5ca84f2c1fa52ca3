/** The past of a service: its metrics, and what Flyball decided about it where a stack is named that knows. */
import { homeKeyOf } from '#config/homes.ts';
import type { RecordedDecision } from '#lib/operator-ports.ts';
import type { HistoryRange, ServiceHistories } from '#lib/service-history.ts';
import { type Past, pastOf } from '#simulator/backtest/past.ts';
import { historiesOf } from '../histories-of.ts';
import { patienceMs } from '../live.ts';
import { serviceNamed } from '../service-name.ts';
import { CliFailure } from '../usage-error.ts';
import type { CliWorld, Connection } from '../world.ts';
import { agreeToRead } from './agree.ts';
import type { InUse } from './in-use.ts';

/** A change every two minutes for 15 days; of more the newest are read. */
const decisionsAtMost = 10_000;

export type WhosePast = {
  readonly service: string;
  readonly today: InUse;
  readonly region: string | null;
  readonly range: HistoryRange;
  readonly connection: Connection | null;
  readonly yes: boolean;
};

export type KnownPast = { readonly past: Past; readonly decisions: readonly RecordedDecision[] };

const decisionsIn = async (
  { today, range, connection }: WhosePast,
  world: CliWorld,
): Promise<readonly RecordedDecision[]> => {
  if (connection === null) return [];
  const { operator } = connection;
  const asked = { service: today.id, ...range, atMost: decisionsAtMost };
  return operator.history.read(asked, world.startDeadline(patienceMs));
};

const lengthOf = ({ fromMs, toMs }: HistoryRange): string => {
  const days = (toMs - fromMs) / 86_400_000;
  return `${Number(days.toFixed(2))} days`;
};

/** CloudWatch knows no accounts: asked with the wrong credentials it answers with the past of a namesake. */
const historiesFor = async (
  { service, today, region, connection }: WhosePast,
  world: CliWorld,
): Promise<ServiceHistories> => {
  if (connection !== null) return historiesOf(today.id, today, world);
  const own = serviceNamed(service, { account: '', region: '' });
  if (own.account === '') return world.histories(region, null);
  throw new CliFailure(
    `which role leads to ${homeKeyOf(own)} is known to a stack: name it with --stack, or use credentials of that account and name ${own.cluster}/${own.name} --region ${own.region}`,
  );
};

export const readPast = async (whose: WhosePast, world: CliWorld): Promise<KnownPast> => {
  const { service, today, range, yes } = whose;
  const { id } = today;
  const histories = await historiesFor(whose, world);
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
