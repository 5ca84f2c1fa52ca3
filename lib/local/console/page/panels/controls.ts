/** The handles of one service: its load, its luck, and what an operator might do to it. */
import type { Service } from '../../wire.ts';
import { make, setText, show } from '../dom.ts';
import { act } from './act.ts';
import { createHand } from './hand.ts';

const group = (title: string, ...children: readonly HTMLElement[]): HTMLElement => {
  const fieldset = make('fieldset', {}, make('legend', {}, title), ...children);
  return fieldset;
};

const button = (text: string, onClick: () => void): HTMLButtonElement =>
  make('button', { type: 'button', click: onClick }, text);

const toggle = (text: string, onChange: (on: boolean) => void) => {
  const element = make(
    'button',
    {
      type: 'button',
      class: 'toggle',
      'aria-pressed': 'false',
      click: () => onChange(element.getAttribute('aria-pressed') !== 'true'),
    },
    text,
  );
  const set = (on: boolean): void => element.setAttribute('aria-pressed', String(on));
  return { element, set };
};

const loadSlider = (service: string) => {
  const hand = createHand();
  const value = make('output', {});
  const input = make('input', {
    type: 'range',
    min: '0',
    max: '5',
    step: '0.1',
    'aria-label': `Load of ${service}, as a multiple of its usual load`,
    input: () => setText(value, `${input.value}×`),
    change: () => {
      hand.touch();
      act({ kind: 'load', service, factor: Number(input.value) });
    },
  });
  const element = make('label', { class: 'slider' }, input, value);
  const set = (factor: number): void => {
    // A hand that is on the slider is not pulled away from.
    if (hand.isOn() || (document.activeElement === input && input.matches(':active'))) return;
    input.value = String(factor);
    setText(value, `${factor}×`);
  };
  return { element, set };
};

const manualCount = (service: string) => {
  let edited = false;
  const input = make('input', {
    type: 'number',
    input: () => {
      edited = true;
    },
    min: '0',
    max: '5000',
    'aria-label': `Count of tasks to set for ${service}`,
  });
  const set = button('Set by hand', () => {
    const desired = Number(input.value);
    if (input.value === '' || !Number.isInteger(desired)) return;
    act({ kind: 'desired', service, desired });
    edited = false;
  });
  const element = make('span', { class: 'joined' }, input, set);
  const update = (desired: number): void => {
    if (!edited) input.value = String(desired);
  };
  return { element, update };
};

export const createControls = (service: string) => {
  const load = loadSlider(service);
  const count = manualCount(service);
  const messages = button('1,000 messages', () => act({ kind: 'messages', service }));
  const storm = toggle('Error storm', (on) => act({ kind: 'error-storm', service, on }));
  const starts = toggle('Failing starts', (on) => act({ kind: 'failing-starts', service, on }));
  const element = make(
    'div',
    { class: 'controls' },
    group(
      'Load',
      load.element,
      button('Flash crowd', () => act({ kind: 'flash-crowd', service })),
      messages,
    ),
    group(
      'Break',
      storm.element,
      starts.element,
      button('Kill two tasks', () => act({ kind: 'crash', service })),
    ),
    group(
      'Operate',
      button('Deploy', () => act({ kind: 'deployment', service })),
      count.element,
    ),
  );
  const update = (now: Service): void => {
    load.set(now.loadFactor);
    count.update(now.desired);
    storm.set(now.failingRequests);
    starts.set(now.failingStarts);
    show(messages, now.hasQueue);
    show(storm.element, !now.hasQueue);
  };
  return { element, update };
};
