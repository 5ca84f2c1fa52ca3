/** What was learnt of the past, for services whose rules look ahead. Whatever is wrong with it, the service is scaled. */
import type { Foresights } from '#engine/foresight/foresight.ts';
import { keyOf, type ServiceKey } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import { signalsAhead, signalsOf } from '#engine/policy-signals.ts';
import type { RecalledLearnt } from '#lib/ports.ts';
import { signalSource } from '#lib/signal-source.ts';
import { doubtedForecasts } from './doubted.ts';
import type { TickInput } from './input.ts';
import type { Scalable } from './look.ts';
import { alertFor, asError, joinTrouble, noTrouble, type Trouble } from './trouble.ts';

export type Foreseen = {
  readonly foresights: ReadonlyMap<ServiceKey, Foresights>;
  readonly trouble: Trouble;
};

/** Learnt of a signal that means the same as in the policy of today. */
const usable = (recalled: RecalledLearnt | undefined, policy: Policy): Foresights => {
  if (recalled?.kind !== 'learnt') return {};
  const definitions = signalsOf(policy);
  const known = signalsAhead(policy).flatMap((name) => {
    const signal = recalled.learnt.signals[name];
    const isSame = signal?.source === signalSource(name, definitions);
    return signal !== undefined && isSame ? [[name, signal.foresight] as const] : [];
  });
  return Object.fromEntries(known);
};

/** What could not be loaded is nothing new about the forecasts: what was told of them still holds. */
const troubleOf = (
  { view: { id }, policy }: Scalable,
  recalled: RecalledLearnt | undefined,
  tickMs: number,
): Trouble => {
  if (recalled?.kind === 'failed') return { ...noTrouble, unknown: [keyOf(id)] };
  if (recalled?.kind !== 'corrupt') {
    return { ...noTrouble, alerts: doubtedForecasts(id, policy, usable(recalled, policy), tickMs) };
  }
  const message = `what was learnt of ${keyOf(id)} cannot be read (${recalled.cause}), so its rules work as if nothing had been; the forecast function writes it anew within the hour`;
  return { ...noTrouble, alerts: [alertFor(id, 'corrupt-forecast', message)] };
};

const load = async (
  services: readonly Scalable[],
  { ports, tickMs, deadline }: TickInput,
): Promise<ReadonlyMap<ServiceKey, RecalledLearnt>> => {
  const ids = services.map(({ view }) => view.id);
  try {
    return await ports.foresights.load(ids, tickMs, deadline);
  } catch (thrown) {
    const failed: RecalledLearnt = { kind: 'failed', cause: asError(thrown).message };
    return new Map(ids.map((id) => [keyOf(id), failed]));
  }
};

export const foresee = async (
  candidates: readonly Scalable[],
  input: TickInput,
): Promise<Foreseen> => {
  const ahead = candidates.filter(({ policy }) => signalsAhead(policy).length > 0);
  if (ahead.length === 0) return { foresights: new Map(), trouble: noTrouble };
  const recalled = await load(ahead, input);
  const recalledOf = ({ view }: Scalable) => recalled.get(keyOf(view.id));
  return {
    foresights: new Map(
      ahead.map((each) => [keyOf(each.view.id), usable(recalledOf(each), each.policy)]),
    ),
    trouble: joinTrouble(...ahead.map((each) => troubleOf(each, recalledOf(each), input.tickMs))),
  };
};
