import { describe, expect, test } from 'vitest';
import { type Load, repairText } from '#simulator/loads/load.ts';
import { parseLoad } from '#simulator/loads/parse-load.ts';

const startMs = Date.UTC(2026, 10, 2);
const minuteMs = 60_000;

const rows = (count: number, row: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => row(index));

const at = (minute: number): string => new Date(startMs + minute * minuteMs).toISOString();

/** Three hours of minutes, with some of them replaced. */
const csv = (replaced: Readonly<Record<number, string>> = {}): string =>
  ['timestamp,value', ...rows(181, (minute) => replaced[minute] ?? `${at(minute)},${minute}`)].join(
    '\n',
  );

const read = (text: string): Load => {
  const parsed = parseLoad('test', text);
  if (parsed.kind === 'invalid') throw new Error(parsed.problem);
  return parsed.load;
};

const problemOf = (text: string): string => {
  const parsed = parseLoad('test', text);
  return parsed.kind === 'invalid' ? parsed.problem : 'none';
};

describe('a trace', () => {
  test('is a straight line from each point to the next', () => {
    const load = read(csv());
    expect(load).toMatchObject({ startMs, endMs: startMs + 180 * minuteMs, everySeconds: 60 });
    expect(load.peak).toBe(180);
    for (const minute of [0, 7, 7.25, 90.5, 179.999]) {
      expect(load.at(startMs + minute * minuteMs)).toBeCloseTo(minute, 6);
    }
    // Back in time as well, for whoever asks.
    expect(load.at(startMs + minuteMs)).toBe(1);
    expect(load.at(startMs - minuteMs)).toBe(0);
    expect(load.at(startMs + 500 * minuteMs)).toBe(180);
  });

  test.each([
    ['ISO-8601 with a zone', (m: number) => at(m)],
    ['without milliseconds', (m: number) => at(m).replace('.000Z', 'Z')],
    ['with a blank and no zone, which is UTC', (m: number) => at(m).slice(0, 19).replace('T', ' ')],
    ['without seconds', (m: number) => `${at(m).slice(0, 16)}Z`],
    [
      'in another zone',
      (m: number) => `${new Date(startMs + (m + 120) * minuteMs).toISOString().slice(0, 19)}+02:00`,
    ],
    ['seconds since 1970', (m: number) => String(startMs / 1000 + m * 60)],
  ])('may write moments as %s', (_, written) => {
    const load = read(['timestamp,value', ...rows(181, (m) => `${written(m)},${m}`)].join('\r\n'));
    expect([load.startMs, load.endMs]).toEqual([startMs, startMs + 180 * minuteMs]);
  });

  test.each([10, 20, 60, 300, 3600])('may have a point every %i s', (seconds) => {
    const text = ['timestamp,value', ...rows(1000, (i) => `${1e9 + i * seconds},${i}`)].join('\n');
    expect(read(text).everySeconds).toBe(seconds);
  });

  test('may have comments, blank lines and a mark of its encoding', () => {
    expect(read(`\uFEFF${csv({ 5: '# a comment', 6: '' })}\n`).repairs).toEqual([
      { kind: 'bridged', gaps: 1, points: 2 },
    ]);
  });
});

describe('what is put right', () => {
  test('up to three missing points are bridged and count', () => {
    const load = read(csv({ 10: '', 11: `${at(11)},`, 12: '', 50: `${at(50)}, ` }));
    expect(load.repairs).toEqual([{ kind: 'bridged', gaps: 2, points: 4 }]);
    expect(load.unobserved).toEqual([]);
    expect(load.at(startMs + 11 * minuteMs)).toBeCloseTo(11);
  });

  test('four and more are a gap that does not count', () => {
    const load = read(csv({ 10: '', 11: '', 12: '', 13: '' }));
    const span = { fromMs: startMs + 9 * minuteMs, toMs: startMs + 14 * minuteMs };
    expect(load.unobserved).toEqual([span]);
    expect(load.repairs).toEqual([{ kind: 'unobserved', gaps: 1, seconds: 300 }]);
  });

  test('missing values at the ends make it shorter', () => {
    const load = read(csv({ 0: `${at(0)},`, 180: `${at(180)},` }));
    expect([load.startMs, load.endMs]).toEqual([startMs + minuteMs, startMs + 179 * minuteMs]);
  });

  test('a row that is there twice is taken once', () => {
    const load = read(csv({ 10: `${at(10)},10\n${at(10)},10` }));
    expect(load.repairs).toEqual([{ kind: 'repeated', rows: 1 }]);
    expect(load.repairs.map(repairText)).toEqual(['1 row repeated the one before and was dropped']);
  });
});

