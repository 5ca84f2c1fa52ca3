/** A service as it can be replayed from its past, or why it cannot. */
import { problemLine } from '#config/problem.ts';
import { resolvePolicy, resolveSchedules } from '#config/resolve.ts';
import type { Tags } from '#config/tags.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { HistoryRange } from '#lib/service-history.ts';
import { type Past, pastOf } from '#simulator/backtest/past.ts';
import { pastLoad } from '#simulator/backtest/past-load.ts';
import type { BacktestSetup, Replayed } from '#simulator/backtest/run-backtest.ts';
import { BadLoad } from '#simulator/loads/bad-load.ts';
import type { Load } from '#simulator/loads/load.ts';
import type { TaskPrice } from '#simulator/scores/cost.ts';
import { usualPlant } from '#simulator/trial/setup.ts';
import { startLagOf } from '../../backtest/lag.ts';
import { onCpuAlone } from '../../backtest/on-cpu-alone.ts';
import { historiesOf } from '../../histories-of.ts';
import { type LiveInput, patienceMs } from '../../live.ts';
import { CliFailure } from '../../usage-error.ts';
import type { CliWorld } from '../../world.ts';

export type Looked = {
  readonly range: HistoryRange;
  readonly price: TaskPrice;
  readonly input: LiveInput;
  readonly world: CliWorld;
};

/** Rises to measure the start lag from; more would not make it surer. */
const decisionsAtMost = 1000;

const tagsOf = async (id: ServiceId, { input, world }: Looked): Promise<Tags> => {
  const found = await input.ports.serviceReader.describe([id], world.startDeadline(patienceMs));
  const lookup = found.get(keyOf(id));
  if (lookup?.kind === 'found') return lookup.view.tags;
  throw new CliFailure('ECS does not know it any more');
};

const inUseOf = async (id: ServiceId, looked: Looked): Promise<Replayed> => {
  const { fleet, home } = looked.input;
  const tags = await tagsOf(id, looked);
  const resolved = resolvePolicy(fleet, home, id, tags);
  if (resolved.kind === 'invalid') {
    throw new CliFailure(resolved.problems.map(problemLine).join('; '));
  }
  const label = 'its policy';
  const replayed = onCpuAlone(label, resolved.policy);
  // A lower minimum may be held up by a rule that cannot be replayed, and what it saves would be made up.
  if (replayed.leftOut.length > 0) {
    const rules = replayed.leftOut.join(', ');
    throw new CliFailure(`load is reconstructed from CPU, which says nothing of ${rules}`);
  }
  return { label, schedules: resolveSchedules(fleet, home, id, tags), ...replayed };
};

const pastRead = async (id: ServiceId, { range, input, world }: Looked): Promise<Past> => {
  const histories = await historiesOf(id, input, world);
  const history = await histories.read(id, range, world.startDeadline(patienceMs));
  if (history.usage.length === 0) throw new CliFailure('CloudWatch knows no CPU of it');
  return pastOf(history);
};

const loadOf = (service: string, past: Past): Load => {
  try {
    return pastLoad(service, past);
  } catch (error) {
    if (!(error instanceof BadLoad)) throw error;
    throw new CliFailure(`its history cannot be replayed: ${error.message}`);
  }
};

/** Throws whatever is in the way of it. */
export const replayableOf = async (
  service: string,
  id: ServiceId,
  looked: Looked,
): Promise<BacktestSetup> => {
  const { range, price, input, world } = looked;
  const inUse = await inUseOf(id, looked);
  const past = await pastRead(id, looked);
  const load = loadOf(service, past);
  const asked = { service: id, ...range, atMost: decisionsAtMost };
  const decisions = await input.operator.history.read(asked, world.startDeadline(patienceMs));
  const { seconds: startLagSeconds } = startLagOf(null, past, decisions);
  const { sloPercent } = usualPlant;
  return { load, past, policies: [inUse], startLagSeconds, sloPercent, price };
};
