import { describe, expect, it } from 'vitest';
import { type MemoryWorld, rememberState } from '#adapters/memory/world.ts';
import { createMemoryOperatorPorts, createMemoryPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
import { stateOf } from '../adapters/sample.ts';
import { home, idOf, startMs, viewOf, worldOf } from '../tick/support.ts';
import { fleetOf } from '../widget/support.ts';
import { type Ran, run } from './support.ts';

const busy = (): MemoryWorld =>
  worldOf([
    { name: 'web', desired: 4, cpu: 85 },
    { name: 'api', desired: 3, cpu: 60 },
  ]);

const live = (line: string, aws = busy(), files = {}): Promise<Ran> =>
  run(line, { aws, files, env: { FLYBALL_TABLE: 'table' } });

const untouched = (aws: MemoryWorld) => ({
  writes: aws.writes,
  decisions: aws.decisions,
  notifications: aws.notifications,
  states: [...aws.states],
  ticks: [...aws.lastTicks],
  alerts: [...aws.openAlerts],
});

describe('plan', () => {
  it('shows what a tick would do and why', async () => {
    const { code, out } = await live('plan');
    expect(code).toBe(0);
    expect(out).toMatch(/SERVICE +MODE +RUNNING +DESIRED +WOULD BE +WHY\n/);
    expect(out).toMatch(/prod\/web +observe +4 +4 +6 +Scale out from 4 to 6: .*cpu 85/);
    expect(out).toMatch(/prod\/api +observe +3 +3 +3 +Hold at 3/);
    expect(out).toMatch(/This look read \d+ billed metrics, \$0\.0000\d\. Nothing was changed\.$/);
  });

  it('changes nothing, even in act mode', async () => {
    const aws = busy();
    const before = structuredClone(untouched(aws));
    await live('plan', aws, { 'fleet.yaml': 'defaults: { mode: act }' });
    expect(untouched(aws)).toEqual(before);
  });

  it('speaks JSON, with the reasons as data', async () => {
    const { out } = await live('plan --json');
    const { services, skipped, failed } = JSON.parse(out);
    expect({ skipped, failed }).toEqual({ skipped: [], failed: [] });
    expect(services[0]).toMatchObject({
      service: 'prod/web',
      desired: 4,
      wouldBe: 6,
      reasons: [{ kind: 'wish', signal: 'cpu', want: 6 }],
    });
  });

  it('says who is left out and who failed, and exits with 1 for the latter', async () => {
    const aws = busy();
    aws.lookups.set(keyOf(idOf('web')), { kind: 'unscalable', why: 'daemon' });
    aws.lookups.set(keyOf(idOf('api')), { kind: 'failed', cause: 'ThrottlingException' });
    const { code, out } = await live('plan', aws);
    expect(code).toBe(1);
    expect(out).toContain('Left out:\n  prod/web: DAEMON services have no desired count');
    expect(out).toContain('Failed:\n  prod/api: could not be described: ThrottlingException');
  });

  it('a fleet file that is not valid stops it', async () => {
    const { code, out, err } = await live('plan', busy(), { 'fleet.yaml': 'polices: {}' });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('fleet.yaml is not valid:\n  polices: (a mapping)');
  });

  it('an empty fleet says how to begin', async () => {
    const { code, out } = await live('plan', worldOf([]));
    expect(code).toBe(0);
    expect(out).toContain('No service is enrolled. Tag one flyball:enabled=true');
  });

  it('looks as of the moment that was asked for', async () => {
    const at = new Date(startMs - 3_600_000).toISOString();
    const { out } = await live(`plan --at ${at}`);
    expect(out).toMatch(/prod\/web .* Hold at 4: track cpu: no usable cpu/);
  });
});

describe('explain', () => {
  it('tells every step of one service', async () => {
    const { code, out } = await live('explain prod/web');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Scale out from 4 to 6 \(asked 6, urgency medium\)\n1\. track cpu: cpu 85/,
    );
    expect(out).toContain('policy: observe, 1 to 10 tasks, rules track cpu');
    expect(out).not.toContain('prod/api');
  });

  it('has all the numbers as JSON', async () => {
    const { out } = await live('explain prod/web --json');
    expect(JSON.parse(out)).toMatchObject({
      service: 'prod/web',
      decision: { from: 4, to: 6 },
      policy: { min: 1, max: 10 },
      observation: { readings: { cpu: { kind: 'series' } } },
    });
  });

  it('a mistyped service exits with 1 and the nearest', async () => {
    expect(await live('explain prod/wbe')).toEqual({
      code: 1,
      out: '',
      err: 'flyball: prod/wbe is not enrolled; did you mean prod/web?',
    });
  });

  it('a service that is left out says why', async () => {
    const aws = busy();
    aws.lookups.set(keyOf(idOf('web')), { kind: 'unscalable', why: 'draining' });
    const { code, err } = await live('explain prod/web', aws);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'flyball: prod/web is left out: the service is draining',
    });
  });
});

