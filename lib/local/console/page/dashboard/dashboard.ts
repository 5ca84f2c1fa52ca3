/** The dashboard's widgets on CloudWatch's grid of 24 columns. */
import type { Widget } from '../../wire.ts';
import { byId, make } from '../dom.ts';
import { loadDashboard } from '../server.ts';
import type { State } from '../store.ts';
import { createAlarmWidget } from './alarm-widget.ts';
import { createMetricWidget } from './metric-widget.ts';
import { createTextWidget } from './text-widget.ts';

export type LiveWidget = { readonly element: HTMLElement; readonly update: (state: State) => void };

const unknown = ({ type }: Widget): LiveWidget => ({
  element: make('p', { class: 'empty' }, `A widget of type ${type} is not drawn here.`),
  update: () => {},
});

const creators: Readonly<Record<string, (widget: Widget) => LiveWidget>> = {
  metric: createMetricWidget,
  alarm: createAlarmWidget,
  text: createTextWidget,
};

const place = (element: HTMLElement, { x, y, width, height }: Widget): HTMLElement => {
  element.style.setProperty('--column', `${x + 1} / span ${width}`);
  element.style.setProperty('--row', `${y + 1} / span ${height}`);
  element.style.setProperty('--height', String(height));
  return element;
};

const createWidget = (widget: Widget): LiveWidget => {
  const { element, update } = (creators[widget.type] ?? unknown)(widget);
  return { element: place(make('div', { class: 'widget' }, element), widget), update };
};

/** Metrics come once a minute; asking more often would only cost quota. */
const minuteMs = 60_000;
/** At 600 times real time a minute of the world is over in 100 ms. */
const mostOftenMs = 1_000;

export const createDashboard = () => {
  const grid = byId('dashboard');
  let widgets: readonly LiveWidget[] = [];
  let shownMinute = -1;
  let shownAt = Number.NEGATIVE_INFINITY;
  const fail = (error: unknown): void =>
    grid.replaceChildren(make('p', { class: 'empty' }, String(error)));
  loadDashboard().then((dashboard) => {
    widgets = dashboard.widgets.map(createWidget);
    grid.replaceChildren(...widgets.map(({ element }) => element));
    shownMinute = -1;
  }, fail);
  return (state: State): void => {
    // Nobody looks, and every question counts against CloudWatch's quota.
    if (document.hidden) return;
    const minute = Math.floor(state.clock.nowMs / minuteMs);
    const now = performance.now();
    if (widgets.length === 0 || minute === shownMinute || now - shownAt < mostOftenMs) return;
    shownMinute = minute;
    shownAt = now;
    for (const { update } of widgets) update(state);
  };
};
