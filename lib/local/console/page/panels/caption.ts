/** The tour: one caption at a time, which can be held. */
import { byId, make, setText, show } from '../dom.ts';
import type { State } from '../store.ts';
import { act } from './act.ts';
import type { Choice } from './choice.ts';

export const createCaption = (choice: Choice) => {
  const box = byId('caption');
  const title = make('b', {});
  const text = make('span', { 'aria-live': 'polite' });
  const place = make('small', {});
  let held = false;
  // Whoever comes by an address that names a service wants to see that one, whatever the story is at.
  let shownStep: number | null = choice.service() === null ? 0 : null;
  const hold = make('button', {
    type: 'button',
    click: () => act({ kind: 'tour', action: held ? 'go-on' : 'hold' }),
  });
  const end = make(
    'button',
    { type: 'button', click: () => act({ kind: 'tour', action: 'end' }) },
    'End the tour',
  );
  box.append(make('p', {}, title, ' ', text), make('div', { class: 'buttons' }, place, hold, end));
  const start = make(
    'button',
    { type: 'button', click: () => act({ kind: 'tour', action: 'start' }) },
    'Tour',
  );
  byId('clock').append(start);
  return ({ caption, hasTour }: State): void => {
    show(start, hasTour && caption === null);
    show(box, caption !== null);
    if (caption === null) return;
    held = caption.held;
    setText(title, caption.title);
    setText(text, caption.text);
    setText(place, `${caption.step} of ${caption.steps}`);
    setText(hold, held ? 'Go on' : 'Hold');
    const isNews = shownStep !== null && caption.step !== shownStep;
    if (isNews && caption.service !== null) choice.choose(caption.service);
    shownStep = caption.step;
  };
};
