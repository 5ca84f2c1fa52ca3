/** Writes what is made from the code: the JSON Schemas of fleet file and events, and references in README.md and docs/. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fleetJsonSchema } from '#cli/json-schema.ts';
import { withParameterReference } from '#cli/readme-reference.ts';
import { withAlertReference } from '#lib/alerts/reference.ts';
import { eventJsonSchema, withEventReference } from '#lib/events/reference.ts';

const schemaFile = new URL('../docs/fleet.schema.json', import.meta.url);
const alertsFile = new URL('../docs/ALERTS.md', import.meta.url);
const eventsFile = new URL('../docs/EVENTS.md', import.meta.url);
const eventSchemaFile = new URL('../docs/events.schema.json', import.meta.url);
const readmeFile = new URL('../README.md', import.meta.url);

await mkdir(new URL('.', schemaFile), { recursive: true });
await writeFile(schemaFile, fleetJsonSchema());
if (existsSync(readmeFile)) {
  await writeFile(readmeFile, withParameterReference(await readFile(readmeFile, 'utf8')));
}
await writeFile(eventsFile, withEventReference(await readFile(eventsFile, 'utf8')));
await writeFile(eventSchemaFile, eventJsonSchema());
await writeFile(alertsFile, withAlertReference(await readFile(alertsFile, 'utf8')));
