/** What CloudWatch publishes when an alarm changes its state. */
import type { AlarmChange } from './cloudwatch/alarms.ts';
import type { Published } from './sns.ts';

export const alarmMessages = (
  { alarm, status }: AlarmChange,
  nowMs: number,
): readonly Published[] => {
  if (status.state === 'INSUFFICIENT_DATA') return [];
  const topics = status.state === 'ALARM' ? alarm.topics.alarm : alarm.topics.ok;
  const message = JSON.stringify({
    AlarmName: alarm.name,
    AlarmDescription: alarm.description,
    NewStateValue: status.state,
    NewStateReason: status.reason,
    StateChangeTime: new Date(nowMs).toISOString(),
    AlarmArn: alarm.arn,
  });
  const subject = `${status.state}: "${alarm.name}"`;
  return topics.map((topicArn) => ({ atMs: nowMs, topicArn, subject, message, forms: {} }));
};
