/** The fleet file that a deployment ships, refused at synth if a cold start would refuse it. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AccountEntry } from '#config/accounts-schema.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { problemLine } from '#config/problem.ts';
import { projectRoot } from './project-root.ts';

export type FleetFile =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'valid';
      readonly path: string;
      readonly accounts: readonly AccountEntry[];
    }
  | { readonly kind: 'invalid'; readonly message: string };

/** Like `fleet.yaml` beside cdk.json; a file that was named must exist. */
const locate = (named: string | undefined): string | null => {
  if (named !== undefined) return resolve(named);
  const usual = join(projectRoot, 'fleet.yaml');
  return existsSync(usual) ? usual : null;
};

export const findFleetFile = (named: string | undefined): FleetFile => {
  const path = locate(named);
  if (path === null) return { kind: 'none' };
  if (!existsSync(path)) {
    const remedy = 'create it, or leave out --context fleet to enrol services by tag alone';
    return { kind: 'invalid', message: `The fleet file ${path} does not exist; ${remedy}.` };
  }
  const parsed = parseFleet(readFileSync(path, 'utf8'), defaultParameters);
  if (parsed.kind === 'valid') {
    return { kind: 'valid', path, accounts: parsed.fleet.accounts.map(({ settings }) => settings) };
  }
  const lines = parsed.problems.map((problem) => `  ${problemLine(problem)}`);
  const message = [`The fleet file ${path} is refused:`, ...lines].join('\n');
  return { kind: 'invalid', message };
};
