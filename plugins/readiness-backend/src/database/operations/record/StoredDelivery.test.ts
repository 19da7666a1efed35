import { DeliveryRecord } from '@team-readiness/backstage-plugin-readiness-engine';
import { packDelivery, unpackDelivery } from './StoredDelivery';

const record = (deployments: number): DeliveryRecord => ({
  since: 1,
  coverage: {
    changes: false,
    commits: false,
    deployments: true,
    planned: false,
    failures: false,
    updates: false,
  },
  freezes: [],
  changes: [],
  incidents: [],
  deployments: Array.from({ length: deployments }, (_, index) => ({
    id: `deployment ${index}`,
    environment: 'production',
    at: 10 + index,
    startedAt: null,
    commit: null,
    artifact: null,
    digest: null,
    run: null,
    approved: false,
    planned: null,
    ranBeforeIn: null,
    changes: [],
    failure: null,
  })),
});
const read = (deployments: number) =>
  unpackDelivery(packDelivery(record(deployments)) ?? '');

describe('deliveries as they are stored', () => {
  it('are known from the first event on', () => {
    expect(read(5_000)).toMatchObject({ since: 1 });
    expect(read(5_000).deployments).toHaveLength(5_000);
  });

  it('are known from the first one that is kept on where older ones are not', () => {
    const { since, deployments } = read(5_003);
    expect(deployments).toHaveLength(5_000);
    expect(deployments[0].at).toBe(13);
    expect(since).toBe(13);
  });
});
