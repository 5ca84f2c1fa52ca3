/** How one signal is made of CloudWatch metrics: what to ask, and what to make of the answers. */
import type { Reading } from '#engine/model.ts';
import type { Answers, Question } from './question.ts';

export type Recipe = {
  readonly questions: readonly Question[];
  readonly combine: (answerTo: Answers['to']) => Reading;
};
