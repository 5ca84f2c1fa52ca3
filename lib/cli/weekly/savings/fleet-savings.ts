/** The services with the most task-hours, each by replay of its past, ranked by what it would save. */
import { errorText } from '../../assessment-view.ts';
import { rangeBefore } from '../../backtest/range.ts';
import type { LiveInput } from '../../live.ts';
import { metricPrice } from '../../metric-price.ts';
import { createProgress } from '../../simulate/progress.ts';
import type { CliWorld } from '../../world.ts';
import type { ServiceWeek, Week } from '../gather.ts';
import { type Looked, replayableOf } from './replayable.ts';
import { dollarsAMonthOf, type FleetSavings, type ServiceSavings } from './savings.ts';
import { waysOf } from './ways.ts';

const dayMs = 86_400_000;

/** A week has each hour of the week once; CloudWatch keeps minutes for 15 days, and whole weeks are the fairest. */
const leastDays = 7;
const mostDays = 14;

/** The first hour of a replay is not scored, and without it a week would lack one of its hours. */
const warmUpDays = 2 / 24;

const savingsOf = async (
  { id, service }: ServiceWeek,
  looked: Looked,
  label: string,
): Promise<ServiceSavings> => {
  const { input, world } = looked;
  const progress = createProgress(label, world);
  try {
    progress.show(0);
    const setup = await replayableOf(service, id, looked);
    return waysOf(setup, { service, id, home: input.home }, progress.show);
  } catch (error) {
    // One that cannot be read must not cost the others their report; it is listed with the reason.
    if (!(error instanceof Error)) throw error;
    return { kind: 'not replayed', service, why: errorText(error) };
  } finally {
    progress.end();
  }
};

const sayCost = async (
  chosen: readonly ServiceWeek[],
  { range, world, input }: Looked,
): Promise<number> => {
  const histories = await world.histories(input.home.region, null);
  const billed = chosen.reduce((sum, { id }) => sum + histories.billedMetrics(id, range), 0);
  const days = Math.round((range.toMs - range.fromMs) / dayMs);
  world.complain(
    `What would save most: ${days} days of ${chosen.length} services are replayed, ${billed} metrics of CloudWatch for ${metricPrice(billed)}; --savings 0 leaves it out.`,
  );
  return billed;
};

export const fleetSavings = async (
  { span, services }: Week,
  atMost: number,
  price: Looked['price'],
  input: LiveInput,
  world: CliWorld,
): Promise<FleetSavings | null> => {
  const chosen = services.toSorted((a, b) => b.taskHours - a.taskHours).slice(0, atMost);
  if (chosen.length === 0) return null;
  const days = Math.min(mostDays, Math.max(leastDays, (span.toMs - span.fromMs) / dayMs));
  const looked: Looked = { range: rangeBefore(span.toMs, days + warmUpDays), price, input, world };
  const billedMetrics = await sayCost(chosen, looked);
  const all: ServiceSavings[] = [];
  // One after the other: a replay keeps a core busy, and two would only share it.
  for (const [index, week] of chosen.entries()) {
    const label = `${index + 1} of ${chosen.length}, ${week.service}`;
    all.push(await savingsOf(week, looked, label));
  }
  return {
    services: all.toSorted((a, b) => dollarsAMonthOf(b) - dollarsAMonthOf(a)),
    notLookedAt: services.length - chosen.length,
    billedMetrics,
  };
};
