/** The loads that a bench is run on: the CSV files of the folder in TRACES, else those that Flyball makes up. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { generatedLoads, generateLoad } from '#simulator/loads/generated/catalogue.ts';
import type { Load } from '#simulator/loads/load.ts';
import { parseLoad } from '#simulator/loads/parse-load.ts';
import { usualPlant } from '#simulator/trial/setup.ts';

const { TRACES: folder } = process.env;

/** As it is quoted beside a table: whose traces, and not where they lay. */
export const quotedCommand = (script: string): string =>
  `${folder === undefined ? '' : `TRACES=${basename(folder)} `}node ${script}`;

/** Paths, in order; `null` without TRACES. */
export const traceFiles = (): readonly string[] | null => {
  if (folder === undefined) return null;
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  if (names.length > 0) return names.toSorted().map((name) => join(folder, name));
  throw new Error(`There is no CSV file in ${folder}; name a folder with traces in TRACES`);
};

const loadFrom = (path: string): Load => {
  const parsed = parseLoad(basename(path, '.csv'), readFileSync(path, 'utf8'));
  if (parsed.kind === 'valid') return parsed.load;
  throw new Error(`${path}: ${parsed.problem}`);
};

/** One at a time, since a long trace takes hundreds of megabytes. */
export function* benchLoads(): Generator<Load> {
  const files = traceFiles();
  if (files === null) for (const each of generatedLoads) yield generateLoad(each, usualPlant.seed);
  else for (const path of files) yield loadFrom(path);
}
