import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultMetricsService } from './DefaultMetricsService';
import { MetricFamily } from './MetricFamily';
import { MetricsService } from './MetricsService';

/** Asks what the reader may see, and passes it down. */
export class AuthorizedMetricsService implements MetricsService {
  constructor(
    private readonly inner: DefaultMetricsService,
    private readonly scopes: ReadingScopes,
  ) {}

  async readMetrics({ credentials }: ReadOptions): Promise<MetricFamily[]> {
    await this.scopes.assertMayReadMetrics(credentials);
    return this.inner.readMetrics({ credentials });
  }
}
