/** How many alerts were opened and closed again: proof that there was something to close. */
import * as z from 'zod';
import type { AskDynamoDb } from '#local/dynamodb-client.ts';

const pageSchema = z.object({
  Count: z.number(),
  LastEvaluatedKey: z.record(z.string(), z.unknown()).optional(),
});

/** A megabyte each; a week has two or three. */
const mostPages = 100;

/** Open ones are kept under `OPEN#…`, closed ones under the time at which they were opened. */
export const countClosedAlerts = async (ask: AskDynamoDb, table: string): Promise<number> => {
  let count = 0;
  let from: Readonly<Record<string, unknown>> | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { Count, LastEvaluatedKey } = pageSchema.parse(
      await ask('Query', {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :year)',
        ExpressionAttributeValues: { ':pk': { S: 'ALERT' }, ':year': { S: '20' } },
        Select: 'COUNT',
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    count += Count;
    if (LastEvaluatedKey === undefined) return count;
    from = LastEvaluatedKey;
  }
  throw new Error(`There are more than ${mostPages} pages of closed alerts`);
};
