/** What a policy promises of a signal, in the words of whoever tries it on the past. */
import type { Policy } from '../policy.ts';
import type { Promised } from './envelope.ts';
import { minuteMs } from './load-series.ts';

/** The count follows the highest wish of so many minutes, the newest included. */
export type HeldPromise = Promised & { readonly heldSteps: number };

/** A wish that stood when the window of scale-in began counts too. */
export const promisesOf = (
  { rules, stabilizeSeconds }: Policy,
  signal: string,
): readonly HeldPromise[] =>
  rules.flatMap((rule) =>
    rule.kind === 'assure' && rule.signal === signal
      ? [
          {
            limit: rule.limit,
            riskRatio: rule.riskRatio,
            heldSteps: 1 + Math.floor((stabilizeSeconds.in * 1000) / minuteMs),
          },
        ]
      : [],
  );
