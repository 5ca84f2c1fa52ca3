/** What somebody should look at: CloudWatch alarms that are on, and Flyball's own open alerts. */
import type { Alarm, Alert } from '../../wire.ts';
import { byId, make } from '../dom.ts';
import { clockTime } from '../format.ts';
import type { State } from '../store.ts';

const alarmItem = ({ name, description, sinceMs }: Alarm): HTMLElement =>
  make(
    'li',
    { class: 'alert', 'data-severity': 'critical' },
    make('b', {}, `Alarm ${name}`),
    make('time', {}, ` since ${clockTime(sinceMs)}`),
    make('p', {}, description),
  );

const alertItem = ({ code, severity, message, openedMs }: Alert): HTMLElement =>
  make(
    'li',
    { class: 'alert', 'data-severity': severity },
    make('b', {}, code),
    make('time', {}, ` ${severity}, since ${clockTime(openedMs)}`),
    make('p', {}, message),
  );

export const createAlerts = () => {
  const list = byId('alerts');
  // It scrolls and has nothing in it to focus, so keys could not reach what is below.
  list.tabIndex = 0;
  let told = '';
  return ({ alarms, alerts }: State): void => {
    const ringing = alarms.filter(({ state }) => state === 'ALARM');
    const text = JSON.stringify([ringing, alerts]);
    if (text === told) return;
    told = text;
    const items = [...ringing.map(alarmItem), ...alerts.map(alertItem)];
    const none = make('li', { class: 'empty' }, 'All is well.');
    list.replaceChildren(...(items.length === 0 ? [none] : items));
  };
};
