import { describe, expect, it } from 'vitest';
import { createMemoryWorld, placeService } from '#adapters/memory/world.ts';
import type { CliWorld } from '#cli/world.ts';
import type { ServiceHistory } from '#lib/service-history.ts';
import { home, startMs, viewOf } from '../../tick/support.ts';
import { type Ran, run } from '../support.ts';

const minuteMs = 60_000;
const hours = 30;

const tasksAt = (minute: number): number => (minute % 720 < 360 ? 4 : 8);

/** Twice the load for six hours of twelve, which twice the tasks answer ten minutes late. */
const usage = Array.from({ length: hours * 60 }, (_, minute) => {
  const busy = minute % 720 >= 350 ? 4.8 : 2.4;
  const samples = tasksAt(minute);
  const atMs = startMs - (hours * 60 - minute) * minuteMs;
  return { atMs, cpuPercent: Math.min(100, (100 * busy) / samples), samples };
});

const history: ServiceHistory = { usage, counts: [] };

const backtest = (options = '', setting: Partial<Parameters<typeof run>[1]> = {}): Promise<Ran> =>
  run(`backtest shop/web --days 2 ${options}`, { history, ...setting });

const files = {
  'fleet.yaml': 'services: [{ cluster: shop, name: web, min: 2, max: 20 }]',
  'new.yaml':
    'services: [{ cluster: shop, name: web, min: 2, max: 20, rules: [{ kind: track, signal: cpu, target: 40 }] }]',
};

describe('backtest of a service elsewhere', () => {
  const there = '222222222222/eu-west-1/shop/web';
  const spoke = {
    'fleet.yaml': `
accounts: [{ account: '222222222222', regions: [eu-west-1], externalId: ours }]
services: [{ cluster: shop, name: web, account: '222222222222', region: eu-west-1, min: 3, max: 33 }]
`,
  };

  it('reads its past with the role of its account, assumed in the region of the stack', async () => {
    const readIn: Parameters<CliWorld['histories']>[] = [];
    const line = `backtest ${there} --days 2 --yes --table flyball`;
    const { code, out } = await run(line, { history, files: spoke, readIn });
    expect(code).toBe(0);
    expect(out).toMatch(/^Flyball as deployed: 3 to 33 tasks$/m);
    const role = { arn: 'arn:aws:iam::222222222222:role/FlyballSpoke', externalId: 'ours' };
    expect(readIn).toEqual([['eu-west-1', { role, stsRegion: home.region }]]);
  });

  it('is refused where no stack says how to get there, since a namesake would answer', async () => {
    const { code, err } = await run(`backtest ${there} --days 2 --yes`, { history, files: spoke });
    expect(code).toBe(1);
    expect(err).toBe(
      'flyball: which role leads to 222222222222/eu-west-1 is known to a stack: name it with --stack, or use credentials of that account and name shop/web --region eu-west-1',
    );
  });

  it('lends its policy to no namesake at home', async () => {
    const line = 'backtest shop/web --days 2 --yes --table flyball';
    const { out } = await run(line, { history, files: spoke });
    expect(out).toMatch(/^Flyball as deployed: 1 to 10 tasks$/m);
  });
});

