/** What a part of the fleet must know of the rest of it, so that caps and guards hold over the whole. */
export type Room = { readonly tasks: number; readonly vcpu: number };

/** Not a name that a group may have. */
export const blastGuardHinders = '#blast-guard';

export type Elsewhere = {
  /** Room of groups that the other parts use or were granted. */
  readonly groups: ReadonlyMap<string, Room>;
  /** Groups of which that is not known now: nobody in them may grow. */
  readonly closed: ReadonlySet<string>;
  /** Tasks of the other parts, and how many of them go in this tick. */
  readonly tasks: number;
  readonly removed: number;
  /** Services with tasks in the other parts, and how many of them are without data. */
  readonly running: number;
  readonly blind: number;
  /** Tasks that the other parts start in this tick. */
  readonly started: number;
  /** Groups whose caps hold somebody back in another part, and `#blast-guard` where that does. */
  readonly hindered: ReadonlySet<string>;
};

/** The whole fleet is here. */
export const nowhereElse: Elsewhere = {
  groups: new Map(),
  closed: new Set(),
  tasks: 0,
  removed: 0,
  running: 0,
  blind: 0,
  started: 0,
  hindered: new Set(),
};
