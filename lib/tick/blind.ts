import { boundsFor } from '#engine/bounds.ts';
import type { Assessed } from './assess.ts';

/** Put to zero by a pin or by its bounds, such as at night, a service has no signals and needs none. */
const isPutToZero = (assessed: Assessed): boolean => {
  const { decision, policy, windows, overrides, observation } = assessed;
  const { max } = boundsFor({ policy, windows, overrides, view: observation.view });
  const isOrdered = decision.reasons.some(({ kind }) => kind === 'ordered');
  return decision.from === 0 && decision.to === 0 && (isOrdered || max.tasks === 0);
};

/** One silent signal only holds scale-in; a service with no signal at all is not being scaled, at zero least of all. */
export const isBlind = (assessed: Assessed): boolean => {
  const { decision, policy } = assessed;
  const blind = decision.reasons.filter(({ kind }) => kind === 'no-data').length;
  return blind > 0 && blind >= policy.rules.length && !isPutToZero(assessed);
};
