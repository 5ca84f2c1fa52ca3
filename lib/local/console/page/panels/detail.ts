/** The chosen service: its chart, what Flyball thinks of it now, and the handles to shake it. */
import type { Service } from '../../wire.ts';
import { createChart } from '../chart/chart.ts';
import { byId, make, setText, show } from '../dom.ts';
import { counted } from '../format.ts';
import type { State } from '../store.ts';
import type { Choice } from './choice.ts';
import { createControls } from './controls.ts';
import { createLegend } from './legend.ts';
import { createOrders } from './orders.ts';
import { createReasons } from './reasons.ts';
import { serviceChart } from './service-chart.ts';
import { statusOf } from './status.ts';

const boundsText = ({ min, max, group, handling, why }: Service): string => {
  if (handling === 'left-alone') return `Flyball leaves it alone: ${why}.`;
  const shared = group === null ? '' : `, sharing group ${group}`;
  const observed = handling === 'observe' ? ' It is only observed: nothing is changed.' : '';
  return `From ${min} to ${counted(max, 'task')}${shared}.${observed}`;
};

const breakerText = ({ breaker }: Service): string => {
  if (breaker.state === 'closed') return '';
  return `The circuit breaker is ${breaker.state}: ${breaker.detail}.`;
};

/** Built anew for each service, so that no handle ever moves another one than it seems to. */
const createBody = (name: string) => {
  const status = make('span', { class: 'status' });
  const bounds = make('p', { class: 'bounds' });
  const forecast = make('p', { class: 'forecast', role: 'status' });
  const breaker = make('p', { class: 'breaker', role: 'status' });
  const chart = createChart({
    label: `Load and tasks of ${name} over the last 90 minutes`,
    className: 'big',
  });
  const [legend, reasons] = [createLegend(), createReasons()];
  const [controls, orders] = [createControls(name), createOrders(name)];
  controls.element.append(orders.element);
  const title = make('h2', { id: 'detail-title' }, name);
  const elements = [
    make('div', { class: 'head' }, title, status),
    bounds,
    forecast,
    breaker,
    legend.element,
    chart.element,
    controls.element,
    reasons.element,
  ];
  const update = (state: State, service: Service): void => {
    const { text, tone } = statusOf(service);
    setText(status, text);
    status.dataset['tone'] = tone;
    setText(bounds, boundsText(service));
    setText(forecast, service.forecast?.text ?? '');
    forecast.dataset['tone'] = service.forecast?.isUsed ? 'calm' : 'off';
    show(forecast, service.forecast !== null);
    setText(breaker, breakerText(service));
    show(breaker, service.breaker.state !== 'closed');
    legend.update(service);
    chart.element.classList.toggle('tall', service.forecast?.signal === 'cpu');
    chart.render(serviceChart(service, state.decisions, state.clock.nowMs));
    controls.update(service);
    orders.update(state);
    reasons.update(service);
  };
  return { elements, update };
};

export const createDetail = (choice: Choice) => {
  const panel = byId('detail');
  let name: string | null = null;
  let body: ReturnType<typeof createBody> | null = null;
  return (state: State): void => {
    const [first] = state.services.values();
    const service = state.services.get(choice.service() ?? '') ?? first;
    if (service === undefined) return;
    if (choice.service() !== service.name) choice.choose(service.name);
    if (body === null || name !== service.name) {
      name = service.name;
      body = createBody(service.name);
      panel.replaceChildren(...body.elements);
    }
    body.update(state, service);
  };
};
