/** From zero, a signal has to exceed the rule's activation before anything is started; above zero it says nothing. */
import type { Context, Wish } from '../model.ts';
import type { Rule } from '../policy.ts';
import { type Answer, latestOf, type Points } from './answer.ts';

const asleep = (wish: Wish): Wish => ({ ...wish, want: 0, exact: 0 });

export const activated = (rule: Rule, points: Points, context: Context, answer: Answer): Answer => {
  const { opinion } = answer;
  const latest = latestOf(points).value;
  const sleeps =
    rule.activation !== null && context.view.desired === 0 && latest <= rule.activation;
  if (!sleeps || opinion.kind !== 'want') return answer;
  const [first, ...rest] = opinion.wishes;
  return {
    opinion: { ...opinion, wishes: [asleep(first), ...rest.map(asleep)], urgency: 'low' },
    reasons: [
      {
        kind: 'asleep',
        rule: rule.name,
        signal: rule.signal,
        value: latest,
        activation: rule.activation ?? 0,
      },
    ],
  };
};
