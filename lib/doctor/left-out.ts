/** Services that no tick decides about, and phases of the look that failed. */
import type { ServiceKey } from '#engine/model.ts';
import type { Trouble } from '#lib/tick/trouble.ts';
import { failureOf } from './attempt.ts';
import type { Examined, Finding } from './finding.ts';
import { note, wrong } from './finding.ts';

const failedFinding = (error: Error): Finding =>
  failureOf({ what: 'what a tick needs of it', action: 'the action that is named' }, error);

/** What the phases raised, by whom it is about; the alert says more than the bare reason. */
export const leftOut = (
  { skipped, failed, alerts }: Trouble,
  /** Whose failures are told elsewhere. */
  toldAlready: ReadonlySet<string>,
): readonly Examined[] => {
  const told = new Map<ServiceKey, string>();
  for (const { service, message } of alerts) if (service !== null) told.set(service, message);
  return [
    ...skipped.map(({ service, why }): Examined => {
      const alert = told.get(service);
      const finding =
        alert === undefined
          ? note(`it is left out: ${why}`, 'nothing, if that is meant')
          : wrong(`it is left out: ${why}`, alert);
      return { subject: service, findings: [finding] };
    }),
    ...failed
      .filter(({ service }) => !toldAlready.has(service))
      .map(({ service, error }) => ({ subject: service, findings: [failedFinding(error)] })),
  ];
};
