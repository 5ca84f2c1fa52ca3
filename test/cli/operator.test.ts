/** What people do to a running fleet, through the SDK's own clients, against the local AWS. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAwsPorts } from '#adapters/aws-ports.ts';
import { clientSettings } from '#adapters/client-settings.ts';
import { connectToAws, historiesIn, registrationsIn } from '#cli/connect.ts';
import { runCli } from '#cli/run.ts';
import { runTick } from '#lib/tick.ts';
import { type ManualClock, manualClock } from '#local/clock.ts';
import { type RunningLocalAws, startLocalAws } from '#local/server.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { anyone, createTable } from '../adapters/dynamodb.ts';
import { deadlineIn, readOf } from '../adapters/sample.ts';
import { fleetOf, home } from '../tick/support.ts';

const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);
const minuteMs = 60_000;
const deadline = deadlineIn(30_000);
const tags = { 'flyball:enabled': 'true' };

let aws: RunningLocalAws;
let clock: ManualClock;

beforeAll(async () => {
  clock = manualClock(startMs);
  const services = [
    { cluster: 'shop', name: 'web', desired: 4, tags, load: () => 200 },
    { cluster: 'shop', name: 'old', desired: 3, load: () => 100 },
  ];
  const scalableTargets = [
    {
      cluster: 'shop',
      name: 'old',
      min: 2,
      max: 9,
      policies: [{ name: 'cpu-55', targetPercent: 55 }],
    },
  ];
  const world = createWorld({ seed: 1, startMs, services, scalableTargets });
  aws = await startLocalAws({ world, clock });
  clock.advance(15 * minuteMs);
  process.env['AWS_ENDPOINT_URL'] = aws.url;
  process.env['AWS_REGION'] = home.region;
  process.env['AWS_ACCESS_KEY_ID'] = 'local';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'local';
  const settings = clientSettings({ region: home.region, endpoint: aws.url });
  await createTable(new DynamoDBClient({ ...settings, ...anyone }), 'flyball');
});
afterAll(async () => {
  delete process.env['AWS_ENDPOINT_URL'];
  await aws.stop();
});

const flyball = async (line: string) => {
  const out: string[] = [];
  const code = await runCli(line.split(' '), {
    env: { FLYBALL_TABLE: 'flyball', FLYBALL_ACCOUNT: home.account, USER: 'ada' },
    nowMs: () => clock.nowMs(),
    readText: async () => null,
    print: (text) => out.push(text),
    complain: (text) => out.push(text),
    writeText: async () => {},
    showProgress: () => {},
    colour: false,
    startDeadline: () => deadline,
    connect: connectToAws,
    registrations: registrationsIn,
    histories: historiesIn,
    ask: null,
    openScreen: null,
    wait: async () => {},
  });
  return { code, out: out.join('\n') };
};

const tick = () => {
  const topicArn = `arn:aws:sns:us-east-1:${home.account}:flyball`;
  const ports = createAwsPorts({ home, table: 'flyball', topicArn, endpoint: aws.url });
  return runTick({ tickMs: clock.nowMs(), fleet: fleetOf(), home, ports, deadline });
};

const desired = async (): Promise<number> => {
  const { out } = await flyball('status --json');
  return JSON.parse(out).services[0].desired;
};

it('whoever looks reads metrics where ticks read them', async () => {
  const where = { table: 'flyball', stack: null, region: home.region, account: home.account };
  const { reach } = await connectToAws(where, deadline);
  const fleet = fleetOf();
  const read = { startMs: clock.nowMs() - 10 * minuteMs, endMs: clock.nowMs() };
  const queries = () => aws.calls.get('cloudwatch:QueryMetrics') ?? 0;
  for (const [MetricSource, count] of [['cloudwatch', 0] as const, ['promql', 2] as const]) {
    const before = queries();
    const parameters = { ...fleet.parameters, MetricSource };
    await reach({ ...fleet, parameters }).signals.read([readOf(read)], deadline);
    expect(queries() - before).toBe(count);
  }
});

describe('orders', () => {
  it('of twenty people at once are all given, and the tick among them loses none', async () => {
    const lines = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0 ? `floor shop/web ${index + 1} --why load` : 'pause shop/web --in --why load',
    );
    const [report, ...ran] = await Promise.all([tick(), ...lines.map((line) => flyball(line))]);
    expect(report.failed).toEqual([]);
    expect(ran.map(({ code }) => code)).toEqual(lines.map(() => 0));
    const { orders } = JSON.parse((await flyball('overrides --json')).out);
    expect(orders).toHaveLength(2);
    expect(orders).toMatchObject([{ for: 'shop/web' }, { for: 'shop/web' }]);
    await flyball('clear shop/web');
  });

  it('are obeyed, told, and undone in one command', async () => {
    clock.advance(minuteMs);
    const before = await desired();
    await flyball('pin shop/web 7 --for 10m --why test');
    clock.advance(minuteMs);
    expect((await tick()).failed).toEqual([]);
    expect(await desired()).toBe(7);
    expect(aws.published.at(-1)).toMatchObject({
      subject: `Flyball: shop/web from ${before} to 7`,
    });
    const undone = await flyball('undo shop/web');
    expect(undone.out).toMatch(new RegExp(`pin ${before} +shop/web +ada +undo of ${before} to 7`));
    clock.advance(minuteMs);
    await tick();
    expect(await desired()).toBe(before);
    const again = await flyball('undo shop/web');
    expect(again.out).toMatch(new RegExp(`pin ${before} +shop/web +ada +undo of ${before} to 7`));
  });
});

it('import reads what is registered, and says what differs', async () => {
  const { code, out } = await flyball('import shop/old');
  expect(code).toBe(0);
  expect(out).toContain('    min: 2\n    max: 9\n');
  expect(out).toContain('# cpu-55: target tracking at 55\n');
  expect(out).toContain(
    '- { kind: track, signal: cpu, target: 55, saturation: false, trend: false, steady: false }',
  );
});

it('a service that only another scaler knows cannot be undone', async () => {
  expect(await flyball('undo shop/old')).toMatchObject({
    code: 1,
    out: expect.stringContaining('has not changed shop/old yet'),
  });
});
