/** The decisions that change something, or would. */
import { shownKeyOf } from '#lib/shown-name.ts';
import { localHome } from '../arns.ts';
import type { LoggedDecision } from '../journal.ts';
import type { Decision } from './wire.ts';

export type DecisionFeed = {
  readonly add: (decision: LoggedDecision) => void;
  readonly all: () => Decision[];
  /** Those since this was last asked. */
  readonly news: () => Decision[];
};

const mostKept = 300;

const decisionOf = (logged: LoggedDecision, observed: boolean): Decision => {
  const { atMs, from, to, asked, urgency, why, hindrance } = logged;
  const service = shownKeyOf(logged.service, localHome);
  const id = `${service}@${atMs}`;
  return { id, atMs, service, from, to, asked, urgency, why, hindrance, observed };
};

export const createDecisionFeed = (isObserved: (service: string) => boolean): DecisionFeed => {
  const kept: Decision[] = [];
  const lastWish = new Map<string, string>();
  let told = 0;

  /** A service that is only observed wishes for the same again every minute. */
  const isRepeated = ({ service, from, to, observed }: Decision): boolean => {
    const wish = `${from} ${to}`;
    const repeated = observed && lastWish.get(service) === wish;
    lastWish.set(service, wish);
    return repeated;
  };

  return {
    add: (logged) => {
      if (logged.from === logged.to) return;
      const decision = decisionOf(logged, isObserved(shownKeyOf(logged.service, localHome)));
      if (isRepeated(decision)) return;
      kept.push(decision);
      if (kept.length <= mostKept) return;
      kept.shift();
      told = Math.max(0, told - 1);
    },
    all: () => [...kept],
    news: () => {
      const news = kept.slice(told);
      told = kept.length;
      return news;
    },
  };
};
