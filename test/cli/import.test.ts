import { describe, expect, it } from 'vitest';
import { fleetYaml } from '#cli/import/fleet-yaml.ts';
import { fiveFields, scheduleFragments } from '#cli/import/schedules.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import type { MetricSource } from '#engine/policy.ts';
import type {
  RegisteredPolicy,
  Registration,
  ScheduledAction,
  StepAlarm,
  StepPolicy,
  TrackingPolicy,
} from '#lib/registration.ts';
import { run } from './support.ts';

const nowMs = Date.UTC(2026, 10, 21);
const web = { cluster: 'shop', name: 'web' };

const registered = (fields: Partial<Registration> = {}): Registration => ({
  min: 2,
  max: 20,
  suspended: { in: false, out: false, scheduled: false },
  policies: [],
  scheduledActions: [],
  ...fields,
});

const tracking = (fields: Partial<TrackingPolicy> = {}): TrackingPolicy => ({
  kind: 'tracking',
  name: 'cpu-60',
  target: 60,
  metric: { kind: 'predefined', name: 'ECSServiceAverageCPUUtilization' },
  cooldownSeconds: { out: 60, in: 300 },
  scaleInDisabled: false,
  ...fields,
});

const memory: MetricSource = {
  namespace: 'AWS/ECS',
  metric: 'MemoryUtilization',
  statistic: 'Average',
  dimensions: { ClusterName: 'shop', ServiceName: 'web' },
};

const depth: MetricSource = { ...memory, namespace: 'Shop', metric: 'Depth', dimensions: {} };

const alarm = (fields: Partial<StepAlarm> = {}): StepAlarm => ({
  name: 'high',
  threshold: 70,
  isBelow: false,
  source: memory,
  periodSeconds: 60,
  breaching: 1,
  of: 1,
  ...fields,
});

const stepping = (fields: Partial<StepPolicy> = {}): StepPolicy => ({
  kind: 'step',
  name: 'up',
  adjustment: 'ChangeInCapacity',
  steps: [
    { lower: 0, upper: 10, amount: 1 },
    { lower: 10, upper: null, amount: 3 },
  ],
  cooldownSeconds: 120,
  minMagnitude: null,
  alarm: alarm(),
  ...fields,
});

const down = stepping({
  name: 'down',
  steps: [{ lower: null, upper: 0, amount: -1 }],
  cooldownSeconds: 600,
  alarm: alarm({ name: 'low', threshold: 30, isBelow: true, breaching: 10, of: 10 }),
});

const yamlOf = (...policies: readonly RegisteredPolicy[]): string =>
  fleetYaml(web, registered({ policies }), nowMs);

const action = (fields: Partial<ScheduledAction> = {}): ScheduledAction => ({
  name: 'morning',
  schedule: 'cron(0 8 ? * MON-FRI *)',
  timeZone: 'Europe/Berlin',
  min: 10,
  max: 40,
  ...fields,
});

const evening = action({ name: 'evening', schedule: 'cron(0 20 ? * 2-6 *)', min: 2, max: 20 });

