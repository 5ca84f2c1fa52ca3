/** Which operation of which service a request is for: by path, target header, or version and action of its form. */
import type { Operation } from './operation.ts';
import type { Service } from './service.ts';
import { services } from './services.ts';
import { readJson } from './wire/json.ts';
import { readPromql } from './wire/promql.ts';
import { readForm } from './wire/query.ts';
import type { WireRequest } from './wire/request.ts';

export type Route = {
  readonly service: Service;
  readonly operation: string;
  readonly handle: Operation;
  /** Parsed when asked for, because a request that is throttled is not read. */
  readonly input: () => unknown;
};

const routeTo = (
  service: Service | undefined,
  operation: string | undefined,
  input: () => unknown,
): Route | null => {
  const handle = service?.operations[operation ?? ''];
  if (service === undefined || operation === undefined || handle === undefined) return null;
  return { service, operation, handle, input };
};

const routeJson = (target: string, body: string): Route | null => {
  const [prefix, operation] = target.split('.');
  const service = services.find(({ wire }) => wire.kind === 'json' && wire.target === prefix);
  return routeTo(service, operation, () => readJson(body));
};

const routeForm = (body: string): Route | null => {
  const { Action: action, Version: version, ...input } = readForm(body);
  const service = services.find(({ wire }) => wire.kind === 'query' && wire.version === version);
  return routeTo(service, typeof action === 'string' ? action : undefined, () => input);
};

const routePromql = (request: WireRequest): Route | null => {
  const path = request.url.split('?')[0] ?? '';
  for (const service of services) {
    const operation = service.wire.kind === 'promql' ? service.wire.paths[path] : undefined;
    if (operation !== undefined) return routeTo(service, operation, () => readPromql(request));
  }
  return null;
};

/** `null` for anything that is not an operation we know. */
export const routeOf = (request: WireRequest): Route | null => {
  const { headers, body } = request;
  const byPath = routePromql(request);
  if (byPath !== null) return byPath;
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? routeJson(target, body) : routeForm(body);
};
