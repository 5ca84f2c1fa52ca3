/** Queues whose messages wake a function: what is put into one is handed to it, a message an invocation. */
import type { Polled } from './polled-queue.ts';

export type Letter = { readonly messageId: string; readonly body: string };

export type Mailbox = {
  readonly put: (letter: Letter) => void;
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
    put: (letter) => {
      const work = receive({ Records: [{ ...letter, eventSource: 'aws:sqs' }] }).finally(() =>
        under.delete(work),
      );
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
