/** The one service that somebody asks about, among all that were assessed. */
import type { Home } from '#config/fleet.ts';
import { nearest } from '#config/nearest.ts';
import type { Assessed, Assessment } from '#lib/tick/assess.ts';
import { leftOut, shortName } from './assessment-view.ts';
import { CliFailure } from './usage-error.ts';

/** A service that is not among the decided ones: because it was left out, or because it is not enrolled. */
const absence = (service: string, assessment: Assessment, home: Home): CliFailure => {
  const { skipped, failed } = leftOut(assessment, home);
  const known = [...skipped, ...failed].find((each) => each.service === service);
  if (known !== undefined) return new CliFailure(`${service} is left out: ${known.why}`);
  const close = nearest(
    service,
    assessment.enrolled.map((id) => shortName(id, home)),
  );
  const hint =
    close === null
      ? 'tag it flyball:enabled=true, or list it in the fleet file'
      : `did you mean ${close}?`;
  return new CliFailure(`${service} is not enrolled; ${hint}`);
};

export const assessedNamed = (service: string, assessment: Assessment, home: Home): Assessed => {
  const found = assessment.assessed.find(
    ({ decision }) => shortName(decision.service, home) === service,
  );
  if (found === undefined) throw absence(service, assessment, home);
  return found;
};
