/** Every port of learning over AWS. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LearningPorts } from '#lib/learning-ports.ts';
import { type AwsPortsOptions, emitWarning, settingsOf } from './aws-options.ts';
import { createForesightBook } from './dynamodb-foresight-book.ts';
import { createForesightReader } from './dynamodb-foresights.ts';
import { createLearningProgress } from './dynamodb-learning-progress.ts';
import { createSpendLedger } from './dynamodb-spend.ts';
import { createHomes } from './home-ports.ts';
import { routedDirectory } from './routed/directory.ts';
import { pick } from './routed/homes.ts';
import { routedPorts } from './routed/ports.ts';

type Options = Pick<AwsPortsOptions, 'home' | 'homes' | 'table' | 'endpoint' | 'warn'>;

export const createAwsLearningPorts = (options: Options): LearningPorts => {
  const { warn = emitWarning } = options;
  const table = { client: new DynamoDBClient(settingsOf(options)), name: options.table };
  const homes = createHomes({ ...options, table });
  const { serviceReader, signals } = routedPorts(homes);
  return {
    // Anew each time: ticks keep the list in the table current, and a list of its own would be a quarter of an hour old.
    directory: routedDirectory(pick(homes, ({ newDirectory }) => newDirectory())),
    serviceReader,
    signals,
    foresights: createForesightReader(table, warn),
    book: createForesightBook(table),
    progress: createLearningProgress(table),
    spend: createSpendLedger(table),
  };
};
