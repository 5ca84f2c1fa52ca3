/** What the console asks of the widget: the widget's own parameters, and round them what the viewer sees. */
import * as z from 'zod';
import { type Standing, standings } from '#lib/fleet-summary.ts';

export const tabs = ['overview', 'services', 'predictions', 'decisions'] as const;

export type Tab = (typeof tabs)[number];

export const sorts = ['state', 'name', 'tasks', 'signal', 'changed'] as const;

export type Sort = (typeof sorts)[number];

export type Range = { readonly fromMs: number; readonly toMs: number };

export type Viewer = {
  readonly theme: 'light' | 'dark';
  /** Of the viewer's clock against UTC. */
  readonly offsetMinutes: number;
  /** What the dashboard's time range covers. */
  readonly range: Range | null;
};

/** Of lists: which rows, in which order, and from where on. */
export type Listing = {
  readonly sort: Sort;
  readonly reverse: boolean;
  readonly from: number;
  /** Part of `cluster/name`, whatever its case. */
  readonly filter: string;
  readonly standing: Standing | null;
};

export type Show =
  | { readonly kind: 'tab'; readonly tab: Tab; readonly listing: Listing }
  /** By its key. */
  | { readonly kind: 'service'; readonly service: string };

export type WidgetRequest =
  | { readonly kind: 'describe' }
  | { readonly kind: 'show'; readonly show: Show; readonly viewer: Viewer };

const moment = z.number().int().min(0).max(8.64e15);

const rangeSchema = z
  .object({ start: moment, end: moment })
  .refine(({ start, end }) => start < end)
  .transform(({ start: fromMs, end: toMs }): Range => ({ fromMs, toMs }));

const mostOffsetMinutes = 14 * 60;
const mostFrom = 1_000_000;
/** Names of clusters and services are 255 characters at most. */
const mostFilter = 512;
const mostKey = 1_024;

/** Parameters come from whoever edits the dashboard, so one that is nonsense is as good as none. */
const contextSchema = z.object({
  theme: z.enum(['light', 'dark']).catch('light'),
  timezone: z
    .object({ offsetInMinutes: z.number().min(-mostOffsetMinutes).max(mostOffsetMinutes) })
    .transform(({ offsetInMinutes }) => offsetInMinutes)
    .catch(0),
  timeRange: z
    .union([z.object({ zoom: rangeSchema }).transform(({ zoom }) => zoom), rangeSchema])
    .nullable()
    .catch(null),
  forms: z
    .object({ all: z.object({ filter: z.string().max(mostFilter).optional().catch(undefined) }) })
    .transform(({ all }) => all.filter)
    .optional()
    .catch(undefined),
});

const paramsSchema = z.object({
  describe: z.boolean().catch(false),
  view: z.enum([...tabs, 'service']).catch('overview'),
  service: z.string().max(mostKey).catch(''),
  sort: z.enum(sorts).catch('state'),
  reverse: z.boolean().catch(false),
  from: z.number().int().min(0).max(mostFrom).catch(0),
  filter: z.string().max(mostFilter).catch(''),
  standing: z.enum(standings).nullable().catch(null),
  widgetContext: contextSchema.catch({
    theme: 'light',
    timezone: 0,
    timeRange: null,
    forms: undefined,
  }),
});

type Params = z.infer<typeof paramsSchema>;

const showOf = ({ view, service, widgetContext, ...listing }: Params): Show => {
  if (view === 'service') return { kind: 'service', service };
  const { sort, reverse, from, standing } = listing;
  const filter = widgetContext.forms ?? listing.filter;
  return { kind: 'tab', tab: view, listing: { sort, reverse, from, filter, standing } };
};

export const readRequest = (event: unknown): WidgetRequest => {
  const parsed = paramsSchema.safeParse(event ?? {});
  if (!parsed.success) {
    const got = (JSON.stringify(event) ?? 'nothing').slice(0, 200);
    throw new Error(`The event is no widget's: got ${got}; must be an object of parameters`, {
      cause: parsed.error,
    });
  }
  if (parsed.data.describe) return { kind: 'describe' };
  const { theme, timezone: offsetMinutes, timeRange: range } = parsed.data.widgetContext;
  const viewer: Viewer = { theme, offsetMinutes, range };
  return { kind: 'show', show: showOf(parsed.data), viewer };
};
