import type { Window } from './question.ts';
import type { Recipe } from './recipe.ts';
import { seriesRecipe } from './series-recipe.ts';

/** SQS tells the age of the oldest message through CloudWatch only, in seconds. */
export const queueAgeRecipe = (queueUrl: string, window: Window): Recipe =>
  seriesRecipe({
    kind: 'metric',
    origin: 'built-in',
    window,
    source: {
      namespace: 'AWS/SQS',
      metric: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: queueUrl.slice(queueUrl.lastIndexOf('/') + 1) },
      statistic: 'Maximum',
    },
  });
