/** CloudWatch alarms: a metric's last periods against a threshold, once a minute, and a message when the state turns. */
import type { AlarmSetup } from '../stack/alarm-setup.ts';
import { type Datum, mergeData, statisticOf } from './datum.ts';
import type { Metric, MetricData, Range } from './metric.ts';

export const alarmStates = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;

export type AlarmState = (typeof alarmStates)[number];

export type AlarmStatus = {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly state: AlarmState;
  readonly sinceMs: number;
  readonly reason: string;
};

export type AlarmChange = { readonly alarm: AlarmSetup; readonly status: AlarmStatus };

export type Alarms = {
  readonly evaluate: (nowMs: number) => readonly AlarmChange[];
  readonly list: () => readonly AlarmStatus[];
};

type ReadMetric = (metric: Metric, range: Range) => MetricData;

const windowOf = ({ periodSeconds, evaluationPeriods }: AlarmSetup): number =>
  periodSeconds * 1000 * evaluationPeriods;

/** One value a period, newest first; `null` where there is no data. Periods end now, not at round times. */
const lastPeriods = (alarm: AlarmSetup, endMs: number, read: ReadMetric) => {
  const range = { startMs: endMs - windowOf(alarm), endMs };
  const data = alarm.metrics.flatMap((metric) => read(metric, range).data);
  const periodMs = alarm.periodSeconds * 1000;
  const value = statisticOf(alarm.statistic);
  return Array.from({ length: alarm.evaluationPeriods }, (_, index) => {
    const untilMs = endMs - index * periodMs;
    const within = data.filter(({ atMs }) => atMs >= untilMs - periodMs && atMs < untilMs);
    const merged = within.reduce<Datum | null>(
      (all, datum) => (all === null ? datum : mergeData(all, datum)),
      null,
    );
    return merged === null ? null : value(merged);
  });
};

type Verdict = { readonly state: AlarmState; readonly reason: string };

const judge = (
  alarm: AlarmSetup,
  values: readonly (number | null)[],
  before: AlarmState,
): Verdict => {
  const present = values.filter((value) => value !== null);
  const missing = values.length - present.length;
  const breaching =
    present.filter((value) => alarm.breaches(value, alarm.threshold)).length +
    (alarm.missing === 'breaching' ? missing : 0);
  const seen =
    present.length === 0 ? 'no data' : present.map((value) => value.toFixed(1)).join(', ');
  const reason = `${breaching} of the last ${values.length} periods breach the threshold ${alarm.threshold} (${seen})`;
  if (present.length === 0 && alarm.missing === 'ignore') return { state: before, reason };
  if (present.length === 0 && alarm.missing === 'missing') {
    return { state: 'INSUFFICIENT_DATA', reason };
  }
  return { state: breaching >= alarm.datapointsToAlarm ? 'ALARM' : 'OK', reason };
};

const minuteMs = 60_000;

export const createAlarms = (
  setups: readonly AlarmSetup[],
  createdMs: number,
  read: ReadMetric,
): Alarms => {
  const unknown = 'the alarm is new';
  const statuses = new Map(
    setups.map(({ name, arn, description }): [string, AlarmStatus] => [
      name,
      { name, arn, description, state: 'INSUFFICIENT_DATA', sinceMs: createdMs, reason: unknown },
    ]),
  );

  const evaluateOne = (alarm: AlarmSetup, endMs: number): readonly AlarmChange[] => {
    const before = statuses.get(alarm.name);
    // A new alarm says nothing of a time when there was no stack.
    if (before === undefined || endMs - windowOf(alarm) < createdMs) return [];
    const { state, reason } = judge(alarm, lastPeriods(alarm, endMs, read), before.state);
    if (state === before.state) return [];
    const status = { ...before, state, reason, sinceMs: endMs };
    statuses.set(alarm.name, status);
    return [{ alarm, status }];
  };

  return {
    evaluate: (nowMs) => {
      const endMs = nowMs - (nowMs % minuteMs);
      return setups.flatMap((alarm) => evaluateOne(alarm, endMs));
    },
    list: () => [...statuses.values()],
  };
};
