/** One service that a tick can decide about: is it really scaled, and by something that works. */
import { boundsFor } from '#engine/bounds.ts';
import { breakerCauses } from '#engine/breaker/causes.ts';
import { enablingTag } from '#lib/telemetry.ts';
import type { Assessed } from '#lib/tick/assess.ts';
import { type Finding, fine, note, wrong } from './finding.ts';
import { signalFindings } from './signals.ts';

const modeFinding = ({ policy, observation }: Assessed): Finding => {
  if (observation.view.tags[enablingTag.key] !== enablingTag.value) {
    return wrong(
      `it lacks the tag ${enablingTag.key}=${enablingTag.value}, so it is only observed`,
      'tag the service in ECS; the role may change no other',
    );
  }
  if (policy.mode === 'observe') {
    return note('it is only observed: nothing is changed', 'set mode: act where you trust it');
  }
  return fine('it is tagged and acted on');
};

const boundsFinding = ({ policy, windows, overrides, observation }: Assessed): Finding => {
  const { min, max } = boundsFor({ policy, windows, overrides, view: observation.view });
  const sources = min.source === max.source ? min.source : `${min.source} and the ${max.source}`;
  const what = `it may have ${min.tasks} to ${max.tasks} tasks by the ${sources}`;
  if (min.tasks < max.tasks) return fine(what);
  return note(`${what}: there is nothing to choose`, 'raise max, or lower min');
};

const breakerFinding = ({ state: { breaker } }: Assessed): readonly Finding[] => {
  if (breaker.kind === 'closed') return [];
  const since = new Date(breaker.sinceMs).toISOString();
  return [
    wrong(
      `its circuit breaker is ${breaker.kind} since ${since}, because ${breakerCauses[breaker.cause]}`,
      'repair the cause; it tries again by itself, or at once after flyball reset-breaker',
    ),
  ];
};

/** What ECS is at, as far as it hinders scaling. */
const deploymentFindings = ({ observation: { view } }: Assessed): readonly Finding[] => {
  const { rollout, failedTasks, running, desired, pending } = view;
  const counts = `${running} of ${desired} tasks run, ${pending} are pending`;
  if (failedTasks > 0) {
    return [
      wrong(
        `${failedTasks} tasks in a row failed to start; ${counts}`,
        'look at the events and stopped tasks of the service: image, health check, capacity',
      ),
    ];
  }
  if (rollout === 'in-progress') {
    return [
      note(
        `a deployment is in progress, which holds scale-in; ${counts}`,
        'if it goes on for long, look at the events of the service',
      ),
    ];
  }
  return [fine(`no deployment is under way; ${counts}`)];
};

export const serviceFindings = (assessed: Assessed): readonly Finding[] => [
  modeFinding(assessed),
  boundsFinding(assessed),
  ...breakerFinding(assessed),
  ...deploymentFindings(assessed),
  ...signalFindings(assessed),
];
