/** The API over a memory world; every answer is held against the published document. */
import { Validator } from '@seriousme/openapi-schema-validator';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import * as z from 'zod';
import { createMemoryControlPorts } from '#adapters/memory/control.ts';
import { createMemoryWorld, type MemoryWorld } from '#adapters/memory/world.ts';
import type { AuditRecord } from '#lib/control/audit.ts';
import { createApi } from '#lib/control/http/api.ts';
import { openApiJson, routes } from '#lib/control/routes.ts';
import { createButtons } from '#lib/control/widget/buttons.ts';
import type { ControlPorts, ControlWorld } from '#lib/control/world.ts';
import { countStandings, type FleetSummary, type SummaryRow } from '#lib/fleet-summary.ts';
import { shard } from '#lib/tick/shard.ts';
import { endless, fleetOf, home, idOf, minuteMs, startMs } from '../tick/support.ts';

export type LoggedLine = { readonly message: string; readonly details: unknown };

export type Stage = {
  readonly aws: MemoryWorld;
  readonly audited: Map<string, AuditRecord>;
  readonly log: LoggedLine[];
  readonly world: ControlWorld;
};

type Setting = {
  readonly aws?: MemoryWorld;
  readonly ports?: Partial<ControlPorts>;
  readonly world?: Partial<ControlWorld>;
};

export const stageOf = ({ aws = createMemoryWorld(), ports = {}, world = {} }: Setting): Stage => {
  const audited = new Map<string, AuditRecord>();
  const log: LoggedLine[] = [];
  const note = (message: string, details: unknown) => log.push({ message, details });
  return {
    aws,
    audited,
    log,
    world: {
      home,
      stack: 'Flyball',
      fleet: fleetOf(),
      intervalMs: minuteMs,
      ports: { ...createMemoryControlPorts(aws, audited), ...ports },
      log: { warn: note, error: note },
      nowMs: startMs,
      requestId: 'request-1',
      deadline: endless,
      ...world,
    },
  };
};

export const rowOf = (name: string, changes: Partial<SummaryRow> = {}): SummaryRow => ({
  service: idOf(name),
  standing: 'steady',
  why: 'as many as needed',
  counts: { desired: 4, running: 4, min: 1, max: 10 },
  asked: 4,
  mode: 'act',
  signal: { name: 'cpu', value: 58, target: 60 },
  lastChange: null,
  group: null,
  vcpu: 1,
  alerts: [],
  forecast: 'none',
  ...changes,
});

export const summaryOf = (rows: readonly SummaryRow[]): FleetSummary => ({
  shard: '0',
  tickMs: startMs,
  durationMs: 900,
  billedMetrics: rows.length,
  spend: null,
  counts: { ...countStandings([]), steady: rows.length },
  rows,
  rowsCut: 0,
});

/** A fleet as its last tick left it. */
export const fleetWith = (...rows: readonly SummaryRow[]): MemoryWorld => {
  const aws = createMemoryWorld();
  aws.summaries.set('0', summaryOf(rows));
  aws.lastTicks.set(shard, startMs);
  return aws;
};

export type Asking = {
  readonly body?: unknown;
  /** Instead of a body as JSON. */
  readonly rawBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly callerArn?: string | null;
  readonly requestId?: string;
};

const context = { awsRequestId: 'invocation-1' };

const iamOf = (userArn: string) => ({
  authorizer: {
    iam: { userArn, accountId: home.account, accessKey: 'AKIA', callerId: 'id', userId: 'id' },
  },
});

const eventOf = (line: string, asking: Asking): APIGatewayProxyEventV2 => {
  const [method = 'GET', target = '/'] = line.split(' ');
  const [path = '/', query = ''] = target.split('?');
  const arn = asking.callerArn === undefined ? 'arn:aws:iam::1:user/ada' : asking.callerArn;
  const body = asking.rawBody ?? (asking.body === undefined ? null : JSON.stringify(asking.body));
  const event: unknown = {
    version: '2.0',
    rawPath: path,
    rawQueryString: query,
    headers: {
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      ...asking.headers,
    },
    queryStringParameters: Object.fromEntries(new URLSearchParams(query)),
    requestContext: {
      requestId: asking.requestId ?? 'request-1',
      timeEpoch: startMs,
      http: { method, path, sourceIp: '192.0.2.1' },
      ...(arn === null ? {} : iamOf(arn)),
    },
    ...(body === null ? {} : { body }),
    isBase64Encoded: false,
  };
  return event as APIGatewayProxyEventV2;
};

const validator = new Validator();
await validator.validate(JSON.parse(openApiJson()));
const resolved = validator.resolveRefs();

const responseSchema = z.object({
  content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })),
});

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ responses: z.record(z.string(), responseSchema) })),
  ),
});

const document = documentSchema.parse(resolved);

const pathOf = (path: string): string | undefined =>
  Object.keys(document.paths).find((template) =>
    new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );

/** Throws where the document promises something else. Paths and methods that it does not know promise nothing. */
const holdAgainstDocument = (line: string, answer: Answer): void => {
  const [method = '', target = ''] = line.split(' ');
  const path = pathOf(target.split('?')[0] ?? '');
  const operation = path === undefined ? undefined : document.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) return;
  const promised = operation.responses[String(answer.status)]?.content[answer.type]?.schema;
  if (promised === undefined) {
    throw new Error(
      `${line} answered ${answer.status} ${answer.type}, which is not in the document`,
    );
  }
  z.fromJSONSchema(promised).parse(answer.body);
};

export type Answer = {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
};

/** `ask(stage, 'GET /services?limit=1')`. */
export const ask = async (
  { world }: Pick<Stage, 'world'>,
  line: string,
  asking: Asking = {},
): Promise<Answer> => {
  const api = createApi(routes, ({ id }) => ({ ...world, requestId: id }));
  const answered = await api(eventOf(line, asking), context as Context);
  const answer: Answer = {
    status: answered.statusCode ?? 200,
    type: String(answered.headers?.['content-type']),
    body: JSON.parse(answered.body ?? 'null'),
    headers: answered.headers ?? {},
  };
  holdAgainstDocument(line, answer);
  return answer;
};

export const press = ({ world }: Pick<Stage, 'world'>, event: unknown): Promise<string> =>
  createButtons(async (requestId) => ({ ...world, requestId }))(event, context as Context);
