/**
 * Why the number is what it is: one typed entry per step that spoke, with the numbers it used.
 * `explain.ts` alone turns these into English.
 */

import type { BreakerTrip } from './breaker/breaker.ts';
import type { Trust } from './foresight/trust.ts';
import type { Direction, Point } from './model.ts';
import type { Override, OverrideOrder } from './override.ts';
import type { LimitPolicy, Limits, MissingPolicy, Urgency } from './policy.ts';

/** How it is known what demand may grow to. */
export type Assurance =
  | {
      readonly kind: 'learnt';
      /** How far off expectations are now, as a ratio of what is expected. */
      readonly volatilityRatio: number;
      /** How far beyond what is expected demand goes with the stated risk, in units of that. */
      readonly growth: number;
      /** Whether that much would have kept the promise over the past; if not, it is read off the past's tail. */
      readonly isReplayed: boolean;
      /** Whether half as much again as was ever seen is what bounds it. */
      readonly isCapped: boolean;
    }
  /** Less than three hours were measured, so a stated multiple has to do. */
  | { readonly kind: 'unlearnt'; readonly observedHours: number; readonly factor: number };

/** Why a forecast is advice and nothing more. */
export type Doubt =
  | Exclude<Trust, { kind: 'trusted' }>
  /** Nothing was forecast, for want of history or of anybody who looked at it. */
  | { readonly kind: 'unlearnt'; readonly observedHours: number }
  /** The newest forecast does not reach as far as that. */
  | { readonly kind: 'outdated'; readonly ageSeconds: number };

/** How many waiting jobs are one task's worth, and how that is known. */
export type Pace =
  | {
      readonly kind: 'learnt';
      readonly perTask: number;
      readonly jobsPerTaskMinute: number;
      readonly busyMinutes: number;
      readonly delaySeconds: number;
      /** What was measured, where it was too far from what is stated to be believed. */
      readonly boundedFrom: number | null;
    }
  | {
      readonly kind: 'unlearnt';
      readonly perTask: number;
      readonly busyMinutes: number;
      readonly leastBusyMinutes: number;
    }
  | { readonly kind: 'outdated'; readonly perTask: number; readonly ageSeconds: number };

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
  | { readonly kind: 'paced'; readonly rule: string; readonly pace: Pace }
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
  /** The signal was not due on this tick. */
  | { readonly kind: 'unread'; readonly rule: string; readonly signal: string }
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
      readonly kind: 'assured';
      readonly rule: string;
      readonly signal: string;
      readonly latest: Point;
      readonly limit: number;
      readonly riskRatio: number;
      /** From the newest measurement until new tasks are at work. */
      readonly leadSeconds: number;
      /** What demand may come to, as a multiple of the present. */
      readonly headroomRatio: number;
      readonly basis: Assurance;
      /** Tasks that run without being measured, each counted as needed on the way in. */
      readonly unmeasured: number;
      readonly exact: number;
      readonly want: number;
      readonly urgency: Urgency;
    }
  | {
      readonly kind: 'foreseen';
      readonly rule: string;
      readonly signal: string;
      readonly target: number;
      readonly level: number;
      readonly leadSeconds: number;
      /** Load of the whole service over the lead, in units of the signal: expected, and stayed below at that level. */
      readonly expected: number;
      readonly upper: number;
      readonly floor: number;
      /** What the load expected over the hold needs, so that it is not taken away before. */
      readonly kept: number;
      readonly holdSeconds: number;
    }
  | {
      readonly kind: 'advised';
      readonly rule: string;
      readonly signal: string;
      readonly doubt: Doubt;
      /** What the floor would be; `null` where nothing is known. */
      readonly floor: number | null;
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
