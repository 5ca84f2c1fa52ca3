import { describe, expect, it } from 'vitest';
import { run } from './support.ts';

const startSeconds = Date.UTC(2026, 10, 2) / 1000;

const csv = (minutes: number, value: (minute: number) => number | string): string =>
  [
    'timestamp,value',
    ...Array.from({ length: minutes }, (_, m) => `${startSeconds + m * 60},${value(m)}`),
  ].join('\n');

const files = {
  'load.csv': csv(400, (minute) => 40 + 30 * Math.sin(minute / 40)),
  'text.csv': csv(400, (minute) => (minute === 7 ? 'many' : 1)),
  'gap.csv': csv(400, (minute) => (minute > 200 && minute < 230 ? '' : 10 + minute)),
  'fleet.yaml': `
signals:
  slow: { kind: custom, namespace: Shop, metric: Slow, per: task }
policies:
  byLatency: { rules: [{ kind: track, signal: slow, target: 300 }] }
services:
  - { cluster: shop, name: web, min: 3, max: 17 }
  - { cluster: shop, name: slow, policy: byLatency }
  - cluster: jobs
    name: worker
    min: 0
    queue: https://sqs.us-east-1.amazonaws.com/000000000000/jobs
    rules: [{ kind: backlog, signal: queueDepth, perTask: 600 }]
`,
  'broken.yaml': 'services: [{ cluster: shop, name: web, max: 0 }]',
};

const json = async (line: string) => {
  const { code, out, err } = await run(`simulate ${line} --json`, { files });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
};

describe('simulate', () => {
  it('prints the load, what ran, and the scores', async () => {
    const { code, out, err } = await run('simulate --trace load.csv', { files });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    expect(lines[0]).toBe(
      'load.csv: 0.3 days of values every 60 s; the highest needs 20.0 tasks at 90 %.',
    );
    expect(lines[3]).toMatch(/^load {5}[▁▂▃▄▅▆▇█]{1,72}$/);
    expect(lines[4]).toMatch(/^running {2}[▁▂▃▄▅▆▇█]{1,72} {2}\(full height: \d+ tasks\)$/);
    for (const score of ['violated minutes', 'task-hours', 'theta U, O', 'recovery']) {
      expect(out).toMatch(new RegExp(`^${score} +\\S`, 'm'));
    }
  });

  it('says what was put right in the trace', async () => {
    const { out } = await run('simulate --trace gap.csv', { files });
    expect(out).toContain('Note: 1 long gap of 0.5 h in all left out of the scores.');
  });

  it('gives the same bytes for the same seed', async () => {
    const line = 'simulate --trace load.csv --start-lag-spread 0.4 --seed';
    const [once, again, other] = await Promise.all(
      [7, 7, 8].map((seed) => run(`${line} ${seed} --json`, { files })),
    );
    expect(once?.out).toBe(again?.out);
    expect(once?.out).not.toBe(other?.out);
  });

  it('shows progress from nothing to all, and takes it away', async () => {
    const progress: string[] = [];
    await run('simulate --trace load.csv', { files, progress });
    expect(progress[0]).toMatch(/^load\.csv ░+ +0 %$/);
    expect(progress.at(-2)).toMatch(/^load\.csv █+ 100 %$/);
    expect(progress.at(-1)).toBe('');
  });

  it('tries capacity by risk, up to the load that counts as violated', async () => {
    const { score } = await json('--trace load.csv --risk 0.5 --slo 80');
    expect(score.settings).toMatchObject({ rules: 'assure cpu', riskRatio: 0.005 });
  });

  it('runs generated traces by their names', async () => {
    const { trace, score } = await json('--trace sawtooth');
    expect(trace).toBe('sawtooth');
    expect(score.scoredHours).toBe(71);
  });

  it('hands every option on to the plant', async () => {
    const line =
      '--trace load.csv --peak-tasks 40 --capacity 50 --start-lag 90 --metric-delay 120 --slo 80 --min 2 --max 70 --seed 3';
    expect((await json(line)).plant).toEqual({
      capacityPerTask: 50,
      peakTasks: 40,
      startLagSeconds: 90,
      metricDelaySeconds: 120,
      sloPercent: 80,
      min: 2,
      max: 70,
      seed: 3,
    });
  });

  it('takes values as requests a second when it is told what a task can do', async () => {
    const { plant } = await json('--trace load.csv --capacity 7');
    expect(plant.peakTasks).toBeCloseTo(70 / (7 * 0.9), 1);
  });

  it('reads 20-second metrics, and ticks as often, when asked to', async () => {
    const { score } = await json('--trace load.csv --resolution 20 --tick 20 --target 55');
    expect(score.settings).toMatchObject({ target: 55, metricsSeconds: 20, tickSeconds: 20 });
  });

  it('pays the prices it is given', async () => {
    const { score } = await json(
      '--trace load.csv --vcpu 2 --memory 4 --vcpu-hour 1 --gb-hour 0.5',
    );
    expect(score.dollars).toBeCloseTo(score.taskHours * 4);
  });

  it('lets a queue work off what waits', async () => {
    expect((await json('--trace load.csv --queue')).work).toBe('jobs');
  });

  it('tries the policy of a service, within its own bounds', async () => {
    const { plant } = await json('--trace load.csv --service shop/web');
    expect(plant).toMatchObject({ min: 3, max: 17 });
  });
});

