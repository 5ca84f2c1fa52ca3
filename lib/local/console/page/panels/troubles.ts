/** Switches for what can go wrong on AWS's side, for the whole fleet at once. */
import type { ConsoleCommand } from '../../commands.ts';
import { byId, make } from '../dom.ts';
import type { State } from '../store.ts';
import { act } from './act.ts';
import { createHand } from './hand.ts';

type Name = Extract<ConsoleCommand, { readonly kind: 'trouble' }>['name'];

const switches: readonly (readonly [name: Name, title: string, effect: string])[] = [
  ['metric-outage', 'Metric outage', 'GetMetricData fails: scale-in is held, nobody guesses.'],
  ['late-metrics', 'Late metrics', 'Nothing newer than now is told: data go stale.'],
  ['throttling', 'Throttling', 'UpdateService is refused: changes wait for the next tick.'],
  ['silence', 'Silence', 'DescribeServices never answers: every wait has its end.'],
];

export const createTroubles = () => {
  const inputs = switches.map(([name, title, effect]) => {
    const hand = createHand();
    const input = make('input', {
      type: 'checkbox',
      role: 'switch',
      change: () => {
        hand.touch();
        act({ kind: 'trouble', name, on: input.checked });
      },
    });
    const text = make('span', {}, make('b', {}, title), make('small', {}, effect));
    byId('troubles').append(make('label', { class: 'trouble' }, input, text));
    return { name, input, hand };
  });
  return ({ troubles }: State): void => {
    for (const { name, input, hand } of inputs) {
      if (!hand.isOn()) input.checked = troubles.includes(name);
    }
  };
};
