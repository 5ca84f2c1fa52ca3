/**
 * A route as one piece: what it takes, what it answers, what it does. The router, the checks and the published
 * document are all made of it, so none of them can say anything else than the others.
 */
import * as z from 'zod';
import type { Actor } from '../audit.ts';
import type { ControlWorld } from '../world.ts';
import { HttpProblem, type Issue, type ProblemStatus } from './problem.ts';
import type { HttpRequest } from './request.ts';

export type Caller = { readonly actor: Actor; readonly sourceIp: string | null };

export type RouteInput<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
> = {
  readonly params: z.output<Params>;
  readonly query: z.output<Query>;
  readonly body: z.output<Body>;
  readonly caller: Caller;
};

export type RouteAnswer<Answer> = {
  /** @default 200 */
  readonly status?: number;
  readonly body: Answer;
};

type Definition<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
  Answer extends z.ZodType,
> = {
  readonly method: 'GET' | 'POST';
  /** Parameters in braces, as in OpenAPI. */
  readonly path: `/${string}`;
  readonly operationId: string;
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  /** No body is an empty object. */
  readonly body: Body;
  readonly answer: Answer;
  /** Statuses that the answer may come with besides 200. */
  readonly alsoWith?: readonly number[];
  /** Problems beyond those that every route may answer. */
  readonly problems: readonly ProblemStatus[];
  readonly handle: (
    input: RouteInput<Params, Query, Body>,
    world: ControlWorld,
  ) => Promise<RouteAnswer<z.output<Answer>>>;
};

/** A route whose types were checked where it was defined. */
export type Route = Omit<Definition<z.ZodObject, z.ZodObject, z.ZodObject, z.ZodType>, 'handle'> & {
  readonly run: (
    request: HttpRequest,
    caller: Caller,
    world: ControlWorld,
  ) => Promise<RouteAnswer<unknown>>;
};

const issuesOf = (where: string, error: z.ZodError | undefined): readonly Issue[] =>
  (error?.issues ?? []).map(({ path, message }) => ({
    path: [where, ...path].join('.'),
    message,
  }));

const refusal = (issues: readonly Issue[]): HttpProblem =>
  new HttpProblem(400, issues.map(({ path, message }) => `${path}: ${message}`).join('; '), {
    issues,
  });

export const defineRoute = <
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
  Answer extends z.ZodType,
>(
  definition: Definition<Params, Query, Body, Answer>,
): Route => {
  const { handle, ...route } = definition;
  return {
    ...route,
    run: async (request, caller, world) => {
      const read = {
        path: route.params.safeParse(request.params),
        query: route.query.safeParse(request.query),
        body: route.body.safeParse(request.body ?? {}),
      };
      if (!read.path.success || !read.query.success || !read.body.success) {
        throw refusal([
          ...issuesOf('path', read.path.error),
          ...issuesOf('query', read.query.error),
          ...issuesOf('body', read.body.error),
        ]);
      }
      const [params, query, body] = [read.path.data, read.query.data, read.body.data];
      return handle({ params, query, body, caller }, world);
    },
  };
};

/** For a route that takes no parameters there, or no body. */
export const nothing = z.strictObject({});
