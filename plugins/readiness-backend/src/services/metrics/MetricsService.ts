import { ReadOptions } from '../reading/ReadOptions';
import { MetricFamily } from './MetricFamily';

/**
 * Numbers for monitoring.
 */
export interface MetricsService {
  /**
   * The same whichever replica answers. What is summed over entities is summed over those that the reader sees.
   *
   * @throws NotAllowedError without the permission to read metrics, or to read any scorecard
   */
  readMetrics(options: ReadOptions): Promise<MetricFamily[]>;
}
