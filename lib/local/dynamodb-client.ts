/** The local world's own way to its tables: straight to the backend, past limits and faults, which are for others. */
import * as z from 'zod';
import type { DynamoDbBackend } from './dynamodb-backend.ts';
import { readJson } from './wire/json.ts';

export type AskDynamoDb = (operation: string, input: object) => Promise<unknown>;

/** dynalite wants a request to look signed, and looks no closer. */
const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local';

const failureSchema = z.object({ __type: z.string(), message: z.string().default('') });

export class DynamoDbError extends Error {
  override readonly name = 'DynamoDbError';
  /** Without its namespace, as in `ResourceInUseException`. */
  readonly code: string;

  constructor(operation: string, type: string, message: string) {
    super(`${operation}: ${type} ${message}`);
    this.code = type.split('#').at(-1) ?? type;
  }
}

export const askDynamoDb =
  (backend: DynamoDbBackend): AskDynamoDb =>
  async (operation, input) => {
    const { status, body } = await backend.answer({
      method: 'POST',
      url: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': '20260101T000000Z',
        authorization,
      },
      body: JSON.stringify(input),
    });
    const answer = readJson(body);
    if (status === 200) return answer;
    const { __type, message } = failureSchema.parse(answer);
    throw new DynamoDbError(operation, __type, message);
  };
