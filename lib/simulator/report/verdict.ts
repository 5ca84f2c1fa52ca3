/** Who won, by how much, in one sentence. It is about the numbers, so it says as plainly when we lost. */
import { figure, percent } from './numbers.ts';
import type { Contender } from './report.ts';

export type Outcome = 'won' | 'lost' | 'traded' | 'tied';

/** Below half a percent two runs cost the same, for all that anybody could tell from a bill. */
const sameCostRatio = 0.005;

/** A minute in a week. */
const sameViolatedPct = 0.01;

type Side = -1 | 0 | 1;

const sideOf = (ours: number, theirs: number, same: number): Side => {
  if (Math.abs(ours - theirs) <= same) return 0;
  return ours < theirs ? 1 : -1;
};

type Scored = Pick<Contender, 'label' | 'score'>;

const sidesOf = (ours: Scored['score'], theirs: Scored['score']) => ({
  safer: sideOf(ours.violatedPct, theirs.violatedPct, sameViolatedPct),
  cheaper: sideOf(ours.taskHours, theirs.taskHours, theirs.taskHours * sameCostRatio),
});

export const outcomeOf = (ours: Scored, theirs: Scored): Outcome => {
  const { safer, cheaper } = sidesOf(ours.score, theirs.score);
  if (safer === 0 && cheaper === 0) return 'tied';
  if (safer >= 0 && cheaper >= 0) return 'won';
  return safer <= 0 && cheaper <= 0 ? 'lost' : 'traded';
};

const openings: Readonly<Record<Outcome, (ours: string, theirs: string) => string>> = {
  won: (ours, theirs) => `${ours} beat ${theirs}`,
  lost: (ours, theirs) => `${theirs} beat ${ours}`,
  traded: (ours, theirs) => `${ours} and ${theirs} traded safety for cost`,
  tied: (ours, theirs) => `${ours} and ${theirs} came out the same`,
};

const violations = (ours: number, theirs: number): string => {
  const both = `${percent(ours)} of minutes violated against ${percent(theirs)}`;
  if (sideOf(ours, theirs, sameViolatedPct) === 0) return both;
  if (ours === 0) return `${both}, none where the other had some`;
  if (theirs === 0) return `${both}, some where the other had none`;
  const factor = Math.max(ours, theirs) / Math.min(ours, theirs);
  return `${both}, ${figure(factor)} times ${ours < theirs ? 'fewer' : 'more'}`;
};

const hours = (ours: number, theirs: number): string => {
  const both = `${figure(ours)} task-hours against ${figure(theirs)}`;
  if (theirs === 0) return both;
  const change = (100 * (ours - theirs)) / theirs;
  if (Math.abs(change) < 0.05) return `${both}, the same`;
  return `${both}, ${percent(Math.abs(change))} ${change < 0 ? 'less' : 'more'}`;
};

export const verdictOf = (ours: Scored, theirs: Scored): string => {
  const opening = openings[outcomeOf(ours, theirs)](ours.label, theirs.label);
  const sentence = opening.charAt(0).toUpperCase() + opening.slice(1);
  const { score: mine } = ours;
  const { score: other } = theirs;
  return `${sentence}: ${violations(mine.violatedPct, other.violatedPct)}, and ${hours(mine.taskHours, other.taskHours)}.`;
};
