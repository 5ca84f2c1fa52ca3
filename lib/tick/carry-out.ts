/**
 * The second half of a tick: write down, then act. The intent is saved under a version condition before ECS is
 * called, so a crash anywhere in between is found by the next tick, and a tick that lost the race stops there.
 */
import pLimit from 'p-limit';
import { digestAfter } from '#engine/digest.ts';
import { explainReason } from '#engine/explain.ts';
import { intend } from '#engine/intend.ts';
import { keyOf, type ServiceKey } from '#engine/model.ts';
import type { ServiceState } from '#engine/state.ts';
import type { DecisionOutcome } from '#lib/decision-record.ts';
import type { Assessed } from './assess.ts';
import type { TickInput } from './input.ts';
import { observingWriter } from './observing-writer.ts';
import { asError, fail, noTrouble, type Trouble } from './trouble.ts';

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
  /** Not begun: the deadline was too near. */
  | { readonly kind: 'left-over'; readonly service: ServiceKey }
  /** Another tick changed the state meanwhile, so this one's is forgotten. */
  | { readonly kind: 'overtaken'; readonly service: ServiceKey }
  | {
      readonly kind: 'refused';
      readonly service: ServiceKey;
      readonly why: string;
      readonly retryable: boolean;
    };

/** Whether the new state is kept, events included. When in doubt they are told: twice is better than never. */
export const isRemembered = ({ kind }: Carried): boolean =>
  kind !== 'left-over' && kind !== 'overtaken';

/** ECS allows 5 updates a second after a burst of 50; more at once would only meet throttling. */
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

const carryOutOne = async (assessed: Assessed, input: TickInput): Promise<Carried> => {
  const { ports, deadline } = input;
  const { decision, policy, stored, version } = assessed;
  const service = keyOf(decision.service);
  const digest = digestAfter(decision, stored?.recorded);
  const isNews = digest !== stored?.recorded;
  const next = withDigest(intend(assessed.state, decision, policy.mode), digest);
  if (!isSame(stored, next)) {
    const saved = await ports.states.save(decision.service, next, version, deadline);
    if (saved === 'conflict') return { kind: 'overtaken', service };
  }
  const acts = decision.from !== decision.to && policy.mode === 'act';
  const attempted = await attempt(act(assessed, isNews, input));
  const outcome = outcomeOf(attempted, assessed);
  const trouble = isNews || acts ? await record(assessed, outcome, input) : noTrouble;
  if (attempted.kind === 'threw') throw attempted.error;
  const { carried } = attempted;
  if (carried.kind !== 'done' || trouble === noTrouble) return carried;
  return { ...carried, trouble };
};

const guarded = async (assessed: Assessed, input: TickInput): Promise<Carried> => {
  const service = keyOf(assessed.decision.service);
  if (input.deadline.remainingMs() < reserveMs) return { kind: 'left-over', service };
  try {
    return await carryOutOne(assessed, input);
  } catch (thrown) {
    return { kind: 'failed', service, trouble: fail(service, asError(thrown)) };
  }
};

export const carryOut = async (
  assessed: readonly Assessed[],
  input: TickInput,
): Promise<readonly Carried[]> => {
  const limit = pLimit(concurrency);
  return Promise.all(assessed.map((each) => limit(() => guarded(each, input))));
};
