/** Whether rules that look ahead look as far as tasks take to start. */
import type { Policy } from '#engine/policy.ts';
import { type Finding, fine, note } from './finding.ts';

/** As measured from a service's own past. */
export type MeasuredLag = {
  readonly seconds: number;
  /** Nine in ten were as fast. */
  readonly slowSeconds: number;
  readonly starts: number;
};

type Lead = { readonly rule: string; readonly leadSeconds: number };

const leadsOf = ({ rules }: Policy): readonly Lead[] =>
  rules.flatMap((rule): readonly Lead[] => {
    if (rule.kind === 'assure' || rule.kind === 'forecast') {
      return [{ rule: rule.name, leadSeconds: rule.leadSeconds }];
    }
    if (rule.kind !== 'track' || rule.trend === null) return [];
    return [{ rule: rule.name, leadSeconds: rule.trend.leadSeconds }];
  });

export const startLagFindings = (
  measured: MeasuredLag | null,
  policy: Policy,
  intervalSeconds: number,
): readonly Finding[] => {
  if (measured === null) {
    return [
      note(
        'too few starts were seen in the last day to say how long its tasks take to start',
        'nothing; ask again when it has been scaled out a few times',
      ),
    ];
  }
  const { seconds, slowSeconds, starts } = measured;
  const seen = `its tasks run ${Math.round(seconds)} s after they are asked for, ${Math.round(slowSeconds)} s at the slowest tenth, over ${starts} starts`;
  // A tick may have just passed when demand rises.
  const neededSeconds = Math.ceil(slowSeconds + intervalSeconds);
  const short = leadsOf(policy).filter(({ leadSeconds }) => leadSeconds < neededSeconds);
  return [
    fine(seen),
    ...short.map(({ rule, leadSeconds }) =>
      note(
        `rule ${rule} looks ${leadSeconds} s ahead, less than the ${neededSeconds} s that a start and the wait for a tick take`,
        `set its lead to ${Math.ceil(neededSeconds / 60)}m, or make tasks start faster`,
      ),
    ),
  ];
};