describe('backtest', () => {
  it('what it costs is said first, and agreed to', async () => {
    const refused = await backtest('', { answer: false });
    expect(refused).toEqual({
      code: 1,
      out: '',
      err: 'Reading 2 days of shop/web asks CloudWatch for 3 metrics: $0.00003.\nflyball: nothing was read',
    });
    expect((await backtest('', { answer: true })).code).toBe(0);
    expect((await backtest('--yes')).code).toBe(0);
    expect((await backtest()).err).toContain('nobody is there to agree to that; say --yes');
  });

  it('one policy is held against what really happened', async () => {
    const { code, out } = await backtest('--yes', { files });
    expect(code).toBe(0);
    expect(out).toMatch(/^Backtest of shop\/web\nFlyball with fleet\.yaml .*what really happened/);
    expect(out).toMatch(/^what really happened +1\.7\d % /m);
    expect(out).toMatch(/^Flyball with fleet\.yaml: 2 to 20 tasks$/m);
  });

  it('says what a stated risk would have saved, if it is asked', async () => {
    const { out } = await backtest('--yes --by-risk', { files });
    expect(out).toMatch(
      /By risk instead, .*: \$\d+\.\d\d a week (more|less), .*: \d+ task-hours and \d+\.\d\d % violated minutes, beside \d+/,
    );
    expect((await backtest('--yes', { files })).out).not.toContain('By risk instead');
    const json = JSON.parse((await backtest('--yes --by-risk --json', { files })).out);
    expect(json.byRisk).toMatchObject({ isAsGood: expect.any(Boolean) });
  });

  it('says what a schedule would have saved, or why none', async () => {
    const high = { 'fleet.yaml': 'services: [{ cluster: shop, name: web, min: 12, max: 20 }]' };
    const line = '--yes --by-schedule';
    expect((await backtest(line, { files: high })).out).toMatch(
      /^By a schedule nothing: no hours that recur need fewer than its min of 12\.$/m,
    );
    const json = JSON.parse((await backtest(`${line} --json`, { files: high })).out);
    expect(json.bySchedule).toMatchObject({ kind: 'none' });
    expect((await backtest('--yes', { files })).out).not.toContain('By a schedule');
  });

  it('a schedule that would have saved is said as lines of a fleet file', async () => {
    const first = usage[0]?.atMs ?? startMs;
    const quiet = Array.from({ length: 8 * 1440 }, (_, minute) => ({
      atMs: first - (8 * 1440 - minute) * minuteMs,
      cpuPercent: 20,
      samples: 4,
    }));
    const high = { 'fleet.yaml': 'services: [{ cluster: shop, name: web, min: 5, max: 20 }]' };
    const { out } = await run('backtest shop/web --days 10 --yes --by-schedule', {
      files: high,
      history: { usage: quiet, counts: [] },
    });
    expect(out).toMatch(
      /^By a schedule, min 2 in place of 5 at all hours: \$\d+\.\d\d a week less/m,
    );
    expect(out).toMatch(/^services:\n {2}- cluster: shop\n {4}name: web\n {4}min: 2$/m);
  });

  it('says what it cannot know', async () => {
    const { out } = await backtest('--yes', { files });
    for (const caution of [
      'The replay is open loop',
      'Load is counted as CPU utilisation times tasks',
      'In 30 minutes CPU was at 90 % or more',
      'Tasks take 60 s, assumed',
      'Container Insights knows nothing of this service',
    ]) {
      expect(out).toContain(caution);
    }
  });

  it('two policies are compared, the candidate first', async () => {
    const { out } = await backtest('--yes --candidate new.yaml --json', { files });
    const { findings, actual, replays } = JSON.parse(out);
    expect(findings[0]).toMatch(
      /^Candidate new\.yaml and what really happened|^Candidate new\.yaml beat/,
    );
    expect(replays.map(({ label }: { label: string }) => label)).toEqual([
      'Flyball with fleet.yaml',
      'Candidate new.yaml',
    ]);
    const [today, candidate] = replays;
    expect(candidate.taskHours).toBeGreaterThan(today.taskHours);
    expect(candidate.bounds).toEqual({ min: 2, max: 20 });
    expect(actual.bounds).toBeUndefined();
  });

  it('what really happened is scored as it was measured', async () => {
    const { out } = await backtest('--yes --json', { files });
    const { actual, history: read } = JSON.parse(out);
    const scored = usage.slice(60);
    const taskHours = scored.reduce((sum, { samples }) => sum + samples / 60, 0);
    expect(actual.taskHours).toBeCloseTo(taskHours, 6);
    const violated = scored.filter(({ cpuPercent }) => cpuPercent > 90).length;
    expect(actual.violatedPct).toBeCloseTo((100 * violated) / scored.length, 6);
    expect(actual).toMatchObject({ scaleOuts: 2, scaleIns: 2 });
    expect(read).toMatchObject({ minutes: hours * 60, saturatedMinutes: 30, samplesPerTask: 1 });
  });

  it('Container Insights gives the start lag, and tasks that were starting', async () => {
    const counts = usage.map(({ atMs, samples }, minute) => ({
      atMs,
      desired: Math.max(samples, tasksAt(minute + 2)),
      running: samples,
    }));
    const { out } = await backtest('--yes --json', { files, history: { usage, counts } });
    const { startLag, cautions } = JSON.parse(out);
    expect(startLag).toMatchObject({ source: 'Container Insights', seconds: 120, starts: 2 });
    expect(cautions.join(' ')).not.toContain('Container Insights knows nothing');
  });

  it('a maximum that the load outgrew is pointed out', async () => {
    const small = { 'fleet.yaml': 'services: [{ cluster: shop, name: web, max: 3 }]' };
    const { out } = await backtest('--yes', { files: small });
    expect(out).toContain('may run 3 tasks at most, but the load asked for up to 6 at the SLO');
  });

  it('the page is written where it is wanted', async () => {
    const written = new Map<string, string>();
    const { code } = await backtest('--yes --html out/report.html', { files, written });
    expect(code).toBe(0);
    const page = written.get('out/report.html') ?? '';
    expect(page).toContain('Before you believe it');
    expect(page).toContain(
      '<pre>flyball backtest shop/web --days 2 --html out/report.html --yes</pre>',
    );
    expect(page).not.toContain('Safety against cost');
  });

  it.each([
    { options: '--days 16', says: '--days is 16, but must be a number from 0.1 to 15' },
    { options: '--start-lag soon', says: '--start-lag is soon' },
    { options: '--candidate none.yaml --yes', says: 'there is no file none.yaml' },
  ])('$options', async ({ options, says }) => {
    expect((await run(`backtest shop/web ${options}`, { history })).err).toContain(says);
  });

  it('a policy that CPU says nothing about is refused before anything is read', async () => {
    const queue = {
      'fleet.yaml':
        'services: [{ cluster: shop, name: web, rules: [{ kind: track, signal: memory, target: 60 }] }]',
    };
    const { code, err } = await backtest('--yes', { files: queue });
    expect(code).toBe(1);
    expect(err).toContain(
      'Flyball with fleet.yaml goes by memory, but load is reconstructed from CPU',
    );
    expect(err).not.toContain('Reading');
  });

  it('less than a day is said to be little', async () => {
    const little = { usage: usage.slice(-600), counts: [] };
    const { out } = await backtest('--yes', { files, history: little });
    expect(out).toContain('Only 9.0 hours count, less than a day');
    expect((await backtest('--yes', { files })).out).not.toContain('less than a day');
  });

  it('a policy that also goes by something else is replayed on its CPU, and that is said', async () => {
    const mixed = {
      'fleet.yaml':
        'services: [{ cluster: shop, name: web, min: 2, max: 20, rules: [{ kind: track, signal: cpu, target: 60 }, { kind: track, signal: memory, target: 70 }] }]',
    };
    const { code, out } = await backtest('--yes --json', { files: mixed });
    const { cautions, replays } = JSON.parse(out);
    expect(code).toBe(0);
    expect(replays[0].settings.rules).toBe('track cpu');
    expect(cautions).toContain(
      'Flyball with fleet.yaml is replayed without what CPU says nothing about: track memory. Any rule may scale out and all must agree to scale in, so in truth it tends to more tasks than here.',
    );
    const alone = await backtest('--yes --json', { files });
    expect(JSON.parse(alone.out).cautions.join(' ')).not.toContain('is replayed without');
  });

  it('what nobody knows of the past is neither drawn nor scored', async () => {
    const written = new Map<string, string>();
    const holed = usage.filter((_, minute) => minute < 900 || minute >= 1100);
    const { out } = await backtest('--yes --html report.html', {
      files,
      written,
      history: { usage: holed, counts: [] },
    });
    expect(out).toContain('Of the history, 1 long gap of 3.4 h in all left out of the scores.');
    expect(out).toMatch(/^what really happened +\S+ {2,}\S+$/m);
    expect(out).toMatch(/^Flyball with fleet\.yaml +\S+ {2,}\S+$/m);
    expect(out).toMatch(/^load +\S+ {2,}\S+ {2}full height/m);
  });

  it('of a stack that is named, the policy is the deployed one with the tags of the service', async () => {
    const aws = createMemoryWorld();
    const tags = { 'flyball:enabled': 'true', 'flyball:max': '7' };
    placeService(
      aws,
      viewOf('web', 4, { id: { ...home, cluster: 'shop', name: 'web' }, tags }),
      {},
    );
    aws.deployments.push({ parameters: {}, fleetYaml: 'defaults: { min: 3 }', seenMs: 0 });
    const { out } = await backtest('--yes --json --table t', { files, aws });
    const { replays } = JSON.parse(out);
    expect(replays[0]).toMatchObject({ label: 'Flyball as deployed', bounds: { min: 3, max: 7 } });
  });

  it('two names for one stack are refused', async () => {
    const { code, err } = await backtest('--stack a --table b');
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('keep one') });
  });

  it('too short a history is told', async () => {
    const { code, err } = await backtest('--yes', {
      history: { usage: usage.slice(-60), counts: [] },
    });
    expect(code).toBe(1);
    expect(err).toContain('the history of shop/web cannot be replayed: it covers 59 minutes');
  });
});
