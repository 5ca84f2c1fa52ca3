/** The OpenAPI document, made of the routes: what is published is what is checked. */
import * as z from 'zod';
import { type ProblemStatus, problemSchema, problemTitles } from './http/problem.ts';
import type { Route } from './http/route.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const componentPath = (id: string): string => `#/components/schemas/${id}`;

/** With what every JSON Schema of its own says and one inside a document must not. */
const bare = ({ $schema: _schema, $id: _id, ...schema }: JsonSchema): JsonSchema => schema;

const answerId = ({ operationId }: Route): string =>
  `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Answer`;

/** Answers under their names; parts that carry a name of their own, such as Service, apart from them. */
const components = (routes: readonly Route[]): Readonly<Record<string, JsonSchema>> => {
  const registry = z.registry<{ id: string }>();
  registry.add(problemSchema, { id: 'Problem' });
  for (const route of routes) {
    const named = route.answer.meta()?.id;
    if (!registry.has(route.answer)) registry.add(route.answer, { id: named ?? answerId(route) });
  }
  const { schemas } = z.toJSONSchema(registry, { uri: componentPath, target: 'draft-2020-12' });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
};

const answerRef = (route: Route): JsonSchema => ({
  $ref: componentPath(route.answer.meta()?.id ?? answerId(route)),
});

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
});

const parametersIn = (where: 'path' | 'query', schema: z.ZodObject) => {
  const { properties, required } = objectSchema.parse(z.toJSONSchema(schema, { io: 'input' }));
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
  const schema = bare(z.toJSONSchema(body, { io: 'input' }));
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

const responses = (route: Route) => {
  const problems = [...new Set([...usualProblems(route), ...route.problems])].sort();
  const shown = problems.filter((status) => !route.alsoWith?.includes(status));
  return Object.fromEntries([
    [200, json('application/json', route.summary, answerRef(route))],
    ...(route.alsoWith ?? []).map((status) => [
      status,
      json('application/json', 'As with 200, and not well', answerRef(route)),
    ]),
    ...shown.map((status) => [
      status,
      json('application/problem+json', problemTitles[status], { $ref: componentPath('Problem') }),
    ]),
  ]);
};

const operation = (route: Route) => ({
  operationId: route.operationId,
  summary: route.summary,
  parameters: [...parametersIn('path', route.params), ...parametersIn('query', route.query)],
  ...(hasFields(route.body) ? { requestBody: requestBody(route) } : {}),
  responses: responses(route),
});

const pathsOf = (routes: readonly Route[]) =>
  Object.fromEntries(
    [...Map.groupBy(routes, ({ path }) => path)].map(([path, same]) => [
      path,
      Object.fromEntries(same.map((route) => [route.method.toLowerCase(), operation(route)])),
    ]),
  );

export const openApiOf = (routes: readonly Route[]) => ({
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
  paths: pathsOf(routes),
  components: {
    schemas: components(routes),
    securitySchemes: {
      sigv4: {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description: 'AWS Signature Version 4',
      },
    },
  },
});
