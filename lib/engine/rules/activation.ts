/** From zero, a signal has to exceed the rule's activation before anything is started; above zero it says nothing. */
import type { Context } from '../model.ts';
import { mapNonEmpty } from '../non-empty.ts';
import type { Rule } from '../policy.ts';
import { type Answer, latestOf } from './answer.ts';
import { signalData } from './data.ts';

export const activated = (rule: Rule, context: Context, answer: Answer): Answer => {
  const { activation, signal, name } = rule;
  const { opinion } = answer;
  if (activation === null || context.view.desired > 0 || !('wishes' in opinion)) return answer;
  const data = signalData(signal, context);
  const value = data.kind === 'usable' ? latestOf(data.points).value : null;
  if (value === null || value > activation) return answer;
  return {
    opinion: {
      ...opinion,
      wishes: mapNonEmpty(opinion.wishes, (wish) => ({ ...wish, want: 0, exact: 0 })),
      urgency: 'low',
      ...(opinion.kind === 'want' ? { surging: false } : {}),
    },
    reasons: [{ kind: 'asleep', rule: name, signal, value, activation }],
  };
};
