/**
 * Names that the emitter, the alarms and the dashboard must agree on.
 * Fleet-level only: a custom metric costs $0.30 a month, so one per service would cost more than the scaling saves.
 */
export const metricNamespace = 'Flyball';

/** Dimension that tells several Flyball stacks in one account apart. */
export const stackDimension = 'Stack';

export const metricNames = {
  ticks: 'Ticks',
  tickDuration: 'TickDuration',
  tickAge: 'TickAge',
  servicesManaged: 'ServicesManaged',
  servicesSkipped: 'ServicesSkipped',
  servicesFailed: 'ServicesFailed',
  servicesLeftOver: 'ServicesLeftOver',
  servicesSteady: 'ServicesSteady',
  servicesHeld: 'ServicesHeld',
  servicesOrdered: 'ServicesOrdered',
  servicesBreakerOpen: 'ServicesBreakerOpen',
  servicesNoData: 'ServicesNoData',
  decisionsOut: 'DecisionsOut',
  decisionsIn: 'DecisionsIn',
  decisionsHeld: 'DecisionsHeld',
  heldByCooldown: 'HeldByCooldown',
  heldByStabilisation: 'HeldByStabilisation',
  heldByLimits: 'HeldByLimits',
  heldByGuards: 'HeldByGuards',
  heldByBounds: 'HeldByBounds',
  actionsRefused: 'ActionsRefused',
  breakerTrips: 'BreakerTrips',
  alertsOpen: 'AlertsOpen',
  metricsRead: 'MetricsRead',
  spendUsd: 'SpendUsd',
  healthScore: 'HealthScore',
  forecastsMade: 'ForecastsMade',
  forecastsUnused: 'ForecastsUnused',
  forecastsLeftOver: 'ForecastsLeftOver',
  forecastMetricsRead: 'ForecastMetricsRead',
} as const;

/** Of the services that the fleet file names for it, and of no other: each is $0.30 a month. */
export const serviceMetricNames = { desired: 'DesiredCount', asked: 'AskedCount' } as const;

export const serviceDimension = 'Service';

export type MetricName = (typeof metricNames)[keyof typeof metricNames];

/** What rules of EventBridge match on, and the only source that the tick may put events as. */
export const eventSource = 'flyball';

/** Tag that enrols a service, and the only kind of service that Flyball's role may update. */
export const enablingTag = { key: 'flyball:enabled', value: 'true' } as const;

/** Prefix of the tags that tune a service. */
export const tagPrefix = 'flyball:';

/** Forecasts are made anew once an hour, a part of the fleet at a time. */
export const learningMinutes = 15;
