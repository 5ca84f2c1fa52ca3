/** Whether each account and region can be reached, its services looked at, and a tick of them fits into its quotas. */
import type { Home } from '#config/fleet.ts';
import { homeKeyOf } from '#config/homes.ts';
import type { Assessed, Assessment } from '#lib/tick/assess.ts';
import { homeSubjects } from '#lib/tick/home-trouble.ts';
import { failureOf } from './attempt.ts';
import { type Finding, fine, note, wrong } from './finding.ts';
import { fleetSize, quotaFindings } from './quotas.ts';

export type HomesSeen = {
  readonly homes: readonly Home[];
  readonly assessment: Pick<Assessment, 'assessed' | 'enrolled' | 'trouble'>;
  readonly intervalSeconds: number;
};

/** Under these names the trouble of a home is told, which is not that of a service. */
export const subjectsOf = (homes: readonly Home[]): ReadonlySet<string> =>
  new Set(homes.flatMap((home) => Object.values(homeSubjects).map((subject) => subject(home))));

/** What each of these tells about, and the permission that it takes. */
const asked = {
  discovery: { what: 'its tagged services', action: 'tag:GetResources' },
  services: { what: 'its services', action: 'ecs:DescribeServices' },
  rivals: {
    what: 'its targets of Application Auto Scaling',
    action: 'application-autoscaling:DescribeScalableTargets',
  },
} as const satisfies Readonly<Record<keyof typeof homeSubjects, object>>;

const failureIn = (home: Home, subject: keyof typeof asked, seen: HomesSeen): Finding | null => {
  const name = homeSubjects[subject](home);
  const failed = seen.assessment.trouble.failed.find(({ service }) => service === name);
  if (failed === undefined) return null;
  const { what, action } = asked[subject];
  return failureOf({ what: `${homeKeyOf(home)}: ${what}`, action }, failed.error);
};

const isUnmeasured = ({ observation: { readings } }: Assessed): boolean =>
  Object.values(readings).some(({ kind }) => kind === 'failed');

const counted = (count: number): string => (count === 1 ? '1 service' : `${count} services`);

const sightFinding = (key: string, enrolled: number, assessed: readonly Assessed[]): Finding => {
  if (enrolled === 0) {
    return note(
      `${key}: no service is enrolled there`,
      'tag one flyball:enabled=true, or take the region out of accounts: in the fleet file',
    );
  }
  const unmeasured = assessed.filter(isUnmeasured).length;
  if (unmeasured === 0) return fine(`${key}: ${counted(enrolled)}, looked at and measured`);
  return wrong(
    `${key}: signals of ${unmeasured} of ${counted(enrolled)} could not be read`,
    'see what is said of those services below',
  );
};

const findingsOf = (home: Home, seen: HomesSeen): readonly Finding[] => {
  const key = homeKeyOf(home);
  // Who may not even list services there will be refused everything else for the same reason.
  const shut = failureIn(home, 'discovery', seen) ?? failureIn(home, 'services', seen);
  if (shut !== null) return [shut];
  const rivals = failureIn(home, 'rivals', seen);
  const enrolled = seen.assessment.enrolled.filter((id) => homeKeyOf(id) === key);
  const assessed = seen.assessment.assessed.filter(
    ({ decision }) => homeKeyOf(decision.service) === key,
  );
  const quotas = quotaFindings(fleetSize(enrolled.length, assessed, seen.intervalSeconds));
  return [
    sightFinding(key, enrolled.length, assessed),
    ...(rivals === null ? [] : [rivals]),
    // What fits need not be said fifty times.
    ...quotas.flatMap((quota) =>
      quota.kind === 'fine' ? [] : [{ ...quota, what: `${key}: ${quota.what}` }],
    ),
  ];
};

export const homeFindings = (seen: HomesSeen): readonly Finding[] =>
  seen.homes.flatMap((home) => findingsOf(home, seen));
