/** Notifications to one SNS topic: a line, a text, and the same as JSON for whoever automates on it. */
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Notification, Notifier } from '#lib/ports.ts';
import { call } from './call.ts';

/** SNS refuses longer subjects, and subjects with line breaks or anything but ASCII. */
const subjectCharacters = 100;
/** SNS takes 256 KiB; a UTF-16 unit is at most 3 bytes of UTF-8, and nobody reads more than this. */
const messageCharacters = 80_000;

const subjectOf = (subject: string): string =>
  subject
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^ -~]/g, '?')
    .trim()
    .slice(0, subjectCharacters);

const messageOf = ({ text, detail }: Notification): string => {
  const message = `${text}\n\n${JSON.stringify(detail, null, 2)}`;
  if (message.length <= messageCharacters) return message;
  return `${message.slice(0, messageCharacters)}\n… cut at ${messageCharacters} of ${message.length} characters`;
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
      Message: messageOf(notification),
      MessageAttributes: attributesOf(notification),
    });
    await call(`SNS Publish to ${topicArn}`, deadline, (options) => client.send(command, options));
  },
});
