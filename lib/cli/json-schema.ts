/** The fleet file's JSON Schema, for editors. It shows the shape; `flyball validate` checks everything. */
import * as z from 'zod';
import { fleetSchema } from '#config/schema.ts';

export const fleetJsonSchema = (): string => {
  const schema = z.toJSONSchema(fleetSchema, { io: 'input', reused: 'ref' });
  const { $schema, ...rest } = schema;
  const named = {
    $schema,
    title: 'Flyball fleet file',
    description: 'Which ECS services Flyball scales, and how. Every key is optional.',
    ...rest,
  };
  return `${JSON.stringify(named, null, 2)}\n`;
};
