/** `cluster/name` of a service's key, which begins with account and region. */
export const shortName = (key: string): string => key.split('/').slice(2).join('/');
