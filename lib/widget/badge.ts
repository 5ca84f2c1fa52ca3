/** States as short coloured words: the word alone must do, for who does not see the colour. */
import type { Severity } from '#config/alert-settings.ts';
import type { DecisionOutcome } from '#lib/decision-record.ts';
import type { ForecastStanding, Standing } from '#lib/fleet-summary.ts';
import { html, type Markup } from '#lib/markup.ts';

export type Tone = 'good' | 'calm' | 'busy' | 'warn' | 'bad';

type Word = { readonly text: string; readonly tone: Tone; readonly help: string };

export const standingWords: Readonly<Record<Standing, Word>> = {
  failed: { text: 'failed', tone: 'bad', help: 'Nothing could be decided or done about it' },
  'left-out': { text: 'left out', tone: 'warn', help: 'Flyball does not scale it' },
  'breaker-open': { text: 'breaker open', tone: 'bad', help: 'Its count stays until it recovers' },
  'no-data': { text: 'no data', tone: 'bad', help: 'None of its signals can be read' },
  frozen: { text: 'frozen', tone: 'warn', help: 'A person fixed its count' },
  paused: { text: 'paused', tone: 'warn', help: 'A person stopped one direction' },
  out: { text: 'scaling out', tone: 'busy', help: 'More tasks were asked for in the last tick' },
  in: { text: 'scaling in', tone: 'busy', help: 'Fewer tasks were asked for in the last tick' },
  held: {
    text: 'held',
    tone: 'calm',
    help: 'It wants another count, and something stands in the way',
  },
  steady: { text: 'steady', tone: 'good', help: 'It has what it needs' },
};

export const badge = (text: string, tone: Tone, help = ''): Markup =>
  html`<span class="badge ${tone}" title="${help}">${text}</span>`;

export const standingBadge = (standing: Standing): Markup => {
  const { text, tone, help } = standingWords[standing];
  return badge(text, tone, help);
};

const severityTones: Readonly<Record<Severity, Tone>> = {
  critical: 'bad',
  error: 'bad',
  warning: 'warn',
};

export const severityBadge = (severity: Severity): Markup =>
  badge(severity, severityTones[severity]);

export const outcomeBadge = (outcome: DecisionOutcome | null): Markup => {
  switch (outcome?.kind) {
    case undefined:
      return badge('recorded', 'calm', 'By a version that did not keep what came of it');
    case 'held':
      return badge('held', 'calm', 'The count stayed');
    case 'acted':
      return badge('✓ done', 'good', 'ECS took the new count');
    case 'observed':
      return badge('observed', 'calm', 'Observe mode: nothing was changed');
    case 'refused':
      return badge('✗ refused', 'bad', outcome.why);
    case 'failed':
      return badge('✗ failed', 'bad', outcome.why);
    default:
      return outcome satisfies never;
  }
};

const forecastWords: Readonly<Record<Exclude<ForecastStanding, 'none'>, Word>> = {
  used: { text: 'forecast in use', tone: 'good', help: 'What is expected shapes the count' },
  advised: {
    text: 'not used',
    tone: 'calm',
    help: 'The forecast is advice: it is not good enough to act on',
  },
  unlearnt: {
    text: 'learning',
    tone: 'calm',
    help: 'There is too little history to forecast from',
  },
};

export const forecastBadge = (forecast: ForecastStanding): Markup => {
  if (forecast === 'none') return html`<span class="quiet">–</span>`;
  const { text, tone, help } = forecastWords[forecast];
  return badge(text, tone, help);
};
