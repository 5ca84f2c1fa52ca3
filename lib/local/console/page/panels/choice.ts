/** Which service is looked at; in the address too, so that it can be kept and sent. */

export type Choice = {
  readonly service: () => string | null;
  readonly choose: (service: string) => void;
};

const fromAddress = (): string | null => new URLSearchParams(location.search).get('service');

export const createChoice = (onChange: () => void): Choice => {
  let chosen = fromAddress();
  return {
    service: () => chosen,
    choose: (service) => {
      chosen = service;
      const address = new URL(location.href);
      address.searchParams.set('service', service);
      history.replaceState(null, '', address);
      onChange();
    },
  };
};
