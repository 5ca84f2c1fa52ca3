/** Tells people what happened. A tick that has a hundred things to tell tells the worst, and the rest in one digest. */
import type { Notification } from '#lib/ports.ts';
import type { TickInput } from './input.ts';
import { type Happenings, messagesOf } from './messages.ts';
import { asError } from './trouble.ts';

/** More mails a minute than this are read by nobody. */
const messagesAtMost = 20;

/** Of the rest, a line each; beyond this the log and the record of decisions are the place to look. */
const linesAtMost = 200;

const firstLine = ({ subject, text }: Notification): string => `${subject}. ${text.split('\n')[0]}`;

const digestOf = (rest: readonly Notification[]): Notification => {
  const [worst] = rest;
  const unlisted = rest.length - linesAtMost;
  return {
    kind: worst?.kind ?? 'action',
    severity: worst?.severity ?? 'info',
    subject: `Flyball: ${rest.length} more in the same tick`,
    text: [
      `Beyond the ${messagesAtMost} that were told one by one:`,
      ...rest.slice(0, linesAtMost).map(firstLine),
      ...(unlisted > 0 ? [`and ${unlisted} more; see the log of this tick`] : []),
    ].join('\n'),
    detail: { count: rest.length },
  };
};

const bounded = (messages: readonly Notification[]): readonly Notification[] =>
  messages.length <= messagesAtMost
    ? messages
    : [...messages.slice(0, messagesAtMost), digestOf(messages.slice(messagesAtMost))];

export const announce = async (
  happenings: Happenings,
  { ports, deadline }: TickInput,
): Promise<readonly Error[]> => {
  const results = await Promise.allSettled(
    bounded(messagesOf(happenings)).map((message) => ports.notifier.publish(message, deadline)),
  );
  return results.flatMap((result) =>
    result.status === 'rejected'
      ? [new Error('a notification could not be sent', { cause: asError(result.reason) })]
      : [],
  );
};
