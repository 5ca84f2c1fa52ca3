/** What was published to SNS, out of a list that forgets its oldest. */
import type { Published } from '../sns.ts';
import type { Message } from './wire.ts';

export type MessageFeed = {
  readonly all: () => Message[];
  /** Those since this was last asked. */
  readonly news: () => Message[];
};

const mostTold = 100;

const messageOf = ({ atMs, subject = '', message }: Published): Message => ({
  atMs,
  subject,
  message,
});

export const createMessageFeed = (published: readonly Published[]): MessageFeed => {
  let last: Published | undefined;
  return {
    all: () => published.slice(-mostTold).map(messageOf),
    news: () => {
      const from = last === undefined ? 0 : published.lastIndexOf(last) + 1;
      last = published.at(-1);
      return published.slice(from).map(messageOf);
    },
  };
};
