/**
 * The second half of a tick: write down, then act. The intent is saved under a version condition before ECS is
 * called, so a crash anywhere in between is found by the next tick, and a tick that lost the race stops there.
 */
import pLimit from 'p-limit';
import { homeKeyOf } from '#config/homes.ts';
import { digestAfter } from '#engine/digest.ts';
import { explainReason } from '#engine/explain.ts';
import { intend } from '#engine/intend.ts';
import { keyOf, type ServiceKey } from '#engine/model.ts';
import type { ServiceState } from '#engine/state.ts';
import type { DecisionOutcome } from '#lib/decision-record.ts';
import type { Assessed } from './assess.ts';
import type { TickInput } from './input.ts';
import { wouldAct } from './make-sure.ts';
import { observingWriter } from './observing-writer.ts';
import { asError, fail, noTrouble, type Trouble } from './trouble.ts';
import { createTurns, type TakeTurn } from './turn.ts';

export type Carried =
  | {
      readonly kind: 'done';
      readonly service: ServiceKey;
      /** `observed`: it would have been done, and that is news. */
      readonly did: 'nothing' | 'acted' | 'observed';
      readonly trouble: Trouble;
    }
  /** Something threw; whether before or after the state was saved is not known. */
  | { readonly kind: 'failed'; readonly service: ServiceKey; readonly trouble: Trouble }
  /** Not begun: the deadline was too near, or its turn would have come after it. The next tick begins with it. */
  | {
      readonly kind: 'left-over';
      readonly service: ServiceKey;
      /** Whether what was found of it is saved all the same. */
      readonly isKept: boolean;
    }
  /** Another tick changed the state meanwhile, so this one's is forgotten. */
  | { readonly kind: 'overtaken'; readonly service: ServiceKey }
  | {
      readonly kind: 'refused';
      readonly service: ServiceKey;
      readonly why: string;
      readonly retryable: boolean;
    };

/** Whether the new state is kept, events included. When in doubt they are told: twice is better than never. */
export const isRemembered = (carried: Carried): boolean =>
  carried.kind === 'left-over' ? carried.isKept : carried.kind !== 'overtaken';

/** Of an account and region. A change takes 0.2 s, so the burst that ECS takes at once is used within a second or two. */
const concurrency = 8;

/** One save and one update need about this long; below it nothing new is begun. */
const reserveMs = 1_000;

const withDigest = (state: ServiceState, digest: string): ServiceState =>
  state.recorded === digest ? state : { ...state, recorded: digest };

/** States are plain JSON of a known shape, built in one place, so equal text is equal state. */
const isSame = (a: ServiceState | null, b: ServiceState): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const act = async (
  { decision, policy }: Assessed,
  isNews: boolean,
  { ports, deadline }: TickInput,
): Promise<Carried> => {
  const service = keyOf(decision.service);
  const done = { kind: 'done', service, trouble: noTrouble } as const;
  if (decision.from === decision.to) return { ...done, did: 'nothing' };
  const chosen = policy.mode === 'act' ? ports.serviceWriter : observingWriter;
  const outcome = await chosen.setDesired(decision.service, decision.to, deadline);
  switch (outcome.kind) {
    case 'written':
      return { ...done, did: 'acted' };
    case 'observed':
      return { ...done, did: isNews ? 'observed' : 'nothing' };
    case 'refused':
      return { kind: 'refused', service, why: outcome.cause, retryable: outcome.retryable };
    default:
      return outcome satisfies never;
  }
};

/** The record is for people; failing to keep it must be known, but must not stop the action. */
const record = async (
  { decision }: Assessed,
  outcome: DecisionOutcome,
  { ports, deadline }: TickInput,
): Promise<Trouble> => {
  const because = decision.reasons.map((reason) => explainReason(reason, decision.atMs));
  try {
    await ports.decisions.append({ ...decision, outcome, because }, deadline);
    return noTrouble;
  } catch (thrown) {
    const error = new Error('the decision could not be recorded', { cause: asError(thrown) });
    return fail(keyOf(decision.service), error);
  }
};

