import { EventParams } from '@backstage/plugin-events-node';
import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import {
  EventReader,
  EventReading,
} from '@team-readiness/backstage-plugin-readiness-node';

/** A format of tests: the data is a normalised event, or several, or what is to become of it. */
export class ShopReader implements EventReader {
  readonly title = 'Shop events';

  constructor(
    readonly id: string = 'shop',
    readonly topics: readonly string[] = ['shop'],
  ) {}

  readsCloudEvent(type: string): boolean {
    return type.startsWith('org.shop.') || type.startsWith('dev.cdevents.');
  }

  read({ eventPayload }: EventParams): EventReading {
    const payload = eventPayload as {
      id?: string;
      source?: string;
      data?: unknown;
    };
    const data = (payload.data ?? payload) as {
      refuse?: string;
      boom?: string;
      customData?: DeliveryEventInput[];
    };
    if (data.boom) {
      throw new Error(data.boom);
    }
    return data.refuse
      ? { status: 'refused', reason: data.refuse }
      : { status: 'read', events: data.customData ?? [] };
  }
}

let count = 0;

/** A deployment of a service, a minute ago unless told otherwise. */
export function deployed(
  service: string,
  more: Partial<Extract<DeliveryEventInput, { kind: 'deployment' }>> = {},
): DeliveryEventInput {
  count += 1;
  return {
    source: 'https://ci.example',
    id: `d${count}`,
    at: new Date(Date.now() - 60_000).toISOString(),
    targets: [`service:${service}`],
    kind: 'deployment',
    deployment: `d${count}`,
    status: 'succeeded',
    environment: 'production',
    ...more,
  };
}

/** A CloudEvent that the reader makes these events of. */
export function cloudEvent(...customData: DeliveryEventInput[]) {
  count += 1;
  return {
    specversion: '1.0',
    id: customData[0]?.id ?? `c${count}`,
    source: 'https://ci.example',
    type: 'org.shop.done',
    data: { customData },
  };
}
