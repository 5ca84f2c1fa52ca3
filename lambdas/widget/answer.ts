/** From what the console asks to what it shows. */
import { keyOf } from '#engine/model.ts';
import type { Markup } from '#lib/markup.ts';
import { type Fleet, type Frame, known, rowsOf } from '#lib/widget/data.ts';
import { description } from '#lib/widget/describe.ts';
import { matching, pageOf, pageOfRows } from '#lib/widget/listing.ts';
import { alone, fitting, tabbed } from '#lib/widget/page.ts';
import {
  type Listing,
  type Range,
  readRequest,
  type Show,
  type Tab,
  type Viewer,
} from '#lib/widget/request.ts';
import { decisions } from '#lib/widget/views/decisions.ts';
import { overview, overviewLines } from '#lib/widget/views/overview.ts';
import { predictions } from '#lib/widget/views/predictions.ts';
import { service, serviceLines, unknownService } from '#lib/widget/views/service.ts';
import { services } from '#lib/widget/views/services.ts';
import { askedForDecisions, readNewest, readSteps } from './read-decisions.ts';
import { readFleet } from './read-fleet.ts';
import { readLearnt } from './read-learnt.ts';
import { readPast } from './read-past.ts';
import { readService } from './read-service.ts';
import { readSignals } from './read-signals.ts';
import type { WidgetWorld } from './world.ts';

const hourMs = 3_600_000;
const usualMs = 3 * hourMs;
const longestMs = 14 * 24 * hourMs;

/** Where the dashboard says nothing, the last three hours; and never more than the record keeps well. */
export const shownRange = (asked: Range | null, nowMs: number): Range => {
  const toMs = Math.min(asked?.toMs ?? nowMs, nowMs);
  const fromMs = Math.max(0, toMs - longestMs, asked?.fromMs ?? toMs - usualMs);
  return fromMs < toMs ? { fromMs, toMs } : { fromMs: Math.max(0, nowMs - usualMs), toMs: nowMs };
};

/** A part of the page and how many rows it has, so that there can be fewer. */
type Content = { readonly rows: number; readonly render: (atMost: number) => Markup };

const missingSamples = { kind: 'missing', why: 'it was not read' } as const;

const overviewContent = async (
  fleet: Fleet,
  frame: Frame,
  world: WidgetWorld,
): Promise<Content> => {
  const past = await readPast(frame.nowMs, world);
  return { rows: overviewLines, render: (atMost) => overview(fleet, past, frame, atMost) };
};

const servicesContent = async (
  fleet: Fleet,
  listing: Listing,
  frame: Frame,
  world: WidgetWorld,
): Promise<Content> => {
  const page = pageOfRows(rowsOf(fleet), listing);
  const [steps, signals] = await Promise.all([
    readSteps(page.items, frame.range, world),
    readSignals(page.items, frame.range, world),
  ]);
  const items = page.items.map((row, index) => ({
    row,
    desired: steps[index] ?? missingSamples,
    signal: signals.get(keyOf(row.service)) ?? missingSamples,
  }));
  const given = { page: { ...page, items }, listing };
  return { rows: items.length, render: (atMost) => services(given, frame, atMost) };
};

const predictionsContent = async (
  fleet: Fleet,
  listing: Listing,
  frame: Frame,
  world: WidgetWorld,
): Promise<Content> => {
  const rows = matching(rowsOf(fleet), listing).filter(({ counts }) => counts !== null);
  // Those whose rules look ahead come first, and left as they stand otherwise.
  const ahead = rows.filter(({ forecast }) => forecast !== 'none');
  const others = rows.filter(({ forecast }) => forecast === 'none');
  const page = pageOf([...ahead, ...others], listing.from);
  const learnt = await readLearnt(page.items, frame.nowMs, world);
  const items = page.items.map((row, index) => ({ row, learnt: learnt[index] ?? known(null) }));
  const given = { page: { ...page, items }, listing };
  return { rows: items.length, render: (atMost) => predictions(given, frame, atMost) };
};

const decisionsContent = async (
  fleet: Fleet,
  listing: Listing,
  frame: Frame,
  world: WidgetWorld,
): Promise<Content> => {
  const rows = matching(rowsOf(fleet), listing);
  const newest = await readNewest(rows, frame.range, world);
  const count = newest.kind === 'known' ? newest.value.length : 0;
  const asked = Math.min(rows.length, askedForDecisions);
  const given = { listing, decisions: newest, asked, services: rows.length };
  return { rows: count, render: (atMost) => decisions(given, frame, atMost) };
};

const contentOf = async (
  { tab, listing }: { readonly tab: Tab; readonly listing: Listing },
  fleet: Fleet,
  frame: Frame,
  world: WidgetWorld,
): Promise<Content> => {
  switch (tab) {
    case 'overview':
      return overviewContent(fleet, frame, world);
    case 'services':
      return servicesContent(fleet, listing, frame, world);
    case 'predictions':
      return predictionsContent(fleet, listing, frame, world);
    case 'decisions':
      return decisionsContent(fleet, listing, frame, world);
    default:
      return tab satisfies never;
  }
};

const servicePage = async (
  key: string,
  fleet: Fleet,
  frame: Frame,
  world: WidgetWorld,
): Promise<Markup> => {
  const row = rowsOf(fleet).find((each) => keyOf(each.service) === key);
  if (row === undefined) return alone(unknownService(key), frame);
  const detail = await readService(row, fleet, frame, world);
  return fitting(
    (atMost) => alone(service(detail, fleet.intervalMs, frame, atMost), frame),
    serviceLines,
  );
};

const shown = async (
  show: Show,
  viewer: Viewer,
  ownArn: string,
  world: WidgetWorld,
): Promise<Markup> => {
  const sayNow = (lastTickMs: number | null): number =>
    world.clock(viewer.range?.toMs ?? lastTickMs ?? 0);
  const { fleet, nowMs } = await readFleet(world, sayNow);
  const endpoints = { widget: ownArn, control: world.controlArn };
  const frame: Frame = { viewer, nowMs, range: shownRange(viewer.range, nowMs), endpoints };
  if (show.kind === 'service') return servicePage(show.service, fleet, frame, world);
  const content = await contentOf(show, fleet, frame, world);
  return fitting((atMost) => tabbed(show.tab, content.render(atMost), fleet, frame), content.rows);
};

/** HTML, or Markdown when asked to describe itself: then nothing is read. */
export const answer = async (
  event: unknown,
  ownArn: string,
  world: WidgetWorld,
): Promise<string> => {
  const request = readRequest(event);
  if (request.kind === 'describe') return description;
  return (await shown(request.show, request.viewer, ownArn, world)).source;
};
