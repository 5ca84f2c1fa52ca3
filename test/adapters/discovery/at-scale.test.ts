/** Discovery over HTTP, against the local AWS with its limits on. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test, vi } from 'vitest';
import { createAwsPorts } from '#adapters/aws-ports.ts';
import { clientSettings } from '#adapters/client-settings.ts';
import { startLocalAws } from '#local/server.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { anyone, createTable } from '../dynamodb.ts';
import { deadlineIn, home } from '../sample.ts';

const minuteMs = 60_000;
const deadline = deadlineIn(30_000);

test('2,500 tagged services are listed once, and a cold start reads them from the table', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  const services = Array.from({ length: 2_500 }, (_, index) => ({
    cluster: 'shop',
    name: `web-${index}`,
    desired: 0,
    tags: { 'flyball:enabled': 'true' },
  }));
  const clock = { nowMs: Date.now };
  const startMs = clock.nowMs();
  const aws = await startLocalAws({ world: createWorld({ seed: 1, startMs, services }), clock });
  try {
    const settings = clientSettings({ region: home.region, endpoint: aws.url });
    await createTable(new DynamoDBClient({ ...settings, ...anyone }), 'flyball');
    const topicArn = 'arn:aws:sns:us-east-1:123456789012:flyball';
    const warn = vi.fn();
    const directoryOf = () =>
      createAwsPorts({ home, table: 'flyball', topicArn, endpoint: aws.url, warn }).directory;
    const cold = directoryOf();
    expect((await cold.tagged(startMs, deadline)).services).toHaveLength(2_500);
    expect(aws.calls.get('tag:GetResources')).toBe(25);
    expect((await directoryOf().tagged(startMs + minuteMs, deadline)).services).toHaveLength(2_500);
    expect(aws.calls.get('tag:GetResources')).toBe(25);
    expect(warn).not.toHaveBeenCalled();
  } finally {
    await aws.stop();
  }
});
