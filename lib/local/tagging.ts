/** Resource Groups Tagging API: services by their tags. */
import * as z from 'zod';
import { serviceArn } from './arns.ts';
import { AwsError } from './aws-error.ts';
import { operationsOf } from './operation.ts';
import { pageOf } from './paging.ts';
import type { Service } from './service.ts';

const operation = operationsOf('InvalidParameterException');

const filterSchema = z.object({
  Key: z.string(),
  Values: z.array(z.string()).max(20).default([]),
});

type Filter = z.infer<typeof filterSchema>;

/** Every filter must match; a filter without values asks for the key alone. */
const matches = (tags: Readonly<Record<string, string>>, filters: readonly Filter[]): boolean =>
  filters.every(({ Key, Values }) => {
    const value = tags[Key];
    return value !== undefined && (Values.length === 0 || Values.includes(value));
  });

const getResources = operation(
  z.object({
    PaginationToken: z.string().optional(),
    TagFilters: z.array(filterSchema).max(50).default([]),
    ResourcesPerPage: z.number().optional(),
    ResourceTypeFilters: z.array(z.string()).max(100).default([]),
    ResourceARNList: z.array(z.string()).max(100).optional(),
  }),
  (input, { world, home }) => {
    const { TagFilters: filters, ResourceTypeFilters: types, ResourceARNList: arns } = input;
    if (arns !== undefined && (filters.length > 0 || types.length > 0)) {
      const message = 'ResourceARNList cannot be combined with filters.';
      throw new AwsError('InvalidParameterException', message);
    }
    const asked = types.length === 0 || types.includes('ecs') || types.includes('ecs:service');
    const tagged = world
      .services()
      .map((run) => ({ arn: serviceArn(home, run.setup), tags: run.tags }))
      .filter(({ arn, tags }) => (arns?.includes(arn) ?? true) && matches(tags, filters))
      .filter(({ tags }) => asked && Object.keys(tags).length > 0);
    const page = pageOf(tagged, {
      token: input.PaginationToken,
      size: input.ResourcesPerPage,
      defaultSize: 50,
      maxSize: 100,
      badSize: 'InvalidParameterException',
      badToken: 'PaginationTokenExpiredException',
    });
    return {
      // The last page carries an empty token, not none.
      PaginationToken: page.nextToken ?? '',
      ResourceTagMappingList: page.items.map(({ arn, tags }) => ({
        ResourceARN: arn,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      })),
    };
  },
);

export const tagging: Service = {
  name: 'tag',
  wire: {
    kind: 'json',
    target: 'ResourceGroupsTaggingAPI_20170126',
    version: '1.1',
    queryCodes: null,
  },
  throttled: { code: 'ThrottledException', status: 400 },
  internal: { code: 'InternalServiceException', status: 500 },
  operations: { GetResources: getResources },
};
