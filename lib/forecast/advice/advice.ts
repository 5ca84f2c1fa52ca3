/** One answer for one service: what is predicted, what to do about it, what that saves, and what it risks. */
import type { Forecast, Lead } from '#engine/foresight/forecast.ts';
import type { Outlook } from '../outlook.ts';
import { type AdvisedMoment, advisedAt, follow, type Moment } from './follow.ts';
import { type Overall, overallOf } from './overall.ts';
import { type Prediction, predictionOf } from './prediction.ts';
import type { Present, Recommendation } from './recommend.ts';
import { type Risk, riskOf } from './risk.ts';
import { type Goal, type Saving, savingOf } from './saving.ts';

export type AdviceInput = {
  readonly cpu: Outlook | null;
  readonly memory: Outlook | null;
  readonly requests: Outlook | null;
  readonly present: Present;
  readonly goal: Goal | null;
  readonly dollarsPerTaskHour: number;
};

export type Advised = Prediction & { readonly recommendation: Recommendation };

export type Advice = {
  /** Every five minutes for two hours. */
  readonly steps: readonly Advised[];
  /** Every hour for a day, each advised from the count that the hour before ended with. */
  readonly hours: readonly Advised[];
  readonly overall: Overall;
  readonly saving: Saving;
  readonly risk: {
    readonly followed: Risk;
    /** With as many tasks as there are. */
    readonly unheeded: Risk;
  };
};

type Reach = keyof Outlook;

const leadsOf = (outlook: Outlook | null, reach: Reach): readonly Lead[] => {
  const made: Forecast | undefined = outlook?.[reach];
  return made?.kind === 'forecast' ? made.leads : [];
};

/** Forecasts are made at one moment and in equal steps, so their leads stand side by side. */
const momentsOf = ({ cpu, memory, requests }: AdviceInput, reach: Reach): readonly Moment[] => {
  const [ofCpu, ofMemory, ofRequests] = [cpu, memory, requests].map((each) => leadsOf(each, reach));
  const longest = [ofCpu, ofMemory, ofRequests].toSorted(
    (a, b) => (b?.length ?? 0) - (a?.length ?? 0),
  )[0];
  return (longest ?? []).map(({ aheadMs }, index) => ({
    aheadMs,
    leads: {
      cpu: ofCpu?.[index] ?? null,
      memory: ofMemory?.[index] ?? null,
      requests: ofRequests?.[index] ?? null,
    },
  }));
};

export const advise = (input: AdviceInput): Advice => {
  const { present, goal, dollarsPerTaskHour } = input;
  const told = ({ aheadMs, leads, recommendation }: AdvisedMoment): Advised => ({
    ...predictionOf(aheadMs, leads, present.tasks),
    recommendation,
  });
  const near = momentsOf(input, 'near').map((moment) => advisedAt(moment, present));
  const far = follow(momentsOf(input, 'far'), present);
  return {
    steps: near.map(told),
    hours: far.map(told),
    overall: overallOf(near, present),
    saving: savingOf(far, goal, present, dollarsPerTaskHour),
    risk: {
      followed: riskOf(near.map(({ leads, recommendation: { tasks } }) => ({ leads, tasks }))),
      unheeded: riskOf(near.map(({ leads }) => ({ leads, tasks: present.tasks }))),
    },
  };
};
