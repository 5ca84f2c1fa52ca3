/** Who changed what by way of the API or a button: written down before it is done, and again once it is. */
import type { Deadline } from '#lib/ports.ts';

/** `iam` is what AWS vouches for; what a widget's event says of itself anybody could have written who may invoke it. */
export type Actor =
  | { readonly kind: 'iam'; readonly arn: string; readonly account: string }
  | { readonly kind: 'widget'; readonly claims: WidgetClaims };

export type WidgetClaims = {
  readonly account: string;
  readonly dashboard: string;
};

export type AuditEntry = {
  /** Of the request, so that the entry and the log find each other. */
  readonly id: string;
  readonly atMs: number;
  readonly actor: Actor;
  readonly sourceIp: string | null;
  /** Such as `pin`. */
  readonly command: string;
  /** Such as `shop/checkout`, or `the whole fleet`. */
  readonly target: string;
  readonly details: Readonly<Record<string, string | number>>;
  readonly why: string;
};

/** `unchanged`: it was so already. An entry without an outcome was begun, and whether it was done is not known. */
export type AuditOutcome = {
  readonly kind: 'done' | 'unchanged' | 'refused' | 'failed';
  readonly detail: string;
};

export type AuditRecord = AuditEntry & { readonly outcome: AuditOutcome | null };

export type AuditTrail = {
  readonly begin: (entry: AuditEntry, deadline: Deadline) => Promise<void>;
  readonly finish: (entry: AuditEntry, outcome: AuditOutcome, deadline: Deadline) => Promise<void>;
  /** Newest first, those before the place only. */
  readonly read: (
    range: { readonly before: string | null; readonly atMost: number },
    deadline: Deadline,
  ) => Promise<readonly AuditRecord[]>;
};

/** Where an entry is in the trail: in order of time, and one a request. */
export const auditPlace = ({ atMs, id }: Pick<AuditEntry, 'atMs' | 'id'>): string =>
  `${new Date(atMs).toISOString()}#${id}`;
