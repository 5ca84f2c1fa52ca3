import { describe, expect, it } from 'vitest';
import { run } from '../support.ts';

const row = (step: number): string => {
  const timestamp = new Date(Date.UTC(2026, 0, 5) + step * 1_800_000).toISOString();
  return `${timestamp},${step % 97 === 0 ? '' : Math.round(100 + 50 * Math.sin((step / 48) * 2 * Math.PI))}`;
};
/** Five days of half hours, of which some are missing. */
const csv = ['timestamp,value', ...Array.from({ length: 240 }, (_, step) => row(step))].join('\n');
const files = { 'load.csv': csv };

describe('forecast', () => {
  it('prints what comes after the end of a trace, by step and by hour', async () => {
    const { code, out } = await run('forecast --trace load.csv', { files });
    expect(code).toBe(0);
    expect(out).toContain('The next two hours: median of five experts');
    expect(out.match(/^\+30 min/m)).not.toBeNull();
    expect(out.match(/^\+24 h/m)).not.toBeNull();
  });

  it('scores the forecaster for machines', async () => {
    const { code, out } = await run(
      'forecast --trace load.csv --score --days 4 --origins 5 --json',
      {
        files,
      },
    );
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out))).toEqual(
      expect.arrayContaining([
        'trace',
        'historyDays',
        'origins',
        'wape30m',
        'wape2h',
        'wapePath',
        'pathErrorVsYesterday',
        'coverageUpper95',
        'msPerFit',
      ]),
    );
  });

  it('and for people', async () => {
    const { out } = await run('forecast --trace load.csv --score --days 4 --origins 5', { files });
    expect(out).toContain('5 forecasts, each from the 4 days before it');
  });

  it.each([
    ['forecast', /needs either a service, as cluster\/service, or --trace/],
    ['forecast --trace gone.csv', /there is no file gone\.csv/],
    ['forecast --trace load.csv --score', /covers 5\.0 days, but 19\.1 are needed/],
    [
      'forecast --trace load.csv --score --days 40',
      /--days 40 must be a whole number from 1 to 28/,
    ],
    ['forecast --trace bad.csv', /the trace bad\.csv cannot be used: line 3/],
  ])('%s is refused', async (line, message) => {
    const bad = 'timestamp,value\n2026-01-05T00:00:00Z,1\n2026-01-05T01:00:00Z,-4';
    const given = { ...files, 'bad.csv': bad };
    const { code, err } = await run(line, { files: given });
    expect(code).toBeGreaterThan(0);
    expect(err).toMatch(message);
  });
});
