import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import { Fields } from '../payload';
import { deliveryTarget } from '../targets';

/** Name of the only custom event that is read: `dev.cdeventsx.readiness-freeze.started.<version>`. */
export const freezeEvent = 'readiness-freeze.started';

/**
 * Releases of a service were frozen, for which CDEvents have no event of their own.
 *
 * @param event - a valid custom event; `subject.id` is the service, `subject.content` may have `title`,
 *   `about` (what it answers, e.g. the name of an SLO) and `entityRef`
 */
export function readFreeze(event: Fields): DeliveryEventInput[] {
  const context = event.object('context');
  const subject = event.object('subject');
  const content = subject.object('content');
  return [
    {
      source: context.text('source'),
      id: context.text('id'),
      at: context.time('timestamp'),
      targets: [
        ...deliveryTarget.service(subject.text('id')),
        ...deliveryTarget.entity(content.optionalText('entityRef')),
      ],
      kind: 'freeze',
      title: content.shortText('title', 200) ?? 'Releases were frozen',
      about: content.optionalText('about') ?? null,
    },
  ];
}