describe('a policy', () => {
  const cases: readonly { name: string; policies: readonly RegisteredPolicy[]; says: string[] }[] =
    [
      {
        name: 'on CPU tracks cpu',
        policies: [tracking()],
        says: [
          '# Left on, since it has nothing of the kind: scale-in by 20 % or one task a minute at most (limits)',
          '      # cpu-60: target tracking at 60',
          '      - { kind: track, signal: cpu, target: 60, saturation: false, trend: false, steady: false }',
          '    tolerance: { out: 0%, in: 10% }',
          '    stabilize: { out: 2m, in: 14m }',
          '    cooldown: { out: 1m, in: 5m }',
        ],
      },
      {
        name: 'on requests keeps its unit',
        policies: [
          tracking({
            metric: { kind: 'predefined', name: 'ALBRequestCountPerTarget' },
            target: 600,
          }),
        ],
        says: [
          '      - { kind: track, signal: requestsPerTask, target: 600, trend: false, steady: false }',
        ],
      },
      {
        name: 'on a metric of its own defines a signal, and says what was taken for granted',
        policies: [tracking({ name: 'jobs waiting', metric: { kind: 'custom', ...depth } })],
        says: [
          'signals:',
          '  jobs-waiting: { kind: custom, per: task, namespace: Shop, metric: Depth, statistic: Average, dimensions: {} }',
          '      # it is taken for an average over tasks',
        ],
      },
      {
        name: 'on metric math defines an expression',
        policies: [
          tracking({
            name: 'busy',
            metric: { kind: 'math', expression: 'a / b', metrics: { a: depth, b: memory } },
          }),
        ],
        says: ['  busy: { kind: expression, per: task, expression: a / b, metrics: { a: {'],
      },
      {
        name: 'of steps becomes a ladder at its own thresholds',
        policies: [stepping()],
        says: [
          '      # up: step scaling, triggered by the alarm high at 70',
          '      - { kind: step, signal: memory, steps: [ { from: 70, to: 80, add: 1 }, { from: 80, add: 3 } ] }',
          '    cooldown: { out: 2m }',
        ],
      },
      {
        name: 'of steps up and one of steps down are one ladder, as quick as the quicker',
        policies: [stepping(), down],
        says: [
          'steps: [ { to: 30, add: -1 }, { from: 70, to: 80, add: 1 }, { from: 80, add: 3 } ] }',
          '      # the alarms evaluate 1 of 1 and 10 of 10 points',
          '    stabilize: { in: 9m }',
          '    cooldown: { out: 2m, in: 10m }',
        ],
      },
      {
        name: 'of M of N points evaluates as many',
        policies: [stepping({ alarm: alarm({ breaching: 2, of: 3 }) })],
        says: ['evaluate: { breaching: 2, of: 3 } }'],
      },
      {
        name: 'of percent and of exact counts keeps their sense',
        policies: [
          stepping({
            adjustment: 'PercentChangeInCapacity',
            steps: [{ lower: 0, upper: null, amount: 50 }],
            minMagnitude: 2,
          }),
          stepping({
            name: 'night',
            adjustment: 'ExactCapacity',
            steps: [{ lower: 0, upper: null, amount: 4 }],
            alarm: alarm({ source: depth, threshold: 5 }),
          }),
        ],
        says: [
          '{ from: 70, percent: 50 }',
          '# up moves by 2 at least',
          '{ from: 5, exactly: 4 }',
          '  night: { kind: custom, per: service,',
        ],
      },
    ];
  it.each(cases)('$name', ({ policies, says }) => {
    const yaml = yamlOf(...policies);
    for (const line of says) expect(yaml).toContain(line);
    expect(parseFleet(yaml, defaultParameters)).toMatchObject({ kind: 'valid' });
  });

  const leftOut: readonly { name: string; policy: RegisteredPolicy; says: string }[] = [
    {
      name: 'that predicts',
      policy: { kind: 'other', name: 'tomorrow', type: 'PredictiveScaling' },
      says: '# tomorrow: left out, because Flyball has no PredictiveScaling',
    },
    {
      name: 'whose alarm cannot be read',
      policy: stepping({ alarm: { unreadable: 'there is no alarm high' } }),
      says: '# up: step scaling, left out: there is no alarm high',
    },
    {
      name: 'whose steps overlap',
      policy: stepping({
        steps: [
          { lower: 0, upper: null, amount: 1 },
          { lower: 10, upper: null, amount: 3 },
        ],
      }),
      says: '# left out, because its steps overlap',
    },
    {
      name: 'on a metric that Flyball does not know',
      policy: tracking({ metric: { kind: 'predefined', name: 'Novel' } }),
      says: '# left out, because Flyball has no Novel',
    },
  ];
  it.each(leftOut)('$name is left out, and the file says why', ({ policy, says }) => {
    const yaml = yamlOf(policy);
    expect(yaml).toContain(says);
    expect(yaml).not.toContain('rules:');
    expect(parseFleet(yaml, defaultParameters)).toMatchObject({ kind: 'valid' });
  });
});

