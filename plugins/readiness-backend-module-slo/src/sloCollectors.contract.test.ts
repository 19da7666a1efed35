import {
  alertsFact,
  sloFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { RetryLaterError } from '@team-readiness/backstage-plugin-readiness-node';
import {
  collectionTarget,
  describeCollector,
  MemoryEntityFiles,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { stringify } from 'yaml';
import { AlertsCollector } from './alerts';
import { SloCollector } from './collector';

const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };

const slo = {
  apiVersion: 'openslo/v1',
  kind: 'SLO',
  metadata: { name: 'orders-answered' },
  spec: {
    service: 'shop',
    description: 'Orders are answered.',
    indicator: {
      metadata: { name: 'answered' },
      spec: {
        ratioMetric: {
          counter: true,
          good: {
            metricSource: {
              type: 'Prometheus',
              spec: { query: 'orders_answered_total' },
            },
          },
          total: {
            metricSource: {
              type: 'Prometheus',
              spec: { query: 'orders_total' },
            },
          },
        },
      },
    },
    timeWindow: [{ duration: '28d', isRolling: true }],
    budgetingMethod: 'Occurrences',
    objectives: [{ target: 0.99 }],
  },
};

const rules = {
  groups: [
    {
      name: 'orders',
      rules: [
        {
          alert: 'OrdersFail',
          expr: 'rate(orders_failed_total[5m]) > 0.1',
          labels: { severity: 'page' },
          annotations: { runbook_url: 'docs/runbook.md' },
        },
      ],
    },
  ],
};

describe('collectors over SLO files', () => {
  const shop = 'component:default/shop';
  const files = new MemoryEntityFiles({
    [shop]: {
      'slo/orders.yaml': stringify(slo),
      'prometheus/rules.yaml': stringify(rules),
      'alerts/rules.yaml': stringify(rules),
    },
    'component:default/cart': {},
    'component:default/torn': {
      'slo/torn.yaml': 'apiVersion: openslo/v1\nkind: SLO\n  metadata: [',
      'alerts/rules.yaml': 'groups: [{ name: orders, rules: [{ alert: 7 }] }]',
      'prometheus/rules.yaml':
        'groups: [{ name: orders, rules: [{ alert: 7 }] }]',
    },
  });
  const target = (name: string) =>
    collectionTarget({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name },
      spec: { type: 'service' },
    });
  const contract = {
    targets: () => ['shop', 'cart', 'nowhere'].map(target),
    brokenTargets: () => [target('torn')],
    now: new Date('2026-06-15T12:00:00Z'),
    breakages: [
      {
        name: 'the host of the repositories is gone',
        apply: async () => files.fail(new Error('The host is gone')),
      },
      {
        name: 'the host asks to be left alone',
        apply: async () =>
          files.fail(
            new RetryLaterError('Later', new Date('2026-06-15T13:00:00Z')),
          ),
      },
    ],
    changes: [
      {
        name: 'all files are deleted',
        apply: async () => files.replace(shop, {}),
      },
    ],
  };

  describeCollector('slo', {
    ...contract,
    create: () => new SloCollector({ files, schedule }),
    fact: sloFact,
  });

  describeCollector('alerts', {
    ...contract,
    create: () => new AlertsCollector({ files, schedule }),
    fact: alertsFact,
  });
});
