/** The stored form of an alert. */
import * as z from 'zod';
import type { Alert, AlertCode, OpenAlert } from '#lib/ports.ts';
import { fromItem, type Item, type Key } from './table.ts';

/** A record and not a list, so that a code added to the port breaks the build here. */
const codes: Readonly<Record<AlertCode, AlertCode>> = {
  'second-writer': 'second-writer',
  'corrupt-state': 'corrupt-state',
  'untagged-service': 'untagged-service',
  'invalid-tags': 'invalid-tags',
  'service-failed': 'service-failed',
  'action-refused': 'action-refused',
  'no-data': 'no-data',
  'not-converging': 'not-converging',
  'corrupt-override': 'corrupt-override',
  'corrupt-forecast': 'corrupt-forecast',
  'breaker-open': 'breaker-open',
  'at-ceiling': 'at-ceiling',
  'group-at-cap': 'group-at-cap',
  'blast-guard': 'blast-guard',
};

export const alertCodeSchema = z.enum(codes);

const openAlertSchema = z.object({
  code: alertCodeSchema,
  severity: z.enum(['warning', 'error', 'critical']),
  service: z.string().nullable(),
  group: z.string().nullable().default(null),
  message: z.string(),
  openedAtMs: z.number().int(),
  // Alerts of before these two were kept had been told at once.
  ticks: z.number().int().default(1),
  told: z.boolean().default(true),
});

export const alertPk = 'ALERT';
export const openPrefix = 'OPEN#';

type Cause = Pick<Alert, 'code' | 'service' | 'group'>;

const subjectOf = ({ service, group }: Cause): string =>
  service ?? (group === null ? '-' : `group:${group}`);

const causeOf = (cause: Cause): string => `${cause.code}#${subjectOf(cause)}`;

export const openKey = (alert: Cause): Key => ({ pk: alertPk, sk: openPrefix + causeOf(alert) });

/** By the time it was opened, so that a listing of the past is in order. */
export const resolvedKey = (alert: OpenAlert): Key => ({
  pk: alertPk,
  sk: `${new Date(alert.openedAtMs).toISOString()}#${causeOf(alert)}`,
});

export const openAttributes = (alert: OpenAlert): OpenAlert => ({
  code: alert.code,
  severity: alert.severity,
  service: alert.service,
  group: alert.group,
  message: alert.message,
  openedAtMs: alert.openedAtMs,
  ticks: alert.ticks,
  told: alert.told,
});

export const parseOpenAlert = (item: Item) => openAlertSchema.safeParse(fromItem(item));
