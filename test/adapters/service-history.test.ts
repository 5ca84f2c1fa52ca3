import { describe, expect, it } from 'vitest';
import type { ReadMetrics } from '#adapters/cloudwatch.ts';
import type { Answer, Question } from '#adapters/metrics/question.ts';
import { createServiceHistories } from '#adapters/service-history.ts';
import { deadlineIn } from './sample.ts';

const web = { cluster: 'shop', name: 'web' };
const range = { fromMs: 0, toMs: 14 * 86_400_000 };

const answering =
  (answers: Readonly<Record<string, Answer>>, asked: Question[] = []): ReadMetrics =>
  async (questions) => {
    asked.push(...questions);
    const nothing: Answer = { kind: 'points', points: [] };
    return {
      billedMetrics: questions.length,
      to: (question) => {
        if (question.kind !== 'metric') throw new Error('only metrics are asked for');
        const { metric, statistic } = question.source;
        return answers[`${metric} ${statistic}`] ?? nothing;
      },
    };
  };

const points = (...values: readonly (readonly [number, number])[]): Answer => ({
  kind: 'points',
  points: values.map(([atMs, value]) => ({ atMs, value })),
});

const read = (answers: Readonly<Record<string, Answer>>) =>
  createServiceHistories(answering(answers)).read(web, range, deadlineIn(1000));

describe('the history of a service', () => {
  it('is three billed metrics over the whole range, however many statistics', async () => {
    const asked: Question[] = [];
    const histories = createServiceHistories(answering({}, asked));
    expect(histories.billedMetrics(web, range)).toBe(3);
    await histories.read(web, range, deadlineIn(1000));
    expect(asked).toHaveLength(4);
    for (const { window } of asked) {
      expect(window).toEqual({ startMs: range.fromMs, endMs: range.toMs, periodSeconds: 60 });
    }
  });

  it('has the minutes in which both utilisation and its samples are known', async () => {
    const { usage, counts } = await read({
      'CPUUtilization Average': points([0, 50], [60_000, 60], [120_000, 70]),
      'CPUUtilization SampleCount': points([0, 4], [120_000, 5]),
    });
    expect(usage).toEqual([
      { atMs: 0, cpuPercent: 50, samples: 4 },
      { atMs: 120_000, cpuPercent: 70, samples: 5 },
    ]);
    expect(counts).toEqual([]);
  });

  it('has counts where Container Insights is on', async () => {
    const { counts } = await read({
      'DesiredTaskCount Average': points([0, 4], [60_000, 4.5]),
      'RunningTaskCount Average': points([0, 4]),
    });
    expect(counts).toEqual([{ atMs: 0, desired: 4, running: 4 }]);
  });

  it('is not half a history: what could not be read is an error that names it', async () => {
    const failed: Answer = { kind: 'failed', cause: 'Throttled' };
    await expect(read({ 'CPUUtilization SampleCount': failed })).rejects.toThrow(
      'the history of AWS/ECS CPUUtilization could not be read: Throttled',
    );
  });
});
