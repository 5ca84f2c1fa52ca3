/** Writes what is made from the code: JSON Schemas, the API's document, and the references in README.md and docs/. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { longPriceTable, shortPriceTable, withPrices } from '#cli/cost/reference.ts';
import { fleetJsonSchema } from '#cli/json-schema.ts';
import { withParameterReference } from '#cli/readme-reference.ts';
import { withAlertReference } from '#lib/alerts/reference.ts';
import { openApiJson } from '#lib/control/routes.ts';
import { eventJsonSchema, withEventReference } from '#lib/events/reference.ts';

const schemaFile = new URL('../docs/fleet.schema.json', import.meta.url);
const openApiFile = new URL('../docs/openapi.json', import.meta.url);
const costFile = new URL('../docs/COST.md', import.meta.url);
const alertsFile = new URL('../docs/ALERTS.md', import.meta.url);
const eventsFile = new URL('../docs/EVENTS.md', import.meta.url);
const eventSchemaFile = new URL('../docs/events.schema.json', import.meta.url);
const readmeFile = new URL('../README.md', import.meta.url);

await mkdir(new URL('.', schemaFile), { recursive: true });
await writeFile(schemaFile, fleetJsonSchema());
await writeFile(openApiFile, openApiJson());
if (existsSync(readmeFile)) {
  const readme = withParameterReference(await readFile(readmeFile, 'utf8'));
  await writeFile(readmeFile, withPrices(readme, 'README.md', shortPriceTable()));
}
await writeFile(
  costFile,
  withPrices(await readFile(costFile, 'utf8'), 'docs/COST.md', longPriceTable()),
);
await writeFile(alertsFile, withAlertReference(await readFile(alertsFile, 'utf8')));
await writeFile(eventsFile, withEventReference(await readFile(eventsFile, 'utf8')));
await writeFile(eventSchemaFile, eventJsonSchema());
