/** The fleet file of a running stack, whose parameters may have changed since it was checked. */
import { defaultParameters } from './parameter-values.ts';
import type { ParameterValues } from './parameters.ts';
import { type ParsedFleet, parseFleet } from './parse.ts';

/**
 * The file is held against the default parameters, as at synth. The deployed ones may contradict a single service of
 * it, such as `min: 8` under DefaultMax 5; that service is refused on every tick, and all others go on being scaled.
 */
export const parseDeployedFleet = (yaml: string, parameters: ParameterValues): ParsedFleet => {
  const parsed = parseFleet(yaml, defaultParameters);
  return parsed.kind === 'invalid' ? parsed : { ...parsed, fleet: { ...parsed.fleet, parameters } };
};
