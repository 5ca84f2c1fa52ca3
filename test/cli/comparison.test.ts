import { describe, expect, test } from 'vitest';
import { run } from './support.ts';

/** Three hours, a value a minute: quiet, then four times as much. */
const csv = [
  'timestamp,value',
  ...Array.from(
    { length: 181 },
    (_, minute) => `${1_793_600_000 + minute * 60},${minute < 120 ? 10 : 40}`,
  ),
].join('\n');

const files = { 'load.csv': csv };

describe('flyball compare', () => {
  test('tells who won, how everyone did, and on equal terms', async () => {
    const { code, out } = await run('compare --trace load.csv', { files });
    expect(code).toBe(0);
    expect(out).toContain('Target tracking, 60 s');
    expect(out).toContain('On equal terms, Flyball turned to where');
    expect(out).toMatch(/^Oracle +0 % /m);
  });

  test('says what was put right in the trace, draws nothing where it is unknown, and what a task costs', async () => {
    const [header = '', first = '', ...rows] = csv.split('\n');
    const holed = [...rows.slice(0, 89), ...rows.slice(119)];
    const torn = [header, first, first, ...holed].join('\n');
    const { out } = await run('compare --trace torn.csv', { files: { 'torn.csv': torn } });
    expect(out).toContain('Of the trace, 1 row repeated the one before and was dropped.');
    expect(out).toContain('Of the trace, 1 long gap of 0.5 h in all left out of the scores.');
    expect(out).toMatch(/^load +\S+ {5,}\S+ {2}full height/m);
    expect(out).toContain('Price of a task: 1 vCPU at $0.04048 and 2 GB at $0.004445 an hour');
    expect((await run('compare --trace load.csv', { files })).out).not.toContain('Of the trace');
  });

  test('gives the same as data, with what was asked for', async () => {
    const line = 'compare --trace load.csv --peak-tasks 8 --target 50 --json';
    const { code, out } = await run(line, { files });
    const data: unknown = JSON.parse(out);
    expect(code).toBe(0);
    expect(data).toMatchObject({ trace: 'load.csv', plant: { peakTasks: 8, max: 24 } });
    expect(data).toHaveProperty('scalers.0.settings.target', 50);
    expect(data).toHaveProperty('scalers.1.settings.targetPercent', 50);
  });

  test('lets both ways of reading compete, and says what each costs', async () => {
    const { code, out } = await run('compare --trace load.csv --reads both', { files });
    expect(code).toBe(0);
    expect(out).toContain(
      'On equal terms, Flyball, adaptive reads turned to where Flyball stands:',
    );
    const readsOf = (label: string): number =>
      Number(new RegExp(`^${label} .*\\$([0-9.]+) *$`, 'm').exec(out)?.[1]);
    expect(readsOf('Flyball')).toBe(0.44);
    expect(readsOf('Flyball, adaptive reads')).toBeLessThan(0.44);
    expect(out).toMatch(/^Oracle .*– *$/m);
  });

  test('writes a page that quotes the command', async () => {
    const written = new Map<string, string>();
    await run('compare --trace load.csv --slo 80 --html out/report.html', { files, written });
    expect(written.get('out/report.html')).toContain(
      'flyball compare --trace load.csv --slo 80 --html out/report.html',
    );
  });

  test('shows how far it is, and takes that away at the end', async () => {
    const progress: string[] = [];
    await run('compare --trace load.csv', { files, progress });
    expect(progress.at(-2)).toContain('100 %');
    expect(progress.at(-1)).toBe('');
  });

  test('compares the policy of a fleet file, at its own target', async () => {
    const fleet = `
services:
  - { cluster: shop, name: web, min: 2, max: 30, rules: [{ kind: track, signal: cpu, target: 72 }] }
`;
    const line = 'compare --trace load.csv --service shop/web --json';
    const setting = { files: { ...files, 'fleet.yaml': fleet } };
    const { code, out, err } = await run(line, setting);
    expect(err).toBe('');
    expect(code).toBe(0);
    const data: unknown = JSON.parse(out);
    expect(data).toMatchObject({ plant: { min: 2, max: 30 } });
    expect(data).toHaveProperty('scalers.0.settings.target', 72);
    expect(data).toHaveProperty('scalers.1.settings.targetPercent', 72);
  });

  test('refuses a target for a policy that has its own', async () => {
    const fleet = 'services: [{ cluster: shop, name: web }]';
    const line = 'compare --trace load.csv --service shop/web --target 70';
    const { code, err } = await run(line, { files: { ...files, 'fleet.yaml': fleet } });
    expect(code).toBe(2);
    expect(err).toContain('--target is of the usual policy');
  });

  test.each([
    { rule: 'a trace is needed', line: 'compare', says: 'needs --trace' },
    { rule: 'a risk is a chance', line: 'compare --trace load.csv --risk 0', says: '0.01 to 50' },
    {
      rule: 'a risk is of the usual policy',
      line: 'compare --trace load.csv --service shop/web --risk 1',
      says: 'in the fleet file',
    },
    { rule: 'a target is a share', line: 'compare --trace load.csv --target 0', says: '1 to 100' },
  ])('$rule', async ({ line, says }) => {
    const { code, err } = await run(line, { files });
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});