describe('suspensions', () => {
  it.each([
    { suspended: { in: true, out: false }, says: 'limits: { in: { select: disabled } }' },
    { suspended: { in: false, out: true }, says: 'limits: { out: { select: disabled } }' },
  ])('$says', ({ suspended, says }) => {
    const fields = { suspended: { ...suspended, scheduled: false }, policies: [tracking()] };
    expect(fleetYaml(web, registered(fields), nowMs)).toContain(says);
  });

  it('a policy that never scales in is the service that never does', () => {
    expect(yamlOf(tracking({ scaleInDisabled: true }))).toContain(
      'limits: { in: { select: disabled } }',
    );
  });
});

describe('scheduled actions', () => {
  const schedules: readonly { aws: string; cron: string | null }[] = [
    { aws: 'cron(0 8 ? * MON-FRI *)', cron: '0 8 * * MON-FRI' },
    { aws: 'cron(0 20 ? * 2-6 *)', cron: '0 20 * * 1-5' },
    { aws: 'cron(30 6 1 * ? *)', cron: '30 6 1 * *' },
    { aws: 'cron(0 8 L * ? *)', cron: null },
    { aws: 'cron(0 8 ? * 6#3 *)', cron: null },
    { aws: 'cron(0 8 * * ? 2027)', cron: null },
    { aws: 'rate(1 day)', cron: null },
    { aws: 'at(2026-12-24T00:00:00)', cron: null },
  ];
  it.each(schedules)('$aws is $cron', ({ aws, cron }) => {
    expect(fiveFields(aws)).toBe(cron);
  });

  it('hold until the next one fires', () => {
    const [first, second] = scheduleFragments([action(), evening], nowMs);
    expect(first).toMatchObject({
      notes: [expect.stringContaining('sets 10 to 40 tasks')],
      schedule: { name: 'morning', when: { cron: '0 8 * * MON-FRI', for: '12h' }, min: 10 },
    });
    expect(second).toMatchObject({
      schedule: { when: { for: '12h' } },
      notes: [expect.anything(), expect.stringContaining('it held from 12h to 60h')],
    });
  });

  it('that windows cannot say are left out, with what to do instead', () => {
    const once = action({ name: 'once', schedule: 'at(2026-12-24T00:00:00)' });
    expect(scheduleFragments([once], nowMs)).toMatchObject([
      { schedule: null, notes: [expect.stringContaining('flyball floor')] },
    ]);
  });

  it('make a valid fleet file', () => {
    const registration = registered({ scheduledActions: [action(), evening] });
    const yaml = fleetYaml(web, registration, nowMs);
    expect(yaml).toContain('    schedules:\n');
    expect(parseFleet(yaml, defaultParameters)).toMatchObject({ kind: 'valid' });
  });

  it('that are suspended are left out', () => {
    const suspended = { in: false, out: false, scheduled: true };
    const registration = registered({ suspended, scheduledActions: [action()] });
    expect(fleetYaml(web, registration, nowMs)).not.toContain('schedules:');
  });
});

describe('import', () => {
  it('prints the fleet file, and needs no stack for it', async () => {
    const { code, out, err } = await run('import shop/web', {
      registration: registered({ policies: [tracking()] }),
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^# What Application Auto Scaling does for shop\/web, as a fleet file\./);
  });

  it('prints what is registered as JSON', async () => {
    const { out } = await run('import shop/web --json', { registration: registered() });
    expect(JSON.parse(out)).toEqual({ service: 'shop/web', registration: registered() });
  });

  it('says when nothing is registered', async () => {
    expect(await run('import shop/web')).toEqual({
      code: 1,
      out: '',
      err: 'flyball: Application Auto Scaling has no scalable target for shop/web here; check the name and the region',
    });
  });
});
