/** What every view stands in: the tabs, how fresh it is, and a bound to its size. */
import { html, type Markup, nothing } from '#lib/markup.ts';
import { link } from './action.ts';
import type { Fleet, Frame } from './data.ts';
import { isLate } from './headline.ts';
import { type Tab, tabs } from './request.ts';
import { style } from './style.ts';
import { ago, clock, zoneName } from './words.ts';

const tabNames: Readonly<Record<Tab, string>> = {
  overview: 'Overview',
  services: 'Services',
  predictions: 'Predictions',
  decisions: 'Decisions',
};

const tab = (each: Tab, shown: Tab, { endpoints }: Frame): Markup =>
  link({
    content: html`${tabNames[each]}`,
    className: 'tab',
    endpoint: endpoints.widget,
    params: { view: each },
    current: each === shown,
  });

const freshness = (fleet: Fleet, { nowMs, viewer }: Frame): Markup => {
  if (fleet.lastTickMs === null) return nothing;
  const at = `${clock(fleet.lastTickMs, viewer.offsetMinutes)} ${zoneName(viewer.offsetMinutes)}`;
  const tone = isLate(fleet, nowMs) ? 'missing' : 'quiet';
  return html`<span class="${tone}">Last tick ${at}, ${ago(fleet.lastTickMs, nowMs)}</span>`;
};

const framed = (content: Markup, { viewer }: Frame): Markup =>
  html`${style}<div class="flyball ${viewer.theme} cwdb-no-default-styles">${content}</div>`;

export const tabbed = (shown: Tab, content: Markup, fleet: Fleet, frame: Frame): Markup =>
  framed(
    html`<div class="bar"><div class="tabs">${tabs.map((each) => tab(each, shown, frame))}</div>${freshness(fleet, frame)}</div>${content}`,
    frame,
  );

/** In a window of its own, which has no tabs. */
export const alone = (content: Markup, frame: Frame): Markup => framed(content, frame);

/** CloudWatch takes six megabytes; beyond this a browser takes noticeably long to draw it on every refresh. */
export const mostBytes = 200_000;

/** Fewer and fewer rows, until it fits. One of anything always does: every text in it is bounded. */
export const fitting = (render: (atMost: number) => Markup, rows: number): Markup => {
  const markup = render(rows);
  if (rows <= 1 || Buffer.byteLength(markup.source) < mostBytes) return markup;
  return fitting(render, Math.floor(rows / 2));
};