describe('status', () => {
  const action = { atMs: startMs - 120_000, from: 2, to: 4, urgency: 'high' } as const;

  const remembered = (): MemoryWorld => {
    const aws = busy();
    const lastIn = { ...action, atMs: action.atMs - 60_000, from: 3, to: 2 };
    rememberState(aws, idOf('web'), stateOf({ lastOut: action, lastIn, recent: [action] }));
    return aws;
  };

  it('shows the newest action of each service, and that no alert is open', async () => {
    const { code, out } = await live('status', remembered());
    expect(code).toBe(0);
    expect(out).toMatch(/prod\/web +4 +4 +2 to 4 at 2026-01-05T08:58:00\.000Z/);
    expect(out).toMatch(/prod\/api +3 +3 +-/);
    expect(out).toContain('No open alerts.');
  });

  it('says what metric reads of the month came to, once a tick has written it', async () => {
    const aws = remembered();
    expect((await live('status', aws)).out).not.toContain('Metric reads');
    const spend = { dollars: 1.234, forecastDollars: 4.5 };
    for (const summary of fleetOf([]).summaries) aws.summaries.set('0', { ...summary, spend });
    expect((await live('status', aws)).out).toContain(
      'Metric reads: $1.23 this month so far, about $4.50 by its end.',
    );
    expect(JSON.parse((await live('status --json', aws)).out).spend).toEqual(spend);
  });

  it('shows open alerts and services in trouble', async () => {
    const aws = remembered();
    aws.lookups.set(keyOf(idOf('api')), {
      kind: 'found',
      view: viewOf('api', 3, { rollout: 'in-progress' }),
    });
    const message = 'prod/web is also scaled by Application Auto Scaling';
    const subject = { service: null, group: null };
    const alert = { code: 'second-writer', severity: 'critical', ...subject, message } as const;
    aws.openAlerts.set('one', { ...alert, openedAtMs: 0, ticks: 1, toldAtMs: 0, resolution: null });
    const { out } = await live('status', aws);
    expect(out).toMatch(/prod\/api .* deployment in progress/);
    expect(out).toContain(`Open alerts:\n  critical second-writer: ${message}`);
  });

  it('says when a breaker is open, and what was ordered', async () => {
    const aws = busy();
    const breaker = {
      kind: 'open',
      cause: 'failed-starts',
      sinceMs: startMs,
      untilMs: startMs + 60_000,
      openSeconds: 60,
    } as const;
    rememberState(aws, idOf('web'), stateOf({ breaker }));
    await live('floor prod/web 2 --why sale --who ada', aws);
    const { out } = await live('status', aws);
    expect(out).toContain(
      'breaker open: tasks fail to start; floor 2 by ada until 2026-01-05T10:00:00.000Z',
    );
  });

  it('shows what was ordered for the whole fleet', async () => {
    const aws = busy();
    await live('freeze --whole-fleet --why incident --who ada', aws);
    const { out } = await live('status', aws);
    expect(out).toContain(
      'Orders for more than one service:\n  freeze for the whole fleet by ada until 2026-01-05T10:00:00.000Z (incident)\n',
    );
    expect(JSON.parse((await live('status --json', aws)).out).shared).toMatchObject([
      { order: 'freeze', who: 'ada' },
    ]);
  });

  it('speaks JSON', async () => {
    const { out } = await live('status --json', remembered());
    expect(JSON.parse(out)).toMatchObject({
      services: [{ service: 'prod/web', lastAction: { from: 2, to: 4 } }, { service: 'prod/api' }],
      alerts: [],
    });
  });

  it('a list of services that cannot be had exits with 1', async () => {
    const aws = busy();
    const { code, err } = await run('status --table t', {
      aws,
      connect: async () => {
        const tagged = () => Promise.reject(new Error('AccessDenied'));
        const ports = {
          ...createMemoryPorts(aws),
          directory: { tagged, tend: async () => undefined },
        };
        return { home, reach: () => ports, operator: createMemoryOperatorPorts(aws) };
      },
    });
    expect(code).toBe(1);
    expect(err).toMatch(/^discovery: could not list tagged services.*: AccessDenied$/);
  });
});

describe('which Flyball to look at', () => {
  it('is asked for when nothing says it', async () => {
    const { code, err } = await run('plan');
    expect(code).toBe(1);
    expect(err).toBe(
      'flyball: which Flyball to look at is not known; pass --stack <name of the stack> or --table <name of its table>, or set FLYBALL_TABLE',
    );
  });

  it.each([
    { line: 'plan --table t', asked: { table: 't', stack: null } },
    { line: 'plan --stack s', asked: { table: null, stack: 's' } },
    { line: 'plan', asked: { table: 'from-env', stack: null } },
    { line: 'plan --table t --region eu-west-1', asked: { table: 't', region: 'eu-west-1' } },
    { line: 'plan --account 210987654321', asked: { account: '210987654321' } },
  ])('$line', async ({ line, asked }) => {
    const seen: unknown[] = [];
    await run(line, {
      env: { FLYBALL_TABLE: 'from-env' },
      connect: async (options) => {
        seen.push(options);
        throw new Error('far enough');
      },
    });
    expect(seen).toEqual([expect.objectContaining(asked)]);
  });
});
