import { expect, test } from 'vitest';
import { alarmMessages } from '#local/alarm-messages.ts';
import { createAlarms } from '#local/cloudwatch/alarms.ts';
import { createMetricStore } from '#local/cloudwatch/metric-store.ts';
import type { AlarmSetup } from '#local/stack/alarm-setup.ts';

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);
const metric = { namespace: 'Flyball', name: 'Ticks', dimensions: { Stack: 'Flyball' } };

const setup = (over: Partial<AlarmSetup>): AlarmSetup => ({
  name: 'A',
  arn: 'arn:a',
  description: 'what to do',
  metrics: [metric],
  statistic: 'Sum',
  periodSeconds: 60,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 5,
  breaches: (value, threshold) => value > threshold,
  missing: 'missing',
  topics: { alarm: ['arn:topic'], ok: ['arn:topic'] },
  ...over,
});

/** One value a minute, `null` for none; the state after each. */
const play = (over: Partial<AlarmSetup>, values: readonly (number | null)[]) => {
  const store = createMetricStore();
  const alarms = createAlarms([setup(over)], startMs, store.read);
  return values.map((value, minute) => {
    const atMs = startMs + minute * minuteMs;
    if (value !== null) store.put({ metric, atMs, unit: 'Count', value });
    alarms.evaluate(atMs + minuteMs);
    return alarms.list()[0]?.state;
  });
};

const [ok, alarm, unknown] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

test.each([
  {
    name: 'a breach is an alarm, and its end is OK',
    over: {},
    values: [1, 9, 1],
    states: [ok, alarm, ok],
  },
  {
    name: 'silence of its own kind',
    over: {},
    values: [null, 9, null],
    states: [unknown, alarm, unknown],
  },
  {
    name: 'silence that is fine',
    over: { missing: 'notBreaching' as const },
    values: [9, null],
    states: [alarm, ok],
  },
  {
    name: 'silence that is the failure',
    over: { missing: 'breaching' as const },
    values: [1, null],
    states: [ok, alarm],
  },
  {
    name: 'silence that changes nothing',
    over: { missing: 'ignore' as const },
    values: [9, null],
    states: [alarm, alarm],
  },
  {
    name: 'two of three periods',
    over: { evaluationPeriods: 3, datapointsToAlarm: 2 },
    values: [9, 9, 1, 1, 1],
    states: [unknown, unknown, alarm, ok, ok],
  },
  {
    name: 'a period of two minutes is summed',
    over: { periodSeconds: 120 },
    values: [3, 3, 1],
    states: [unknown, alarm, ok],
  },
])('$name', ({ over, values, states }) => {
  expect(play(over, values)).toEqual(states);
});

test('who is to be told is told what happened and what to do', () => {
  const store = createMetricStore();
  store.put({ metric, atMs: startMs, unit: 'Count', value: 9 });
  const alarms = createAlarms([setup({})], startMs, store.read);
  const [change] = alarms.evaluate(startMs + minuteMs);
  if (change === undefined) throw new Error('the alarm did not change');
  const [message] = alarmMessages(change, startMs + minuteMs);
  expect(message).toMatchObject({ topicArn: 'arn:topic', subject: 'ALARM: "A"' });
  expect(JSON.parse(message?.message ?? '')).toMatchObject({
    NewStateValue: 'ALARM',
    AlarmDescription: 'what to do',
    NewStateReason: '1 of the last 1 periods breach the threshold 5 (9.0)',
  });
});

test('of several metrics their sum counts, those without data as nothing', () => {
  const store = createMetricStore();
  const named = (name: string) => ({ ...metric, name });
  const metrics = ['a', 'b', 'silent'].map(named);
  const alarms = createAlarms([setup({ metrics })], startMs, store.read);
  const put = (name: string, value: number): void =>
    store.put({ metric: named(name), atMs: startMs, unit: 'Count', value });
  put('a', 3);
  put('b', 3);
  alarms.evaluate(startMs + minuteMs);
  expect(alarms.list()[0]?.state).toBe('ALARM');
});
