/** Services that no tick decides about, and phases of the look that failed. */
import type { AlertCode } from '#config/alert-settings.ts';
import type { ServiceKey } from '#engine/model.ts';
import { guides } from '#lib/alerts/guide.ts';
import type { Trouble } from '#lib/tick/trouble.ts';
import { failureOf } from './attempt.ts';
import type { Examined, Finding } from './finding.ts';
import { note, wrong } from './finding.ts';

const failedFinding = (error: Error): Finding =>
  failureOf({ what: 'what a tick needs of it', action: 'the action that is named' }, error);

/** What the phases raised, by whom it is about. A reason that is an alert as well is told in full among those. */
export const leftOut = (
  { skipped, failed, alerts }: Trouble,
  /** Whose failures are told elsewhere. */
  toldAlready: ReadonlySet<string>,
): readonly Examined[] => {
  const told = new Map<ServiceKey, AlertCode>();
  for (const { service, code } of alerts) if (service !== null) told.set(service, code);
  return [
    ...skipped.map(({ service, why }): Examined => {
      const code = told.get(service);
      const finding =
        code === undefined
          ? note(`it is left out: ${why}`, 'nothing, if that is meant')
          : wrong(`it is left out: ${why}`, guides[code].todo);
      return { subject: service, findings: [finding] };
    }),
    ...failed
      .filter(({ service }) => !toldAlready.has(service))
      .map(({ service, error }) => ({ subject: service, findings: [failedFinding(error)] })),
  ];
};
