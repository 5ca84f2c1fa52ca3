import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { expect, test } from 'vitest';
import { tableByName, tableOfStack } from '#adapters/find-table.ts';
import { deadlineIn } from './sample.ts';
import { fakeAws } from './with-fake-aws.ts';

const deadline = deadlineIn(20_000);

const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/Flyball-StateTable-1X';

const address = {
  table: 'Flyball-StateTable-1X',
  home: { account: '123456789012', region: 'eu-west-1' },
};

const ofStack = async (arns: readonly string[]) => {
  const ResourceTagMappingList = arns.map((ResourceARN) => ({ ResourceARN }));
  const aws = await fakeAws({ GetResources: () => ({ body: { ResourceTagMappingList } }) });
  const client = new ResourceGroupsTaggingAPIClient(aws.settings);
  return { aws, found: await tableOfStack(client, 'Flyball', deadline) };
};

test("a stack's table is found by the tag of CloudFormation", async () => {
  const { aws, found } = await ofStack([arn]);
  expect(found).toEqual(address);
  expect(aws.calls[0]?.body).toMatchObject({
    ResourceTypeFilters: ['dynamodb:table'],
    TagFilters: [{ Key: 'aws:cloudformation:stack-name', Values: ['Flyball'] }],
  });
});

test('a stack without a table has none', async () => {
  expect((await ofStack([])).found).toBeNull();
});

test("a table's ARN says the account and region", async () => {
  const aws = await fakeAws({ DescribeTable: () => ({ body: { Table: { TableArn: arn } } }) });
  const client = new DynamoDBClient(aws.settings);
  expect(await tableByName(client, address.table, deadline)).toEqual(address);
});

test('an ARN of an unknown form is an error that shows it', async () => {
  const aws = await fakeAws({
    DescribeTable: () => ({ body: { Table: { TableArn: 'arn:odd' } } }),
  });
  const client = new DynamoDBClient(aws.settings);
  await expect(tableByName(client, 'flyball', deadline)).rejects.toThrow(
    'The table flyball has an ARN of an unknown form: arn:odd',
  );
});
