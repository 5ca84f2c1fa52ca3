/** What would have been mailed or paged. */
import type { Message } from '../../wire.ts';
import { byId, make, show } from '../dom.ts';
import { clockTime } from '../format.ts';
import type { State } from '../store.ts';

const mostShown = 50;

const itemOf = ({ atMs, subject, message }: Message): HTMLElement =>
  make(
    'details',
    {},
    make('summary', {}, make('time', {}, clockTime(atMs)), make('span', {}, subject)),
    make('pre', { tabindex: '0' }, message),
  );

export const createMessages = () => {
  const box = byId('messages');
  const empty = make('p', { class: 'empty' }, 'Nothing has been sent.');
  box.append(empty);
  let known: readonly Message[] = [];
  return ({ messages }: State): void => {
    const fresh = messages.filter((message) => !known.includes(message));
    for (const message of fresh.toReversed()) box.prepend(itemOf(message));
    while (box.children.length > mostShown + 1) box.children[box.children.length - 2]?.remove();
    known = messages;
    show(empty, messages.length === 0);
  };
};
