/** One answer for one service: what is predicted, what to do about it, what that saves, and what it risks. */
import type { Forecast, Lead } from '#engine/foresight/forecast.ts';
import type { Outlook } from '../outlook.ts';
import { type Overall, overallOf } from './overall.ts';
import { type Leads, type Prediction, predictionOf } from './prediction.ts';
import { type Present, type Recommendation, recommend } from './recommend.ts';
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
  /** Every hour for a day. */
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

type Moment = { readonly aheadMs: number; readonly leads: Leads };

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
  const advised = ({ aheadMs, leads }: Moment) => {
    const prediction = predictionOf(aheadMs, leads, present.tasks);
    return { leads, prediction, recommendation: recommend(prediction, present) };
  };
  const near = momentsOf(input, 'near').map(advised);
  const far = momentsOf(input, 'far').map(advised);
  const told = ({ prediction, recommendation }: ReturnType<typeof advised>): Advised => ({
    ...prediction,
    recommendation,
  });
  return {
    steps: near.map(told),
    hours: far.map(told),
    overall: overallOf(near.map(told), present),
    saving: savingOf(far, goal, present, dollarsPerTaskHour),
    risk: {
      followed: riskOf(near.map(({ leads, recommendation: { tasks } }) => ({ leads, tasks }))),
      unheeded: riskOf(near.map(({ leads }) => ({ leads, tasks: present.tasks }))),
    },
  };
};
