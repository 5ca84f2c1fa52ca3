/** What passes between the console page and its server, both ways; one set of schemas for both sides. */
import * as z from 'zod';

/** One minute of a service. */
export const pointSchema = z.object({
  atMs: z.number(),
  /** Requests or messages a second. */
  load: z.number(),
  /** Tasks the rules asked for, before anything clamped it; `null` in a minute without a decision. */
  asked: z.number().nullable(),
  desired: z.number(),
  running: z.number(),
  /** Messages in the queue; `null` without a queue. */
  waiting: z.number().nullable(),
  /** Percent of all tasks together; `null` in a minute without a task. */
  cpu: z.number().nullable(),
});

export type Point = z.infer<typeof pointSchema>;

export const handlings = ['act', 'observe', 'left-alone'] as const;

/** What is expected of a service's load for two hours, and whether a rule goes by it. */
export const forecastBandSchema = z.object({
  signal: z.enum(['cpu', 'requests']),
  isUsed: z.boolean(),
  text: z.string(),
  /** In the units in which the signal is drawn: percent of all tasks, or requests a second. */
  leads: z.array(
    z.object({ atMs: z.number(), expected: z.number(), low: z.number(), high: z.number() }),
  ),
});

export type ForecastBand = z.infer<typeof forecastBandSchema>;

export const serviceSchema = z.object({
  /** `cluster/name`. */
  name: z.string(),
  min: z.number(),
  max: z.number(),
  handling: z.enum(handlings),
  /** Why it is left alone. */
  why: z.string().nullable(),
  group: z.string().nullable(),
  hasQueue: z.boolean(),
  /** What the controls stand at. */
  loadFactor: z.number(),
  failingStarts: z.boolean(),
  failingRequests: z.boolean(),
  rollingOut: z.boolean(),
  desired: z.number(),
  running: z.number(),
  pending: z.number(),
  draining: z.number(),
  waiting: z.number().nullable(),
  /** The circuit breaker, and its last few turns. */
  breaker: z.object({ state: z.enum(['open', 'half-open', 'closed']), detail: z.string() }),
  turns: z.array(z.object({ atMs: z.number(), state: z.enum(['open', 'half-open', 'closed']) })),
  /** What the last tick made of it, holds included. */
  latest: z.object({ atMs: z.number(), why: z.string() }).nullable(),
  forecast: forecastBandSchema.nullable(),
  /** Those that the page does not have yet. */
  points: z.array(pointSchema),
});

export type Service = z.infer<typeof serviceSchema>;

export const decisionSchema = z.object({
  id: z.string(),
  atMs: z.number(),
  service: z.string(),
  from: z.number(),
  to: z.number(),
  asked: z.number(),
  urgency: z.string(),
  why: z.string(),
  hindrance: z.string().nullable(),
  observed: z.boolean(),
});

export type Decision = z.infer<typeof decisionSchema>;

export const orderInForceSchema = z.object({
  /** `null` is the whole fleet. */
  whom: z.string().nullable(),
  order: z.object({ kind: z.string(), tasks: z.number().optional() }),
  expiresAtMs: z.number(),
  who: z.string(),
  why: z.string(),
});

export const alertSchema = z.object({
  code: z.string(),
  severity: z.enum(['warning', 'error', 'critical']),
  message: z.string(),
  openedMs: z.number(),
});

export type Alert = z.infer<typeof alertSchema>;

export const alarmSchema = z.object({
  name: z.string(),
  arn: z.string(),
  description: z.string(),
  state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  sinceMs: z.number(),
  reason: z.string(),
});

export type Alarm = z.infer<typeof alarmSchema>;

export const messageSchema = z.object({
  atMs: z.number(),
  subject: z.string(),
  message: z.string(),
});

export type Message = z.infer<typeof messageSchema>;

export const clockSchema = z.object({
  nowMs: z.number(),
  speed: z.number(),
  paused: z.boolean(),
});

export type Clock = z.infer<typeof clockSchema>;

export const captionSchema = z.object({
  title: z.string(),
  text: z.string(),
  service: z.string().nullable(),
  step: z.number(),
  steps: z.number(),
  held: z.boolean(),
});

export type Caption = z.infer<typeof captionSchema>;

/** `all` is everything there is; `news` is what changed since, and lists replace or add as said. */
export const updateSchema = z.object({
  kind: z.enum(['all', 'news']),
  clock: clockSchema,
  /** Those that changed. */
  services: z.array(serviceSchema),
  /** To be added, oldest first. */
  decisions: z.array(decisionSchema),
  /** To be added, oldest first. */
  messages: z.array(messageSchema),
  /** Those of now. */
  alerts: z.array(alertSchema),
  alarms: z.array(alarmSchema),
  orders: z.array(orderInForceSchema),
  troubles: z.array(z.string()),
  /** Whether there is a story to tell at all. */
  hasTour: z.boolean(),
  caption: captionSchema.nullable(),
});

export type Update = z.infer<typeof updateSchema>;

export const widgetSchema = z.object({
  type: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  properties: z.record(z.string(), z.unknown()),
});

export const dashboardSchema = z.object({ widgets: z.array(widgetSchema) });

export type Widget = z.infer<typeof widgetSchema>;
export type Dashboard = z.infer<typeof dashboardSchema>;

/** What a widget asks of a function, by its ARN. */
export const functionCallSchema = z.strictObject({
  endpoint: z.string().max(200),
  event: z.record(z.string(), z.unknown()),
});

export type FunctionCall = z.infer<typeof functionCallSchema>;

export const functionAnswerSchema = z.object({ answer: z.unknown() });
