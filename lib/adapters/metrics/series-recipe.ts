import type { Point, Reading } from '#engine/model.ts';
import type { Question } from './question.ts';
import type { Recipe } from './recipe.ts';

/** No point in the whole window is absence, whatever the reason; it is never zero. */
export const readingOf = (points: readonly Point[]): Reading =>
  points.length === 0 ? { kind: 'absent' } : { kind: 'series', points };

/** A signal that is one series as it stands. */
export const seriesRecipe = (question: Question): Recipe => ({
  questions: [question],
  combine: (answerTo) => {
    const answer = answerTo(question);
    return answer.kind === 'failed' ? answer : readingOf(answer.points);
  },
});