describe('what is refused, with the line and the remedy', () => {
  const year = 365 * 86_400;
  test.each([
    ['nothing', '', 'it is empty, but must have a header and two rows'],
    ['only comments', '# load\n\n', 'it is empty'],
    ['another header', 'time,load\n1,2', 'line 1 is "time,load", but must be the header'],
    ['semicolons', 'timestamp;value\n1;2', 'timestamp,value; separate by commas, not semicolons'],
    [
      'quotation marks',
      '"timestamp","value"\n1,2',
      'timestamp,value; leave out the quotation marks',
    ],
    ['no header', `${at(0)},1\n${at(1)},2`, 'but must be the header timestamp,value'],
    ['no row', 'timestamp,value', 'rows with a value: 0; at least 2 are needed'],
    ['one row', `timestamp,value\n${at(0)},1`, 'rows with a value: 1; at least 2'],
    ['text', csv({ 3: `${at(3)},many` }), 'line 5: value is "many", but must be a number from 0'],
    ['a negative value', csv({ 3: `${at(3)},-1` }), 'line 5: value is "-1"'],
    ['no number at all', csv({ 3: `${at(3)},NaN` }), 'line 5: value is "NaN"'],
    ['infinity', csv({ 3: `${at(3)},Infinity` }), 'line 5: value is "Infinity"'],
    [
      'a moment in words',
      csv({ 3: 'noon,3' }),
      'line 5: timestamp is "noon", but must be ISO-8601',
    ],
    ['a day that is not', csv({ 3: '2026-02-31T25:00:00Z,3' }), 'line 5: timestamp is'],
    ['the 31st of February', csv({ 3: '2026-02-31,3' }), 'timestamp is "2026-02-31"'],
    ['what is no text', '\u001B[2Jboo', 'line 1 is "·[2Jboo"'],
    ['milliseconds', csv({ 3: '1761955200000,3' }), 'looks like milliseconds; divide by 1000'],
    ['a third column', csv({ 3: `${at(3)},3,4` }), 'must be one timestamp,value'],
    ['a lone moment', csv({ 3: at(3) }), 'must be one timestamp,value'],
    ['disorder', csv({ 3: `${at(1)},3` }), /line 5: .*00:01.* is before .*00:02.* on line 4; sort/],
    [
      'two values for a moment',
      csv({ 3: `${at(2)},9` }),
      /lines 4 and 5 both say .* values 2 and 9/,
    ],
    [
      'a year of gaps',
      `${csv()}\n${startMs / 1000 + year},1`,
      'nothing for 365 days between lines 182',
    ],
    ['too short', ['timestamp,value', `${at(0)},1`, `${at(90)},1`].join('\n'), 'covers 90 minutes'],
    ['days apart', `timestamp,value\n0,1\n86400,1\n172800,1`, 'mostly 86400 s apart'],
    [
      'a second apart',
      `timestamp,value\n${rows(7300, (i) => `${i},1`).join('\n')}`,
      'mostly 1 s apart',
    ],
    [
      'no load',
      `timestamp,value\n${rows(200, (i) => `${i * 60},0`).join('\n')}`,
      'every value is 0',
    ],
    [
      'mostly gaps',
      `timestamp,value\n${rows(90, (i) => `${Math.floor(i / 3) * 6000 + (i % 3) * 60},1`).join('\n')}`,
      '% of it is gaps, but at most half may be',
    ],
    [
      'a million rows',
      `timestamp,value${'\n1,1'.repeat(600_001)}`,
      'has 600001 rows, but at most 600000',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemOf(text)).toMatch(problem);
  });
});
