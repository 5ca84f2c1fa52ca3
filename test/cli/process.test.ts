/** The real process, over HTTP, against the local AWS: what someone at a terminal gets. */
import { execFile } from 'node:child_process';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings } from '#adapters/client-settings.ts';
import { manualClock } from '#local/clock.ts';
import { type RunningLocalAws, startLocalAws } from '#local/server.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { anyone, createTable } from '../adapters/dynamodb.ts';
import type { Ran } from './support.ts';

const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);
const tags = { 'flyball:enabled': 'true' };

let aws: RunningLocalAws;
let at: string;

beforeAll(async () => {
  const clock = manualClock(startMs);
  const services = [{ cluster: 'shop', name: 'web', desired: 4, tags, load: () => 200 }];
  aws = await startLocalAws({ world: createWorld({ seed: 1, startMs, services }), clock });
  clock.advance(15 * 60_000);
  at = new Date(clock.nowMs()).toISOString();
  const settings = clientSettings({ region: 'us-east-1', endpoint: aws.url });
  await createTable(new DynamoDBClient({ ...settings, ...anyone }), 'flyball');
});
afterAll(() => aws.stop());

const bin = new URL('../../bin/flyball.js', import.meta.url).pathname;

const flyball = (line: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  new Promise((resolve) => {
    const quiet = {
      PATH: process.env['PATH'] ?? '',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    };
    execFile(
      process.execPath,
      [bin, ...line.split(' ')],
      { env: { ...quiet, ...env }, timeout: 30_000 },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });

const atHome = () => ({
  AWS_ENDPOINT_URL: aws.url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  FLYBALL_TABLE: 'flyball',
  FLYBALL_ACCOUNT: '123456789012',
});

describe('over HTTP', () => {
  it('plan reads the fleet and writes nothing', async () => {
    const { code, out, err } = await flyball(`plan --at ${at}`, atHome());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/shop\/web +observe +4 +4 +\d+ +\w+.*: track cpu: cpu [\d.]+ over 4 tasks/);
    const written = [...aws.calls.keys()].filter((call) =>
      /:(Put|Update|Delete|Publish|BatchWrite)/.test(call),
    );
    expect(aws.calls.get('ecs:DescribeServices')).toBe(1);
    expect(written).toEqual([]);
  });

  it('status and explain agree on the service', async () => {
    const [status, explain] = await Promise.all([
      flyball('status', atHome()),
      flyball(`explain shop/web --at ${at}`, atHome()),
    ]);
    expect(status.out).toMatch(/shop\/web +4 +4 +-/);
    expect(explain.out).toContain('4 running, 0 pending, 4 desired, rollout steady');
  });

  it('a table that is not there is named', async () => {
    const { code, err } = await flyball('plan --table other', atHome());
    expect(code).toBe(1);
    expect(err).toMatch(
      /^flyball: there is no such table here; .*\n {2}\(DynamoDB DescribeTable other/,
    );
  });
});

describe('without what AWS needs', () => {
  it('no region', async () => {
    const { code, err } = await flyball('plan --table t');
    expect(code).toBe(1);
    expect(err).toContain('no AWS region is set; pass --region, or set AWS_REGION');
  });

  it('no credentials', async () => {
    const { code, err } = await flyball('plan --table t --region us-east-1');
    expect(code).toBe(1);
    expect(err).toContain('no AWS credentials were found');
  });

  it('nobody at the endpoint', async () => {
    const env = { ...atHome(), AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    const { code, err } = await flyball('plan', env);
    expect(code).toBe(1);
    expect(err).toContain('nothing answers at http://127.0.0.1:9, where AWS_ENDPOINT_URL points');
  });
});
