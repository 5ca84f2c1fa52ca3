/** A queue that somebody asks for messages: what was received is hidden for a while, and comes back unless it is deleted. */
import { randomUUID } from 'node:crypto';
import type { Letter, Mailbox } from './mailbox.ts';

export type Received = Letter & { readonly receiptHandle: string };

export type Polled = {
  readonly receive: (most: number) => readonly Received[];
  /** False for a handle that nobody was given, or that a later receipt has outdated. */
  readonly remove: (receiptHandle: string) => boolean;
};

export type PolledQueue = Mailbox & { readonly polled: Polled };

export type PolledQueueOptions = {
  readonly nowMs: () => number;
  readonly retentionMs: number;
  readonly visibilityMs: number;
};

type Held = {
  readonly letter: Letter;
  readonly sentMs: number;
  visibleMs: number;
  receiptHandle: string | null;
};

export const createPolledQueue = (options: PolledQueueOptions): PolledQueue => {
  const { nowMs, retentionMs, visibilityMs } = options;
  let held: Held[] = [];
  const expire = (): void => {
    held = held.filter(({ sentMs }) => nowMs() < sentMs + retentionMs);
  };
  return {
    put: (letter, delaySeconds = 0) => {
      const visibleMs = nowMs() + delaySeconds * 1000;
      held.push({ letter, sentMs: nowMs(), visibleMs, receiptHandle: null });
    },
    polled: {
      receive: (most) => {
        expire();
        const visible = held.filter(({ visibleMs }) => visibleMs <= nowMs()).slice(0, most);
        return visible.map((each) => {
          const receiptHandle = randomUUID();
          each.visibleMs = nowMs() + visibilityMs;
          each.receiptHandle = receiptHandle;
          return { ...each.letter, receiptHandle };
        });
      },
      remove: (receiptHandle) => {
        const before = held.length;
        held = held.filter((each) => each.receiptHandle !== receiptHandle);
        return held.length < before;
      },
    },
  };
};
