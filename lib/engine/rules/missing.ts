/** What a rule makes of a signal without data. The two directions are asked apart, for they risk different things. */
import type { Context, Wish } from '../model.ts';
import type { MissingPolicy, Rule } from '../policy.ts';
import { type Answer, latestOf, type Points } from './answer.ts';
import type { Missing } from './data.ts';

type Evaluate = (points: Points) => Answer;

/** Tasks that are assumed to be needed; or that the count may not fall; or nothing at all. */
type Stance =
  | { readonly kind: 'tasks'; readonly tasks: number }
  | { readonly kind: 'block' | 'none' };

const lastWanted = (missing: Missing, seconds: number, nowMs: number, evaluate: Evaluate) => {
  const [first, ...rest] = missing.lastPoints;
  if (first === undefined) return null;
  const points: Points = [first, ...rest];
  if (latestOf(points).atMs < nowMs - seconds * 1000) return null;
  const { opinion } = evaluate(points);
  return opinion.kind === 'want' ? latestOf(opinion.wishes).want : null;
};

const stanceOf = (
  policy: MissingPolicy,
  missing: Missing,
  context: Context,
  evaluate: Evaluate,
): Stance => {
  switch (policy.kind) {
    case 'hold':
      return { kind: 'block' };
    case 'ignore':
      return { kind: 'none' };
    case 'zero':
      return { kind: 'tasks', tasks: 0 };
    case 'fallback':
      return { kind: 'tasks', tasks: policy.tasks };
    case 'last': {
      const tasks = lastWanted(missing, policy.seconds, context.nowMs, evaluate);
      return tasks === null ? { kind: 'block' } : { kind: 'tasks', tasks };
    }
    default:
      return policy satisfies never;
  }
};

/** An assumption has no history, so it is taken to have stood for the whole window. */
const assumed = (want: number, { policy, nowMs }: Context): readonly [Wish, ...Wish[]] => {
  const startMs = nowMs - policy.stabilizeSeconds.in * 1000;
  return [
    { atMs: startMs, want, exact: want },
    { atMs: nowMs, want, exact: want },
  ];
};

export const withoutData = (
  rule: Rule,
  missing: Missing,
  context: Context,
  evaluate: Evaluate,
): Answer => {
  const { desired } = context.view;
  const out = stanceOf(rule.missing.out, missing, context, evaluate);
  const inwards = stanceOf(rule.missing.in, missing, context, evaluate);
  const { signal, why, detail } = missing;
  const reason = { kind: 'no-data', rule: rule.name, signal, why, detail } as const;
  const goesOut = out.kind === 'tasks' && out.tasks > desired;
  const treatment = goesOut ? rule.missing.out.kind : rule.missing.in.kind;
  const stance = goesOut ? out : inwards;
  if (stance.kind !== 'tasks') {
    const kind = stance.kind === 'block' ? 'hold' : 'abstain';
    return {
      opinion: { kind, rule: rule.name },
      reasons: [{ ...reason, treatment, want: null }],
    };
  }
  const want = goesOut ? stance.tasks : Math.min(stance.tasks, desired);
  return {
    opinion: {
      kind: 'want',
      rule: rule.name,
      wishes: assumed(want, context),
      urgency: 'low',
      tolerant: false,
      surging: false,
    },
    reasons: [{ ...reason, treatment, want }],
  };
};
