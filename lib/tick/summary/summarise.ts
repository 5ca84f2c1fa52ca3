/** The last phase of a tick: what it found and did, in a form that is cheap to look at. */

import type { AlertCode } from '#config/alert-settings.ts';
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import {
  countStandings,
  type FleetSummary,
  type SummaryRow,
  standings,
} from '#lib/fleet-summary.ts';
import type { Cause } from '#lib/ports.ts';
import type { Assessment } from '../assess.ts';
import type { Carried } from '../carry-out.ts';
import { homeSubjects } from '../home-trouble.ts';
import type { Trouble } from '../trouble.ts';
import { bareRowOf, rowOf } from './row.ts';

export type SummaryInput = {
  readonly shard: string;
  readonly tickMs: number;
  readonly durationMs: number;
  readonly assessment: Assessment;
  readonly carried: readonly Carried[];
  /** Of the whole tick. */
  readonly trouble: Trouble;
  /** What held in this tick, told or not. */
  readonly causes: readonly Cause[];
};

const codesByService = (
  causes: readonly Cause[],
): ReadonlyMap<ServiceKey, readonly AlertCode[]> => {
  const codes = new Map<ServiceKey, AlertCode[]>();
  for (const { service, code } of causes) {
    if (service === null) continue;
    const known = codes.get(service);
    if (known === undefined) codes.set(service, [code]);
    else known.push(code);
  }
  return codes;
};

/** A service of which nothing is said at all was forgotten by us, and that must show. */
const unexplained = 'nothing was decided, and nothing says why';

const leftOutRows = (
  undecided: readonly ServiceId[],
  { skipped, failed }: Trouble,
  codes: ReadonlyMap<ServiceKey, readonly AlertCode[]>,
): readonly SummaryRow[] => {
  const errors = new Map(failed.map(({ service, error }) => [service, error.message]));
  const reasons = new Map(skipped.map(({ service, why }) => [service, why]));
  return undecided.map((id) => {
    const key = keyOf(id);
    const alerts = codes.get(key) ?? [];
    const why = reasons.get(key);
    if (why !== undefined) return bareRowOf(id, 'left-out', why, alerts);
    return bareRowOf(
      id,
      'failed',
      errors.get(key) ?? errors.get(homeSubjects.services(id)) ?? unexplained,
      alerts,
    );
  });
};

const rank = new Map(standings.map((standing, index) => [standing, index]));

/** Those in trouble first, so that they are the last to be cut; by name among equals, so that equal is equal. */
const sorted = (rows: readonly SummaryRow[]): readonly SummaryRow[] =>
  rows.toSorted((a, b) => {
    const byStanding = (rank.get(a.standing) ?? 0) - (rank.get(b.standing) ?? 0);
    return byStanding === 0 ? (keyOf(a.service) < keyOf(b.service) ? -1 : 1) : byStanding;
  });

export const summarise = (input: SummaryInput): FleetSummary => {
  const { shard, tickMs, durationMs, assessment, trouble } = input;
  const { assessed, enrolled, billedMetrics, spend } = assessment;
  const codes = codesByService(input.causes);
  const carried = new Map(input.carried.map((each) => [each.service, each]));
  const decided = new Set(assessed.map(({ decision }) => keyOf(decision.service)));
  const rows = [
    ...assessed.map((each) => {
      const key = keyOf(each.decision.service);
      return rowOf(each, carried.get(key), codes.get(key) ?? []);
    }),
    ...leftOutRows(
      enrolled.filter((id) => !decided.has(keyOf(id))),
      trouble,
      codes,
    ),
  ];
  const counts = countStandings(rows);
  const head = { shard, tickMs, durationMs, billedMetrics, spend };
  return { ...head, counts, rows: sorted(rows), rowsCut: 0 };
};
