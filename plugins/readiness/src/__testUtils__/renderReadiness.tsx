import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  collectorRunPermission,
  definitionRefreshPermission,
  evaluationRetryPermission,
  problemReadPermission,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import readinessPlugin from '../index';
import { InMemoryReadinessApi } from './InMemoryReadinessApi';
import { InMemorySignalApi } from './InMemorySignalApi';

/** What a reader may do besides reading scorecards; left out: may. */
export interface TestReader {
  mayRefreshDefinitions?: boolean;
  mayRunCollectors?: boolean;
  mayRetryEvaluations?: boolean;
  mayReadProblems?: boolean;
  /** Of the portal; English unless set. */
  language?: 'en' | 'de';
  /** Default: the portal has no signals. */
  signals?: InMemorySignalApi;
}

const platform = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'platform' },
  spec: {
    type: 'team',
    children: [],
    profile: { email: 'platform@harbour.example' },
  },
};

/**
 * Renders the whole plugin in an app, at an address.
 *
 * @param path - where the reader enters
 * @param api - what the backend answers
 * @param reader - what the reader may do; everything unless said
 */
export function renderReadiness(
  path: string,
  api: InMemoryReadinessApi = new InMemoryReadinessApi(),
  reader: TestReader = {},
): { api: InMemoryReadinessApi; unmount(): void } {
  const may: Record<string, boolean | undefined> = {
    [definitionRefreshPermission.name]: reader.mayRefreshDefinitions,
    [collectorRunPermission.name]: reader.mayRunCollectors,
    [evaluationRetryPermission.name]: reader.mayRetryEvaluations,
    [problemReadPermission.name]: reader.mayReadProblems,
  };
  // A portal remembers the language of the reader before.
  window.localStorage.removeItem('language');
  const { unmount } = renderTestApp({
    features: [readinessPlugin],
    apis: [
      [readinessApiRef, api],
      ...(reader.signals ? [[signalApiRef, reader.signals] as const] : []),
      [catalogApiRef, catalogApiMock({ entities: [platform] })],
      [
        permissionApiRef,
        mockApis.permission({
          authorize: ({ permission }) =>
            may[permission.name] === false
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
      ],
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: [path],
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: [
          {
            'api:app/app-language': {
              config: {
                availableLanguages: ['en', 'de'],
                defaultLanguage: reader.language ?? 'en',
              },
            },
          },
        ],
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
  });
  return { api, unmount };
}
