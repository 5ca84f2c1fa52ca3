/** AWS STS, as far as roles of other accounts go. */
import * as z from 'zod';
import { AwsError } from './aws-error.ts';
import { operationsOf } from './operation.ts';
import type { Service } from './service.ts';

const operation = operationsOf('ValidationError');

const assumeRole = operation(
  z.object({
    RoleArn: z.string().min(20).max(2048),
    RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/),
    ExternalId: z
      .string()
      .regex(/^[\w+=,.@:/-]{2,1224}$/)
      .optional(),
    // Forms have only texts.
    DurationSeconds: z.coerce.number().int().min(900).max(43_200).default(3600),
  }),
  ({ RoleArn, RoleSessionName: name, ExternalId = null, DurationSeconds: seconds }, context) => {
    const session = context.roles.assume(RoleArn, ExternalId);
    if (session === null) {
      const user = `arn:aws:iam::${context.home.account}:user/local`;
      const message = `User: ${user} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`;
      throw new AwsError('AccessDenied', message, 403);
    }
    const { account, role, accessKeyId, secretAccessKey, sessionToken } = session;
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        // By the machine's clock, not the world's: the SDK compares it with that.
        Expiration: new Date(Date.now() + seconds * 1000).toISOString(),
      },
      AssumedRoleUser: {
        AssumedRoleId: `AROALOCAL:${name}`,
        Arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
      },
    };
  },
);

export const sts: Service = {
  name: 'sts',
  wire: {
    kind: 'query',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  },
  throttled: { code: 'Throttling', status: 400 },
  internal: { code: 'InternalFailure', status: 500 },
  operations: { AssumeRole: assumeRole },
};
