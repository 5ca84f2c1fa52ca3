/** One switch that stops all scaling, and lets it go on. */
import { byId, make, setText } from '../dom.ts';
import type { State } from '../store.ts';
import { act } from './act.ts';

const minutes = 240;

export const createFreeze = () => {
  let frozen = false;
  const button = make('button', {
    type: 'button',
    class: 'toggle',
    click: () =>
      act(
        frozen
          ? { kind: 'withdraw', whom: null }
          : { kind: 'order', whom: null, order: { kind: 'freeze' }, minutes },
      ),
  });
  byId('fleet-head').append(button);
  return ({ orders }: State): void => {
    frozen = orders.some(({ whom, order }) => whom === null && order.kind === 'freeze');
    setText(button, frozen ? 'Let it scale' : 'Freeze');
    button.setAttribute('aria-pressed', String(frozen));
    button.setAttribute('aria-label', frozen ? 'Let the fleet scale again' : 'Freeze the fleet');
  };
};