describe('simulate with a queue', () => {
  const line = 'simulate --trace load.csv --capacity 10 --peak-tasks 8 --service jobs/worker';

  it('feeds the depth of the queue to a backlog rule', async () => {
    const { code, out } = await run(`${line} --queue --json`, { files });
    expect(code).toBe(0);
    const { work, score } = JSON.parse(out);
    expect(work).toBe('jobs');
    expect(score.scaleOuts).toBeGreaterThan(0);
  });

  it('says that it has none, rather than holding for ever', async () => {
    const { code, err } = await run(line, { files });
    expect(code).toBe(2);
    expect(err).toContain('jobs/worker scales by the depth of a queue; add --queue');
  });
});

describe('simulate refuses', () => {
  it.each([
    ['--trace nowhere.csv', 1, 'there is no file nowhere.csv, and no generated trace of that name'],
    [
      '--trace text.csv',
      1,
      'text.csv cannot be used: line 9: value is "many", but must be a number',
    ],
    ['--trace load.csv --service shop/wbe', 1, 'does not list shop/wbe; did you mean shop/web?'],
    ['--trace load.csv --service shop/slow', 1, 'shop/slow scales by slow, which a trace of load'],
    ['--trace load.csv --fleet broken.yaml --service shop/web', 1, 'broken.yaml is not valid'],
    ['', 2, 'flyball simulate needs --trace'],
    ['--trace load.csv --fleet fleet.yaml', 2, 'say whose to try with --service'],
    ['--trace load.csv --service web', 2, '"web" is not cluster/service'],
    ['--trace load.csv --service shop/web --target 50', 2, '--target is of the usual policy'],
    ['--trace load.csv --peak-tasks none', 2, '--peak-tasks is none, but must be a number from 1'],
    ['--trace load.csv --slo 0', 2, '--slo is 0, but must be a number from 1 to 100'],
    ['--trace load.csv --min 1.5', 2, '--min is 1.5, but must be a whole number'],
    ['--trace load.csv --min 9 --max 3', 2, '--max is 3, but must be a whole number from 9'],
    ['--trace load.csv --resolution 30', 2, '--resolution is 30, but must be 60 or 20'],
    ['--trace load.csv --start-lag -1', 2, '--start-lag is -1'],
    ['--trace load.csv --seed x', 2, '--seed is x'],
  ])('%s', async (line, code, message) => {
    const ran = await run(`simulate ${line}`, { files });
    expect(ran.code).toBe(code);
    expect(ran.err).toContain(message);
  });
});

describe('traces', () => {
  it('are listed with what they show', async () => {
    const { out } = await run('traces');
    expect(out).toMatch(/^flash-crowd +7 +a crowd a day within two minutes$/m);
  });

  it('are written as files that can be simulated', async () => {
    const written = new Map<string, string>();
    const { out } = await run('traces --out made --seed 2', { written });
    expect(out.split('\n')).toEqual([...written.keys()]);
    expect([...written.keys()]).toContain('made/outage.csv');
    const text = written.get('made/step.csv') ?? '';
    const { code } = await run('simulate --trace step.csv --json', { files: { 'step.csv': text } });
    expect(code).toBe(0);
  });
});
