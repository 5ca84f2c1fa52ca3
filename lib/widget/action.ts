/**
 * Links and buttons as CloudWatch has them: an element, and right after it what a click on it does. Parameters travel as
 * JSON in the text of an element, so what HTML would take for its own is written as JSON escapes, which survive whether
 * the text is decoded or not.
 */
import { html, type Markup, nothing, verbatim } from '#lib/markup.ts';

type Json = string | number | boolean | null | { readonly [key: string]: Json };

export type Params = Readonly<Record<string, Json>>;

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

const paramsText = (params: Params): Markup =>
  verbatim(
    JSON.stringify(params).replace(/[<>&\u2028\u2029]/g, (found) => escapes[found] ?? found),
  );

export type Display = 'widget' | 'popup';

const callMarkup = (endpoint: string, display: Display, params: Params): Markup =>
  html`<cwdb-action action="call" display="${display}" endpoint="${endpoint}">${paramsText(params)}</cwdb-action>`;

export type Link = {
  /** What is shown, made here. */
  readonly content: Markup;
  readonly className: string;
  readonly endpoint: string;
  readonly params: Params;
  /** @default in the widget's place */
  readonly display?: Display;
  /** @default none */
  readonly title?: string;
  /** Of one of several: the one that is shown. */
  readonly current?: boolean;
};

/** A button by its role, since the element is the one that CloudWatch's own examples use. */
export const link = ({
  content,
  className,
  endpoint,
  params,
  display,
  title,
  current,
}: Link): Markup => {
  const tooltip = title === undefined ? nothing : html` title="${title}"`;
  const state =
    current === undefined ? nothing : html` aria-current="${current ? 'true' : 'false'}"`;
  return html`<a class="${className}" role="button" tabindex="0"${tooltip}${state}>${content}</a>${callMarkup(endpoint, display ?? 'widget', params)}`;
};

export type Button = {
  readonly label: string;
  readonly confirmation: string;
  readonly endpoint: string;
  readonly params: Params;
  readonly primary?: boolean;
};

/** Changes something, so it asks first, and its answer comes in a window of its own. */
export const button = ({ label, confirmation, endpoint, params, primary }: Button): Markup =>
  html`<a class="btn${primary === true ? ' btn-primary' : ''}" role="button" tabindex="0">${label}</a><cwdb-action action="call" display="popup" confirmation="${confirmation}" endpoint="${endpoint}">${paramsText(params)}</cwdb-action>`;
