/** The recipe of every signal that CloudWatch keeps. */
import { type Read, thirdSeconds } from '#engine/plan-reads.ts';
import type { Attachment } from '../load-balancers.ts';
import { loadBalancerRecipe } from './load-balancer-recipe.ts';
import type { Window } from './question.ts';
import { queueAgeRecipe } from './queue-age-recipe.ts';
import type { Recipe } from './recipe.ts';
import { seriesRecipe } from './series-recipe.ts';
import { utilisationRecipe, type Windows } from './utilisation-recipe.ts';

/** A queue's depth is not here: it is read from SQS itself. */
export type MetricDefinition = Exclude<Read['definition'], { kind: 'queueDepth' }>;

export type RecipeInput = {
  readonly read: Read;
  readonly definition: MetricDefinition;
  readonly attachments: ReadonlyMap<string, Attachment>;
};

const windowOf = ({ startMs, endMs, periodSeconds }: Read): Window => ({
  startMs,
  endMs,
  periodSeconds,
});

const windowsOf = (read: Read): Windows => ({
  minutes: windowOf(read),
  thirds: read.thirds === undefined ? null : { ...read.thirds, periodSeconds: thirdSeconds },
});

export const recipeFor = ({ read, definition, attachments }: RecipeInput): Recipe => {
  const window = windowOf(read);
  switch (definition.kind) {
    case 'cpu':
      return utilisationRecipe('CPUUtilization', read.service, windowsOf(read));
    case 'memory':
      return utilisationRecipe('MemoryUtilization', read.service, windowsOf(read));
    case 'requests':
    case 'latency':
    case 'errors':
      return loadBalancerRecipe({ definition, read, attachments, window });
    case 'queueAge':
      return queueAgeRecipe(definition.queueUrl, window);
    case 'custom':
      return seriesRecipe({ kind: 'metric', origin: 'custom', source: definition, window });
    case 'expression':
      return seriesRecipe({ ...definition, window });
    default:
      return definition satisfies never;
  }
};
