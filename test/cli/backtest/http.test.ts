/** A backtest as somebody types it, over HTTP, against the local AWS. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings } from '#adapters/client-settings.ts';
import { createDecisionLog } from '#adapters/dynamodb-decisions.ts';
import { manualClock } from '#local/clock.ts';
import { type RunningLocalAws, startLocalAws } from '#local/server.ts';
import { setDesired } from '#simulator/plant/commands.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { anyone, createTable } from '../../adapters/dynamodb.ts';
import { endless } from '../../tick/support.ts';
import type { Ran } from '../support.ts';
import { decisionAt } from './sample.ts';

const startMs = Date.UTC(2026, 10, 2, 6, 0, 0);
const minuteMs = 60_000;
const hours = 5;

let aws: RunningLocalAws;
let at: string;
let folder: string;

/** One hour of three times as much, which somebody answers by hand, late, six times over. */
const load = (atMs: number): number => {
  const hour = (atMs - startMs) / 3_600_000;
  return hour > 2 && hour < 3 ? 600 : 200;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flyball-backtest-'));
  const clock = manualClock(startMs);
  const web = { cluster: 'shop', name: 'web', desired: 4, startLagSeconds: 90, load };
  const world = createWorld({ seed: 1, startMs, services: [web], historyMinutes: 60 * hours });
  aws = await startLocalAws({ world, clock });
  const settings = clientSettings({ region: 'us-east-1', endpoint: aws.url });
  const client = new DynamoDBClient({ ...settings, ...anyone });
  await createTable(client, 'flyball');
  const log = createDecisionLog({ client, name: 'flyball' });
  const turns = [4, 6, 8, 10, 12, 14].map((to, index) => ({ to, minute: 130 + 5 * index }));
  for (const [index, { to, minute }] of turns.slice(1).entries()) {
    const atMs = startMs + minute * minuteMs;
    clock.advance(atMs - clock.nowMs());
    world.advanceTo(atMs);
    world.change({ cluster: 'shop', name: 'web' }, setDesired(to));
    await log.append(decisionAt(atMs, turns[index]?.to ?? 4, to), endless);
  }
  clock.advance(startMs + hours * 60 * minuteMs - clock.nowMs());
  at = new Date(clock.nowMs()).toISOString();
});
afterAll(async () => {
  await aws.stop();
  await rm(folder, { recursive: true, force: true });
});

const bin = new URL('../../../bin/flyball.js', import.meta.url).pathname;

const flyball = (line: string): Promise<Ran> =>
  new Promise((resolve) => {
    const env = {
      PATH: process.env['PATH'] ?? '',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    };
    execFile(
      process.execPath,
      [bin, ...line.split(' ')],
      { env, cwd: folder, timeout: 30_000 },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });

describe('over HTTP', () => {
  it('without anybody to agree nothing is read', async () => {
    const { code, out, err } = await flyball(`backtest shop/web --days 0.2 --at ${at}`);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      'Reading 0.2 days of shop/web asks CloudWatch for 3 metrics: $0.00003.\nflyball: nobody is there to agree to that; say --yes\n',
    );
    expect(aws.calls.get('cloudwatch:GetMetricData')).toBeUndefined();
  });

  it('history is read in one call, and replayed', async () => {
    const line = `backtest shop/web --days 0.2 --at ${at} --yes --html report.html`;
    const { code, out } = await flyball(line);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Backtest of shop\/web\nFlyball with its defaults .* what really happened/,
    );
    expect(out).toContain('The replay is open loop');
    expect(out).toContain('assumed: the history shows no start whose request is known');
    expect(aws.calls.get('cloudwatch:GetMetricData')).toBe(1);
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('what really happened');
  });

  it('recorded decisions give the start lag that the tasks really had', async () => {
    const line = `backtest shop/web --days 0.2 --at ${at} --yes --table flyball --account 123456789012 --json`;
    const { code, out } = await flyball(line);
    expect(code).toBe(0);
    const { startLag, actual, history } = JSON.parse(out);
    expect(startLag).toMatchObject({ kind: 'measured', source: 'recorded decisions', starts: 5 });
    expect(Math.abs(startLag.seconds - 90)).toBeLessThanOrEqual(30);
    expect(actual).toMatchObject({ label: 'what really happened', scaleOuts: 5, scaleIns: 0 });
    expect(history.minutes).toBeGreaterThan(280);
  });

  it('a service that is not there is told', async () => {
    const { code, err } = await flyball(`backtest shop/wbe --days 0.2 --at ${at} --yes`);
    expect(code).toBe(1);
    expect(err).toContain('CloudWatch knows no CPU utilisation of shop/wbe here within 0.2 days');
  });
});
