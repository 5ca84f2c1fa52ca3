/** What a person at a terminal may touch beyond what a tick may: giving orders, and looking back. */
import type { ServiceId } from '#engine/model.ts';
import type { Override, OverrideOrder } from '#engine/override.ts';
import type { DecisionOutcome } from './decision-record.ts';
import type { DeploymentRecord } from './deployment.ts';

import type { FleetSummaries } from './fleet-summary.ts';
import type {
  Alert,
  Deadline,
  LastTick,
  OpenAlert,
  OverrideScope,
  Resolution,
  SpendLedger,
} from './ports.ts';

/** An order before it is given to anyone in particular. */
export type NewOverride = Omit<Override, 'scope'>;

export type Withdrawal = {
  /** Whether any order that had not expired was taken back. */
  readonly changed: boolean;
  /** Orders of the scope that are left. */
  readonly overrides: readonly Override[];
};

/** Changes orders; the tick only reads them. Concurrent changes of one scope all take place. */
export type OverrideBook = {
  /** Each replaces the order of its kind. Resolves to all orders of the scope that have not expired at `nowMs`. */
  readonly give: (
    scope: OverrideScope,
    overrides: readonly NewOverride[],
    nowMs: number,
    deadline: Deadline,
  ) => Promise<readonly Override[]>;
  /** `kinds` null: everything, also what cannot be read. */
  readonly withdraw: (
    scope: OverrideScope,
    kinds: readonly OverrideOrder['kind'][] | null,
    nowMs: number,
    deadline: Deadline,
  ) => Promise<Withdrawal>;
};

/** What is asked of a record afterwards: the numbers, each side's, and what was said of them. */
export type RecordedDecision = {
  readonly atMs: number;
  readonly from: number;
  readonly to: number;
  readonly asked: number;
  readonly challenger: { readonly to: number; readonly asked: number } | null;
  /** `null` in records of versions that did not keep it. */
  readonly outcome: DecisionOutcome | null;
  readonly because: readonly string[];
};

export type DecisionHistory = {
  /** Oldest first, and of more than `atMost` the newest. */
  readonly read: (
    range: {
      readonly service: ServiceId;
      readonly fromMs: number;
      readonly toMs: number;
      readonly atMost: number;
    },
    deadline: Deadline,
  ) => Promise<readonly RecordedDecision[]>;
};

export type PastAlert = Alert & {
  readonly openedAtMs: number;
  readonly toldAtMs: number | null;
  readonly resolvedAtMs: number;
  /** `null`: it was over by itself. */
  readonly resolution: Resolution | null;
};

export type AlertDesk = {
  /** By the time they were opened, oldest first, and of more than `atMost` the newest. */
  readonly past: (
    range: { readonly fromMs: number; readonly toMs: number; readonly atMost: number },
    deadline: Deadline,
  ) => Promise<readonly PastAlert[]>;
  /** `gone` when it ended by itself meanwhile. */
  readonly resolve: (
    alert: OpenAlert,
    resolution: Resolution,
    deadline: Deadline,
  ) => Promise<'resolved' | 'gone'>;
};

export type OperatorPorts = {
  readonly overrideBook: OverrideBook;
  readonly history: DecisionHistory;
  readonly alertDesk: AlertDesk;
  readonly lastTick: LastTick;
  readonly spend: Pick<SpendLedger, 'load'>;
  readonly deployment: Pick<DeploymentRecord, 'read'>;
  readonly summaries: Pick<FleetSummaries, 'read'>;
};
