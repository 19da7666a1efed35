import {
  DeliveryEvent,
  DeliveryEventInput,
  deliveryEventSchema,
} from '@team-readiness/backstage-plugin-readiness-common';

let count = 0;

type Bare<T> = T extends unknown ? Omit<T, 'source' | 'id' | 'targets'> : never;

/** An event of some source, with what the test does not care about filled in. */
export function event(
  input: Bare<DeliveryEventInput> & { source?: string; id?: string },
): DeliveryEvent {
  count += 1;
  return deliveryEventSchema.parse({
    source: 'https://ci.example.org',
    id: `event-${count}`,
    targets: ['entity:component:default/checkout'],
    ...input,
  });
}

/** A change with its commits as `[commit, time]`. */
export const change = (
  id: string,
  at: string,
  commits: Array<[string, string]> = [],
): DeliveryEvent =>
  event({
    kind: 'change',
    change: id,
    at,
    commits: commits.map(([commit, time]) => ({ commit, at: time })),
  });

type Deployment = Extract<DeliveryEventInput, { kind: 'deployment' }>;

/** A deployment that was finished in production, unless said otherwise. */
export const deployment = (
  id: string,
  at: string,
  more: Partial<Deployment> = {},
): DeliveryEvent =>
  event({
    kind: 'deployment',
    deployment: id,
    at,
    status: 'succeeded',
    environment: 'production',
    ...more,
  });

type Incident = Extract<DeliveryEventInput, { kind: 'incident' }>;

/** A phase of an incident. */
export const incident = (
  id: string,
  phase: Incident['phase'],
  at: string,
  more: Partial<Incident> = {},
): DeliveryEvent =>
  event({ kind: 'incident', incident: id, phase, at, ...more });
