/** A custom widget: the answer of a function, drawn under CloudWatch's rules. */
import * as z from 'zod';
import type { Widget } from '../../wire.ts';
import { make, setText } from '../dom.ts';
import { callFunction } from '../server.ts';
import type { State } from '../store.ts';
import { type Action, bindActions } from './actions.ts';
import { cloudWatchHtml } from './cloudwatch-html.ts';
import type { LiveWidget } from './dashboard.ts';
import { confirmed, openPopup } from './windows.ts';

const paramsSchema = z.record(z.string(), z.unknown());

type Params = z.infer<typeof paramsSchema>;

const propertiesSchema = z.object({
  title: z.string().default(''),
  endpoint: z.string(),
  params: paramsSchema.default({}),
});

/** The range that the console shows, as a dashboard's picker would have it. */
const shownMs = 3 * 3_600_000;

const formsIn = (root: ParentNode): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...root.querySelectorAll('input, select, textarea')].flatMap((field) =>
      field instanceof HTMLInputElement ||
      field instanceof HTMLSelectElement ||
      field instanceof HTMLTextAreaElement
        ? [[field.name, field.value] as const]
        : [],
    ),
  );

const contextOf = (title: string, root: ParentNode, nowMs: number, isCall: boolean) => ({
  dashboardName: 'Flyball',
  widgetId: `widget-${title}`,
  accountId: '123456789012',
  locale: 'en',
  timezone: { label: 'UTC', offsetISO: '+00:00', offsetInMinutes: 0 },
  period: 60,
  isAutoPeriod: false,
  timeRange: { mode: 'relative', start: nowMs - shownMs, end: nowMs, relativeStart: shownMs },
  theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  linkCharts: true,
  title,
  forms: { all: isCall ? formsIn(root) : {} },
  params: {},
});

/** A string is HTML, anything else is shown as it is. */
const htmlOf = (answer: unknown): DocumentFragment => {
  if (typeof answer === 'string') return cloudWatchHtml(answer);
  const fragment = document.createDocumentFragment();
  fragment.append(make('pre', {}, JSON.stringify(answer, null, 2) ?? ''));
  return fragment;
};

/** Somebody reads or writes in it: drawing it anew would take that away. */
const isInUse = (root: ShadowRoot): boolean =>
  root.querySelector('details[open]') !== null || root.activeElement instanceof HTMLInputElement;

export const createCustomWidget = ({ properties }: Widget): LiveWidget => {
  const { title, endpoint, params } = propertiesSchema.parse(properties);
  const host = make('div', { class: 'custom' });
  const root = host.attachShadow({ mode: 'open' });
  const note = make('p', { class: 'note', role: 'status' });
  /** What is shown stays shown when it is drawn anew. */
  let shown: Params = params;
  let nowMs = 0;
  /** What was asked last is drawn, and no refresh comes in between. */
  let asked = 0;
  let answered = 0;

  const fill = (into: ShadowRoot, answer: unknown): void => {
    into.replaceChildren(htmlOf(answer));
    bindActions(into, (action) => perform(action, into));
  };

  const draw = async (event: Params, isCall: boolean): Promise<void> => {
    asked += 1;
    const mine = asked;
    const widgetContext = contextOf(title, root, nowMs, isCall);
    try {
      const answer = await callFunction(endpoint, { ...event, widgetContext });
      // Whoever began to use it meanwhile keeps what is there.
      if (mine !== asked || (!isCall && isInUse(root))) return;
      shown = event;
      fill(root, answer);
      setText(note, '');
    } finally {
      answered = Math.max(answered, mine);
    }
  };

  const complain = (error: unknown): void =>
    setText(note, error instanceof Error ? error.message : String(error));

  const inPopup = (answer: unknown): void => {
    const { body } = openPopup(title);
    const popupRoot = make('div');
    body.append(popupRoot);
    fill(popupRoot.attachShadow({ mode: 'open' }), answer);
  };

  const carryOut = async (action: Action, from: ShadowRoot): Promise<void> => {
    const { display, content, confirmation } = action;
    if (confirmation !== null && !(await confirmed(confirmation))) return;
    if (action.action === 'html') {
      if (display === 'popup') inPopup(content);
      else fill(from, content);
      return;
    }
    const event = paramsSchema.parse(content.trim() === '' ? {} : JSON.parse(content));
    const to = action.endpoint ?? endpoint;
    if (display === 'widget' && to === endpoint) return draw(event, true);
    const widgetContext = contextOf(title, from, nowMs, true);
    const answer = await callFunction(to, { ...event, widgetContext });
    if (display === 'popup') inPopup(answer);
    else fill(from, answer);
  };

  const perform = (action: Action, from: ShadowRoot): void => {
    carryOut(action, from).catch(complain);
  };

  return {
    element: make('div', { class: 'custom-widget' }, make('h3', {}, title), note, host),
    everyMs: 30_000,
    update: ({ clock }: State) => {
      nowMs = Math.floor(clock.nowMs);
      if (asked === answered && !isInUse(root)) draw(shown, false).catch(complain);
    },
  };
};
