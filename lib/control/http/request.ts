/** A request as a Function URL hands it over: payload format 2.0. */
import * as z from 'zod';
import { HttpProblem } from './problem.ts';

/** What the API takes; Lambda itself would let 6 MB in. */
export const mostBodyBytes = 64 * 1024;

const iamSchema = z.object({ userArn: z.string(), accountId: z.string() });

const eventSchema = z.object({
  headers: z.record(z.string(), z.string()).default({}),
  queryStringParameters: z.record(z.string(), z.string()).nullish(),
  pathParameters: z.record(z.string(), z.string()).nullish(),
  requestContext: z.object({
    requestId: z.string(),
    timeEpoch: z.number(),
    http: z.object({ method: z.string(), path: z.string(), sourceIp: z.string().optional() }),
    authorizer: z.object({ iam: iamSchema.optional() }).optional(),
  }),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
});

export type HttpRequest = {
  readonly id: string;
  readonly atMs: number;
  readonly sourceIp: string | null;
  /** `null`: nobody vouches for who this is. */
  readonly caller: { readonly arn: string; readonly account: string } | null;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** `undefined` when there was none. */
  readonly body: unknown;
};

/** Function URLs leave the path as it came, in percent signs. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new HttpProblem(400, `"${text.slice(0, 100)}" in the path is not percent-encoded text`, {
      cause,
    });
  }
};

const bodyOf = ({ body, isBase64Encoded, headers }: z.infer<typeof eventSchema>): unknown => {
  if (body === undefined || body === null || body === '') return undefined;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > mostBodyBytes) {
    throw new HttpProblem(
      413,
      `the body has ${bytes.length} bytes, more than ${mostBodyBytes}; no order needs as much`,
    );
  }
  const type = headers['content-type'] ?? '';
  if (!/^application\/json\b/i.test(type)) {
    throw new HttpProblem(
      415,
      `the body is "${type.slice(0, 100)}"; send JSON, with the header content-type: application/json`,
    );
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new HttpProblem(400, 'the body is not JSON', { cause });
  }
};

export const readHttpRequest = (event: unknown): HttpRequest => {
  const parsed = eventSchema.parse(event);
  const { requestContext: context } = parsed;
  const iam = context.authorizer?.iam;
  const params = Object.entries(parsed.pathParameters ?? {});
  return {
    id: context.requestId,
    atMs: context.timeEpoch,
    sourceIp: context.http.sourceIp ?? null,
    caller:
      iam === undefined || iam.userArn === '' ? null : { arn: iam.userArn, account: iam.accountId },
    params: Object.fromEntries(params.map(([name, text]) => [name, decoded(text)])),
    query: parsed.queryStringParameters ?? {},
    body: bodyOf(parsed),
  };
};
