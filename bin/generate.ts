/** Writes what is made from the code: the fleet file's JSON Schema, the API's document, the README's parameter reference. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fleetJsonSchema } from '#cli/json-schema.ts';
import { withParameterReference } from '#cli/readme-reference.ts';
import { openApiJson } from '#lib/control/routes.ts';

const schemaFile = new URL('../docs/fleet.schema.json', import.meta.url);
const openApiFile = new URL('../docs/openapi.json', import.meta.url);
const readmeFile = new URL('../README.md', import.meta.url);

await mkdir(new URL('.', schemaFile), { recursive: true });
await writeFile(schemaFile, fleetJsonSchema());
await writeFile(openApiFile, openApiJson());
if (existsSync(readmeFile)) {
  await writeFile(readmeFile, withParameterReference(await readFile(readmeFile, 'utf8')));
}
