import { expect, test } from 'vitest';
import { embeddedMetrics } from '#local/cloudwatch/embedded-metrics.ts';
import { createMetricStore } from '#local/cloudwatch/metric-store.ts';

const line = {
  _aws: {
    Timestamp: 120_000,
    CloudWatchMetrics: [
      {
        Namespace: 'Flyball',
        Dimensions: [['Stack']],
        Metrics: [{ Name: 'Ticks', Unit: 'Count' }, { Name: 'Age' }],
      },
    ],
  },
  Stack: 'Flyball',
  Ticks: 1,
  Age: [2, 4],
};

test('a line of the embedded metric format is its metrics, several values of one included', () => {
  const metric = (name: string) => ({
    namespace: 'Flyball',
    name,
    dimensions: { Stack: 'Flyball' },
  });
  expect(embeddedMetrics(line)).toEqual([
    { metric: metric('Ticks'), atMs: 120_000, unit: 'Count', value: 1 },
    { metric: metric('Age'), atMs: 120_000, unit: 'None', value: 2 },
    { metric: metric('Age'), atMs: 120_000, unit: 'None', value: 4 },
  ]);
});

test.each([null, 'text', { level: 'INFO', message: 'held' }])('%j is no metric', (other) => {
  expect(embeddedMetrics(other)).toEqual([]);
});

test('metrics are kept by the minute, under exactly their dimensions', () => {
  const store = createMetricStore();
  for (const sent of embeddedMetrics(line)) store.put(sent);
  const range = { startMs: 0, endMs: 600_000 };
  const read = (dimensions: Readonly<Record<string, string>>) =>
    store.read({ namespace: 'Flyball', name: 'Age', dimensions }, range).data;
  expect(read({ Stack: 'Flyball' })).toEqual([
    { atMs: 120_000, samples: { count: 2, sum: 6, min: 2, max: 4 }, slices: null },
  ]);
  expect(read({})).toEqual([]);
});

test('old minutes are forgotten, so that a week of metrics takes no more room than six hours', () => {
  const store = createMetricStore();
  const metric = { namespace: 'N', name: 'M', dimensions: {} };
  for (let minute = 0; minute < 10_000; minute += 1) {
    store.put({ metric, atMs: minute * 60_000, unit: 'Count', value: 1 });
  }
  const { data } = store.read(metric, { startMs: 0, endMs: Number.POSITIVE_INFINITY });
  expect(data).toHaveLength(360);
  expect(data[0]?.atMs).toBe((10_000 - 360) * 60_000);
});
