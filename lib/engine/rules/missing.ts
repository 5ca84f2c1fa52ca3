/**
 * What a rule makes of a signal without data. The two directions are asked apart, for they risk different things:
 * an assumption that lets the count rise costs money, one that lets it fall costs users.
 */
import type { Context, Direction, Opinion, Wish } from '../model.ts';
import { mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import type { MissingPolicy, Rule } from '../policy.ts';
import { urgencyOf } from '../urgency.ts';
import { type Answer, latestOf } from './answer.ts';
import { type Missing, readingOf } from './data.ts';
import { assume, gapStartMs, lastKnown } from './stand-in.ts';

/** The rule's own answer to readings that were filled in; `null` when they are not enough. */
type Evaluate = (context: Context) => Answer | null;

type Want = Extract<Opinion, { kind: 'want' | 'floor' }>;

type Stance = { readonly treatment: MissingPolicy['kind']; readonly answer: Answer | null };

const known = (rule: Rule, context: Context, evaluate: Evaluate): readonly Wish[] => {
  const points = lastKnown(readingOf(rule.signal, context));
  const readings = { ...context.readings, [rule.signal]: { kind: 'series', points } as const };
  const opinion = evaluate({ ...context, readings })?.opinion;
  return opinion?.kind === 'want' ? opinion.wishes : [];
};

/** A fixed number of tasks, wanted ever since the signal fell silent. */
const fallBack = (rule: Rule, tasks: number, context: Context, evaluate: Evaluate): Answer => {
  const before = known(rule, context, evaluate);
  const startMs = gapStartMs(rule, lastKnown(readingOf(rule.signal, context)), context);
  const now: Wish = { atMs: context.nowMs, want: tasks, exact: tasks };
  const [first = now, ...rest] = [...before, { ...now, atMs: startMs }, now];
  const wishes: NonEmpty<Wish> = [first, ...rest];
  const urgency = urgencyOf(now, context.view.desired, rule.urgencyRatios);
  return {
    opinion: { kind: 'want', rule: rule.name, wishes, urgency, tolerant: false, surging: false },
    reasons: [],
  };
};

const block = (rule: Rule): Stance => ({
  treatment: 'hold',
  answer: { opinion: { kind: 'hold', rule: rule.name }, reasons: [] },
});

const stanceOf = (
  rule: Rule,
  direction: Direction,
  { why }: Missing,
  context: Context,
  evaluate: Evaluate,
): Stance => {
  const policy = rule.missing[direction];
  switch (policy.kind) {
    case 'hold':
      return block(rule);
    case 'ignore':
      return { treatment: 'ignore', answer: null };
    case 'zero':
    case 'last': {
      const assumed = assume(rule, policy, context);
      const answer = assumed === null ? null : evaluate(assumed);
      return answer === null ? block(rule) : { treatment: policy.kind, answer };
    }
    case 'fallback':
      // One throttled read must not take tasks away; it may add some, if that is what one asked for.
      return direction === 'in' && why === 'failed'
        ? block(rule)
        : { treatment: 'fallback', answer: fallBack(rule, policy.tasks, context, evaluate) };
    default:
      return policy satisfies never;
  }
};

const wishedBy = ({ answer }: Stance): Want | null => {
  const opinion = answer?.opinion;
  return opinion?.kind === 'want' || opinion?.kind === 'floor' ? opinion : null;
};

const wantOf = (stance: Stance): number | null => {
  const wish = wishedBy(stance);
  return wish === null ? null : latestOf(wish.wishes).want;
};

/** An assumption for the way in must not become a reason for going out. */
const atMost = (opinion: Want, desired: number): Want => ({
  ...opinion,
  urgency: 'low',
  wishes: mapNonEmpty(opinion.wishes, (wish) => ({
    ...wish,
    want: Math.min(wish.want, desired),
    exact: Math.min(wish.exact, desired),
  })),
});

const chosen = (out: Stance, inwards: () => Stance, desired: number): Stance => {
  const wanted = wantOf(out);
  if (wanted !== null && wanted > desired) return out;
  const stance = inwards();
  const wish = wishedBy(stance);
  if (wish === null) return stance;
  const reasons = stance.answer?.reasons ?? [];
  return { ...stance, answer: { opinion: atMost(wish, desired), reasons } };
};

export const withoutData = (
  rule: Rule,
  missing: Missing,
  context: Context,
  evaluate: Evaluate,
): Answer => {
  const out = stanceOf(rule, 'out', missing, context, evaluate);
  const inwards = () => stanceOf(rule, 'in', missing, context, evaluate);
  const stance = chosen(out, inwards, context.view.desired);
  const { signal, why, detail } = missing;
  const { treatment, answer } = stance;
  const want = wantOf(stance);
  const reason = {
    kind: 'no-data',
    rule: rule.name,
    signal,
    why,
    detail,
    treatment,
    want,
  } as const;
  return {
    opinion: answer?.opinion ?? { kind: 'abstain', rule: rule.name },
    reasons: [reason, ...(answer?.reasons ?? [])],
  };
};
