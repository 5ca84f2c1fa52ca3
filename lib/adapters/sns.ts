/** Notifications to one SNS topic: text for people, and the same as JSON for whoever automates on it. */
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Notification, Notifier } from '#lib/ports.ts';
import { secretReplacer, withoutSecrets } from '#lib/redact.ts';
import { call } from './call.ts';

/** SNS refuses longer subjects, and subjects with line breaks or anything but ASCII. */
const subjectCharacters = 100;
/** SNS takes 256 KiB for all forms of a message together. */
const mostBytes = 256 * 1024;

/** What a line of SMS holds. */
const smsCharacters = 140;

const subjectOf = (subject: string): string => {
  const line = withoutSecrets(subject)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^ -~]/g, '?')
    .trim()
    .slice(0, subjectCharacters);
  // SNS refuses an empty one, and one that begins with a blank.
  return line === '' ? 'Flyball' : line;
};

/** What queues, functions and endpoints get; docs/ALERTS.md says what it means. */
const forMachines = ({ kind, severity, subject, text, detail }: Notification): string =>
  JSON.stringify({ version: 1, kind, severity, subject, text, detail }, secretReplacer);

/** One form a protocol: `default` is for people, and so for e-mail. */
const formsOf = (notification: Notification): string => {
  const machines = forMachines(notification);
  return JSON.stringify({
    default: withoutSecrets(notification.text),
    sms: subjectOf(notification.subject).slice(0, smsCharacters),
    sqs: machines,
    lambda: machines,
    http: machines,
    https: machines,
  });
};

/** A digest of two hundred actions may be too long six times over. */
const textLimits = [20_000, 5_000, 1_000] as const;

const cutTo = (notification: Notification, characters: number): Notification => {
  const { text } = notification;
  if (text.length <= characters) return notification;
  const cut = `${text.slice(0, characters)}\n… cut at ${characters} of ${text.length} characters`;
  return { ...notification, text: cut };
};

const fits = (message: string): boolean => Buffer.byteLength(message) <= mostBytes;

const messageOf = (notification: Notification): string => {
  const candidates = [notification, { ...notification, detail: { cut: true } }].flatMap((each) =>
    textLimits.map((limit) => cutTo(each, limit)),
  );
  const [first = notification, ...others] = candidates;
  const last = others.at(-1) ?? first;
  return [first, ...others].map(formsOf).find(fits) ?? formsOf(last);
};

/** For the filter policies of subscriptions: a pager wants what is critical, a chat room the actions too. */
const attributesOf = ({ kind, severity }: Notification) => ({
  kind: { DataType: 'String', StringValue: kind },
  severity: { DataType: 'String', StringValue: severity },
});

export const createNotifier = (client: SNSClient, topicArn: string): Notifier => ({
  publish: async (notification, deadline) => {
    const command = new PublishCommand({
      TopicArn: topicArn,
      Subject: subjectOf(notification.subject),
      MessageStructure: 'json',
      Message: messageOf(notification),
      MessageAttributes: attributesOf(notification),
    });
    await call(`SNS Publish to ${topicArn}`, deadline, (options) => client.send(command, options));
  },
});
