import { describe, expect, it } from 'vitest';
import { explainReason } from '#engine/explain.ts';
import type { Foresight } from '#engine/foresight/foresight.ts';
import { answerOf } from '#engine/rules/index.ts';
import { conditionFor } from '#engine/threshold.ts';
import { foresightOf } from '../foresight/support.ts';
import { contextOf, ruleDefaults, seriesOf, startMs, viewOf } from '../support.ts';

const rule = {
  ...ruleDefaults,
  kind: 'backlog',
  name: 'backlog',
  signal: 'queueDepth',
  perTask: 50,
  learn: { delaySeconds: 300 },
} as const;

type Known = NonNullable<Foresight['throughput']>;

const measured = (jobsPerTaskMinute: number, madeAtMs = startMs): Known => ({
  kind: 'throughput',
  madeAtMs,
  jobsPerTaskMinute,
  busyMinutes: 240,
});

const contextWith = (throughput: Known | null, waiting: number) =>
  contextOf({
    readings: { queueDepth: seriesOf([waiting]) },
    view: viewOf(4),
    foresights: throughput === null ? {} : { queueDepth: foresightOf({ throughput }) },
  });

const weekMs = 7 * 86_400_000;

describe('a learnt divisor', () => {
  const rows: readonly (readonly [string, Known | null, number, string])[] = [
    [
      'is what a task does within the acceptable delay',
      measured(12),
      5,
      "backlog: measured 12 jobs per task and minute over 240 busy minutes, so for a delay of 5 min 60 jobs are a task's worth",
    ],
    [
      'is at most ten times what is stated',
      measured(1000),
      1,
      "backlog: measured 1000 jobs per task and minute over 240 busy minutes, so for a delay of 5 min 5000 jobs would be a task's worth, and 500 are, ten times from what is stated",
    ],
    [
      'is at least a tenth of what is stated',
      measured(0.1),
      60,
      "backlog: measured 0.1 jobs per task and minute over 240 busy minutes, so for a delay of 5 min 0.5 jobs would be a task's worth, and 5 are, ten times from what is stated",
    ],
    [
      'is the stated one while nobody has looked',
      null,
      6,
      'backlog: only 0 busy minutes of the 30 that are needed were seen, so the stated 50 jobs a task stand',
    ],
    [
      'is the stated one while little was seen',
      { kind: 'none', busyMinutes: 1 },
      6,
      'backlog: only 1 busy minute of the 30 that are needed were seen, so the stated 50 jobs a task stand',
    ],
    [
      'counts for a week',
      measured(12, startMs - weekMs),
      5,
      "backlog: measured 12 jobs per task and minute over 240 busy minutes, so for a delay of 5 min 60 jobs are a task's worth",
    ],
    [
      'is the stated one once that was more than a week ago',
      measured(12, startMs - weekMs - 60_000),
      6,
      'backlog: what a task can do was last measured 10081 min ago, so the stated 50 jobs a task stand',
    ],
  ];
  it.each(rows)('%s', (_, throughput, want, told) => {
    const { opinion, reasons } = answerOf(rule, contextWith(throughput, 300));
    expect(opinion).toMatchObject({ wishes: [{ want }] });
    expect(reasons.map((reason) => explainReason(reason, startMs))[0]).toBe(told);
  });

  it('is what would have to wait for another task', () => {
    const context = contextWith(measured(12), 200);
    expect(conditionFor(rule, context, 'out')).toBe('backlog: queueDepth above 240 (now 200)');
    expect(conditionFor(rule, context, 'in')).toBe('backlog: queueDepth at most 180 (now 200)');
  });
});

it('a stated divisor is not touched by what was measured', () => {
  const { opinion, reasons } = answerOf({ ...rule, learn: null }, contextWith(measured(12), 300));
  expect(opinion).toMatchObject({ wishes: [{ want: 6 }] });
  expect(reasons.map(({ kind }) => kind)).toEqual(['wish']);
});
