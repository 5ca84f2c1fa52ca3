/** All services, one row each. Only rows in sight are drawn, so that 200 of them cost what ten do. */
import type { Service } from '../../wire.ts';
import { createChart } from '../chart/chart.ts';
import { byId, make, setText, show } from '../dom.ts';
import type { State } from '../store.ts';
import type { Choice } from './choice.ts';
import { servicePicture } from './service-chart.ts';
import { statusOf } from './status.ts';

type Row = {
  readonly element: HTMLElement;
  readonly update: (service: Service, nowMs: number, chosen: boolean) => void;
};

const createRow = (name: string, choice: Choice, isInSight: (row: Element) => boolean): Row => {
  const [cluster = '', service = ''] = name.split('/');
  const status = make('span', { class: 'status' });
  const count = make('span', { class: 'count' });
  const chart = createChart({
    label: `Running and desired tasks of ${name}`,
    className: 'picture',
  });
  const button = make(
    'button',
    { class: 'row', click: () => choice.choose(name) },
    make('span', { class: 'name' }, make('small', {}, cluster), service),
    chart.element,
    make('span', { class: 'numbers' }, count, status),
  );
  const element = make('li', {}, button);
  return {
    element,
    update: (now, nowMs, chosen) => {
      const { text, tone } = statusOf(now);
      setText(status, text);
      if (status.dataset['tone'] !== tone) status.dataset['tone'] = tone;
      setText(
        count,
        now.running === now.desired ? `${now.desired}` : `${now.running} → ${now.desired}`,
      );
      button.setAttribute('aria-pressed', String(chosen));
      if (isInSight(element)) chart.render(servicePicture(now, nowMs));
    },
  };
};

/** Which rows are on the screen, or nearly. */
const createSight = () => {
  const inSight = new Set<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) inSight.add(target);
        else inSight.delete(target);
      }
    },
    { rootMargin: '200px' },
  );
  return {
    observe: (element: Element) => observer.observe(element),
    has: (row: Element) => inSight.has(row),
  };
};

export const createFleetList = (choice: Choice) => {
  const list = byId('fleet');
  const filter = byId('filter');
  const sight = createSight();
  const rows = new Map<string, Row>();

  const rowOf = (name: string): Row => {
    const known = rows.get(name);
    if (known !== undefined) return known;
    const row = createRow(name, choice, sight.has);
    rows.set(name, row);
    list.append(row.element);
    sight.observe(row.element);
    return row;
  };

  return (state: State): void => {
    const wanted = filter instanceof HTMLInputElement ? filter.value.toLowerCase() : '';
    for (const service of state.services.values()) {
      const row = rowOf(service.name);
      show(row.element, service.name.toLowerCase().includes(wanted));
      row.update(service, state.clock.nowMs, choice.service() === service.name);
    }
  };
};
