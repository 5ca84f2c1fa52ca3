import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { expect, test, vi } from 'vitest';
import { createTaggedPage } from '#adapters/discovery/tagged-page.ts';
import { deadlineIn, idOf } from '../sample.ts';
import { fakeAws } from '../with-fake-aws.ts';

const deadline = deadlineIn(20_000);

const arnOf = (path: string) => `arn:aws:ecs:us-east-1:123456789012:service/${path}`;

const pageOver = async (resources: readonly object[], PaginationToken: string) => {
  const aws = await fakeAws({
    GetResources: () => ({ body: { ResourceTagMappingList: resources, PaginationToken } }),
  });
  const warn = vi.fn();
  const page = createTaggedPage(new ResourceGroupsTaggingAPIClient(aws.settings), warn);
  return { aws, warn, page };
};

test('asks for tagged ECS services, a hundred at a time, from where the last page ended', async () => {
  const { aws, page } = await pageOver([{ ResourceARN: arnOf('shop/web') }], 'next');
  expect(await page('here', deadline)).toEqual({
    items: [{ id: idOf('web'), membership: {} }],
    next: 'next',
  });
  expect(aws.calls[0]?.body).toEqual({
    ResourceTypeFilters: ['ecs:service'],
    TagFilters: [{ Key: 'flyball:enabled', Values: ['true'] }],
    ResourcesPerPage: 100,
    PaginationToken: 'here',
  });
});

test('an empty token ends the listing', async () => {
  const { page } = await pageOver([], '');
  expect(await page(undefined, deadline)).toEqual({ items: [], next: undefined });
});

test('of the tags only those are taken that say which group a service is in', async () => {
  const Tags = [
    { Key: 'flyball:group', Value: 'backend' },
    { Key: 'flyball:max', Value: '9' },
    { Key: 'token', Value: 'secret' },
  ];
  const { page } = await pageOver([{ ResourceARN: arnOf('shop/web'), Tags }], '');
  const { items } = await page(undefined, deadline);
  expect(items[0]?.membership).toEqual({ 'flyball:group': 'backend' });
});

test('a service whose ARN lacks the cluster is left out with a warning that names it', async () => {
  const { page, warn } = await pageOver([{ ResourceARN: arnOf('old') }, {}], '');
  expect(await page(undefined, deadline)).toEqual({ items: [], next: undefined });
  expect(warn).toHaveBeenCalledWith(expect.stringContaining(arnOf('old')));
});
