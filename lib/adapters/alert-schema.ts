/** The stored form of an alert. */
import * as z from 'zod';
import { alertCodes, severities } from '#config/alert-settings.ts';
import type { PastAlert } from '#lib/operator-ports.ts';
import type { Cause, OpenAlert } from '#lib/ports.ts';
import { fromItem, type Item, type Key } from './table.ts';

export const alertCodeSchema = z.enum(alertCodes);

const alertShape = {
  code: alertCodeSchema,
  severity: z.enum(severities),
  service: z.string().nullable(),
  group: z.string().nullable().default(null),
  message: z.string(),
  openedAtMs: z.number().int(),
  // Alerts of before ticks were counted had been told at once.
  ticks: z.number().int().default(1),
  resolution: z
    .object({ atMs: z.number().int(), who: z.string(), why: z.string() })
    .nullable()
    .default(null),
};

const openAlertSchema = z
  .object({
    ...alertShape,
    toldAtMs: z.number().int().nullable().optional(),
    /** What alerts had before it was known when they were told. */
    told: z.boolean().default(true),
  })
  .transform(
    ({ told, toldAtMs = told ? undefined : null, ...alert }): OpenAlert => ({
      ...alert,
      toldAtMs: toldAtMs === undefined ? alert.openedAtMs : toldAtMs,
    }),
  );

const pastAlertSchema = z
  .object({
    ...alertShape,
    toldAtMs: z.number().int().nullable().default(null),
    resolvedAt: z.iso.datetime(),
  })
  .transform(
    ({ resolvedAt, ticks: _, ...alert }): PastAlert => ({
      ...alert,
      resolvedAtMs: Date.parse(resolvedAt),
    }),
  );

export const alertPk = 'ALERT';
export const openPrefix = 'OPEN#';

type Subject = Pick<Cause, 'code' | 'service' | 'group'>;

const subjectOf = ({ service, group }: Subject): string =>
  service ?? (group === null ? '-' : `group:${group}`);

const causeOf = (cause: Subject): string => `${cause.code}#${subjectOf(cause)}`;

export const openKey = (alert: Subject): Key => ({ pk: alertPk, sk: openPrefix + causeOf(alert) });

/** Keys of the past begin with the time; `OPEN#` comes after all of them. */
export const pastSk = (openedAtMs: number): string => new Date(openedAtMs).toISOString();

/** By the time it was opened, so that a listing of the past is in order. */
export const resolvedKey = (alert: OpenAlert): Key => ({
  pk: alertPk,
  sk: `${pastSk(alert.openedAtMs)}#${causeOf(alert)}`,
});

export const parseOpenAlert = (item: Item) => openAlertSchema.safeParse(fromItem(item));

export const parsePastAlert = (item: Item) => pastAlertSchema.safeParse(fromItem(item));
