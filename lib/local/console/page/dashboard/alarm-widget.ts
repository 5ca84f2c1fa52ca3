/** The states of alarms, as tiles. */
import * as z from 'zod';
import type { Widget } from '../../wire.ts';
import { make } from '../dom.ts';
import { clockTime } from '../format.ts';
import type { State } from '../store.ts';
import type { LiveWidget } from './dashboard.ts';

const propertiesSchema = z.object({
  title: z.string().default('Alarms'),
  alarms: z.array(z.string()),
});

const words = { OK: 'OK', ALARM: 'In alarm', INSUFFICIENT_DATA: 'Insufficient data' } as const;

/** CloudFormation's name of the alarm, `Flyball-AlarmsNoHeartbeatF8F0EA04`, as a person would say it. */
const spoken = (name: string): string =>
  name.replace(/^Flyball-(Alarms)?/, '').replace(/[0-9A-F]{8}$/, '');

export const createAlarmWidget = ({ properties }: Widget): LiveWidget => {
  const { title, alarms: arns } = propertiesSchema.parse(properties);
  const list = make('ul', { class: 'tiles' });
  return {
    element: make('div', {}, make('h3', {}, title), list),
    update: ({ alarms }: State) => {
      const shown = alarms.filter(({ arn }) => arns.includes(arn));
      const tiles = shown.map(({ name, state, sinceMs, reason }) =>
        make(
          'li',
          { class: 'tile', 'data-state': state, title: reason },
          make('b', {}, spoken(name)),
          make('span', {}, `${words[state]} since ${clockTime(sinceMs)}`),
        ),
      );
      list.replaceChildren(...tiles);
    },
  };
};
