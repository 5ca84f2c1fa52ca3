/** What the functions said: every line they logged, and the decisions among them, bounded. */
import * as z from 'zod';
import { embeddedMetrics } from './cloudwatch/embedded-metrics.ts';
import type { Sent } from './cloudwatch/metric-store.ts';

const decisionSchema = z.object({
  message: z.string(),
  serviceKey: z.string(),
  old: z.number(),
  new: z.number(),
  asked: z.number(),
  urgency: z.string(),
  why: z.string(),
  hindrance: z.string().optional(),
});

export type LoggedDecision = {
  readonly atMs: number;
  /** `account/region/cluster/name`. */
  readonly service: string;
  readonly from: number;
  readonly to: number;
  readonly asked: number;
  readonly urgency: string;
  readonly why: string;
  /** Why it was not carried out; `null` when it was, or when there was nothing to do. */
  readonly hindrance: string | null;
};

/** A service that is looked at and not scaled. */
export type Skip = { readonly service: string; readonly why: string };

/** A circuit breaker changed its state. */
export type Turn = {
  readonly atMs: number;
  readonly service: string;
  readonly state: 'open' | 'half-open' | 'closed';
  readonly detail: string;
};

export type LogLine = {
  readonly atMs: number;
  readonly level: string;
  readonly text: string;
};

export type Journal = {
  /** One line as a function wrote it, while the world's time was `atMs`. */
  readonly take: (line: string, atMs: number) => void;
  readonly lines: () => readonly LogLine[];
};

export type JournalEvents = {
  readonly onMetric: (sent: Sent) => void;
  readonly onDecision?: (decision: LoggedDecision) => void;
  readonly onSkip?: (skip: Skip) => void;
  readonly onTurn?: (turn: Turn) => void;
  readonly onLine?: (line: LogLine) => void;
};

const mostLines = 1000;

const jsonOf = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    // Whatever is not JSON is plain text, which has its place in a log too.
    return null;
  }
};

const headSchema = z.looseObject({ level: z.string(), message: z.string() });

const decisionOf = (parsed: unknown, atMs: number): LoggedDecision | null => {
  const { success, data } = decisionSchema.safeParse(parsed);
  if (!success) return null;
  const { serviceKey: service, asked, urgency, why, hindrance = null } = data;
  return { atMs, service, from: data.old, to: data.new, asked, urgency, why, hindrance };
};

const skipSchema = z
  .object({ message: z.literal('skipped'), serviceKey: z.string(), why: z.string() })
  .transform(({ serviceKey: service, why }): Skip => ({ service, why }));

const turnStates = {
  'breaker-opened': 'open',
  'breaker-half-opened': 'half-open',
  'breaker-closed': 'closed',
} as const;

const turnSchema = z.object({
  message: z.enum(['breaker-opened', 'breaker-half-opened', 'breaker-closed']),
  serviceKey: z.string(),
  cause: z.string(),
  detail: z.string().optional(),
});

const turnOf = (parsed: unknown, atMs: number): Turn | null => {
  const { success, data } = turnSchema.safeParse(parsed);
  if (!success) return null;
  const { serviceKey: service, message, cause, detail = cause } = data;
  return { atMs, service, state: turnStates[message], detail };
};

const lineOf = (line: string, parsed: unknown, atMs: number): LogLine => {
  const head = headSchema.safeParse(parsed);
  if (!head.success) return { atMs, level: 'INFO', text: line };
  return { atMs, level: head.data.level, text: line };
};

export const createJournal = (events: JournalEvents): Journal => {
  const lines: LogLine[] = [];
  return {
    take: (line, atMs) => {
      const parsed = jsonOf(line);
      const sent = embeddedMetrics(parsed);
      sent.forEach(events.onMetric);
      if (sent.length > 0) return;
      const decision = decisionOf(parsed, atMs);
      if (decision !== null) events.onDecision?.(decision);
      const skip = skipSchema.safeParse(parsed);
      if (skip.success) events.onSkip?.(skip.data);
      const turn = turnOf(parsed, atMs);
      if (turn !== null) events.onTurn?.(turn);
      const logged = lineOf(line, parsed, atMs);
      // Holds are the silence of every minute; they are told as decisions, and would drown the rest.
      if (logged.level === 'DEBUG') return;
      lines.push(logged);
      if (lines.length > mostLines) lines.shift();
      events.onLine?.(logged);
    },
    lines: () => lines,
  };
};
