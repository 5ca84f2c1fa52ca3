/** A day of advice that is followed: each hour begins with the count that the hour before ended with. */
import { type Leads, predictionOf } from './prediction.ts';
import { type Present, type Recommendation, recommend } from './recommend.ts';

export type Moment = { readonly aheadMs: number; readonly leads: Leads };

export type AdvisedMoment = Moment & { readonly recommendation: Recommendation };

export const advisedAt = (moment: Moment, present: Present): AdvisedMoment => {
  const prediction = predictionOf(moment.aheadMs, moment.leads, present.tasks);
  return { ...moment, recommendation: recommend(prediction, present) };
};

/** Requests are a rush against those of the hour before, since its tasks were enough for them. */
const after = ({ leads, recommendation }: AdvisedMoment, before: Present): Present => ({
  ...before,
  tasks: recommendation.tasks,
  requests: leads.requests?.expected ?? before.requests,
});

export const follow = (hours: readonly Moment[], now: Present): readonly AdvisedMoment[] => {
  const followed: AdvisedMoment[] = [];
  let present = now;
  for (const hour of hours) {
    const advised = advisedAt(hour, present);
    followed.push(advised);
    present = after(advised, present);
  }
  return followed;
};
