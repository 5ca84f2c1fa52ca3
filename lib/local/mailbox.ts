/** Queues whose messages wake a function: what is put into one is handed to it, a message an invocation. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Polled } from './polled-queue.ts';

export type Letter = { readonly messageId: string; readonly body: string };

export type Mailbox = {
  /** @param delaySeconds how much later it can be received. @default 0 */
  readonly put: (letter: Letter, delaySeconds?: number) => void;
  /** Of a queue that is asked for messages; those that wake functions are not. */
  readonly polled?: Polled;
};

export type Mailboxes = ReadonlyMap<string, Mailbox>;

export type Mailroom = {
  readonly mailboxes: Mailboxes;
  /** Until all that was put in has been worked on. */
  readonly idle: () => Promise<void>;
};

/** By queue, whom its messages go to. Nothing is delivered twice here; tests do that themselves. */
export const createMailroom = (
  receivers: Readonly<Record<string, (event: unknown) => Promise<unknown>>>,
): Mailroom => {
  const under = new Set<Promise<unknown>>();
  const boxOf = (receive: (event: unknown) => Promise<unknown>): Mailbox => ({
    put: (letter, delaySeconds = 0) => {
      const event = { Records: [{ ...letter, eventSource: 'aws:sqs' }] };
      const delivered =
        delaySeconds === 0 ? receive(event) : sleep(delaySeconds * 1000).then(() => receive(event));
      const work = delivered.finally(() => under.delete(work));
      under.add(work);
    },
  });
  return {
    mailboxes: new Map(
      Object.entries(receivers).map(([queue, receive]) => [queue, boxOf(receive)]),
    ),
    idle: async () => {
      while (under.size > 0) await Promise.all(under);
    },
  };
};
