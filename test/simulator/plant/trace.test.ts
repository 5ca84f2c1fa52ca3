import { expect, test } from 'vitest';
import { parseTrace } from '#simulator/plant/trace.ts';

const rateAt = (csv: string, name: string, seconds: number): number | undefined => {
  const parsed = parseTrace(csv);
  if (parsed.kind === 'invalid') throw new Error(parsed.problem);
  const startMs = 5_000;
  return parsed.trace.rates(startMs).get(name)?.(startMs + seconds * 1000);
};

const csv = 'seconds,shop/web,jobs/mail\n0,10,1\n60,20,3\n\n# a comment\n120,0,3\n';

test.each([
  { seconds: 0, web: 10, mail: 1 },
  { seconds: 30, web: 15, mail: 2 },
  { seconds: 60, web: 20, mail: 3 },
  { seconds: 90, web: 10, mail: 3 },
  { seconds: 120, web: 10, mail: 1 },
  { seconds: 150, web: 15, mail: 2 },
  { seconds: -30, web: 10, mail: 3 },
])('straight lines between rows, over and over: at $seconds s', ({ seconds, web, mail }) => {
  expect(rateAt(csv, 'shop/web', seconds)).toBe(web);
  expect(rateAt(csv, 'jobs/mail', seconds)).toBe(mail);
});

test.each([
  ['', 'line 1 is "", but must be a header such as'],
  ['time,shop/web\n0,1\n1,1', 'line 1 is "time,shop/web"'],
  ['seconds,web\n0,1\n1,1', 'line 1: column "web" must be <cluster>/<service>'],
  ['seconds,a/b,a/b\n0,1,1\n1,1,1', 'line 1: column a/b is there twice'],
  ['seconds,a/b\n0,1\n60,many', 'line 3, column a/b is "many", but must be a number from 0 up'],
  ['seconds,a/b\n0,1\n60,-1', 'line 3, column a/b is "-1"'],
  ['seconds,a/b\n0,1\n60,', 'line 3, column a/b is ""'],
  ['seconds,a/b\n0,1\n60,1,2', 'line 3 has 3 cells, but the header has 2'],
  ['seconds,a/b\n0,1', 'it has 1 rows of data, but needs at least 2'],
  ['seconds,a/b\n0,1\n60,1\n60,2', 'row 3: seconds is 60, not after the row above it'],
])('%j is refused, with where and why', (text, problem) => {
  expect(parseTrace(text)).toEqual({ kind: 'invalid', problem: expect.stringContaining(problem) });
});
