/** The OpenAPI document, made of the routes: what is published is what is checked. */
import * as z from 'zod';
import { type ProblemStatus, problemSchema, problemTitles } from './http/problem.ts';
import type { Route } from './http/route.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const componentPath = (id: string): string => `#/components/schemas/${id}`;

/** With what every JSON Schema of its own says and one inside a document must not. */
const bare = ({ $schema: _schema, $id: _id, ...schema }: JsonSchema): JsonSchema => schema;

/** The pattern of a date is 300 characters that say no more than its format. */
const plainDates = ({
  jsonSchema,
}: {
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}): void => {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
};

const asInput = (schema: z.ZodType): JsonSchema =>
  bare(z.toJSONSchema(schema, { io: 'input', override: plainDates }));

const answerId = ({ operationId }: Route): string =>
  `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Answer`;

type Parts = Readonly<Record<string, z.ZodType>>;

type Names = z.core.$ZodRegistry<{ id: string }>;

/** Answers under their names, and what is part of several of them apart, so that a client gets one type for it. */
const namesOf = (routes: readonly Route[], parts: Parts): Names => {
  const names = z.registry<{ id: string }>();
  for (const [id, part] of Object.entries(parts)) names.add(part, { id });
  names.add(problemSchema, { id: 'Problem' });
  for (const route of routes) {
    if (!names.has(route.answer)) names.add(route.answer, { id: answerId(route) });
  }
  return names;
};

const components = (names: Names): Readonly<Record<string, JsonSchema>> => {
  const { schemas } = z.toJSONSchema(names, { uri: componentPath, override: plainDates });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
};

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
});

const parametersIn = (where: 'path' | 'query', schema: z.ZodObject) => {
  const { properties, required } = objectSchema.parse(asInput(schema));
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    ...(description === undefined ? {} : { description }),
    required: where === 'path' || required.includes(name),
    schema: rest,
  }));
};

const hasFields = (schema: z.ZodObject): boolean => Object.keys(schema.shape).length > 0;

const requestBody = ({ body }: Route) => {
  const schema = asInput(body);
  const { required } = objectSchema.parse(schema);
  return { required: required.length > 0, content: { 'application/json': { schema } } };
};

const json = (type: string, description: string, schema: JsonSchema) => ({
  description,
  content: { [type]: { schema } },
});

/** These may come of any request. */
const usualProblems = (route: Route): readonly ProblemStatus[] => [
  400,
  403,
  ...(hasFields(route.body) ? ([413, 415] as const) : []),
  500,
  503,
];

const responses = (route: Route, names: Names) => {
  const problems = [...new Set([...usualProblems(route), ...route.problems])].sort();
  const shown = problems.filter((status) => !route.alsoWith?.includes(status));
  const answer = { $ref: componentPath(names.get(route.answer)?.id ?? answerId(route)) };
  return Object.fromEntries([
    [200, json('application/json', route.summary, answer)],
    ...(route.alsoWith ?? []).map((status) => [
      status,
      json('application/json', 'As with 200, and not well', answer),
    ]),
    ...shown.map((status) => [
      status,
      json('application/problem+json', problemTitles[status], { $ref: componentPath('Problem') }),
    ]),
  ]);
};

const operation = (route: Route, names: Names) => ({
  operationId: route.operationId,
  summary: route.summary,
  parameters: [...parametersIn('path', route.params), ...parametersIn('query', route.query)],
  ...(hasFields(route.body) ? { requestBody: requestBody(route) } : {}),
  responses: responses(route, names),
});

const pathsOf = (routes: readonly Route[], names: Names) =>
  Object.fromEntries(
    [...Map.groupBy(routes, ({ path }) => path)].map(([path, same]) => [
      path,
      Object.fromEntries(
        same.map((route) => [route.method.toLowerCase(), operation(route, names)]),
      ),
    ]),
  );

export const openApiOf = (routes: readonly Route[], parts: Parts) => {
  const names = namesOf(routes, parts);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Flyball',
      version: '1',
      description:
        'Watch and steer the autoscaler. The server is the Function URL of the stack (output `ControlUrl`); requests are signed with AWS Signature Version 4 for the service `lambda`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The Function URL' }],
    security: [{ sigv4: [] }],
    paths: pathsOf(routes, names),
    components: {
      schemas: components(names),
      securitySchemes: {
        sigv4: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'AWS Signature Version 4',
        },
      },
    },
  };
};
