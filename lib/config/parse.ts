/** Fleet text in, a fleet or every problem out. Used unchanged at synth, by the CLI and at cold start. */
import { crossCheck } from './cross-check.ts';
import type { Fleet } from './fleet.ts';
import { problemsFrom } from './issues.ts';
import type { ParameterValues } from './parameters.ts';
import { takeApart } from './parts.ts';
import { type Problem, toldOnce } from './problem.ts';
import { fleetSchema } from './schema.ts';
import { readYaml } from './yaml.ts';

export type ParsedFleet =
  | { readonly kind: 'valid'; readonly fleet: Fleet }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** An empty file, or one of comments only, is a fleet that is enrolled by tags alone. */
export const parseFleet = (yamlText: string, parameters: ParameterValues): ParsedFleet => {
  const yaml = readYaml(yamlText);
  if (yaml.kind === 'invalid') return yaml;
  const raw = yaml.value ?? {};
  const shape = fleetSchema.safeParse(raw);
  const fleet = takeApart(raw, parameters);
  const problems = toldOnce([
    ...(shape.success ? [] : problemsFrom(shape.error.issues, raw)),
    ...crossCheck(fleet),
  ]);
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'valid', fleet };
};
