/** Tells people what happened. A tick that has a hundred things to tell tells the worst, and the rest in one digest. */
import type { Notification } from '#lib/ports.ts';
import type { Message } from './alert-messages.ts';
import type { DueAlert } from './alert-review.ts';
import type { TickInput } from './input.ts';
import { type Happenings, messagesOf, worstFirst } from './messages.ts';
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
  /** What people have been told of alerts, or will be: what is in the outbox is not forgotten. */
  readonly told: readonly DueAlert[];
  readonly errors: readonly Error[];
};

type Sent = { readonly message: Message; readonly error: Error | null };

const publish = async (message: Message, { ports, deadline }: TickInput): Promise<Sent> => {
  try {
    await ports.notifier.publish(message.notification, deadline);
    return { message, error: null };
  } catch (thrown) {
    const error = new Error('a notification could not be sent', { cause: asError(thrown) });
    return { message, error };
  }
};

type Owed = { readonly messages: readonly Message[]; readonly errors: readonly Error[] };

/** Only the tick function tells what is owed: twenty workers that read it at once would tell it twenty times. */
const owedBefore = async ({ ports, deadline, share }: TickInput): Promise<Owed> => {
  if (share !== undefined) return { messages: [], errors: [] };
  try {
    const owed = await ports.outbox.load(deadline);
    return { messages: owed.map((notification) => ({ notification, tells: [] })), errors: [] };
  } catch (thrown) {
    const error = new Error('what is still to be told could not be read', {
      cause: asError(thrown),
    });
    return { messages: [], errors: [error] };
  }
};

/** True when the next tick will know of them. */
const keepOwed = async (
  before: readonly Message[],
  owed: readonly Message[],
  { ports, deadline }: TickInput,
): Promise<Error | null> => {
  const told = before.map(({ notification }) => notification);
  const left = owed.map(({ notification }) => notification);
  try {
    await ports.outbox.settle(told, left, deadline);
    return null;
  } catch (thrown) {
    return new Error('what is still to be told could not be kept', { cause: asError(thrown) });
  }
};

const tellsOf = (messages: readonly Message[]): readonly DueAlert[] =>
  messages.flatMap(({ tells }) => tells);

/** Sent, then kept what was not: who is told twice knows it, who is told never does not. */
export const announce = async (happenings: Happenings, input: TickInput): Promise<Announced> => {
  const owed = await owedBefore(input);
  const messages = bounded(worstFirst([...owed.messages, ...messagesOf(happenings)]));
  const results = await Promise.all(messages.map((message) => publish(message, input)));
  const failed = results.filter(({ error }) => error !== null).map(({ message }) => message);
  const sent = results.filter(({ error }) => error === null).map(({ message }) => message);
  const isUnchanged = failed.length === 0 && owed.messages.length === 0;
  const unkept = isUnchanged ? null : await keepOwed(owed.messages, failed, input);
  return {
    told: tellsOf(unkept === null ? messages : sent),
    errors: [...owed.errors, ...results.map(({ error }) => error), unkept].filter(
      (error) => error !== null,
    ),
  };
};
