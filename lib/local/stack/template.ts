/** A CloudFormation template, as far as one is deployed here. */
import * as z from 'zod';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});

export const templateSchema = z.object({
  Parameters: z
    .record(z.string(), z.object({ Default: z.union([z.string(), z.number()]).optional() }))
    .default({}),
  Resources: z.record(z.string(), resourceSchema),
});

export type Template = z.infer<typeof templateSchema>;
export type Resource = Template['Resources'][string];

export type NamedResource = Resource & { readonly id: string };

export const resourcesOf = (template: Template, type: string): readonly NamedResource[] =>
  Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ ...resource, id }));
