/**
 * A look inside the minute, at those who asked for it. It may only raise: whatever it finds besides is left to the next
 * tick, which sees the whole fleet. So no record, state, alert or summary is written unless somebody is scaled out.
 */
import { nowhereElse } from '#engine/fleet/elsewhere.ts';
import type { Failed, TickReport } from '#lib/report.ts';
import { lookBy } from '#lib/shards/look-by-ledger.ts';
import { announce } from './announce.ts';
import { type Arbitrate, arbitrateBeside } from './arbitration.ts';
import { type Assessed, assess } from './assess.ts';
import { type Carried, carryOut } from './carry-out.ts';
import { type Eager, eagerAfter } from './eager.ts';
import { publishEvents } from './events/publish.ts';
import { shardOf, type TickInput } from './input.ts';
import { unclaimed } from './unclaimed.ts';
import { leftOverOf, refusedOf } from './undone.ts';

export type Again = {
  /** Of those who are to have more tasks, and of nobody else. Unclaimed when the next tick has begun. */
  readonly report: TickReport;
  /** Who is looked at the next time. */
  readonly eager: Eager;
};

/** Others are as they were when the tick looked at them: nobody but us starts anything meanwhile. */
const besides = ({ bystanders, startsLeft }: Eager, maxStarts: number): Arbitrate =>
  arbitrateBeside({ ...nowhereElse, groups: bystanders, started: maxStarts - startsLeft });

/** In a fleet that is divided the others look again, too, and start tasks. */
const arbitrateFor = ({ share, lastTickMs, tickMs, fleet }: TickInput, eager: Eager): Arbitrate =>
  share === undefined ? besides(eager, fleet.policy.maxStarts) : lookBy(lastTickMs ?? tickMs);

const inputFor = (input: TickInput, eager: Eager): TickInput => ({
  ...input,
  reads: 'due',
  isLook: true,
  share: {
    shard: shardOf(input),
    speaksForAll: false,
    split: input.share?.split ?? '',
    holders: {},
    services: eager.services,
    fleetServices: input.share?.fleetServices ?? eager.services.length,
    fleetShards: input.share?.fleetShards ?? 1,
    homeServices: input.share?.homeServices ?? eager.services.length,
    stirred: new Set(),
    // The tick has just asked, and left out whoever has one.
    rivals: new Map(),
  },
  agreement: { arbitrate: arbitrateFor(input, eager), settle: async () => undefined },
});

/**
 * ECS may answer with what was there seconds ago. Whoever was changed and does not show it would look as small as before,
 * and to ask for a little more than that could take tasks away; the tick, a minute later, sees it.
 */
const isUnsettled = ({ stored, observation: { view } }: Assessed): boolean =>
  stored?.intent?.mode === 'act' && view.desired !== stored.intent.to;

const isToRise = (assessed: Assessed): boolean =>
  assessed.decision.to > assessed.decision.from && !isUnsettled(assessed);

const troubleOf = (carried: readonly Carried[]): readonly Failed[] =>
  carried.flatMap((each) => ('trouble' in each ? each.trouble.failed : []));

const tell = async (
  risen: readonly Assessed[],
  carried: readonly Carried[],
  input: TickInput,
): Promise<readonly Failed[]> => {
  const { errors } = await announce({ assessed: risen, carried, due: [] }, input);
  const failed = [
    ...troubleOf(carried),
    ...errors.map((error) => ({ service: 'notifications', error })),
  ];
  const happened = { tickMs: input.tickMs, assessed: risen, carried, told: [], failed };
  const unsent = await publishEvents(happened, input);
  return [...failed, ...unsent.map((error) => ({ service: 'events', error }))];
};

export const lookAgain = async (given: TickInput, eager: Eager): Promise<Again> => {
  const { tickMs, ports, deadline } = given;
  const report = unclaimed(tickMs);
  if (!(await ports.claims.claim(shardOf(given), tickMs, deadline))) return { report, eager };
  const input = inputFor(given, eager);
  const { assessed, trouble, billedMetrics } = await assess(input);
  const looked = { ...report, claimed: true, billedMetrics };
  const risen = assessed.filter(isToRise);
  if (risen.length === 0) return { report: { ...looked, failed: trouble.failed }, eager };
  const carried = await carryOut(risen, input);
  return {
    report: {
      ...looked,
      decisions: risen.map(({ decision }) => decision),
      failed: [...trouble.failed, ...(await tell(risen, carried, input))],
      leftOver: leftOverOf(carried),
      refused: refusedOf(carried),
    },
    eager: eagerAfter(eager, risen, carried),
  };
};
