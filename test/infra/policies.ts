/** What roles of a template may do, as far as tests ask. */
import type { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);

const statementSchema = z.object({
  Sid: z.string().optional(),
  Effect: z.literal('Allow'),
  Action: texts,
  Resource: z.unknown(),
  Condition: z.unknown().optional(),
});

const policySchema = z.object({
  Properties: z.object({
    PolicyDocument: z.object({ Statement: z.array(statementSchema) }),
    Roles: z.tuple([z.object({ Ref: z.string() })]),
  }),
});

export type Statement = z.infer<typeof statementSchema>;

/** Of all policies of roles whose logical id matches. */
export const statementsOf = (template: Template, role: RegExp): readonly Statement[] =>
  Object.values(template.findResources('AWS::IAM::Policy'))
    .map((resource) => policySchema.parse(resource).Properties)
    .filter(({ Roles: [{ Ref }] }) => role.test(Ref))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

export const actionsOf = (template: Template, role: RegExp): readonly string[] =>
  statementsOf(template, role)
    .flatMap(({ Action }) => Action)
    .toSorted();

const partSchema = z.union([z.string(), z.object({ Ref: z.string() }).transform(({ Ref }) => Ref)]);
const joinSchema = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(partSchema)]) });

/** `{"Fn::Join": …}` as one text, with the names of what is filled in where it is deployed. */
export const plain = (value: unknown): string => {
  const joined = joinSchema.safeParse(value);
  return joined.success ? joined.data['Fn::Join'][1].join('') : partSchema.parse(value);
};
