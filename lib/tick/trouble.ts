/** Keeps one service's trouble to that service: a failure becomes a value that the report carries. */

import type { AlertCode } from '#config/alert-settings.ts';
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import type { Cause } from '#lib/ports.ts';
import type { Failed, Skipped } from '#lib/report.ts';

/** What one phase had to leave out, and why. */
export type Trouble = {
  readonly skipped: readonly Skipped[];
  readonly failed: readonly Failed[];
  readonly alerts: readonly Cause[];
  /** Nobody knows how these are, so the alerts they have stay as they are. */
  readonly unknown: readonly ServiceKey[];
};

/** Reported under these names where no single service is to blame. */
export const fleetWide = {
  discovery: 'discovery',
  rivals: 'rivals',
  spend: 'spend',
} as const;

export const noTrouble: Trouble = { skipped: [], failed: [], alerts: [], unknown: [] };

export const joinTrouble = (...parts: readonly Trouble[]): Trouble => ({
  skipped: parts.flatMap(({ skipped }) => skipped),
  failed: parts.flatMap(({ failed }) => failed),
  alerts: parts.flatMap(({ alerts }) => alerts),
  unknown: parts.flatMap(({ unknown }) => unknown),
});

export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

export const skip = (id: ServiceId, why: string): Trouble => ({
  ...noTrouble,
  skipped: [{ service: keyOf(id), why }],
});

/** Left out because what must be known of it cannot be read. */
export const skipUnread = (id: ServiceId, why: string): Trouble => ({
  ...skip(id, why),
  unknown: [keyOf(id)],
});

/** Left out, and somebody should know. */
export const skipWithAlert = (id: ServiceId, why: string, alert: Cause): Trouble => ({
  ...skip(id, why),
  alerts: [alert],
});

export const fail = (service: ServiceKey, error: Error): Trouble => ({
  ...noTrouble,
  failed: [{ service, error }],
  unknown: [service],
  alerts: [
    {
      code: 'service-failed',
      service,
      group: null,
      message: `${service} was not scaled: ${error.message}`,
    },
  ],
});

export const alertFor = (id: ServiceId, code: AlertCode, message: string): Cause => ({
  code,
  service: keyOf(id),
  group: null,
  message,
});
