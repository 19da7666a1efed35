import { startTestBackend } from '@backstage/backend-test-utils';
import {
  EventReader,
  readinessEventsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { readinessModuleDelivery } from './module';

it('adds a reader for each format', async () => {
  const readers: EventReader[] = [];
  await startTestBackend({
    extensionPoints: [
      [
        readinessEventsExtensionPoint,
        { addReader: (...added) => readers.push(...added) },
      ],
    ],
    features: [readinessModuleDelivery],
  });
  expect(readers.map(({ id, topics }) => [id, topics])).toEqual([
    ['cdevents', ['cdevents']],
    ['github', ['github']],
    ['gitlab', ['gitlab']],
    ['pagerduty', ['pagerduty']],
  ]);
});
