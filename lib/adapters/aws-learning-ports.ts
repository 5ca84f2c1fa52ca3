/** Every port of learning over AWS. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LearningPorts } from '#lib/learning-ports.ts';
import { type AwsPortsOptions, emitWarning, settingsOf } from './aws-ports.ts';
import { createAwsSignalSource } from './aws-signal-source.ts';
import { createDirectory } from './discovery/directory.ts';
import { createRosterStore } from './discovery/roster-store.ts';
import { createTaggedPage } from './discovery/tagged-page.ts';
import { createForesightBook } from './dynamodb-foresight-book.ts';
import { createForesightReader } from './dynamodb-foresights.ts';
import { createLearningProgress } from './dynamodb-learning-progress.ts';
import { createSpendLedger } from './dynamodb-spend.ts';
import { createServiceReader } from './ecs-reader.ts';

type Options = Pick<AwsPortsOptions, 'home' | 'table' | 'endpoint' | 'warn'>;

export const createAwsLearningPorts = (options: Options): LearningPorts => {
  const { home, warn = emitWarning } = options;
  const settings = settingsOf(options);
  const table = { client: new DynamoDBClient(settings), name: options.table };
  const listing = {
    page: createTaggedPage(new ResourceGroupsTaggingAPIClient(settings), warn),
    store: createRosterStore(table, warn),
    warn,
  };
  return {
    // Anew each time: ticks keep the list in the table current, and a list of its own would be a quarter of an hour old.
    directory: { tagged: (nowMs, deadline) => createDirectory(listing).tagged(nowMs, deadline) },
    serviceReader: createServiceReader(new ECSClient(settings), home),
    signals: createAwsSignalSource(settings),
    foresights: createForesightReader(table, warn),
    book: createForesightBook(table),
    progress: createLearningProgress(table),
    spend: createSpendLedger(table),
  };
};
