/** Amazon ECS. */
import type { Service } from '../service.ts';
import { describeServices, listServices } from './services.ts';
import { getTaskProtection, updateTaskProtection } from './task-protection.ts';
import { describeTasks, listTasks } from './tasks.ts';
import { updateService } from './update-service.ts';

export const ecs: Service = {
  name: 'ecs',
  wire: {
    kind: 'json',
    target: 'AmazonEC2ContainerServiceV20141113',
    version: '1.1',
    queryCodes: null,
  },
  throttled: { code: 'ThrottlingException', status: 400 },
  internal: { code: 'ServerException', status: 500 },
  operations: {
    ListServices: listServices,
    DescribeServices: describeServices,
    UpdateService: updateService,
    ListTasks: listTasks,
    DescribeTasks: describeTasks,
    GetTaskProtection: getTaskProtection,
    UpdateTaskProtection: updateTaskProtection,
  },
};
