/** An assessment as people and machines want to read it. */

import type { Home } from '#config/fleet.ts';
import { explain } from '#engine/explain.ts';
import type { ServiceId } from '#engine/model.ts';
import { shownKeyOf, shownNameOf } from '#lib/shown-name.ts';
import type { Assessed, Assessment } from '#lib/tick/assess.ts';
import { metricPrice } from './metric-price.ts';

export const shortName = (id: ServiceId, home: Home): string => shownNameOf(id, home);

/** What is told was written for a topic that serves many homes; whoever asks one of them knows where it is. */
export const shortKeysIn = (text: string, home: Home): string =>
  text.replaceAll(`${home.account}/${home.region}/`, '');

export type PlanRow = {
  readonly service: string;
  readonly mode: string;
  readonly running: number;
  readonly desired: number;
  readonly wouldBe: number;
  readonly why: string;
};

export const planRow = ({ decision, observation, policy }: Assessed, home: Home): PlanRow => ({
  service: shortName(decision.service, home),
  mode: policy.mode,
  running: observation.view.running,
  desired: decision.from,
  wouldBe: decision.to,
  why: explain(decision),
});

/** An error's whole chain of causes, since the last one usually says what to repair. */
export const errorText = (error: Error): string => {
  const cause = error.cause instanceof Error ? `: ${errorText(error.cause)}` : '';
  return `${error.message}${cause}`;
};

export type LeftOut = { readonly service: string; readonly why: string };

export const leftOut = (
  { trouble }: Assessment,
  home: Home,
): { readonly skipped: readonly LeftOut[]; readonly failed: readonly LeftOut[] } => ({
  skipped: trouble.skipped.map(({ service, why }) => ({ service: shownKeyOf(service, home), why })),
  failed: trouble.failed.map(({ service, error }) => ({
    service: shownKeyOf(service, home),
    why: errorText(error),
  })),
});

export const readingCost = (billedMetrics: number): string =>
  `This look read ${billedMetrics} billed metrics, ${metricPrice(billedMetrics)}.`;
