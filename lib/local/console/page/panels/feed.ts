/** Decisions as they are made, newest first; each opens to the arithmetic behind it. */
import type { Decision } from '../../wire.ts';
import { byId, make, show } from '../dom.ts';
import { clockTime } from '../format.ts';
import type { State } from '../store.ts';
import type { Choice } from './choice.ts';
import { clauseList, readExplanation } from './explanation.ts';

const mostShown = 120;

const noteOf = ({ observed, hindrance }: Decision): string => {
  if (hindrance !== null) return `not done: ${hindrance}`;
  return observed ? 'only observed' : '';
};

const itemOf = (decision: Decision): HTMLElement => {
  const { atMs, service, from, to, why } = decision;
  const direction = to > from ? 'out' : 'in';
  const note = noteOf(decision);
  const summary = make(
    'summary',
    {},
    make('time', {}, clockTime(atMs)),
    make('span', { class: 'name' }, service),
    make('span', { class: `step ${direction}${note === '' ? '' : ' hollow'}` }, `${from} → ${to}`),
  );
  const body = make('p', { class: 'headline' }, readExplanation(why).headline);
  const parts = note === '' ? [] : [make('p', { class: 'note' }, note)];
  return make('details', { class: 'decision' }, summary, body, ...parts, clauseList(why));
};

export const createFeed = (choice: Choice) => {
  const feed = byId('feed');
  const only = byId('only-chosen');
  const items = new Map<string, HTMLElement>();
  const empty = make('p', { class: 'empty' }, 'Nothing has had to change yet.');
  feed.append(empty);

  const forget = (state: State): void => {
    const known = new Set(state.decisions.map(({ id }) => id));
    for (const [id, item] of items) {
      if (known.has(id)) continue;
      item.remove();
      items.delete(id);
    }
  };

  const add = (decision: Decision): void => {
    if (items.has(decision.id)) return;
    const item = itemOf(decision);
    items.set(decision.id, item);
    feed.prepend(item);
  };

  return (state: State): void => {
    const shown = state.decisions.slice(0, mostShown);
    shown.toReversed().forEach(add);
    forget({ ...state, decisions: shown });
    const isFiltered = only instanceof HTMLInputElement && only.checked;
    for (const { id, service } of shown) {
      const item = items.get(id);
      if (item !== undefined) show(item, !isFiltered || service === choice.service());
    }
    show(empty, shown.length === 0);
  };
};
