/** Keeps one service's trouble to that service: a failure becomes a value that the report carries. */
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import type { Alert, AlertCode } from '#lib/ports.ts';
import type { Failed, Skipped } from '#lib/report.ts';

/** What one phase had to leave out, and why. */
export type Trouble = {
  readonly skipped: readonly Skipped[];
  readonly failed: readonly Failed[];
  readonly alerts: readonly Alert[];
};

export const noTrouble: Trouble = { skipped: [], failed: [], alerts: [] };

export const joinTrouble = (...parts: readonly Trouble[]): Trouble => ({
  skipped: parts.flatMap(({ skipped }) => skipped),
  failed: parts.flatMap(({ failed }) => failed),
  alerts: parts.flatMap(({ alerts }) => alerts),
});

export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

export const skip = (id: ServiceId, why: string): Trouble => ({
  ...noTrouble,
  skipped: [{ service: keyOf(id), why }],
});

/** Left out, and somebody should know. */
export const skipWithAlert = (id: ServiceId, why: string, alert: Alert): Trouble => ({
  ...skip(id, why),
  alerts: [alert],
});

export const fail = (service: ServiceKey, error: Error): Trouble => ({
  skipped: [],
  failed: [{ service, error }],
  alerts: [
    {
      code: 'service-failed',
      severity: 'error',
      service,
      message: `${service} was not scaled: ${error.message}`,
    },
  ],
});

export const alertFor = (
  id: ServiceId,
  code: AlertCode,
  severity: Alert['severity'],
  message: string,
): Alert => ({ code, severity, service: keyOf(id), message });
