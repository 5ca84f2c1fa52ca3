/** A decision as it is kept for people: what came of it, and why, in the words of the version that made it. */
import type { Decision } from '#engine/model.ts';

export type DecisionOutcome =
  /** Nothing was to be done. */
  | { readonly kind: 'held' }
  | { readonly kind: 'acted' }
  | { readonly kind: 'observed' }
  /** ECS said no. */
  | { readonly kind: 'refused'; readonly why: string }
  /** It is not known whether ECS took it; the next tick finds out. */
  | { readonly kind: 'failed'; readonly why: string };

export type DecisionRecord = Decision & {
  readonly outcome: DecisionOutcome;
  /** The reasons as clauses of English, in the order in which they spoke. */
  readonly because: readonly string[];
};