type Attempt =
  | { readonly kind: 'ended'; readonly carried: Carried }
  | { readonly kind: 'threw'; readonly error: Error };

const attempt = async (acting: Promise<Carried>): Promise<Attempt> => {
  try {
    return { kind: 'ended', carried: await acting };
  } catch (thrown) {
    return { kind: 'threw', error: asError(thrown) };
  }
};

const outcomeOf = (attempted: Attempt, { decision, policy }: Assessed): DecisionOutcome => {
  if (attempted.kind === 'threw') return { kind: 'failed', why: attempted.error.message };
  const { carried } = attempted;
  if (carried.kind === 'refused') return { kind: 'refused', why: carried.why };
  if (decision.from === decision.to) return { kind: 'held' };
  return { kind: policy.mode === 'act' ? 'acted' : 'observed' };
};

/**
 * Saved without an intent, which the next tick would find unfulfilled and count as a change that was lost. Its cadence is
 * saved with it: a service that is to be changed is looked at on the next tick.
 */
const putDown = async (
  { decision, state, stored, version }: Assessed,
  { ports, deadline }: TickInput,
): Promise<Carried> => {
  const service = keyOf(decision.service);
  if (!isSame(stored, state)) {
    const saved = await ports.states.save(decision.service, state, version, deadline);
    if (saved === 'conflict') return { kind: 'overtaken', service };
  }
  return { kind: 'left-over', service, isKept: true };
};

const carryOutOne = async (
  assessed: Assessed,
  input: TickInput,
  takeTurn: TakeTurn,
): Promise<Carried> => {
  const { ports, deadline } = input;
  const { decision, policy, stored, version } = assessed;
  const service = keyOf(decision.service);
  // Before anything is written, or a service that waits would look like one whose change was lost.
  if (wouldAct(assessed) && !(await takeTurn(decision))) return putDown(assessed, input);
  const digest = digestAfter(decision, stored?.recorded);
  const isNews = digest !== stored?.recorded;
  const next = withDigest(intend(assessed.state, decision, policy.mode), digest);
  if (!isSame(stored, next)) {
    const saved = await ports.states.save(decision.service, next, version, deadline);
    if (saved === 'conflict') return { kind: 'overtaken', service };
  }
  const attempted = await attempt(act(assessed, isNews, input));
  const outcome = outcomeOf(attempted, assessed);
  const trouble = isNews || wouldAct(assessed) ? await record(assessed, outcome, input) : noTrouble;
  if (attempted.kind === 'threw') throw attempted.error;
  const { carried } = attempted;
  if (carried.kind !== 'done' || trouble === noTrouble) return carried;
  return { ...carried, trouble };
};

const guarded = async (
  assessed: Assessed,
  input: TickInput,
  takeTurn: TakeTurn,
): Promise<Carried> => {
  const service = keyOf(assessed.decision.service);
  if (input.deadline.remainingMs() < reserveMs) {
    return { kind: 'left-over', service, isKept: false };
  }
  try {
    return await carryOutOne(assessed, input, takeTurn);
  } catch (thrown) {
    return { kind: 'failed', service, trouble: fail(service, asError(thrown)) };
  }
};

/** Who only has something to remember waits for nobody's turn, and no account and region waits for another. */
export const carryOut = async (
  assessed: readonly Assessed[],
  input: TickInput,
): Promise<readonly Carried[]> => {
  const takeTurn = createTurns(input);
  const lanes = Map.groupBy(assessed, (each) => wouldAct(each) && homeKeyOf(each.decision.service));
  const carried = [...lanes.values()].map((members) => {
    const limit = pLimit(concurrency);
    return members.map((each) => limit(() => guarded(each, input, takeTurn)));
  });
  return Promise.all(carried.flat());
};
