/**
 * Why the number is what it is: one typed entry per step that spoke, with the numbers it used.
 * `explain.ts` alone turns these into English.
 */
import type { Direction, Point } from './model.ts';
import type { Override, OverrideOrder } from './override.ts';
import type { BreakerTrip, LimitPolicy, Limits, MissingPolicy, Urgency } from './policy.ts';

export type Reason =
  | {
      readonly kind: 'wish';
      readonly rule: string;
      readonly signal: string;
      readonly latest: Point;
      readonly target: number | null;
      readonly exact: number;
      readonly want: number;
      readonly urgency: Urgency;
      /** Set when the signal was so high that it hid part of the demand. */
      readonly saturationFactor: number | null;
      /** Tasks that run without being measured, each counted as one on target on the way in. */
      readonly unmeasured: number;
      /** Tasks on top, since demand has been rising and goes on doing so until new tasks run. */
      readonly growth: number;
      /** What the newest point alone came to, where the stray of single minutes was evened out. */
      readonly steadiedFrom: number | null;
    }
  | {
      readonly kind: 'no-data';
      readonly rule: string;
      readonly signal: string;
      readonly why: 'stale' | 'absent' | 'failed';
      readonly detail: string;
      /** What was made of it; `hold` too where the policy asked for more than there is to go on. */
      readonly treatment: MissingPolicy['kind'];
      /** Tasks that were assumed to be needed, if any. */
      readonly want: number | null;
    }
  | {
      readonly kind: 'score';
      readonly rule: string;
      readonly score: number;
      readonly outAbove: number;
      readonly inBelow: number;
      readonly parts: readonly {
        readonly signal: string;
        readonly value: number;
        readonly share: number;
      }[];
      readonly gate: {
        readonly signal: string;
        readonly above: number;
        readonly value: number | null;
        readonly open: boolean;
      } | null;
      readonly want: number;
    }
  | {
      readonly kind: 'surge';
      readonly rule: string;
      readonly signal: string;
      readonly from: number;
      readonly to: number;
      readonly factor: number;
      readonly withinSeconds: number;
      readonly want: number;
    }
  | {
      readonly kind: 'asleep';
      readonly rule: string;
      readonly signal: string;
      readonly value: number;
      readonly activation: number;
    }
  | {
      readonly kind: 'within-tolerance';
      readonly rule: string;
      readonly ratio: number;
      readonly toleranceRatio: number;
    }
  | { readonly kind: 'no-opinion' }
  | {
      readonly kind: 'combined';
      readonly rule: string;
      readonly want: number;
      readonly outvoted: readonly string[];
    }
  | { readonly kind: 'vetoed'; readonly rules: readonly string[]; readonly want: number }
  | {
      readonly kind: 'stabilized';
      readonly direction: Direction;
      readonly asked: number;
      readonly granted: number;
      readonly windowSeconds: number;
      /** The moment in the window whose wish decided. */
      readonly decidedByMs: number;
    }
  | {
      readonly kind: 'limited';
      readonly direction: Direction;
      readonly asked: number;
      readonly granted: number;
      readonly select: Limits['select'];
      readonly policies: readonly LimitPolicy[];
      /** When one task may go the same way; `null` where one may now, or where time alone changes nothing. */
      readonly untilMs: number | null;
    }
  | {
      readonly kind: 'cooling';
      readonly direction: Direction;
      readonly asked: number;
      readonly urgency: Urgency;
      readonly cause: 'same-direction' | 'reversal';
      /** The wait in force: doubled when turning round. */
      readonly waitSeconds: number;
      readonly untilMs: number;
    }
  | {
      readonly kind: 'broke-cooldown';
      readonly asked: number;
      readonly step: number;
      readonly lastStep: number;
    }
  | {
      readonly kind: 'guarded';
      readonly guard:
        | 'rollout'
        | 'unconverged'
        | 'draining'
        | 'first-sight'
        | 'short-history'
        | 'saturated'
        | 'collapse'
        | 'surge';
      readonly asked: number;
      readonly untilMs: number | null;
      readonly running: number;
      readonly pending: number;
      readonly desired: number;
    }
  | {
      readonly kind: 'respected';
      readonly from: number;
      readonly to: number;
      readonly asked: number;
      readonly untilMs: number;
    }
  | {
      readonly kind: 'bounded';
      readonly bound: 'min' | 'max';
      readonly limit: number;
      readonly asked: number;
      /** Whose bound it was: the policy's, a schedule window's, or a person's order. */
      readonly source: string;
    }
  | {
      readonly kind: 'breaker';
      readonly state: 'open' | 'half-open';
      readonly cause: BreakerTrip['kind'];
      readonly asked: number;
      readonly granted: number;
      readonly untilMs: number | null;
    }
  | {
      readonly kind: 'ordered';
      readonly order: OverrideOrder['kind'];
      readonly scope: Override['scope'];
      readonly who: string;
      readonly why: string;
      readonly asked: number;
      readonly granted: number;
      readonly untilMs: number;
    }
  | {
      readonly kind: 'group-capped';
      readonly group: string;
      readonly cap: number;
      readonly unit: 'tasks' | 'vCPU';
      readonly asked: number;
      readonly granted: number;
    }
  /** Gave up tasks above its guaranteed minimum to members of higher priority. */
  | {
      readonly kind: 'made-room';
      readonly group: string;
      readonly asked: number;
      readonly granted: number;
    }
  | {
      readonly kind: 'blast-guard';
      readonly why: 'share' | 'blind';
      readonly ratio: number;
      readonly limitRatio: number;
      readonly asked: number;
    }
  | {
      readonly kind: 'launch-limited';
      readonly maxStarts: number;
      readonly asked: number;
      readonly granted: number;
    };

export type ReasonKind = Reason['kind'];
