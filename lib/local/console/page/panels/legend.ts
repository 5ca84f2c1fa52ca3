/** The lines of the chosen service's chart by colour, each with its value of now. */
import type { Service } from '../../wire.ts';
import { make, setText, show } from '../dom.ts';
import { shortNumber } from '../format.ts';
import { looks } from './service-chart.ts';

const legendEntry = ({ label, colour }: (typeof looks)[keyof typeof looks]) => {
  const swatch = make('i', { class: 'swatch' });
  swatch.style.setProperty('background', `var(${colour})`);
  const value = make('b', {});
  return { element: make('span', {}, swatch, `${label} `, value), value };
};

export const createLegend = () => {
  const entries = {
    load: legendEntry(looks.load),
    waiting: legendEntry(looks.waiting),
    asked: legendEntry(looks.asked),
    desired: legendEntry(looks.desired),
    running: legendEntry(looks.running),
  };
  const element = make(
    'p',
    { class: 'legend' },
    ...Object.values(entries).map((each) => each.element),
    make('span', {}, '▲▼ decisions'),
  );
  const update = (service: Service): void => {
    const last = service.points.at(-1);
    const say = (value: number | null | undefined): string =>
      value === null || value === undefined ? '–' : shortNumber(value);
    setText(entries.load.value, `${say(last?.load)}/s`);
    setText(entries.waiting.value, say(service.waiting));
    show(entries.waiting.element, service.hasQueue);
    setText(entries.asked.value, say(last?.asked));
    setText(entries.desired.value, say(service.desired));
    setText(entries.running.value, say(service.running));
  };
  return { element, update };
};
