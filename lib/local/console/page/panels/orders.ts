/** Orders of one service: what a person decided for a while, to be given and to be taken back. */
import type { OrderCommand } from '../../commands.ts';
import { make } from '../dom.ts';
import { clockTime } from '../format.ts';
import type { State } from '../store.ts';
import { act } from './act.ts';

type Order = Extract<OrderCommand, { readonly kind: 'order' }>['order'];

const counted = ['pin', 'floor', 'ceiling'] as const;
const plain = ['freeze', 'pause-in', 'pause-out', 'reset-breaker'] as const;

const titles: Readonly<Record<Order['kind'], string>> = {
  pin: 'Pin at',
  floor: 'At least',
  ceiling: 'At most',
  freeze: 'Freeze',
  'pause-in': 'No scale-in',
  'pause-out': 'No scale-out',
  'reset-breaker': 'Reset breaker',
};

const orderOf = (name: string, tasks: number): Order | null => {
  const bare = plain.find((kind) => kind === name);
  if (bare !== undefined) return { kind: bare };
  const kind = counted.find((each) => each === name);
  return kind === undefined || !Number.isInteger(tasks) ? null : { kind, tasks };
};

const minutes = 30;

const inForce = (service: string, state: State): readonly HTMLElement[] =>
  state.orders
    .filter(({ whom }) => whom === service || whom === null)
    .map(({ order, expiresAtMs, whom, who }) => {
      const what = order.tasks === undefined ? order.kind : `${order.kind} ${order.tasks}`;
      const scope = whom === null ? ' (whole fleet)' : '';
      const until = `until ${clockTime(expiresAtMs)}, by ${who}${scope}`;
      return make('li', {}, make('b', {}, what), ` ${until}`);
    });

const kindChoice = (service: string): HTMLSelectElement => {
  const select = make('select', { 'aria-label': `Order for ${service}` });
  for (const name of [...counted, ...plain]) {
    select.append(make('option', { value: name }, titles[name]));
  }
  return select;
};

const createForm = (service: string) => {
  const kind = kindChoice(service);
  const tasks = make('input', {
    type: 'number',
    min: '0',
    max: '5000',
    value: '5',
    'aria-label': 'Tasks of the order',
  });
  kind.addEventListener('change', () => {
    tasks.disabled = plain.some((name) => name === kind.value);
  });
  const order = (): void => {
    const chosen = orderOf(kind.value, Number(tasks.value));
    if (chosen !== null) act({ kind: 'order', whom: service, order: chosen, minutes });
  };
  const give = make('button', { type: 'button', click: order }, `Order for ${minutes} min`);
  return [kind, tasks, give];
};

export const createOrders = (service: string) => {
  const withdraw = (): void => act({ kind: 'withdraw', whom: service });
  const back = make('button', { type: 'button', click: withdraw }, 'Take back');
  const list = make('ul', { class: 'orders' });
  const legend = make('legend', {}, 'Orders to Flyball');
  const element = make('fieldset', {}, legend, ...createForm(service), back, list);
  let told = '';
  const update = (state: State): void => {
    const rows = inForce(service, state);
    const text = rows.map(({ textContent }) => textContent).join();
    back.disabled = !state.orders.some(({ whom }) => whom === service);
    if (text === told) return;
    told = text;
    list.replaceChildren(...rows);
  };
  return { element, update };
};
