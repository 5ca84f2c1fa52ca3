/** What was decided, newest first, each with its whole explanation to unfold. */
import { html, type Markup, nothing } from '#lib/markup.ts';
import type { RecordedDecision } from '#lib/operator-ports.ts';
import { outcomeBadge } from '../badge.ts';
import type { DecisionOf, Frame, Part } from '../data.ts';
import { filterBox } from '../filter-box.ts';
import { serviceLink } from '../names.ts';
import type { Listing } from '../request.ts';
import { missing } from '../sections.ts';
import { ago, dayAndClock, zoneName } from '../words.ts';

const change = ({ from, to, asked }: RecordedDecision): Markup => {
  if (from !== to) return html`<b class="count">${from} → ${to}</b>`;
  const wanted = asked === from ? nothing : html`, wanted ${asked}`;
  return html`<b class="count">${from}</b> stays${wanted}`;
};

const reasons = (because: readonly string[]): Markup =>
  because.length === 0
    ? html`<p class="quiet">The version that decided this kept no words.</p>`
    : html`<ol>${because.map((clause) => html`<li>${clause}</li>`)}</ol>`;

const trouble = ({ outcome }: RecordedDecision): Markup =>
  outcome?.kind === 'refused' || outcome?.kind === 'failed'
    ? html`<p class="missing">${outcome.why}</p>`
    : nothing;

/** `name` nothing: on a page that is about one service anyway. */
export const decisionLine = (
  decision: RecordedDecision,
  name: Markup,
  { nowMs, viewer }: Frame,
): Markup => {
  const at = dayAndClock(decision.atMs, viewer.offsetMinutes);
  return html`<li>${outcomeBadge(decision.outcome)} ${change(decision)} ${name} <span class="quiet" title="${at} ${zoneName(viewer.offsetMinutes)}">${ago(decision.atMs, nowMs)}</span>
<details><summary>Why</summary>${reasons(decision.because)}${trouble(decision)}</details></li>`;
};

export type DecisionsPage = {
  readonly listing: Listing;
  readonly decisions: Part<readonly DecisionOf[]>;
  /** How many services were asked for theirs, of those that fit the filter. */
  readonly asked: number;
  readonly services: number;
};

const scopeNote = ({ asked, services }: DecisionsPage): Markup =>
  asked >= services
    ? nothing
    : html`<p class="quiet">Of the ${asked} services that changed last; find one by its name to see others.</p>`;

/** `atMost`: how many lines have room. */
export const decisions = (
  given: DecisionsPage,
  frame: Frame,
  atMost = Number.POSITIVE_INFINITY,
): Markup => {
  const box = filterBox('decisions', given.listing, frame);
  if (given.decisions.kind === 'missing') {
    return html`${box}${missing('Decisions', given.decisions.why)}`;
  }
  const lines = given.decisions.value.slice(0, atMost);
  if (lines.length === 0) {
    return html`${box}<p class="quiet">Nothing was decided anew in this time range.</p>`;
  }
  return html`${box}${scopeNote(given)}<ul class="list feed">${lines.map(({ service, decision }) => decisionLine(decision, serviceLink(service, frame), frame))}</ul>`;
};
