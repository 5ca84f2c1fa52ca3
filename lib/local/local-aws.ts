/** The local AWS without its socket: a request in, a response out, or silence where a fault asks for it. */
import { AwsError } from './aws-error.ts';
import type { LocalClock } from './clock.ts';
import { answerPartially, type DynamoDbBackend } from './dynamodb-backend.ts';
import type { PutEvent } from './eventbridge.ts';
import type { FaultSource } from './faults.ts';
import { limits } from './limits.ts';
import type { LocalContext, MetricDelay } from './operation.ts';
import { type Place, placeFor } from './places.ts';
import type { RoleBook } from './roles.ts';
import { type Route, routeOf } from './route.ts';
import type { Published } from './sns.ts';
import { writeJson, writeJsonError } from './wire/json.ts';
import { writeQuery, writeQueryError } from './wire/query.ts';
import type { WireRequest } from './wire/request.ts';
import type { WireResponse } from './wire/response.ts';
import { signerOf } from './wire/signer.ts';

export type LocalAws = {
  readonly clock: LocalClock;
  readonly metricDelay: MetricDelay;
  /** That of the stack first. */
  readonly places: readonly [Place, ...Place[]];
  readonly roles: RoleBook;
  readonly faults: FaultSource;
  readonly calls: Map<string, number>;
  readonly backend: DynamoDbBackend;
  readonly publish: (message: Published) => void;
  readonly putEvent: (event: PutEvent) => void;
};

export type Answer = WireResponse | 'silence';

const write = ({ service: { wire }, operation }: Route, output: object): WireResponse =>
  wire.kind === 'json' ? writeJson(wire, output) : writeQuery(wire, operation, output);

const writeError = ({ service: { wire } }: Route, error: AwsError): WireResponse =>
  wire.kind === 'json' ? writeJsonError(wire, error) : writeQueryError(wire, error);

const throttled = ({ service }: Route): AwsError =>
  new AwsError(service.throttled.code, 'Rate exceeded', service.throttled.status);

/** In the words of its protocol; a region that an account has not enabled knows no caller. */
const strange = ({ service }: Route): AwsError => {
  const message = 'The security token included in the request is invalid.';
  return service.wire.kind === 'json'
    ? new AwsError('UnrecognizedClientException', message)
    : new AwsError('InvalidClientTokenId', message, 403);
};

const isThrottled = (operation: string, { buckets }: Place, nowMs: number): boolean => {
  const limit = limits[operation];
  return limit !== undefined && !buckets.take(limit.bucket, limit, 1, nowMs);
};

const noTable = (): AwsError =>
  new AwsError('ResourceNotFoundException', 'Requested resource not found');

type Circumstances = Place & Pick<LocalContext, 'nowMs' | 'partial' | 'staleSinceMs'>;

const carryOut = async (
  aws: LocalAws,
  route: Route,
  request: WireRequest,
  circumstances: Circumstances,
): Promise<WireResponse> => {
  if (route.service.name === 'dynamodb') {
    // Tables are the stack's; one that is looked for elsewhere is looked for with the wrong keys.
    if (circumstances.home !== aws.places[0].home) throw noTable();
    return circumstances.partial
      ? answerPartially(aws.backend, request)
      : aws.backend.answer(request);
  }
  circumstances.world.advanceTo(circumstances.nowMs);
  const origin = `http://${request.headers.host ?? 'localhost'}`;
  return write(route, route.handle(route.input(), { ...aws, ...circumstances, origin }));
};

const respond = async (aws: LocalAws, route: Route, request: WireRequest): Promise<Answer> => {
  const name = `${route.service.name}:${route.operation}`;
  aws.calls.set(name, (aws.calls.get(name) ?? 0) + 1);
  const nowMs = aws.clock.nowMs();
  const place = placeFor(signerOf(request), aws.places, aws.roles);
  if (place === null) throw strange(route);
  const fault = aws.faults.take(name, place.home);
  if (fault?.kind === 'timeout') return 'silence';
  if (fault?.kind === 'error') {
    const { code, status } = route.service.internal;
    throw new AwsError(code, 'An internal error occurred.', status);
  }
  if (fault?.kind === 'throttle' || isThrottled(name, place, nowMs)) throw throttled(route);
  return carryOut(aws, route, request, {
    ...place,
    nowMs,
    partial: fault?.kind === 'partial',
    staleSinceMs: fault?.kind === 'stale' ? fault.sinceMs : null,
  });
};

const unknownOperation: WireResponse = {
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: 'UnknownOperationException', message: 'No such operation here.' }),
};

export const answer = async (aws: LocalAws, request: WireRequest): Promise<Answer> => {
  const route = routeOf(request);
  if (route === null) return unknownOperation;
  try {
    return await respond(aws, route, request);
  } catch (error) {
    if (error instanceof AwsError) return writeError(route, error);
    throw error;
  }
};
