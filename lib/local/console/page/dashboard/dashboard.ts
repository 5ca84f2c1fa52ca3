/** The dashboard's widgets on CloudWatch's grid of 24 columns. */
import type { Widget } from '../../wire.ts';
import { byId, make } from '../dom.ts';
import { loadDashboard } from '../server.ts';
import type { State } from '../store.ts';
import { createAlarmWidget } from './alarm-widget.ts';
import { createCustomWidget } from './custom-widget.ts';
import { createMetricWidget } from './metric-widget.ts';
import { createTextWidget } from './text-widget.ts';

export type LiveWidget = {
  readonly element: HTMLElement;
  /** How often it may have something new to show, in the world's time. @default once a minute */
  readonly everyMs?: number;
  readonly update: (state: State) => void;
};

const unknown = ({ type }: Widget): LiveWidget => ({
  element: make('p', { class: 'empty' }, `A widget of type ${type} is not drawn here.`),
  update: () => {},
});

const creators: Readonly<Record<string, (widget: Widget) => LiveWidget>> = {
  metric: createMetricWidget,
  alarm: createAlarmWidget,
  text: createTextWidget,
  custom: createCustomWidget,
};

const place = (element: HTMLElement, { x, y, width, height }: Widget): HTMLElement => {
  element.style.setProperty('--column', `${x + 1} / span ${width}`);
  element.style.setProperty('--row', `${y + 1} / span ${height}`);
  element.style.setProperty('--height', String(height));
  return element;
};

const createWidget = (widget: Widget): LiveWidget => {
  const live = (creators[widget.type] ?? unknown)(widget);
  return {
    ...live,
    element: place(make('div', { class: 'widget', tabindex: '0' }, live.element), widget),
  };
};

/** Metrics come once a minute; asking more often would only cost quota. */
const minuteMs = 60_000;
/** At 600 times real time a minute of the world is over in 100 ms. */
const mostOftenMs = 1_000;

/** Updates the widget when its time has come. */
const paced = ({ everyMs = minuteMs, update }: LiveWidget) => {
  let shownSlot = -1;
  let shownAt = Number.NEGATIVE_INFINITY;
  return (state: State): void => {
    const slot = Math.floor(state.clock.nowMs / everyMs);
    const now = performance.now();
    if (slot === shownSlot || now - shownAt < mostOftenMs) return;
    shownSlot = slot;
    shownAt = now;
    update(state);
  };
};

export const createDashboard = () => {
  const grid = byId('dashboard');
  let updates: readonly ((state: State) => void)[] = [];
  const fail = (error: unknown): void =>
    grid.replaceChildren(make('p', { class: 'empty' }, String(error)));
  loadDashboard().then((dashboard) => {
    const widgets = dashboard.widgets.map(createWidget);
    updates = widgets.map(paced);
    grid.replaceChildren(...widgets.map(({ element }) => element));
  }, fail);
  return (state: State): void => {
    // Nobody looks, and every question counts against CloudWatch's quota.
    if (document.hidden) return;
    for (const update of updates) update(state);
  };
};
