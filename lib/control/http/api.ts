/** The API as one function: finds the route, checks the request, and answers in JSON whatever happens. */
import httpRouterHandler from '@middy/http-router';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import type { ControlWorld } from '../world.ts';
import { HttpProblem, type ProblemBody, problemBody } from './problem.ts';
import { type HttpRequest, readHttpRequest } from './request.ts';
import type { Route, RouteAnswer } from './route.ts';

type Answered = APIGatewayProxyStructuredResultV2;

/** A world for this request: its time, its deadline. */
export type OpenWorld = (
  request: Pick<HttpRequest, 'id' | 'atMs'>,
  context: Context,
) => ControlWorld;

const headersOf = (type: string) => ({
  'content-type': type,
  // It says what was true a moment ago, to one caller.
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
});

const answered = ({ status = 200, body }: RouteAnswer<unknown>): Answered => ({
  statusCode: status,
  headers: headersOf('application/json'),
  body: JSON.stringify(body),
});

const refused = (body: ProblemBody, headers: Readonly<Record<string, string>> = {}): Answered => ({
  statusCode: body.status,
  headers: { ...headersOf('application/problem+json'), ...headers },
  body: JSON.stringify(body),
});

/** What went wrong inside is for the log; the caller gets the id to find it by. */
const problemOf = (error: unknown, id: string, { log }: Pick<ControlWorld, 'log'>): HttpProblem => {
  if (error instanceof HttpProblem) return error;
  log.error('request failed', { requestId: id, error });
  return new HttpProblem(
    500,
    'this is a fault of Flyball; its log has the cause under `instance`',
    {
      cause: error,
    },
  );
};

const noCaller = (): HttpProblem =>
  new HttpProblem(
    403,
    'who asks is not known; call the Function URL with a signature of AWS IAM (curl --aws-sigv4)',
  );

const respond = async (
  route: Route,
  event: APIGatewayProxyEventV2,
  openWorld: () => ControlWorld,
): Promise<Answered> => {
  const id = event.requestContext.requestId;
  const world = openWorld();
  try {
    const request = readHttpRequest(event);
    if (request.caller === null) throw noCaller();
    const caller = {
      actor: { kind: 'iam', ...request.caller } as const,
      sourceIp: request.sourceIp,
    };
    return answered(await route.run(request, caller, world));
  } catch (error) {
    return refused(problemBody(problemOf(error, id, world), id));
  }
};

const askedAt = ({
  requestContext: { requestId: id, timeEpoch: atMs },
}: APIGatewayProxyEventV2) => ({
  id,
  atMs,
});

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'] as const;

/** A path that exists says which methods it takes. */
const otherMethods = (routes: readonly Route[]) =>
  [...Map.groupBy(routes, ({ path }) => path)].flatMap(([path, same]) => {
    const taken = same.map(({ method }) => method);
    const allow = taken.join(', ');
    return methods
      .filter((method) => !taken.some((each) => each === method))
      .map((method) => ({
        method,
        path,
        handler: async (event: APIGatewayProxyEventV2): Promise<Answered> => {
          const problem = new HttpProblem(405, `${path} takes ${allow}, not ${method}`);
          return refused(problemBody(problem, event.requestContext.requestId), { allow });
        },
      }));
  });

const notFound = ({ method, path }: { readonly method: string; readonly path: string }): never => {
  const seen = path.slice(0, 200);
  throw new HttpProblem(404, `there is no ${method} ${seen}; GET /openapi.json has all paths`);
};

export type Api = (event: APIGatewayProxyEventV2, context: Context) => Promise<Answered>;

export const createApi = (routes: readonly Route[], open: OpenWorld): Api => {
  const router = httpRouterHandler<APIGatewayProxyEventV2, Answered>({
    routes: [
      ...routes.map((route) => ({
        method: route.method,
        path: route.path,
        handler: (event: APIGatewayProxyEventV2, context: Context) =>
          respond(route, event, () => open(askedAt(event), context)),
      })),
      ...otherMethods(routes),
    ],
    notFoundResponse: notFound,
  });
  return async (event, context) => {
    try {
      return await router(event, context);
    } catch (error) {
      // Routes answer their own errors; what comes here found no route.
      if (!(error instanceof HttpProblem)) throw error;
      return refused(problemBody(error, event.requestContext.requestId));
    }
  };
};
