/** The world's time, how fast it goes, and how the fleet is as a whole. */
import { byId, make, setText } from '../dom.ts';
import { clockSeconds, counted, weekday } from '../format.ts';
import type { State } from '../store.ts';
import { act } from './act.ts';
import { createHand } from './hand.ts';

const speeds = [1, 10, 60, 300, 600] as const;

const speedLabel = (speed: number): string => (speed === 1 ? 'real time' : `${speed}×`);

const addSpeed = (select: HTMLSelectElement, speed: number): void =>
  select.append(make('option', { value: String(speed) }, speedLabel(speed)));

/** A speed that was set elsewhere has its place in the list too. */
const showSpeed = (select: HTMLSelectElement, speed: number): void => {
  const value = String(speed);
  if (![...select.options].some((option) => option.value === value)) addSpeed(select, speed);
  if (select.value !== value) select.value = value;
};

const createSpeedChoice = () => {
  const hand = createHand();
  const element = make('select', {
    'aria-label': 'Speed of the world',
    change: () => {
      hand.touch();
      act({ kind: 'speed', speed: Number(element.value) });
    },
  });
  for (const speed of speeds) addSpeed(element, speed);
  const update = (speed: number): void => {
    if (!hand.isOn()) showSpeed(element, speed);
  };
  return { element, update };
};

const figure = (label: string) => {
  const value = make('b', {}, '–');
  const element = make('span', { class: 'figure' }, value, ` ${label}`);
  return { value, element };
};

const sumOf = (state: State, of: 'running' | 'desired' | 'pending'): number =>
  [...state.services.values()].reduce((sum, service) => sum + service[of], 0);

export const createClockBar = () => {
  const time = make('time', {});
  const day = make('span', { class: 'day' });
  const speed = createSpeedChoice();
  let paused = false;
  const pause = make('button', {
    class: 'pause',
    click: () => act({ kind: paused ? 'resume' : 'pause' }),
  });
  byId('clock').append(make('span', { class: 'now' }, day, time), speed.element, pause);
  const [services, tasks, alerts] = [figure('services'), figure('tasks run'), figure('alerts')];
  byId('totals').append(services.element, tasks.element, alerts.element);

  return (state: State): void => {
    const { clock } = state;
    paused = clock.paused;
    setText(day, `${weekday(clock.nowMs)} `);
    setText(time, clockSeconds(clock.nowMs));
    speed.update(clock.speed);
    setText(pause, paused ? 'Go on' : 'Pause');
    pause.setAttribute('aria-pressed', String(paused));
    setText(services.value, String(state.services.size));
    setText(tasks.value, `${sumOf(state, 'running')} of ${sumOf(state, 'desired')}`);
    const inAlarm = state.alarms.filter((alarm) => alarm.state === 'ALARM').length;
    setText(alerts.value, String(state.alerts.length));
    alerts.element.classList.toggle('bad', state.alerts.length > 0 || inAlarm > 0);
    document.title = `${counted(sumOf(state, 'running'), 'task')} · Flyball`;
  };
};
