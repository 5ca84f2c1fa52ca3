/**
 * The stack as `cdk deploy` would upload it: template and bundles, made by the CDK app itself in a process of its own,
 * because the local world must not import the constructs and must not be able to differ from them. It takes 2 s.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { projectRoot } from '../project-root.ts';
import { type Template, templateSchema } from './template.ts';

export type Assembly = { readonly directory: string; readonly template: Template };

export type AssemblyOptions = {
  /** Where to put it; must exist. */
  readonly directory: string;
  /** Absolute path of the fleet file; `null` leaves it to the app. */
  readonly fleetFile: string | null;
};

const run = promisify(execFile);

/** Thirty times what it takes on two slow cores; on two that others keep busy it was seen to take 60 s. */
const timeoutMs = 180_000;

const cdkJson = z.looseObject({ context: z.record(z.string(), z.unknown()) });

const contextOf = async (fleetFile: string | null): Promise<Readonly<Record<string, unknown>>> => {
  const { context } = cdkJson.parse(
    JSON.parse(await readFile(join(projectRoot, 'cdk.json'), 'utf8')),
  );
  return {
    ...context,
    // Tells in the template which folder of the assembly holds a function's code, as the CDK CLI asks for too.
    'aws:cdk:enable-asset-metadata': true,
    ...(fleetFile === null ? {} : { fleet: fleetFile }),
  };
};

const whyNot = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  const wasKilled = 'killed' in cause && cause.killed === true;
  return wasKilled
    ? `it took longer than ${timeoutMs / 1000} s, as it may on a busy machine; try again`
    : cause.message;
};

const synthesise = async ({ directory, fleetFile }: AssemblyOptions): Promise<void> => {
  const context = await contextOf(fleetFile);
  const env = {
    ...process.env,
    CDK_OUTDIR: directory,
    CDK_CONTEXT_JSON: JSON.stringify(context),
    // Half the time of a synthesis goes into CDK's rules for templates, which `cdk synth` and `cdk deploy` apply.
    CDK_VALIDATION: 'false',
  };
  try {
    await run(process.execPath, [join(projectRoot, 'bin/app.ts')], {
      cwd: projectRoot,
      env,
      timeout: timeoutMs,
    });
  } catch (cause) {
    throw new Error(
      `The stack cannot be synthesised, so there is nothing to run: ${whyNot(cause)}`,
      { cause },
    );
  }
};

export const assemble = async (options: AssemblyOptions): Promise<Assembly> => {
  await synthesise(options);
  const file = join(options.directory, 'Flyball.template.json');
  const template = templateSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return { directory: options.directory, template };
};
