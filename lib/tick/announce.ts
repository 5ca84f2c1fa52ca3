/** Tells people what happened. A tick that has a hundred things to tell tells the worst, and the rest in one digest. */
import type { Alert, Notification } from '#lib/ports.ts';
import type { Message } from './alert-messages.ts';
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

const bounded = (messages: readonly Message[]): readonly Message[] => {
  if (messages.length <= messagesAtMost) return messages;
  const rest = messages.slice(messagesAtMost);
  const digest: Message = {
    notification: digestOf(rest.map(({ notification }) => notification)),
    tells: rest.flatMap(({ tells }) => tells),
  };
  return [...messages.slice(0, messagesAtMost), digest];
};

export type Announced = {
  /** Alerts that people have been told of. */
  readonly told: readonly Alert[];
  readonly errors: readonly Error[];
};

const publish = async (
  { notification, tells }: Message,
  { ports, deadline }: TickInput,
): Promise<Announced> => {
  try {
    await ports.notifier.publish(notification, deadline);
    return { told: tells, errors: [] };
  } catch (thrown) {
    const error = new Error('a notification could not be sent', { cause: asError(thrown) });
    return { told: [], errors: [error] };
  }
};

export const announce = async (happenings: Happenings, input: TickInput): Promise<Announced> => {
  const messages = bounded(messagesOf(happenings));
  const results = await Promise.all(messages.map((message) => publish(message, input)));
  return {
    told: results.flatMap(({ told }) => told),
    errors: results.flatMap(({ errors }) => errors),
  };
};
